"""Statements of functions and methods; what is not read costs the names that it touches."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from cnn_core.doctor.calls import begun, call_module
from cnn_core.doctor.expressions import arguments_in, combined, evaluate, truth
from cnn_core.doctor.skipping import imported, spoil_target, unread
from cnn_core.doctor.state import Kwargs, Scope, State, line_of
from cnn_core.doctor.stopping import Refusal, Refused
from cnn_core.doctor.values import Chain, Instance, Layer, OwnClass, OwnFunction, Traced

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
    for at, statement in enumerate(body, start=1):
        state.spend(statement)
        returned = STATEMENTS.get(type(statement), _skipped)(state, statement, scope)
        if returned is not None:
            state.passed_over.update(body[at:] if isinstance(statement, ast.If) else ())
            return returned
    return None


def _skipped(state: State, node: ast.stmt, scope: Scope) -> None:
    unread(state, node, scope, refusal_of(node))


def refusal_of(node: ast.stmt) -> Refusal:
    """Return what a statement is refused as: by its keyword, a call by its name."""
    if isinstance(node, ast.Expr):
        return Refusal("statement", ast.unparse(node).split("(")[0][:40], line_of(node))
    reason, word = WORDS.get(type(node), ("statement", type(node).__name__.lower()))
    return Refusal(reason, word, line_of(node))


def _expression(state: State, node: ast.Expr, scope: Scope) -> None:
    value = node.value
    if isinstance(value, ast.Constant):
        return
    try:
        _value(state, value, scope)
    except Refused as refused:
        why = refused.refusal
        if why.reason in NEVER_HARMLESS:
            state.refusals.append(why)
        unread(state, node, scope, why)


def _is_of_super(node: ast.expr) -> bool:
    """Return whether an expression is `super().__init__`, not called."""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "super"
    )


def _value(state: State, node: ast.expr, scope: Scope) -> object:
    """Return the value of an expression, which may be a call of the class above."""
    if isinstance(node, ast.Call) and _is_of_super(node.func):
        return _super(state, node, scope)
    return None if _is_of_super(node) else evaluate(state, node, scope)


def _super(state: State, node: ast.Call, scope: Scope) -> object:
    """Call a method of the class above; of torch's own classes __init__, and forward of nn.Sequential."""
    owner, above = scope.find("self"), scope.find("__class__")
    name = cast(ast.Attribute, node.func).attr
    for argument in cast(ast.Call, cast(ast.Attribute, node.func).value).args:
        if not isinstance(evaluate(state, argument, scope), OwnClass | Instance):
            raise Refused("statement", "super", line_of(node))
    if not isinstance(owner, Instance) or not isinstance(above, OwnClass):
        raise Refused("statement", "super", line_of(node))
    found = above.base.method(name) if above.base else None
    if found:
        method = OwnFunction(found[1], f"{found[0].node.name}.{name}", owner, found[0])
        return state.call_own(state, method, *arguments_in(state, node, scope), node)
    if name == "forward" and owner.chain:
        return call_module(state, owner.chain, *arguments_in(state, node, scope), node, None)
    if name != "__init__":
        raise Refused("method_not_read", name, line_of(node))
    no_layers: tuple[list[object], Kwargs] = ([], {})
    given = arguments_in(state, node, scope) if owner.own_class.is_chain else no_layers
    return begun(state, owner, *given, node)


def _assign(state: State, node: ast.Assign, scope: Scope) -> None:
    _put(state, node.value, node.targets, scope, node)


def _annotated(state: State, node: ast.AnnAssign, scope: Scope) -> None:
    if node.value:
        _put(state, node.value, [node.target], scope, node)


def _put(state: State, value: ast.expr, targets: list[ast.expr], scope: Scope, node: ast.stmt) -> None:
    try:
        given = _value(state, value, scope)
    except Refused as refused:
        why = refused.refusal
        unread(state, node, scope, why)
        for target in targets:
            spoil_target(target, scope, why)
        return
    for target in targets:
        assign(state, target, given, scope, node)


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
        if isinstance(value, list):
            state.note("list_hides_layers", node, items=cast("list[object]", value))
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


