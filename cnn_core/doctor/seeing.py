"""What a cell sees after a layer or a function, and what a function multiplies."""

from __future__ import annotations

import math
from typing import cast

from torch import Tensor, nn

from cnn_core.doctor.functions import MAKE_TENSORS
from cnn_core.doctor.stopping import listed
from cnn_core.doctor.values import Sees, Traced
from cnn_core.receptive_field import Field, grown

KEEPS_WHAT_IT_SEES = frozenset(listed("keep_what_a_cell_sees"))


OF_EVERYTHING = frozenset(listed("read_everything"))


def sees_of(module: nn.Module, given: list[Traced], output: Tensor | None) -> Sees:
    """Return what a cell of a layer's output sees, from what a cell of its input sees."""
    if not given or given[0].sees is None or given[0].sees == "all":
        return given[0].sees if given else None
    if isinstance(module, nn.Linear):
        return "all" if given[0].tensor.ndim <= 2 else None
    if isinstance(module, nn.Flatten | nn.Softmax | nn.LogSoftmax):
        return given[0].sees
    if isinstance(module, nn.AdaptiveAvgPool2d | nn.AdaptiveMaxPool2d):
        return "all" if output is not None and output.shape[-2:] == (1, 1) else None
    try:
        return grown(given[0].sees, module)
    except (TypeError, ValueError):  # it has no window of a fixed size, or none that fits two axes
        return None


def _merged(given: list[Traced]) -> Sees:
    """Return what a cell sees that is made of cells of several maps."""
    fields = [each.sees for each in given if not each.is_parameter]
    if not fields or any(field is None for field in fields):
        return None
    if "all" in fields:
        return "all"
    merged = cast(Field, fields[0])
    for field in cast("list[Field]", fields[1:]):
        if field.jump != merged.jump:
            return None
        start = tuple(map(min, merged.start, field.start))
        ends = [
            max(a + b, c + d)
            for a, b, c, d in zip(merged.start, merged.size, field.start, field.size, strict=True)
        ]
        merged = Field((ends[0] - start[0], ends[1] - start[1]), merged.jump, (start[0], start[1]))
    return merged


def multiplied(name: str, values: list[object], output: Tensor | None) -> int:
    """Return the products of a function: with weights of one's own, or a matrix product."""
    tensors = [value for value in values if isinstance(value, Tensor)]
    if output is None or len(tensors) < 2:
        return 0
    if name.startswith("conv_transpose"):
        return tensors[0].numel() * math.prod(tensors[1].shape[1:])
    if name.startswith("conv") or name == "linear":
        return output.numel() * math.prod(tensors[1].shape[1:])
    return output.numel() * tensors[0].shape[-1] if name in ("matmul", "mm", "bmm") else 0


def seen_through(name: str, given: list[Traced]) -> Sees:
    """Return what a cell of a function's output sees."""
    if name in OF_EVERYTHING:
        return "all"
    if name in KEEPS_WHAT_IT_SEES:
        return given[0].sees if given else None
    return None if name in MAKE_TENSORS else _merged(given)
