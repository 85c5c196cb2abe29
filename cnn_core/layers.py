"""How torch's own layers lie on an input: the one place that reads their attributes."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from torch import nn

from cnn_core.geometry import Padding, Pair, as_pair, padding_sides
from cnn_core.pooling_geometry import adaptive_window, pooled_shape
from cnn_core.refusals import GeometryError
from cnn_core.windows import WindowAxis, window_axes

Pooling = nn.MaxPool2d | nn.AvgPool2d
AdaptivePooling = nn.AdaptiveAvgPool2d | nn.AdaptiveMaxPool2d
Shape = tuple[int, int]
Reads = Sequence[Sequence[int]]
"""For every output index of one axis the pixels it reads; what is padding reads none."""

# Layers that treat every cell by itself: they read one cell and keep the shape.
CELL_BY_CELL = (
    nn.Identity,
    nn.ReLU,
    nn.ReLU6,
    nn.LeakyReLU,
    nn.GELU,
    nn.SiLU,
    nn.ELU,
    nn.Sigmoid,
    nn.Tanh,
    nn.Dropout,
    nn.Dropout2d,
    nn.BatchNorm2d,
)


class AxisSettings(NamedTuple):
    """The arguments of a layer on one axis; `before` is the padding before the first pixel."""

    kernel_size: int
    stride: int
    dilation: int
    before: int


def window_settings(layer: nn.Conv2d | Pooling) -> tuple[AxisSettings, AxisSettings]:
    """Return the arguments of a layer down and across.

    >>> window_settings(nn.MaxPool2d(2))[0]
    AxisSettings(kernel_size=2, stride=2, dilation=1, before=0)
    """
    kernels = as_pair(cast(Pair, layer.kernel_size), "kernel_size")
    strides = as_pair(cast(Pair, layer.stride), "stride")
    paddings = as_pair(cast(Padding, layer.padding), "padding")
    dilations = as_pair(1 if isinstance(layer, nn.AvgPool2d) else cast(Pair, layer.dilation), "dilation")

    def axis(number: int) -> AxisSettings:
        """Return the settings along one axis: 0 downwards, 1 across."""
        before, _ = padding_sides(paddings[number], kernels[number], dilations[number])
        return AxisSettings(kernels[number], strides[number], dilations[number], before)

    return axis(0), axis(1)


def conv_axes(layer: nn.Conv2d, input_shape: Shape) -> tuple[WindowAxis, WindowAxis]:
    """Return how the windows of a Conv2d lie on an input of (height, width).

    Raises:
        GeometryError: the layer has no output on this input.

    >>> [axis.output_size for axis in conv_axes(nn.Conv2d(1, 5, 5), (28, 28))]
    [24, 24]
    """
    kernel_size, stride = cast(Pair, layer.kernel_size), cast(Pair, layer.stride)
    padding, dilation = cast(Padding, layer.padding), cast(Pair, layer.dilation)
    return window_axes(input_shape, kernel_size, stride, padding, dilation, layer.padding_mode)


def pool_axes(layer: Pooling, input_shape: Shape) -> tuple[WindowAxis, WindowAxis]:
    """Return how the windows of a MaxPool2d or AvgPool2d lie on an input of (height, width).

    Raises:
        GeometryError: the layer has no output on this input.

    >>> [axis.output_size for axis in pool_axes(nn.MaxPool2d(2), (24, 24))]
    [12, 12]
    """
    dilation = 1 if isinstance(layer, nn.AvgPool2d) else layer.dilation
    padding = layer.padding
    kernel_size, stride = layer.kernel_size, layer.stride
    outputs = pooled_shape(input_shape, kernel_size, stride, padding, dilation, layer.ceil_mode)
    if isinstance(layer, nn.AvgPool2d) and layer.divisor_override == 0:
        raise GeometryError("divisor_zero", {"divisor_override": 0})
    down, across = window_settings(layer)
    return WindowAxis(input_shape[0], outputs[0], *down), WindowAxis(input_shape[1], outputs[1], *across)


def adaptive_reads(layer: AdaptivePooling, input_shape: Shape) -> tuple[Reads, Reads]:
    """Return which pixels each cell of an adaptive pooling reads, down and across; None keeps an axis.

    >>> down, across = adaptive_reads(nn.AdaptiveAvgPool2d((1, None)), (3, 2))
    >>> [list(pixels) for pixels in down], [list(pixels) for pixels in across]
    ([[0, 1, 2]], [[0], [1]])
    """
    wanted = layer.output_size
    sizes = wanted if isinstance(wanted, tuple) else (wanted, wanted)

    def axis(number: int) -> Reads:
        """Return what each output reads along one axis: 0 downwards, 1 across."""
        size = input_shape[number] if sizes[number] is None else cast(int, sizes[number])
        return [adaptive_window(input_shape[number], size, index) for index in range(size)]

    return axis(0), axis(1)


def pixels_read(axis: WindowAxis) -> Reads:
    """Return for every output index of one axis the pixels its window reads, padding left out.

    >>> pixels_read(WindowAxis(input_size=4, output_size=2, kernel_size=3, stride=2, dilation=1, before=1))
    [[0, 1], [1, 2, 3]]
    """
    return [[int(source) for source in row if source >= 0] for row in axis.sources()]


def layer_reads(layer: nn.Module, input_shape: Shape) -> tuple[Reads, Reads]:
    """Return which pixels each output cell of a layer reads, down and across.

    Args:
        layer: a convolution, a pooling, or a layer that treats every cell by itself.
        input_shape: (height, width) of what it reads.

    Raises:
        GeometryError: the layer has no output on this input.
        TypeError: the layer has no windows: Flatten and Linear read everything.
    """
    if isinstance(layer, nn.Conv2d):
        down, across = conv_axes(layer, input_shape)
    elif isinstance(layer, Pooling):
        down, across = pool_axes(layer, input_shape)
    elif isinstance(layer, AdaptivePooling):
        return adaptive_reads(layer, input_shape)
    elif isinstance(layer, CELL_BY_CELL):
        return [[index] for index in range(input_shape[0])], [[index] for index in range(input_shape[1])]
    else:
        raise TypeError(f"{type(layer).__name__} has no windows: give convolutions, poolings and activations")
    return pixels_read(down), pixels_read(across)
