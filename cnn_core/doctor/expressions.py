"""Expressions: numbers, names, indices, calls. What is not in the table at the end is refused by its name."""

from __future__ import annotations

import ast
import builtins
import operator
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, cast

import torch

from cnn_core.doctor.attributes import LEAVE_A_MODEL, attribute_of
from cnn_core.doctor.calls import call
from cnn_core.doctor.functions import BUILTINS
from cnn_core.doctor.modes import put_in_mode
from cnn_core.doctor.operators import TENSOR_SIGNS, combined, of_tensors, within
from cnn_core.doctor.state import Kwargs, Scope, State, line_of, readable
from cnn_core.doctor.steps import call_function
from cnn_core.doctor.stopping import Broken, Refused
from cnn_core.doctor.values import (
    MODEL,
    Bound,
    Chain,
    Foreign,
    Function,
    Instance,
    Layer,
    LayerName,
    OwnClass,
    OwnFunction,
    Traced,
)

Plain = (int, float, str, bytes, bool, type(None), tuple, list, torch.dtype)
NAMED: Mapping[type[ast.expr], tuple[str, str]] = {
    ast.Lambda: ("lambda", "lambda"),
    ast.ListComp: ("comprehension", "for"),
    ast.SetComp: ("comprehension", "for"),
    ast.DictComp: ("comprehension", "for"),
    ast.GeneratorExp: ("comprehension", "for"),
    ast.Await: ("statement", "await"),
    ast.Yield: ("statement", "yield"),
    ast.YieldFrom: ("statement", "yield"),
    ast.NamedExpr: ("statement", ":="),
    ast.Set: ("expression", "{ }"),
    ast.Starred: ("expression", "*"),
}
COMPARED: Mapping[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: cast("Callable[[object, object], bool]", operator.lt),
    ast.LtE: cast("Callable[[object, object], bool]", operator.le),
    ast.Gt: cast("Callable[[object, object], bool]", operator.gt),
    ast.GtE: cast("Callable[[object, object], bool]", operator.ge),
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda item, items: item in cast("tuple[object, ...]", items),
    ast.NotIn: lambda item, items: item not in cast("tuple[object, ...]", items),
}


def evaluate(state: State, node: ast.expr, scope: Scope) -> object:
    """Return the value of an expression.

    Raises:
        Refused: a word that the doctor does not read.
        Broken: Python or torch would raise an error.
    """
    state.spend(node)
    kind = type(node)
    if kind not in EXPRESSIONS:
        reason, word = NAMED.get(kind, ("expression", kind.__name__))
        raise Refused(reason, word, line_of(node))
    return EXPRESSIONS[kind](state, node, scope)


def _constant(_: State, node: ast.Constant, __: Scope) -> object:
    return within(node.value, node)


def _name(state: State, node: ast.Name, scope: Scope) -> object:
    name = node.id
    if scope.has(name):
        return readable(scope.find(name))
    if name in BUILTINS:
        return Function("builtins", name, BUILTINS[name])
    if name == "__name__":
        return "read"
    if name == "super":
        said = "descriptor '__init__' of 'super' object needs an argument"
        raise state.broken("TypeError", said, node, "super_without_brackets")
    if name in vars(builtins):
        raise Refused("builtin", name, line_of(node))
    if state.names_open:
        raise Refused("foreign_name", name, line_of(node))
    raise state.broken("NameError", f"name '{name}' is not defined", node, "unknown_name", name=name)


def _items(state: State, nodes: list[ast.expr], scope: Scope) -> list[object]:
    items: list[object] = []
    for node in nodes:
        if not isinstance(node, ast.Starred):
            items.append(evaluate(state, node, scope))
            continue
        many = evaluate(state, node.value, scope)
        if isinstance(many, Chain):
            many = list(many.items.values())
        if not isinstance(many, tuple | list):
            raise Refused("expression", "*", line_of(node))
        items += cast("list[object]", many)
    if nodes:
        within(items, nodes[0])
    return items


