"""What torch itself says of a call: the shapes and the count of its numbers, or its own message."""

import warnings
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor

from cnn_core.layer_call import LayerCall
from cnn_core.shapes import WHAT_TORCH_RAISES, undisturbed

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Said:
    """What came of one call on one input; `error` and `message` are empty when it ran."""

    count: int | None = None
    """numbers that the layer learns, None when there is no layer"""
    shape: Shape | None = None
    """of what came out, None when nothing did"""
    error: str = ""
    """the name of the exception, such as "ValueError" """
    message: str = ""


def torch_says(call: LayerCall, input_shape: Shape) -> Said:
    """Return what torch says of a layer on zeros of this shape; it is really built and run.

    Args:
        call: how the layer is made; it may be wrong.
        input_shape: all axes, the batch included.

    >>> torch_says(LayerCall("Conv2d", (3, 4, 3)), (1, 3, 28, 28))
    Said(count=112, shape=(1, 4, 26, 26), error='', message='')
    >>> torch_says(LayerCall("Conv2d", (3, 4, 3), {"groups": 2}), (1, 3, 28, 28)).message
    'in_channels must be divisible by groups'
    """
    count: int | None = None
    with undisturbed(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch remarks on padding='same' with even kernels; it still runs
        try:
            layer = call.build()
            count = sum(parameter.numel() for parameter in layer.parameters())
            given: Any = layer(torch.zeros(input_shape))
        except WHAT_TORCH_RAISES as error:
            return Said(count, None, type(error).__name__, str(error))
    made = cast("tuple[Tensor, ...]", given)[0] if isinstance(given, tuple) else cast(Tensor, given)
    return Said(count, tuple(made.shape))
