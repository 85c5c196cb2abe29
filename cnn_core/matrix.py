"""A convolution as the matrix of a dense layer: almost all zeros, and the same few weights everywhere."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from cnn_core.convolution import channels_read
from cnn_core.layers import conv_axes

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
