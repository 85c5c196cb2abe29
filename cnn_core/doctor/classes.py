"""Functions and classes of the text, and their objects."""

from __future__ import annotations

import ast
from typing import cast

from cnn_core.doctor.calls import begun, is_chain_base, is_module_base
from cnn_core.doctor.expressions import evaluate
from cnn_core.doctor.skipping import unread
from cnn_core.doctor.state import MOST_CALLS_DEEP, Kwargs, Scope, State, line_of
from cnn_core.doctor.statements import STATEMENTS, refusal_of, run
from cnn_core.doctor.stopping import Broken, Refusal, Refused
from cnn_core.doctor.values import Instance, OwnClass, OwnFunction, is_static


def bound_names(
    state: State, function: OwnFunction, args: list[object], kwargs: Kwargs, node: ast.AST
) -> dict[str, object]:
    """Return the names of a function with their values.

    Raises:
        Broken: too many or too few arguments, as Python says it.
        Refused: `*args` or a default that is not read.
    """
    written = function.node.args
    places = [*written.posonlyargs, *written.args]
    names = [each.arg for each in places]
    alone = [each.arg for each in written.kwonlyargs]
    optional = len(written.defaults)
    if len(args) > len(places) and not written.vararg:
        raise _other(state, function, _too_many(function, len(args), len(places), optional), node)
    found: dict[str, object] = dict(zip(names, args, strict=False))
    rest: dict[str, object] = {}
    for name, value in kwargs.items():
        if name in found:
            raise _other(
                state, function, f"{function.name}() got multiple values for argument '{name}'", node
            )
        if name not in names and name not in alone and not written.kwarg:
            said = f"{function.name}() got an unexpected keyword argument '{name}'"
            raise _other(state, function, said, node, name)
        (found if name in names or name in alone else rest)[name] = value
    with_default = (
        dict(zip(names[len(names) - optional :], written.defaults, strict=True)) if optional else {}
    )
    with_default |= {name: value for name, value in zip(alone, written.kw_defaults, strict=True) if value}
    for name, default in with_default.items():
        if name not in found:
            found[name] = evaluate(state, default, Scope(function.around or state.around))
    lacking = [name for name in names if name not in found]
    if lacking:
        raise _other(state, function, _too_few(function, lacking), node, lacking=tuple(lacking))
    if written.vararg:
        found[written.vararg.arg] = tuple(args[len(places) :])
    if written.kwarg:
        found[written.kwarg.arg] = rest
    return found


def _other(
    state: State,
    function: OwnFunction,
    said: str,
    node: ast.AST,
    name: str = "",
    lacking: tuple[str, ...] = (),
) -> Broken:
    known = tuple(each.arg for each in [*function.node.args.args, *function.node.args.kwonlyargs])
    facts: dict[str, object] = {"name": name, "known": known, "lacking": lacking, "function": function}
    reason = "arguments_of_own"
    if function.owner is not None and known[:1] != ("self",):
        reason = "forward_without_self"
    elif node is function.node and lacking and function.own_class:  # the text itself does not call it
        reason = "model_needs_arguments"
        facts |= {"name": function.own_class.node.name, "needed": ", ".join(lacking)}
    return state.broken("TypeError", said, node, reason, **facts)


def _too_many(function: OwnFunction, given: int, most: int, optional: int) -> str:
    takes = f"from {most - optional} to {most}" if optional else str(most)
    noun = "argument" if most == 1 and not optional else "arguments"
    was = "was" if given == 1 else "were"
    return f"{function.name}() takes {takes} positional {noun} but {given} {was} given"


def _too_few(function: OwnFunction, lacking: list[str]) -> str:
    quoted = [f"'{name}'" for name in lacking]
    listed = quoted[0]
    if len(quoted) == 2:
        listed = " and ".join(quoted)
    elif len(quoted) > 2:
        listed = f"{', '.join(quoted[:-1])}, and {quoted[-1]}"
    noun = "argument" if len(lacking) == 1 else "arguments"
    return f"{function.name}() missing {len(lacking)} required positional {noun}: {listed}"