def _tuple(state: State, node: ast.Tuple, scope: Scope) -> object:
    return tuple(_items(state, node.elts, scope))


def _list(state: State, node: ast.List, scope: Scope) -> object:
    return _items(state, node.elts, scope)


def _dict(state: State, node: ast.Dict, scope: Scope) -> object:
    made: dict[object, object] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        name = None if key is None else evaluate(state, key, scope)
        if not isinstance(name, str | int):
            raise Refused("expression", "**", line_of(node))
        made[name] = evaluate(state, value, scope)
    return made


def _written(state: State, node: ast.JoinedStr, scope: Scope) -> object:
    """Return an f-string of plain values."""
    parts: list[str] = []
    for part in node.values:
        value = evaluate(state, part.value if isinstance(part, ast.FormattedValue) else part, scope)
        if not isinstance(value, str | int) or (isinstance(part, ast.FormattedValue) and part.format_spec):
            raise Refused("expression", "f''", line_of(node))
        parts.append(str(value))
    return within("".join(parts), node)


def _attribute(state: State, node: ast.Attribute, scope: Scope) -> object:
    return attribute_of(state, evaluate(state, node.value, scope), node.attr, node)


def _binary(state: State, node: ast.BinOp, scope: Scope) -> object:
    left, right = evaluate(state, node.left, scope), evaluate(state, node.right, scope)
    return combined(state, node.op, left, right, node)


def _unary(state: State, node: ast.UnaryOp, scope: Scope) -> object:
    value = evaluate(state, node.operand, scope)
    if isinstance(node.op, ast.Not):
        return not truth(value, node)
    if isinstance(value, Traced) and isinstance(node.op, ast.USub):
        return of_tensors(state, "neg", (value,), node, "-")
    if isinstance(value, int | float) and not isinstance(node.op, ast.Invert):
        return -value if isinstance(node.op, ast.USub) else value
    raise Refused("operator", "~" if isinstance(node.op, ast.Invert) else "-", line_of(node))


def truth(value: object, node: ast.AST) -> bool:
    """Return whether a plain value is true.

    Raises:
        Refused: it depends on the numbers of a tensor, or on what is not read.
    """
    if isinstance(value, Plain):
        return bool(cast(object, value))
    if isinstance(value, Chain):
        return bool(value.items)
    if isinstance(value, Layer | Instance | LayerName | Function | OwnClass | OwnFunction):
        return True
    raise Refused("unknown_condition", "if", line_of(node))


def _both(state: State, node: ast.BoolOp, scope: Scope) -> object:
    value: object = None
    for part in node.values:
        value = evaluate(state, part, scope)
        if truth(value, node) == isinstance(node.op, ast.Or):
            return value
    return value


def _compare(state: State, node: ast.Compare, scope: Scope) -> object:
    left: object = evaluate(state, node.left, scope)
    for sign, part in zip(node.ops, node.comparators, strict=True):
        right = evaluate(state, part, scope)
        is_identity = isinstance(sign, ast.Is | ast.IsNot)
        if not is_identity and not (isinstance(left, Plain) and isinstance(right, Plain)):
            raise Refused("unknown_condition", "if", line_of(node))
        try:
            holds = COMPARED[type(sign)](cast(object, left), cast(object, right))
        except TypeError as error:
            raise state.broken("TypeError", str(error), node, "python_error") from error
        if not holds:
            return False
        left = cast(object, right)
    return True


def _either(state: State, node: ast.IfExp, scope: Scope) -> object:
    holds = truth(evaluate(state, node.test, scope), node)
    state.passed_over.add(node.orelse if holds else node.body)
    return evaluate(state, node.body if holds else node.orelse, scope)


