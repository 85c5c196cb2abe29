"""What torch's meta device has answered: the same on the same shapes, always.

A mend is tried by reading the whole text once more, and nearly all of its calls are those of before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, cast

import torch
from torch import Tensor


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
