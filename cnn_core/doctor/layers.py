"""The layers the doctor reads, made on torch's meta device: they have shapes and no numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from copy import deepcopy
from typing import cast

import torch
from torch import Tensor, nn

from cnn_core.doctor.stopping import listed
from cnn_core.layer_call import LAYERS, LayerCall

META = torch.device("meta")
WITH_SIZES_1_TO_3 = listed("layers_for_1_to_3_axes")
OTHERS = listed("layers")
READ = frozenset([f"{name}{axes}d" for name in WITH_SIZES_1_TO_3 for axes in (1, 2, 3)] + [*OTHERS])
IN_TORCH = frozenset(dir(nn))
"""Every name of torch.nn: what is none of them does not exist, what is not read is refused."""

WHAT_TORCH_RAISES = (
    RuntimeError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    KeyError,
    AssertionError,
    ArithmeticError,
)


MOST_KEPT = 512
_KEPT: dict[str, nn.Module] = {}


def made(call: LayerCall) -> nn.Module:
    """Return the layer of a call on the meta device; a call that was made before gives the same layer.

    Raises:
        what torch raises when the layer cannot be made.

    >>> made(LayerCall("Conv2d", (1, 5, 5))).weight.device.type
    'meta'
    """
    code = call.code
    is_kept = not any(isinstance(value, Tensor) for value in [*call.args, *call.kwargs.values()])
    if is_kept and code in _KEPT:
        return _KEPT[code]
    with META:
        layer = LAYERS[call.name](*call.args, **call.kwargs)
    if is_kept and not call.name.startswith("Lazy"):
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[code] = layer
    return layer


def numbers_of(call: LayerCall, name: str) -> tuple[float, ...]:
    """Return an argument of a layer as the numbers it is made of, one or one an axis; none for a word."""
    value = call.argument(name)
    items = cast("tuple[object, ...]", value) if isinstance(value, tuple | list) else (value,)
    return tuple(item for item in items if isinstance(item, int | float) and not isinstance(item, bool))


def is_refused_by_the_cpu_alone(call: LayerCall, given: Tensor) -> bool:
    """Return whether the meta device may take what the CPU refuses.

    These are numbers that are too small, too many of them, and of a transposed convolution other
    channels than it reads, or an output_padding of its stride or more.
    """
    axes = call.window_axes
    if "Conv" not in call.name or axes is None:
        return call.name == "Softmax"
    least = {"out_channels": 1, "kernel_size": 1, "stride": 1, "dilation": 1, "padding": 0}
    numbers = {name: numbers_of(call, name) for name in least}
    return (
        any(number < least[name] for name, found in numbers.items() for number in found)
        or any(len(found) not in (0, 1, axes) for found in numbers.values())
        or ("Transpose" in call.name and given.shape[-1 - axes :][:1] != (call.argument("in_channels"),))
        or any(more >= max(step, spread) for more, step, spread in _by_axis(call, axes))
    )


def _by_axis(call: LayerCall, axes: int) -> Iterator[tuple[float, ...]]:
    """Return output_padding, stride and dilation, axis by axis; nothing for a layer that has none."""
    found = [numbers_of(call, name) for name in ("output_padding", "stride", "dilation")]
    return zip(*(each * axes if len(each) == 1 else each for each in found), strict=False)


def on_the_cpu(layer: nn.Module) -> nn.Module:
    """Return a copy of a layer on the CPU whose weights are one zero, laid out in their shape: no memory."""
    copy = deepcopy(layer)
    for name, parameter in layer.named_parameters(recurse=False):
        zeros = torch.zeros((), dtype=parameter.dtype).expand(parameter.shape)
        setattr(copy, name, nn.Parameter(zeros, requires_grad=False))
    for name, buffer in layer.named_buffers(recurse=False):
        setattr(copy, name, torch.zeros(buffer.shape, dtype=buffer.dtype))
    return copy


def parameters_of(layer: nn.Module) -> int | None:
    """Return how many parameters a layer has; None while a lazy layer waits for its input."""
    try:
        return sum(parameter.numel() for parameter in layer.parameters())
    except ValueError:
        return None


def multiplications_of(layer: nn.Module, given: Tensor, output: Tensor) -> int:
    """Return how many products of a weight and a number the whole output takes, additions not counted.

    Formula: a cell of a convolution takes (in_channels / groups) * kernel cells, of a Linear in_features.

    >>> conv = made(LayerCall("Conv2d", (1, 5, 5)))
    >>> multiplications_of(conv, torch.zeros(1, 28, 28), torch.zeros(5, 24, 24))
    72000
    """
    if "Conv" not in type(layer).__name__ and not isinstance(layer, nn.Linear):
        return 0
    weight = layer.weight
    assert isinstance(weight, Tensor)
    each = math.prod(weight.shape[1:])
    return (given if "Transpose" in type(layer).__name__ else output).numel() * each
