"""Tensors and layers as bricks: the axes with their names and lengths, and what can be seen on them."""

import base64
from dataclasses import asdict, dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

PICTURE_AXES = ("N", "C", "H", "W")
ROW_AXES = ("N", "features")
MOST_PIXELS = 6000


@dataclass(frozen=True)
class Brick:
    """Axes in their order, each (name, length): a length is a number, or words such as "≥ 5" or "any"."""

    kind: str
    """The class: Tensor, ndarray, Image, or the layer's."""
    axes: tuple[tuple[str, int | str], ...]
    dtype: str = ""
    pixels: str = ""
    """The numbers of the first picture in the order of the axes, as bytes from dark to bright, in base64."""

    def as_data(self, shelf: dict[str, str]) -> dict[str, Any]:
        """Return it as JSON values; its picture goes to the shelf, once, and its place there stays."""
        pixels = shelf.setdefault(self.pixels, f"p{len(shelf)}") if self.pixels else ""
        return asdict(self) | {"pixels": pixels}


def _bytes_of(array: NDArray[Any]) -> str:
    """Return the first picture as bytes, if it is one: numbers up to 1 are stretched to 255."""
    first = array[0] if array.ndim == 4 else array
    if first.size > MOST_PIXELS or array.ndim < 2 or not 0 <= first.min() <= first.max() <= 255:
        return ""
    numbers = first.astype(np.float64) * (255 if first.max() <= 1 else 1)
    return base64.b64encode(numbers.clip(0, 255).round().astype(np.uint8).tobytes()).decode()


def brick_of(thing: object, *, is_row: bool = False) -> Brick | None:
    """Return what torch would read of an array, a picture or a tensor; None for anything else.

    Args:
        thing: a tensor, a NumPy array or a PIL picture.
        is_row: its last axis holds the features of a Linear layer, not columns.
    """
    kind = type(thing).__name__
    if isinstance(thing, Tensor):
        array: NDArray[Any] = thing.detach().numpy()
        dtype = str(thing.dtype).removeprefix("torch.")
    elif isinstance(thing, np.ndarray | Image.Image):
        array = np.array(cast("Any", thing))
        dtype = str(array.dtype)
    else:
        return None
    names = ROW_AXES[-array.ndim :] if is_row and array.ndim <= 2 else PICTURE_AXES[-array.ndim :]
    axes = tuple(zip(names, array.shape, strict=True)) if array.ndim else ()
    return Brick(kind, axes, dtype, "" if is_row else _bytes_of(array))


def _least(kernel_size: object, padding: object) -> tuple[str, str]:
    """Return how high and wide an input must be at least."""
    kernels = cast("tuple[int, int]", (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size)
    paddings = cast("tuple[int, int] | str", (padding,) * 2 if isinstance(padding, int) else padding)
    if not isinstance(paddings, tuple):
        return "any", "any"
    down, across = (max(k - 2 * p, 1) for k, p in zip(kernels, paddings, strict=True))
    return f"≥ {down}", f"≥ {across}"


def taken_by(layer: nn.Module) -> Brick | None:
    """Return the shape that a layer takes: what is free is "any" or has a least length."""
    kind = type(layer).__name__
    if isinstance(layer, nn.Conv2d):
        down, across = _least(layer.kernel_size, layer.padding)
        axes = (("N", "any"), ("C", layer.in_channels), ("H", down), ("W", across))
    elif isinstance(layer, nn.MaxPool2d):
        down, across = _least(layer.kernel_size, layer.padding)
        axes = (("N", "any"), ("C", "any"), ("H", down), ("W", across))
    elif isinstance(layer, nn.BatchNorm2d):
        axes = (("N", "any"), ("C", layer.num_features), ("H", "any"), ("W", "any"))
    elif isinstance(layer, nn.Linear):
        axes = (("N", "any"), ("features", layer.in_features))
    else:
        return None
    weight = next(layer.parameters(), torch.zeros(0))
    return Brick(kind, axes, str(weight.dtype).removeprefix("torch."))
