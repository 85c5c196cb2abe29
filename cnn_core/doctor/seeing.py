"""What one cell sees of the picture after a layer or function; None where that is not known to be right."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import cast

from torch import Tensor, nn

from cnn_core.doctor.stopping import listed
from cnn_core.doctor.values import Laid, Sees, Traced
from cnn_core.layers import CELL_BY_CELL
from cnn_core.receptive_field import Field, grown

KEEP = frozenset(listed("keep_what_a_cell_sees"))
REARRANGE = frozenset(listed("rearrange"))
IN_ORDER = frozenset(listed("rearrange_in_order"))
REDUCE = frozenset(listed("reduce_axes"))
JOIN = frozenset((*listed("put_two_together"), *listed("join_cell_by_cell")))


def sees_of(module: nn.Module, given: list[Traced], output: Tensor | None) -> Sees:
    """Return what a cell of a layer's output sees, from what a cell of its input sees."""
    sees = given[0].sees if given else None
    if sees is None or sees == "all":
        return sees
    if isinstance(module, nn.Linear):
        return _of_row(sees)
    if isinstance(module, nn.Flatten):
        return _rearranged(given[0], output, is_in_order=True)
    if isinstance(module, nn.Softmax | nn.LogSoftmax):
        return _along_channels(given[0], module.dim)
    return _through_windows(module, sees, output)


def _through_windows(module: nn.Module, sees: Field | Laid, output: Tensor | None) -> Sees:
    if isinstance(sees, Laid):
        return sees if isinstance(module, CELL_BY_CELL) else None
    if isinstance(module, nn.AdaptiveAvgPool2d | nn.AdaptiveMaxPool2d):
        return "all" if output is not None and output.shape[-2:] == (1, 1) else None
    try:
        return grown(sees, module)
    except (TypeError, ValueError):  # it has no window of a fixed size, or none that fits two axes
        return None


def seen_through(
    name: str,
    given: list[Traced],
    output: object,
    args: list[object],
    named: Mapping[str, object],
) -> Sees:
    """Return what a cell of a function's output sees."""
    fields = [each for each in given if not each.is_parameter]
    left = next(iter(cast("list[object]", output)), None) if isinstance(output, tuple | list) else output
    if not fields or not isinstance(left, Tensor):
        return None
    first = fields[0]
    if name in JOIN or (name in ("max", "min") and len(fields) > 1):
        return _joined(fields, left)
    if first.sees is None or first.sees == "all" or name.endswith("_like"):
        return None if name.endswith("_like") else first.sees
    return _of_one(name, first, left, args, named)


def _of_one(name: str, first: Traced, left: Tensor, args: list[object], named: Mapping[str, object]) -> Sees:
    """Return what a cell of a function of one map sees."""
    if name in REDUCE:
        return _reduced(first, _axes_of(name, args, named, first.tensor.ndim))
    if name == "normalize":
        return _along_channels(first, named.get("dim", args[2] if len(args) > 2 else 1))
    if name in REARRANGE:
        return _rearranged(first, left, is_in_order=name in IN_ORDER)
    return _of_row(first.sees) if name == "linear" else first.sees if name in KEEP else None


def _of_row(sees: Sees) -> Sees:
    """Return what a Linear's numbers see: all, where a row is all of one picture."""
    return "all" if sees == "all" or (isinstance(sees, Laid) and sees.is_whole) else None


def _along_channels(given: Traced, axis: object) -> Sees:
    """Return what is seen after a softmax or a norm: along the channels the cells of a map stay apart."""
    axes = given.tensor.ndim
    default = 0 if axes == 3 else 1
    along = axis if isinstance(axis, int) else default
    return given.sees if isinstance(given.sees, Field) and along % axes == axes - 3 else None


def _rearranged(given: Traced, output: Tensor | None, *, is_in_order: bool) -> Sees:
    """Return what a number sees that lies elsewhere: in a map only while height and width are as they were.

    What keeps the order of the numbers keeps these axes where it keeps their sizes; what moves axes, or
    takes a part of them, where it also keeps how far apart their numbers lie.
    """
    before, sees = given.tensor, given.sees
    if output is None or not isinstance(sees, Field | Laid):
        return None
    last = 2 if isinstance(sees, Field) else 1
    if output.shape[-last:] == before.shape[-last:] and (
        is_in_order or output.stride()[-last:] == before.stride()[-last:]
    ):
        return sees
    is_whole = output.shape[-1:] == (math.prod(before.shape[-3:]),)
    return Laid(sees.size, is_whole and is_in_order and isinstance(sees, Field))


def _axes_of(name: str, args: list[object], named: Mapping[str, object], axes: int) -> set[int]:
    """Return the axes that a function reduces: those that it is told, else all."""
    places = args[2 if name == "norm" else 1 :]  # of a norm its power is told first
    asked = named.get("dim", named.get("axis", places[0] if places else None))
    if asked is None or isinstance(asked, bool):
        return set(range(axes))
    items = cast("list[int]", asked) if isinstance(asked, tuple | list) else [cast(int, asked)]
    return {axis % axes for axis in items} or set(range(axes))


def _reduced(given: Traced, axes: set[int]) -> Sees:
    """Return what is seen after a mean: all where height and width are gone, the same where both are left."""
    places = {given.tensor.ndim - 2, given.tensor.ndim - 1}
    if not isinstance(given.sees, Field):
        return None
    return given.sees if not axes & places else "all" if places <= axes else None


def _joined(given: list[Traced], output: Tensor) -> Sees:
    """Return what a cell sees that is made of the cells of several maps at its place."""
    fields: list[Sees] = [each.sees for each in given]
    if any(field is None for field in fields) or len(given) == 1:
        return fields[0] if len(given) == 1 else None
    if "all" in fields:
        return "all"
    if any(each.tensor.shape[-2:] != output.shape[-2:] for each in given):
        return None
    merged: Sees = fields[0]
    for field in fields[1:]:
        if not isinstance(merged, Field) or not isinstance(field, Field) or field.jump != merged.jump:
            return None
        start = tuple(map(min, merged.start, field.start))
        ends = [
            max(a + b, c + d)
            for a, b, c, d in zip(merged.start, merged.size, field.start, field.size, strict=True)
        ]
        merged = Field((ends[0] - start[0], ends[1] - start[1]), merged.jump, (start[0], start[1]))
    return merged
