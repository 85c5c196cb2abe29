"""Statements of functions, methods and classes of the text; what is not read costs the names that it touches."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from cnn_core.doctor.attributes import SPACES, attribute_of
from cnn_core.doctor.calls import is_module_base
from cnn_core.doctor.expressions import combined, evaluate, truth
from cnn_core.doctor.parameters import bound_names
from cnn_core.doctor.state import MOST_CALLS_DEEP, Kwargs, Scope, State, line_of
from cnn_core.doctor.stopping import Broken, Refusal, Refused
from cnn_core.doctor.values import (
    Chain,
    Foreign,
    Instance,
    Layer,
    Namespace,
    OwnClass,
    OwnFunction,
    Traced,
    Unread,
)
from cnn_core.doctor.white_list import listed

CHANGES = frozenset(listed("change_a_list"))
WORDS: Mapping[type[ast.stmt], tuple[str, str]] = {
    ast.For: ("loop", "for"),
    ast.AsyncFor: ("loop", "for"),
    ast.While: ("loop", "while"),
    ast.With: ("statement", "with"),
    ast.AsyncWith: ("statement", "with"),
    ast.Try: ("statement", "try"),
    ast.TryStar: ("statement", "try"),
    ast.Match: ("statement", "match"),
    ast.Raise: ("statement", "raise"),
    ast.Global: ("statement", "global"),
    ast.Nonlocal: ("statement", "nonlocal"),
    ast.Delete: ("statement", "del"),
    ast.ClassDef: ("statement", "class"),
    ast.FunctionDef: ("statement", "def"),
    ast.AsyncFunctionDef: ("statement", "async"),
    ast.If: ("unknown_condition", "if"),
    ast.Break: ("loop", "break"),
    ast.Continue: ("loop", "continue"),
}
NEVER_HARMLESS = frozenset(("foreign_name", "builtin"))


@dataclass(frozen=True)
class Returned:
    """What a function returns."""

    value: object
    node: ast.Return


def run(state: State, body: list[ast.stmt], scope: Scope) -> Returned | None:
    """Read statements one after the other, up to a return."""
    for statement in body:
        state.spend(statement)
        returned = STATEMENTS.get(type(statement), _skipped)(state, statement, scope)
        if returned is not None:
            return returned
    return None


def _skipped(state: State, node: ast.stmt, scope: Scope) -> None:
    unread(state, node, scope, refusal_of(node))


def refusal_of(node: ast.stmt) -> Refusal:
    """Return what a statement is refused as: by its keyword."""
    reason, word = WORDS.get(type(node), ("statement", type(node).__name__.lower()))
    return Refusal(reason, word, line_of(node))


def unread(state: State, node: ast.AST, scope: Scope, why: Refusal) -> None:
    """Go on without a statement: whatever it may have changed is no longer known."""
    state.unread(node, why)
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store | ast.Del):
            scope.names[part.id] = Unread(why)
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            scope.names[part.name] = Unread(why)
        elif isinstance(part, ast.Attribute | ast.Subscript) and isinstance(part.ctx, ast.Store | ast.Del):
            _spoil(part.value if isinstance(part, ast.Subscript) else part, scope, why)
        elif isinstance(part, ast.Call):
            _spoil_by_call(part, scope, why)


def _spoil_by_call(node: ast.Call, scope: Scope, why: Refusal) -> None:
    if isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
        _spoil(node.func.value, scope, why)
    if isinstance(node.func, ast.Name) and node.func.id == "setattr" and node.args:
        _spoil(node.args[0], scope, why)
    for argument in node.args:
        if isinstance(argument, ast.Name) and isinstance(scope.find(argument.id), list):
            _spoil(argument, scope, why)


def _spoil(node: ast.expr, scope: Scope, why: Refusal) -> None:
    """Forget a name, or an attribute of self."""
    if isinstance(node, ast.Name):
        value = scope.find(node.id)
        if isinstance(value, Instance):
            value.hidden = why
        else:
            scope.names[node.id] = Unread(why)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = scope.find(node.value.id)
        if isinstance(owner, Instance):
            owner.attributes[node.attr] = Unread(why)
    elif isinstance(node, ast.Attribute | ast.Subscript):
        _spoil(node.value, scope, why)


def _expression(state: State, node: ast.stmt, scope: Scope) -> None:
    value = cast(ast.Expr, node).value
    if isinstance(value, ast.Constant):
        return
    if _is_super(value) and isinstance(value, ast.Call):
        _super(state, value, scope)
        return
    try:
        evaluate(state, value, scope)
    except Refused as refused:
        why = refused.refusal
        if why.reason in NEVER_HARMLESS:
            state.refusals.append(why)
        unread(state, node, scope, why)


def _is_super(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Call)
        and isinstance(node.func.value.func, ast.Name)
        and node.func.value.func.id == "super"
    )


def _super(state: State, node: ast.Call, scope: Scope) -> object:
    """Call a method of the class above: of nn.Module only __init__, which makes the object a module."""
    owner, above = scope.find("self"), scope.find("__class__")
    name = cast(ast.Attribute, node.func).attr
    for argument in cast(ast.Call, cast(ast.Attribute, node.func).value).args:
        if not isinstance(evaluate(state, argument, scope), OwnClass | Instance):
            raise Refused("statement", "super", line_of(node))
    if not isinstance(owner, Instance) or not isinstance(above, OwnClass):
        raise Refused("statement", "super", line_of(node))
    found = above.base.method(name) if above.base else None
    if found:
        args = [evaluate(state, argument, scope) for argument in node.args]
        kwargs = {str(each.arg): evaluate(state, each.value, scope) for each in node.keywords}
        method = OwnFunction(found[1], f"{found[0].node.name}.{name}", owner, found[0])
        return call_own(state, method, args, kwargs, node)
    if name != "__init__":
        raise Refused("method_not_read", name, line_of(node))
    owner.is_module = True
    return None


def _assign(state: State, node: ast.stmt, scope: Scope) -> None:
    assignment = cast(ast.Assign, node)
    _put(state, assignment.value, assignment.targets, scope, node)


def _annotated(state: State, node: ast.stmt, scope: Scope) -> None:
    assignment = cast(ast.AnnAssign, node)
    if assignment.value:
        _put(state, assignment.value, [assignment.target], scope, node)


def _put(state: State, value: ast.expr, targets: list[ast.expr], scope: Scope, node: ast.stmt) -> None:
    try:
        given = _super(state, value, scope) if _is_super(value) and isinstance(value, ast.Call) else None
        given = evaluate(state, value, scope) if given is None else given
    except Refused as refused:
        why = refused.refusal
        unread(state, node, scope, why)
        for target in targets:
            _spoil_target(target, scope, why)
        return
    for target in targets:
        assign(state, target, given, scope, node)


def _spoil_target(target: ast.expr, scope: Scope, why: Refusal) -> None:
    if isinstance(target, ast.Tuple | ast.List):
        for each in target.elts:
            _spoil_target(each, scope, why)
    elif isinstance(target, ast.Name):
        scope.names[target.id] = Unread(why)
    else:
        _spoil(target, scope, why)


def assign(state: State, target: ast.expr, value: object, scope: Scope, node: ast.AST) -> None:
    """Give a name or an attribute its value."""
    if isinstance(target, ast.Name):
        scope.names[target.id] = value
    elif isinstance(target, ast.Tuple | ast.List):
        _unpacked(state, target, value, scope, node)
    elif isinstance(target, ast.Attribute):
        owner = evaluate(state, target.value, scope)
        if not isinstance(owner, Instance):
            _replaced(owner, target, value)
            return
        is_part = isinstance(value, Layer | Chain | Instance) or (
            isinstance(value, Traced) and value.is_parameter
        )
        if is_part and owner.own_class.is_module and not owner.is_module:
            kind = "parameters" if isinstance(value, Traced) else "module"
            said = f"cannot assign {kind} before Module.__init__() call"
            raise state.broken("AttributeError", said, node, "no_super", name=owner.own_class.node.name)
        if isinstance(value, list) and any(
            isinstance(item, Layer | Chain | Instance) for item in cast("list[object]", value)
        ):
            state.note("list_hides_layers", node, name=target.attr)
        owner.attributes[target.attr] = value
    else:
        raise Refused("expression", "[ ]", line_of(target))


def _replaced(owner: object, target: ast.Attribute, value: object) -> None:
    """Put another layer in the place of one in a Sequential."""
    if (
        isinstance(owner, Chain)
        and target.attr in owner.items
        and isinstance(value, Layer | Chain | Instance)
    ):
        owner.items[target.attr] = value
    elif not isinstance(owner, Layer):
        raise Refused("expression", f".{target.attr} =", line_of(target))


def _unpacked(state: State, target: ast.Tuple | ast.List, value: object, scope: Scope, node: ast.AST) -> None:
    if not isinstance(value, tuple | list) or any(isinstance(each, ast.Starred) for each in target.elts):
        raise Refused("expression", "=", line_of(node))
    values = cast("list[object]", value)
    if len(values) != len(target.elts):
        few = len(values) < len(target.elts)
        wanted = f"expected {len(target.elts)}"
        said = (
            f"not enough values to unpack ({wanted}, got {len(values)})"
            if few
            else f"too many values to unpack ({wanted})"
        )
        raise state.broken("ValueError", said, node, "python_error")
    for part, each in zip(target.elts, values, strict=True):
        assign(state, part, each, scope, node)


def _changed(state: State, node: ast.stmt, scope: Scope) -> None:
    assignment = cast(ast.AugAssign, node)
    try:
        read = _as_read(assignment.target)
        left, right = evaluate(state, read, scope), evaluate(state, assignment.value, scope)
        value = combined(state, assignment.op, left, right, node, in_place="_")
    except Refused as refused:
        unread(state, node, scope, refused.refusal)
        return
    assign(state, assignment.target, value, scope, node)


def _as_read(target: ast.expr) -> ast.expr:
    """Return the target of `+=` as an expression that is read."""
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(target.id, ast.Load()), target)
    if isinstance(target, ast.Attribute):
        return ast.copy_location(ast.Attribute(target.value, target.attr, ast.Load()), target)
    raise Refused("expression", "[ ] =", line_of(target))


def _returned(state: State, node: ast.stmt, scope: Scope) -> Returned:
    written = cast(ast.Return, node)
    return Returned(evaluate(state, written.value, scope) if written.value else None, written)


def _if(state: State, node: ast.stmt, scope: Scope) -> Returned | None:
    choice = cast(ast.If, node)
    try:
        holds = truth(evaluate(state, choice.test, scope), choice)
    except Refused as refused:
        why = refused.refusal
        if why.reason != "unknown_condition":
            why = Refusal("unknown_condition", "if", line_of(node))
        if any(isinstance(part, ast.Return) for part in ast.walk(choice)):
            raise Refused(why.reason, why.word, why.line) from refused
        unread(state, node, scope, why)
        return None
    return run(state, choice.body if holds else choice.orelse, scope)


def _assert(state: State, node: ast.stmt, scope: Scope) -> None:
    claim = cast(ast.Assert, node)
    try:
        holds = truth(evaluate(state, claim.test, scope), claim)
    except Refused as refused:
        unread(state, node, scope, refused.refusal)
        return
    if not holds:
        said = claim.msg.value if isinstance(claim.msg, ast.Constant) else ""
        raise state.broken("AssertionError", str(said), node, "assertion")


def _with(state: State, node: ast.stmt, scope: Scope) -> Returned | None:
    """Read what stands under `with torch.no_grad():`, which changes no shape."""
    block = cast(ast.With, node)
    for item in block.items:
        opened = item.context_expr
        is_grad = isinstance(opened, ast.Call) and isinstance(opened.func, ast.Attribute)
        if not is_grad or cast(ast.Attribute, cast(ast.Call, opened).func).attr not in (
            "no_grad",
            "enable_grad",
        ):
            _skipped(state, node, scope)
            return None
    return run(state, block.body, scope)


def imported(state: State, node: ast.stmt, scope: Scope) -> None:
    """Note which names an import would bring; nothing is imported."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            name = alias.name if alias.asname else alias.name.split(".")[0]
            scope.names[alias.asname or name] = _door(name)
        return
    written = cast(ast.ImportFrom, node)
    from_where = _door(written.module or ".")
    for alias in written.names:
        if alias.name == "*":
            _all_names(state, from_where, scope)
            continue
        scope.names[alias.asname or alias.name] = _inside(state, from_where, alias.name, node)


