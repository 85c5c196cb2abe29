"""What torch's meta device has answered: the same layer on tensors of the same shapes gives the same again.

A mend is tried by reading the whole text once more, and nearly all of its calls are those of before.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, cast

import torch
from torch import Tensor

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
    output = function(*values, **named)
    if len(_KEPT) >= MOST_KEPT:
        _KEPT.clear()
    _KEPT[asked] = _described(output)
    return output


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