def _index(state: State, node: ast.Subscript, scope: Scope) -> object:
    value = evaluate(state, node.value, scope)
    index = evaluate(state, node.slice, scope)
    if isinstance(value, Traced):
        getting = Function("Tensor", "__getitem__", TENSOR_SIGNS["__getitem__"])
        return call_function(state, getting, [value, index], {}, node)
    if isinstance(value, Chain):
        return _of_chain(state, value, index, node)
    if isinstance(value, tuple | list | str) and isinstance(index, int | slice):
        try:
            return cast("list[object]", value)[index]
        except (IndexError, ValueError, TypeError) as error:
            raise state.broken(type(error).__name__, str(error), node, "no_such_index") from error
    if isinstance(value, dict) and isinstance(index, str | int):
        found = cast("dict[object, object]", value)
        if index in found:
            return found[index]
        raise state.broken("KeyError", repr(index), node, "no_such_index")
    if isinstance(value, Bound) and isinstance(value.owner, Traced):
        said = "'builtin_function_or_method' object is not subscriptable"
        raise state.broken("TypeError", said, node, "square_brackets", name=value.name)
    raise Refused("expression", "[ ]", line_of(node))


def _of_chain(state: State, chain: Chain, index: object, node: ast.AST) -> object:
    items = list(chain.items.values())
    if isinstance(index, str) and index in chain.items:
        return chain.items[index]
    if isinstance(index, slice):
        kept = items[index]
        return Chain(chain.kind, chain.node, {str(place): item for place, item in enumerate(kept)})
    if not isinstance(index, int):
        raise state.broken("KeyError", repr(index), node, "no_such_index")
    if not -len(items) <= index < len(items):
        raise state.broken("IndexError", f"index {index} is out of range", node, "no_such_index")
    return items[index]


def _slice(state: State, node: ast.Slice, scope: Scope) -> object:
    bounds = [
        None if part is None else evaluate(state, part, scope) for part in (node.lower, node.upper, node.step)
    ]
    if not all(bound is None or isinstance(bound, int) for bound in bounds):
        raise Refused("expression", "[:]", line_of(node))
    return slice(*bounds)


def _call(state: State, node: ast.Call, scope: Scope) -> object:
    if isinstance(node.func, ast.Name) and node.func.id == "print" and not scope.has("print"):
        return None
    function = evaluate(state, node.func, scope)
    if isinstance(function, Foreign):
        of_torch = function.name.startswith(("torch.", "nn.", "F."))
        raise Refused("not_in_the_list" if of_torch else "foreign_name", function.name, line_of(node.func))
    if isinstance(function, Bound) and function.name in LEAVE_A_MODEL and isinstance(function.owner, MODEL):
        given: tuple[list[object], Kwargs] = [], {}
        with suppress(Refused, Broken):  # a device that only the machine knows, or a line that was not pasted
            given = arguments_in(state, node, scope)
        put_in_mode(state, function, *given, node)
        return function.owner
    return call(state, function, *arguments_in(state, node, scope), node, scope)


def arguments_in(state: State, node: ast.Call, scope: Scope) -> tuple[list[object], Kwargs]:
    """Return what stands between the brackets of a call, `*` and `**` opened."""
    args = _items(state, node.args, scope)
    kwargs: dict[str, object] = {}
    for keyword in node.keywords:
        value = evaluate(state, keyword.value, scope)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
        elif isinstance(value, dict) and all(
            isinstance(key, str) for key in cast("dict[object, object]", value)
        ):
            kwargs |= cast("dict[str, object]", value)
        else:
            raise Refused("expression", "**", line_of(node))
    return args, kwargs


EXPRESSIONS: Mapping[type[ast.expr], Callable[[State, Any, Scope], object]] = {
    ast.Attribute: _attribute,
    ast.BinOp: _binary,
    ast.BoolOp: _both,
    ast.Call: _call,
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.Dict: _dict,
    ast.IfExp: _either,
    ast.JoinedStr: _written,
    ast.List: _list,
    ast.Name: _name,
    ast.Slice: _slice,
    ast.Subscript: _index,
    ast.Tuple: _tuple,
    ast.UnaryOp: _unary,
}