DOORS = {
    "torch": Namespace("torch"),
    "torch.nn": Namespace("nn"),
    "torch.nn.functional": Namespace("F"),
    "collections": Namespace("collections"),
}


def _door(module: str) -> Namespace | Foreign:
    return DOORS.get(module, Foreign(module))


def _inside(state: State, door: Namespace | Foreign, name: str, node: ast.stmt) -> object:
    at = ast.copy_location(ast.Name(name, ast.Load()), node)
    if isinstance(door, Foreign):
        return Foreign(name if door.name.split(".")[0] != "torch" else f"{door.name}.{name}")
    try:
        return attribute_of(state, door, name, at)
    except Broken:
        module = {"nn": "torch.nn", "F": "torch.nn.functional"}.get(door.name, door.name)
        said = f"cannot import name '{name}' from '{module}'"
        raise state.broken("ImportError", said, node, "no_such_layer", name=name, space=door.name) from None


def _all_names(state: State, door: Namespace | Foreign, scope: Scope) -> None:
    if isinstance(door, Namespace):
        scope.names |= SPACES[door.name]
    else:
        state.names_open = True


def _nothing(_: State, __: ast.stmt, ___: Scope) -> None:
    return None


STATEMENTS: Mapping[type[ast.stmt], Callable[[State, ast.stmt, Scope], Returned | None]] = {
    ast.AnnAssign: _annotated,
    ast.Assert: _assert,
    ast.Assign: _assign,
    ast.AugAssign: _changed,
    ast.Expr: _expression,
    ast.If: _if,
    ast.Import: imported,
    ast.ImportFrom: imported,
    ast.Pass: _nothing,
    ast.Return: _returned,
    ast.With: _with,
}


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
    scope = Scope(state.around)
    scope.names = bound_names(state, function, given, kwargs, node)
    scope.names["__class__"] = function.own_class
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
        made.is_module = True
        if args or kwargs:
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
        or not all(is_module_base(b) or isinstance(b, OwnClass) for b in above)
    ):
        word = ast.unparse(node.bases[0]) if node.bases else node.name
        own.refusal = Refusal("base_class", word, node.lineno)
    own.is_module = any(
        is_module_base(base) or (isinstance(base, OwnClass) and base.is_module) for base in above
    )
    own.base = next((base for base in above if isinstance(base, OwnClass)), None)
    constants = Scope(scope)
    for part in node.body:
        if isinstance(part, ast.Assign | ast.AnnAssign):
            STATEMENTS[type(part)](state, part, constants)
    own.constants = constants.names
    return own
