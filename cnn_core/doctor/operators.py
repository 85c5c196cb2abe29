"""Arithmetic: of numbers within bounds, of tensors by torch, of lists by their length."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any, cast

import torch
from torch import Tensor

from cnn_core.doctor.state import MOST_ITEMS, MOST_NUMBER, State, line_of
from cnn_core.doctor.steps import call_function
from cnn_core.doctor.stopping import Refused
from cnn_core.doctor.values import Chain, Foreign, Function, Instance, Layer, OwnClass, Traced

Compute = Callable[[Any, Any], object]
SIGNS: Mapping[type[ast.operator], tuple[str, str, Compute]] = {
    ast.Add: ("+", "add", cast(Compute, operator.add)),
    ast.Sub: ("-", "sub", cast(Compute, operator.sub)),
    ast.Mult: ("*", "mul", cast(Compute, operator.mul)),
    ast.Div: ("/", "div", cast(Compute, operator.truediv)),
    ast.FloorDiv: ("//", "floor_divide", cast(Compute, operator.floordiv)),
    ast.Mod: ("%", "remainder", cast(Compute, operator.mod)),
    ast.Pow: ("**", "pow", cast(Compute, operator.pow)),
    ast.MatMult: ("@", "matmul", cast(Compute, operator.matmul)),
}
TENSOR_SIGNS: Mapping[str, Callable[..., object]] = {
    name: getattr(Tensor, name)
    for name in ("add", "sub", "mul", "div", "pow", "matmul", "add_", "sub_", "mul_", "div_", "rsub", "neg")
    if hasattr(Tensor, name)
} | {"rsub": torch.rsub, "__getitem__": Tensor.__getitem__, "__rdiv__": Tensor.__rtruediv__}


MOST_EXPONENT = 8


MOST_BASE = 10_000
MOST_LETTERS = 20_000


def within(value: object, node: ast.AST) -> object:
    """Return a value that is not too large to go on with."""
    if isinstance(value, int | float) and not abs(value) <= MOST_NUMBER:
        raise Refused("number_too_large", "", line_of(node))
    if isinstance(value, tuple | list | str) and _is_long(cast("list[object] | str", value)):
        raise Refused("too_many_items", "", line_of(node))
    return cast(object, value)


def _is_long(value: list[object] | str) -> bool:
    """Return whether a list holds too much, with the lists in it: `x = [x, x]` doubles at every line."""
    if isinstance(value, str):
        return len(value) > MOST_LETTERS
    count, waiting = 0, [value]
    while waiting:
        items = waiting.pop()
        count += len(items)
        if count > MOST_ITEMS:
            return True
        waiting += [cast("list[object]", item) for item in items if isinstance(item, tuple | list)]
    return False


def combined(
    state: State, sign: ast.operator, left: object, right: object, node: ast.AST, in_place: str = ""
) -> object:
    """Return left and right put together by a sign: of numbers, of tensors, of lists."""
    if type(sign) not in SIGNS:
        raise Refused("expression", type(sign).__name__, line_of(node))
    word, name, compute = SIGNS[type(sign)]
    if isinstance(left, Traced):
        return of_tensors(state, name + in_place, (left, right), node, word)
    if isinstance(right, Traced):
        name = "rsub" if name == "sub" else name
        name = "__rdiv__" if name == "div" else name
        sides = (left, right) if name == "matmul" else (right, left)
        return of_tensors(state, name, sides, node, word)
    for side in (left, right):
        if isinstance(side, Foreign | Layer | Chain | Instance | OwnClass):
            raise Refused("expression", word, line_of(node))
    if isinstance(left, int | float) and isinstance(right, int | float):
        if name == "pow" and not (0 <= right <= MOST_EXPONENT and abs(left) <= MOST_BASE):
            raise Refused("operator", word, line_of(node))
        try:
            return within(compute(left, right), node)
        except (ZeroDivisionError, OverflowError, TypeError) as error:
            raise state.broken(type(error).__name__, str(error), node, "python_error") from error
    return _of_lists(word, left, right, node)


def of_tensors(state: State, name: str, sides: tuple[object, ...], node: ast.AST, word: str) -> object:
    """Return what a sign between tensors gives."""
    if name not in TENSOR_SIGNS:
        raise Refused("operator", word, line_of(node))
    function = Function("Tensor", name, TENSOR_SIGNS[name])
    return call_function(state, function, list(sides), {}, node)


def _of_lists(word: str, left: object, right: object, node: ast.AST) -> object:
    for kind in (list, tuple, str):
        if not isinstance(left, kind):
            continue
        items = cast("list[object]", left)
        if word == "+" and isinstance(right, kind):
            return within(items + cast("list[object]", right), node)
        if word == "*" and isinstance(right, int):
            if len(items) * right > MOST_ITEMS:
                raise Refused("too_many_items", "", line_of(node))
            return items * right
    raise Refused("operator", word, line_of(node))