def takes_one_input(function: OwnFunction) -> None:
    """Refuse a forward that must be given more than one tensor.

    Raises:
        Refused: forward takes two inputs, or more.
    """
    written = function.node.args
    required = [*written.posonlyargs, *written.args][: len(written.args) - len(written.defaults)]
    alone = sum(default is None for default in written.kw_defaults)
    inputs = len(required) - 1 + alone
    if inputs > 1:
        raise Refused(
            "two_inputs", f"forward({', '.join(each.arg for each in required)})", line_of(function.node)
        )


def call_own(
    state: State, function: OwnFunction, args: list[object], kwargs: Kwargs, node: ast.AST
) -> object:
    """Return what a function of the text returns."""
    if function.node.decorator_list and not is_static(function.node):
        line = function.node.decorator_list[0].lineno
        raise Refused("decorator", "@", line)
    if state.depth >= MOST_CALLS_DEEP:
        raise Refused("too_deep", function.node.name, function.node.lineno)
    given = [function.owner, *args] if function.owner is not None else args
    scope = Scope(function.around or state.around, bound_names(state, function, given, kwargs, node))
    scope.names |= {"__class__": function.own_class, "__qualname__": function.name}
    if function.owner is not None and function.node.args.args:
        scope.names.setdefault("self", function.owner)
    state.depth += 1
    try:
        returned = run(state, function.node.body, scope)
    finally:
        state.depth -= 1
    return returned.value if returned else None


def make_own(
    state: State, own_class: OwnClass, args: list[object], kwargs: Kwargs, node: ast.AST
) -> Instance:
    """Return an object of a class of the text."""
    if own_class.refusal:
        raise Refused(own_class.refusal.reason, own_class.refusal.word, own_class.refusal.line)
    made = Instance(own_class)
    found = own_class.method("__init__")
    if found:
        start = OwnFunction(found[1], f"{own_class.node.name}.__init__", made, found[0])
        call_own(state, start, args, kwargs, node)
    else:
        begun(state, made, args if own_class.is_chain else [], kwargs, cast(ast.Call, node))
        if (args and not own_class.is_chain) or kwargs:
            said = f"{own_class.node.name}() takes no arguments"
            raise state.broken("TypeError", said, node, "arguments_of_own", name=own_class.node.name)
    return made


def defined(state: State, node: ast.ClassDef, scope: Scope) -> OwnClass:
    """Return a class of the text; its methods are read when they are called."""
    methods = {part.name: part for part in node.body if isinstance(part, ast.FunctionDef)}
    own = OwnClass(node, None, methods)
    if node.decorator_list:
        own.refusal = Refusal("decorator", "@", node.decorator_list[0].lineno)
        return own
    bases = [part for part in node.bases if not (isinstance(part, ast.Name) and part.id == "object")]
    try:
        above = [evaluate(state, base, scope) for base in bases]
    except Refused as refused:
        own.refusal = refused.refusal
        return own
    if (
        len(above) > 1
        or node.keywords
        or not all(is_module_base(b) or is_chain_base(b) or isinstance(b, OwnClass) for b in above)
    ):
        word = ast.unparse(node.bases[0]) if node.bases else node.name
        own.refusal = Refusal("base_class", word, node.lineno)
    own.base = next((base for base in above if isinstance(base, OwnClass)), None)
    own.is_chain = any(map(is_chain_base, above)) or (own.base is not None and own.base.is_chain)
    own.is_module = own.is_chain or any(map(is_module_base, above)) or bool(own.base and own.base.is_module)
    constants = Scope(scope)
    for part in node.body:
        if isinstance(part, ast.Assign | ast.AnnAssign):
            STATEMENTS[type(part)](state, part, constants)
        elif not isinstance(part, ast.FunctionDef | ast.Pass) and not _is_docstring(part):
            unread(state, part, constants, refusal_of(part))
    own.constants = constants.names
    return own


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
