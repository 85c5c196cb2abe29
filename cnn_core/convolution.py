"""A convolution as one step: what a filter reads and gives; and as the matrix of a dense layer."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from cnn_core.layers import conv_axes
from cnn_core.refusals import GeometryError
from cnn_core.windows import cells_of


@dataclass(frozen=True)
class ConvolutionStep:
    """One output number of a convolution and all that made it.

    `window` and `products` are (in_channels / groups, kernel height, kernel width); `channel_sums` has one
    number for each of these channels; their sum plus `bias` is `output`.
    """

    window: Tensor
    products: Tensor
    channel_sums: Tensor
    bias: float
    output: float


def channels_read(in_channels: int, out_channels: int, out_channel: int, groups: int = 1) -> range:
    """Return the input channels that one filter reads: with groups only those of its own group.

    Args:
        in_channels: channels of the input, 1 or more.
        out_channels: filters of the layer, 1 or more.
        out_channel: which filter, 0 to out_channels - 1.
        groups: into how many parts both are divided, 1 or more.

    Raises:
        GeometryError: `groups_do_not_divide`.
        IndexError: the layer has no such filter.

    Source: torch.nn.Conv2d, "groups".

    >>> channels_read(4, 6, 5), channels_read(4, 6, 5, groups=2)
    (range(0, 4), range(2, 4))
    """
    if groups < 1 or in_channels % groups or out_channels % groups:
        values = {"groups": groups, "in_channels": in_channels, "out_channels": out_channels}
        raise GeometryError("groups_do_not_divide", values)
    if not 0 <= out_channel < out_channels:
        raise IndexError(f"filters go from 0 to {out_channels - 1}, not {out_channel}")
    size = in_channels // groups
    first = out_channel // (out_channels // groups) * size
    return range(first, first + size)


def check_image(image: Tensor, in_channels: int) -> None:
    """Refuse what is not one picture with this many channels.

    Raises:
        GeometryError: `not_three_axes`, or `in_channels_differ`.
    """
    if image.ndim != 3:
        raise GeometryError("not_three_axes", {"shape": str(tuple(image.shape))})
    if image.shape[0] != in_channels:
        values = {"in_channels": in_channels, "channels": image.shape[0]}
        raise GeometryError("in_channels_differ", values)


def convolution_step(
    layer: nn.Conv2d, image: Tensor, row: int, column: int, out_channel: int = 0
) -> ConvolutionStep:
    """Return one step of a layer: window, products, one sum a channel, bias and output, in float64.

    Formula: output = sum over channels of (sum over the window of pixel * weight) + bias; the kernel is not
    flipped.

    Args:
        layer: any Conv2d: strides, padding modes, dilation and groups included.
        image: the input without a batch axis, numbers of any range.
        row: row of the output cell, from 0.
        column: column of the output cell, from 0.
        out_channel: which filter, from 0.

    Shape: image (in_channels, height, width).

    Raises:
        GeometryError: the image does not suit the layer, or the settings have no output on it.
        IndexError: the output has no such cell, or the layer no such filter.

    Source: torch.nn.Conv2d.

    >>> layer = nn.Conv2d(1, 1, 2)
    >>> layer.weight.data, layer.bias.data = torch.tensor([[[[1.0, 2], [3, 4]]]]), torch.tensor([0.5])
    >>> step = convolution_step(layer, torch.eye(3)[None], 0, 1)
    >>> step.products.tolist(), step.channel_sums.tolist(), step.output
    ([[[0.0, 0.0], [3.0, 0.0]]], [3.0], 3.5)
    """
    check_image(image, layer.in_channels)
    axes = conv_axes(layer, (image.shape[1], image.shape[2]))
    channels = channels_read(layer.in_channels, layer.out_channels, out_channel, layer.groups)
    weight = layer.weight[out_channel].detach().double()
    window = torch.zeros_like(weight)
    for cell in cells_of(axes, row, column):
        if cell.source_row >= 0:
            read = image[channels.start : channels.stop, cell.source_row, cell.source_column]
            window[:, cell.kernel_row, cell.kernel_column] = read.detach().double()
    products = window * weight
    sums = products.sum(dim=(1, 2))
    bias = 0.0 if layer.bias is None else float(layer.bias.detach()[out_channel])
    return ConvolutionStep(window, products, sums, bias, float(sums.sum()) + bias)


Indices = NDArray[np.int64]


@dataclass(frozen=True)
class LayerMatrix:
    """Where the weights of a Conv2d stand in the matrix of a dense layer that does the same.

    Entry n of the matrix stands at (`rows[n]`, `columns[n]`) and holds weight number `weight_index[n]` of
    `layer.weight.flatten()`. A row is an output number, a column an input number, both in the order of
    nn.Flatten. Only mirroring padding puts several entries on one place; they add up.
    """

    shape: tuple[int, int]
    rows: Indices
    columns: Indices
    weight_index: Indices

    def sparse(self, weight: Tensor) -> Tensor:
        """Return the matrix with these weights as a sparse tensor."""
        places = torch.from_numpy(np.stack([self.rows, self.columns]))
        values = weight.flatten()[torch.from_numpy(self.weight_index)]
        return torch.sparse_coo_tensor(places, values, self.shape, check_invariants=True).coalesce()


def as_matrix(layer: nn.Conv2d, input_shape: tuple[int, int]) -> LayerMatrix:
    """Return a Conv2d as the sparse matrix of a dense layer, its weights shared by index.

    Formula: layer(x).flatten() = matrix @ x.flatten() + bias, each bias repeated once an output cell

    Args:
        layer: any Conv2d: strides, padding modes, dilation and groups included.
        input_shape: (height, width) in pixels.

    Shape: (out_channels * output height * output width, in_channels * height * width).

    Raises:
        GeometryError: the layer has no output on this input.

    Source: Goodfellow, Bengio, Courville, Deep Learning, section 9.1 (a doubly block circulant matrix).

    >>> matrix = as_matrix(nn.Conv2d(1, 5, 5), (28, 28))
    >>> matrix.shape, len(matrix.rows), len(set(matrix.weight_index))
    ((2880, 784), 72000, 125)
    """
    down, across = conv_axes(layer, input_shape)
    size = layer.in_channels // layer.groups
    places = _places((down.sources(), across.sources()), input_shape)
    output_cells, kernel_cells = down.output_size * across.output_size, down.kernel_size * across.kernel_size
    input_cells = input_shape[0] * input_shape[1]
    blocks: list[Indices] = []
    for out_channel in range(layer.out_channels):
        channels = channels_read(layer.in_channels, layer.out_channels, out_channel, layer.groups)
        for number, channel in enumerate(channels):
            first_weight = (out_channel * size + number) * kernel_cells
            firsts = [out_channel * output_cells, channel * input_cells, first_weight]
            blocks.append(places + np.array(firsts)[:, None])
    rows, columns, weight_index = np.concatenate(blocks, axis=1)
    shape = (layer.out_channels * output_cells, layer.in_channels * input_cells)
    return LayerMatrix(shape, rows, columns, weight_index)


def _places(sources: tuple[Indices, Indices], input_shape: tuple[int, int]) -> Indices:
    """Return output cell, input cell and kernel cell of every pixel that one kernel reads on one channel.

    `sources` holds for each axis the pixel under every kernel cell (column) at every output (row).
    """
    down, across = sources
    shape = (down.shape[0], across.shape[0], down.shape[1], across.shape[1])
    row, column, kernel_row, kernel_column = np.indices(shape).reshape(4, -1)
    source_row, source_column = down[row, kernel_row], across[column, kernel_column]
    output = row * shape[1] + column
    source = source_row * input_shape[1] + source_column
    kernel = kernel_row * shape[3] + kernel_column
    real = (source_row >= 0) & (source_column >= 0)
    return np.stack([output[real], source[real], kernel[real]])
