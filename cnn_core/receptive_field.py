"""What one cell of a deep map can see: the receptive field of a stack, and the pixels themselves."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from torch import nn

from cnn_core.geometry import as_pair, effective_kernel_size
from cnn_core.layers import CELL_BY_CELL, Pooling, Reads, layer_reads, window_settings


class Field(NamedTuple):
    """The receptive field of one cell after a layer, as (down, across).

    `size` is how many pixels it spans, `jump` how many pixels lie between the fields of two neighbouring
    cells, `start` where the field of the first cell begins: negative when it begins in the padding.
    """

    size: tuple[int, int]
    jump: tuple[int, int]
    start: tuple[int, int]


def receptive_fields(layers: Iterable[nn.Module]) -> list[Field]:
    """Return the receptive field after each layer of a stack, by arithmetic and for any input size.

    Formula: size = 1 + sum of d (k - 1) * (product of the strides before), jump = product of the strides

    Args:
        layers: convolutions, poolings and layers that treat every cell by itself, in order.

    Raises:
        TypeError: a layer whose windows depend on the input (adaptive pooling), or that has none (Linear).

    Source: Dumoulin and Visin 2016 (arXiv 1603.07285); Araujo, Norris, Sim, Distill 2019.

    >>> [field.size for field in receptive_fields([nn.Conv2d(1, 5, 5), nn.ReLU(), nn.MaxPool2d(2)])]
    [(5, 5), (5, 5), (6, 6)]
    """
    field = Field((1, 1), (1, 1), (0, 0))
    fields: list[Field] = []
    for layer in layers:
        field = grown(field, layer)
        fields.append(field)
    return fields


def grown(field: Field, layer: nn.Module) -> Field:
    """Return the field one layer further up.

    Raises:
        TypeError: the layer has no window of a fixed size.
    """
    if isinstance(layer, CELL_BY_CELL):
        return field
    if not isinstance(layer, nn.Conv2d | Pooling):
        raise TypeError(f"{type(layer).__name__} has no window of a fixed size")
    down, across = window_settings(layer)
    sizes = zip(field.size, field.jump, field.start, (down, across), strict=True)
    grown = [
        (size + (effective_kernel_size(kernel, dilation) - 1) * jump, jump * stride, start - before * jump)
        for size, jump, start, (kernel, stride, dilation, before) in sizes
    ]
    size, jump, start = zip(*grown, strict=True)
    return Field(*(as_pair((part[0], part[1]), "field") for part in (size, jump, start)))


def input_cells(
    layers: Iterable[nn.Module], input_shape: tuple[int, int], row: int, column: int
) -> NDArray[np.bool_]:
    """Return which pixels one cell of the last layer's output can see.

    Padding and gaps left by dilation are no pixels, so this can be less than the receptive field's square.

    Args:
        layers: convolutions, poolings and layers that treat every cell by itself, in order.
        input_shape: (height, width) in pixels.
        row: row of the cell in the last map, from 0.
        column: column of the cell in the last map, from 0.

    Shape: (height, width) of the input.

    Raises:
        GeometryError: a layer has no output on what comes before it.
        IndexError: the last map has no such cell.
        TypeError: a layer has no windows (Flatten, Linear).

    >>> int(input_cells([nn.Conv2d(1, 5, 5), nn.MaxPool2d(2)], (28, 28), 3, 4).sum())
    36
    """
    reads: list[tuple[Reads, Reads]] = []
    shape = input_shape
    for layer in layers:
        down, across = layer_reads(layer, shape)
        shape = (len(down), len(across))
        reads.append((down, across))
    if not (0 <= row < shape[0] and 0 <= column < shape[1]):
        raise IndexError(f"no cell ({row}, {column}) in {shape[0]} x {shape[1]}")
    rows, columns = {row}, {column}
    for down, across in reversed(reads):
        rows = {pixel for index in rows for pixel in down[index]}
        columns = {pixel for index in columns for pixel in across[index]}
    seen = np.zeros(input_shape, dtype=np.bool_)
    seen[np.ix_(sorted(rows), sorted(columns))] = True
    return seen