def _changed(state: State, node: ast.AugAssign, scope: Scope) -> None:
    try:
        read = _as_read(node.target)
        left, right = evaluate(state, read, scope), evaluate(state, node.value, scope)
        value = combined(state, node.op, left, right, node, in_place="_")
    except Refused as refused:
        unread(state, node, scope, refused.refusal)
        return
    assign(state, node.target, value, scope, node)


def _as_read(target: ast.expr) -> ast.expr:
    """Return the target of `+=` as an expression that is read."""
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(target.id, ast.Load()), target)
    if isinstance(target, ast.Attribute):
        return ast.copy_location(ast.Attribute(target.value, target.attr, ast.Load()), target)
    raise Refused("expression", "[ ] =", line_of(target))


def _returned(state: State, node: ast.Return, scope: Scope) -> Returned:
    return Returned(_value(state, node.value, scope) if node.value else None, node)


def _if(state: State, node: ast.If, scope: Scope) -> Returned | None:
    try:
        holds = truth(evaluate(state, node.test, scope), node)
    except Refused as refused:
        why = refused.refusal
        if why.reason != "unknown_condition":
            why = Refusal("unknown_condition", "if", line_of(node))
        if any(isinstance(part, ast.Return) for part in ast.walk(node)):
            raise Refused(why.reason, why.word, why.line) from refused
        unread(state, node, scope, why)
        return None
    state.passed_over.update(node.orelse if holds else node.body)
    return run(state, node.body if holds else node.orelse, scope)


def _assert(state: State, node: ast.Assert, scope: Scope) -> None:
    try:
        holds = truth(evaluate(state, node.test, scope), node)
    except Refused as refused:
        unread(state, node, scope, refused.refusal)
        return
    if not holds:
        raise state.broken("AssertionError", _words(state, node.msg, scope), node, "assertion")


def _raised(state: State, node: ast.Raise, scope: Scope) -> None:
    """Break as Python does where an error of its own is raised."""
    error = node.exc
    called, given = (error.func, error.args) if isinstance(error, ast.Call) else (error, [])
    kind = getattr(builtins, called.id, None) if isinstance(called, ast.Name) else None
    if not isinstance(kind, type) or not issubclass(kind, Exception) or scope.has(kind.__name__):
        _skipped(state, node, scope)
        return
    raise state.broken(kind.__name__, _words(state, given[0] if given else None, scope), node, "raised")


def _words(state: State, node: ast.expr | None, scope: Scope) -> str:
    """Return the words of an error that the text makes, "" where they are not read."""
    try:
        return str(evaluate(state, node, scope)) if node else ""
    except Refused:
        return ""


def _with(state: State, node: ast.With, scope: Scope) -> Returned | None:
    """Read what stands under `with torch.no_grad():`, which changes no shape."""
    for item in node.items:
        opened = item.context_expr
        is_grad = isinstance(opened, ast.Call) and isinstance(opened.func, ast.Attribute)
        if not is_grad or cast(ast.Attribute, cast(ast.Call, opened).func).attr not in (
            "no_grad",
            "enable_grad",
        ):
            _skipped(state, node, scope)
            return None
    return run(state, node.body, scope)


def _defined(_: State, node: ast.FunctionDef, scope: Scope) -> None:
    """Note a function inside a function: it is read when it is called, with the names around it."""
    name = f"{scope.find('__qualname__')}.<locals>.{node.name}"
    scope.names[node.name] = OwnFunction(node, name, around=scope)


def _nothing(_: State, __: ast.stmt, ___: Scope) -> None:
    return None


STATEMENTS: Mapping[type[ast.stmt], Callable[[State, Any, Scope], Returned | None]] = {
    ast.AnnAssign: _annotated,
    ast.Assert: _assert,
    ast.Assign: _assign,
    ast.AugAssign: _changed,
    ast.Expr: _expression,
    ast.FunctionDef: _defined,
    ast.If: _if,
    ast.Import: imported,
    ast.ImportFrom: imported,
    ast.Pass: _nothing,
    ast.Raise: _raised,
    ast.Return: _returned,
    ast.With: _with,
}
