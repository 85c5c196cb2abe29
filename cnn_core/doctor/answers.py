"""What torch's meta device has answered, and what a cell of it sees: the same on the same shapes, always.

A mend is tried by reading the whole text once more, and nearly all of its calls are those of before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, cast

import torch
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


MOST_KEPT = 4096
_KEPT: dict[Hashable, Hashable] = {}


class _Laid(NamedTuple):
    """All that there is of a tensor on the meta device."""

    shape: tuple[int, ...]
    stride: tuple[int, ...]
    dtype: torch.dtype


def answered(
    function: Callable[..., object], values: list[object], named: Mapping[str, object], name: str
) -> object:
    """Return what a function gives on the meta device, which is asked only when it was not asked before.

    Raises:
        what torch raises.
    """
    if name.endswith("_"):  # it changes the tensor that it is given
        return function(*values, **named)
    asked = (function, *map(_described, values), *((key, _described(value)) for key, value in named.items()))
    if asked in _KEPT:
        return _made(_KEPT[asked])
    output = _as_the_cpu_lays_it(values, function(*values, **named), name or type(function).__name__)
    if len(_KEPT) >= MOST_KEPT:
        _KEPT.clear()
    _KEPT[asked] = _described(output)
    return output


KEEP_CHANNELS_LAST = ("conv", "groupnorm", "pixelshuffle", "reflectionpad", "replicationpad")


def _as_the_cpu_lays_it(values: list[object], output: object, name: str) -> object:
    """Return an output with its channels last in memory where the input has them so, as after a permute.

    The meta device lays what leaves these layers in the order of the axes: `view` would take what the CPU
    refuses.
    """
    maps = [value for value in (*values[:1], output) if isinstance(value, Tensor) and value.ndim == 4]
    if len(maps) < 2 or not name.lower().replace("_", "").startswith(KEEP_CHANNELS_LAST):
        return output
    channels, _, width = maps[0].shape[1:]
    _, channel, row, column = maps[0].stride()
    lie_last = channel == 1 and channels <= column and column * width <= row
    return torch.empty_like(maps[1], memory_format=torch.channels_last) if lie_last else output


def _described(value: object) -> Hashable:
    """Return a value as a key: 1, 1.0 and True are three."""
    if isinstance(value, Tensor):
        return _Laid(tuple(value.shape), value.stride(), value.dtype)
    if isinstance(value, tuple | list):
        kind = type(cast(object, value))  # torch has a type of its own for max
        return (kind, *map(_described, cast("list[object]", value)))
    if isinstance(value, slice):
        return (slice, repr(cast(object, value)))  # its bounds are whole numbers
    return (type(value), cast(Hashable, value))


def _made(described: Hashable) -> object:
    """Return an output as it was described: a new tensor, or several."""
    if isinstance(described, _Laid):
        return torch.empty_strided(described.shape, described.stride, dtype=described.dtype, device="meta")
    kind, *parts = cast("tuple[type, Hashable]", described)
    return cast(object, kind(map(_made, parts))) if issubclass(kind, tuple | list) else parts[0]
