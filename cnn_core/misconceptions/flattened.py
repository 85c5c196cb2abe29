"""Wrong rules for how many numbers nn.Flatten hands on after convolutions and poolings of a square picture.

They take in_channels, the picture's side, and (name, out_channels, kernel_size, stride, padding) of every
layer; a pooling has no out_channels (None), and None for its stride.
"""

import math
from collections.abc import Sequence

from cnn_core.geometry import output_size
from cnn_core.pooling_geometry import pooled_size

Layer = Sequence[str | int | None]
Layers = Sequence[Layer]
Sizes = tuple[int, int]


def _parts(layer: Layer) -> tuple[bool, int, int, int | None, int]:
    """Return whether a layer is a pooling, and its numbers."""
    name, out_channels, kernel_size, stride, padding = layer
    numbers = (out_channels, kernel_size, padding)
    made, kernel, pad = (each if isinstance(each, int) else 0 for each in numbers)
    return name == "MaxPool2d", made, kernel, stride if isinstance(stride, int) else None, pad


def _after(channels: int, side: int, layer: Layer) -> Sizes:
    """Return channels and side after one layer, as PyTorch counts."""
    is_pooling, made, kernel, step, pad = _parts(layer)
    if is_pooling:
        return channels, pooled_size(side, kernel, step, pad)
    return made, output_size(side, kernel, step or 1, pad)


def _end(channels: int, side: int, layers: Layers) -> Sizes:
    for layer in layers:
        channels, side = _after(channels, side, layer)
    return channels, side


def right(channels: int, side: int, layers: Layers) -> float:
    """Return channels x height x width after the last layer: 28, Conv2d(1, 5, 5), MaxPool2d(2) give 720."""
    maps, last = _end(channels, side, layers)
    return maps * last * last


def flatten_size_before_pool(channels: int, side: int, layers: Layers) -> float:
    """The last pooling is left out: 5 x 24 x 24 = 2,880 in place of 720."""
    pools = [at for at, layer in enumerate(layers) if _parts(layer)[0]]
    return right(channels, side, layers[: pools[-1]] if pools else layers)


def channels_forgotten(channels: int, side: int, layers: Layers) -> float:
    """One map is counted: 12 x 12 = 144."""
    return _end(channels, side, layers)[1] ** 2


def maps_only(channels: int, side: int, layers: Layers) -> float:
    """The maps are counted, not their cells: 5."""
    return _end(channels, side, layers)[0]


def one_side_only(channels: int, side: int, layers: Layers) -> float:
    """The side is not squared: 5 x 12 = 60."""
    maps, last = _end(channels, side, layers)
    return maps * last


def pool_stride_is_one(channels: int, side: int, layers: Layers) -> float:
    """Every pooling is taken to move one pixel a step: 5 x 23 x 23 = 2,645."""
    slow = [[*layer[:3], layer[3] or 1, layer[4]] for layer in layers]
    return right(channels, side, slow)


def padding_ignored(channels: int, side: int, layers: Layers) -> float:
    """The padding of every layer is left out."""
    return right(channels, side, [[*layer[:4], 0] for layer in layers])


def forgot_plus_one(channels: int, side: int, layers: Layers) -> float:
    """Every convolution is taken to give i - k places: 5 x 11 x 11 = 605."""
    for layer in layers:
        channels, size = _after(channels, side, layer)
        side = size if _parts(layer)[0] else size - 1
    return channels * side * side


def size_kept_by_default(channels: int, side: int, layers: Layers) -> float:
    """Every convolution is taken to keep the size: 5 x 14 x 14 = 980."""
    for layer in layers:
        channels, size = _after(channels, side, layer)
        side = size if _parts(layer)[0] else side
    return channels * side * side


def ceil_not_floor(channels: int, side: int, layers: Layers) -> float:
    """Every layer's remainder is rounded up."""
    for layer in layers:
        is_pooling, _, kernel, step, pad = _parts(layer)
        channels = _after(channels, side, layer)[0]
        side = math.ceil((side + 2 * pad - kernel) / (step or (kernel if is_pooling else 1))) + 1
    return channels * side * side


def outputs_multiply(channels: int, side: int, layers: Layers) -> float:
    """Every filter is taken to give one map a channel: 3 channels, then 8 filters give 24 maps."""
    maps = channels * math.prod(_parts(layer)[1] for layer in layers if not _parts(layer)[0])
    return maps * _end(channels, side, layers)[1] ** 2


WRONG = (
    flatten_size_before_pool,
    channels_forgotten,
    maps_only,
    one_side_only,
    pool_stride_is_one,
    padding_ignored,
    forgot_plus_one,
    size_kept_by_default,
    ceil_not_floor,
    outputs_multiply,
)
