"""Functions and classes of the text, and their objects."""

from __future__ import annotations

import ast
from typing import cast

from cnn_core.doctor.calls import begun, is_chain_base, is_module_base
from cnn_core.doctor.expressions import evaluate
from cnn_core.doctor.parameters import bound_names
from cnn_core.doctor.skipping import unread
from cnn_core.doctor.state import MOST_CALLS_DEEP, Kwargs, Scope, State
from cnn_core.doctor.statements import STATEMENTS, refusal_of, run
from cnn_core.doctor.stopping import Refusal, Refused
from cnn_core.doctor.values import Instance, OwnClass, OwnFunction


def call_own(
    state: State, function: OwnFunction, args: list[object], kwargs: Kwargs, node: ast.AST
) -> object:
    """Return what a function of the text returns."""
    if function.node.decorator_list:
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
