"""One step of a pooling: what a window reads, what comes out, and where the gradient goes."""

import math
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from cnn_core.layers import AdaptivePooling, Pooling, layer_reads, pool_axes
from cnn_core.refusals import GeometryError
from cnn_core.windows import WindowAxis

AnyPooling = Pooling | AdaptivePooling


@dataclass(frozen=True)
class PoolingStep:
    """One output number of a pooling and all that made it.

    `cells` are the (row, column) of the pixels read, padding left out, and `values` their numbers. Max
    pooling has a `winner`, the first of equals, which is None when the window reads no pixel; average pooling
    has a `divisor`.
    """

    cells: list[tuple[int, int]]
    values: list[float]
    output: float
    winner: tuple[int, int] | None = None
    divisor: int | None = None


def cells_counted(axis: WindowAxis, output: int) -> int:
    """Return how many cells of one axis an average counts when padding counts.

    That is the window up to the end of the padding, but never what ceil_mode lets hang over it.

    >>> axis = WindowAxis(input_size=4, output_size=3, kernel_size=3, stride=2, dilation=1, before=1)
    >>> cells_counted(axis, 2)
    2
    """
    start = axis.place(output, 0)
    return min(start + axis.kernel_size, axis.input_size + axis.before) - start


def divisors(layer: nn.AvgPool2d | nn.AdaptiveAvgPool2d, input_shape: tuple[int, int]) -> list[list[int]]:
    """Return what an average pooling divides the sum of each window by.

    Args:
        layer: the pooling; an adaptive one divides by the pixels it reads.
        input_shape: (height, width) of the map.

    Shape: rows of the output.

    Raises:
        GeometryError: the layer has no output on this map, or `divisor_zero`.

    Source: torch.nn.AvgPool2d, "count_include_pad" and "divisor_override".

    >>> divisors(nn.AvgPool2d(3, 2, 1), (3, 3))
    [[9, 9], [9, 9]]
    >>> divisors(nn.AvgPool2d(3, 2, 1, count_include_pad=False), (3, 3))
    [[4, 4], [4, 4]]
    """
    down, across = ([len(pixels) for pixels in reads] for reads in layer_reads(layer, input_shape))
    if isinstance(layer, nn.AvgPool2d) and layer.count_include_pad:
        axes = pool_axes(layer, input_shape)
        down, across = ([cells_counted(axis, index) for index in range(axis.output_size)] for axis in axes)
    override = layer.divisor_override if isinstance(layer, nn.AvgPool2d) else None
    return [[rows * columns if override is None else override for columns in across] for rows in down]


def pooling_step(layer: AnyPooling, feature_map: Tensor, row: int, column: int) -> PoolingStep:
    """Return one step of a pooling: the pixels read, the output, and the winner or the divisor, in float64.

    Args:
        layer: MaxPool2d, AvgPool2d, AdaptiveMaxPool2d or AdaptiveAvgPool2d; output size 1 is global pooling.
        feature_map: one channel, because pooling treats every channel by itself.
        row: row of the output cell, from 0.
        column: column of the output cell, from 0.

    Shape: feature_map (height, width).

    Raises:
        GeometryError: the layer has no output on this map, or the map has not two axes.
        IndexError: the output has no such cell.

    Source: torch.nn.MaxPool2d, torch.nn.AvgPool2d.

    >>> step = pooling_step(nn.MaxPool2d(2), torch.tensor([[1.0, 7], [7, 2]]), 0, 0)
    >>> step.output, step.winner
    (7.0, (0, 1))
    >>> pooling_step(nn.AvgPool2d(3, 2, 1, ceil_mode=True), torch.ones(4, 4), 2, 2)
    PoolingStep(cells=[(3, 3)], values=[1.0], output=0.25, winner=None, divisor=4)
    """
    steps = pooling_steps(layer, feature_map)
    if not (0 <= row < len(steps) and 0 <= column < len(steps[0])):
        raise IndexError(f"no output cell ({row}, {column}) in {len(steps)} x {len(steps[0])}")
    return steps[row][column]


def pooling_steps(layer: AnyPooling, feature_map: Tensor) -> list[list[PoolingStep]]:
    """Return every step of a pooling, row by row; see `pooling_step`.

    >>> steps = pooling_steps(nn.AdaptiveAvgPool2d(1), torch.ones(3, 3))
    >>> [[step.output for step in row] for row in steps]
    [[1.0]]
    """
    shape = shape_of_map(feature_map)
    down, across = layer_reads(layer, shape)
    numbers = cast("list[list[float]]", feature_map.tolist())
    averaging = isinstance(layer, nn.AvgPool2d | nn.AdaptiveAvgPool2d)
    divided_by = divisors(layer, shape) if averaging else None
    steps: list[list[PoolingStep]] = []
    for row, rows in enumerate(down):
        steps.append([])
        for column, columns in enumerate(across):
            cells = [(y, x) for y in rows for x in columns]
            values = [numbers[y][x] for y, x in cells]
            step = _average(cells, values, divided_by[row][column]) if divided_by else _largest(cells, values)
            steps[-1].append(step)
    return steps


def gradient_shares(layer: AnyPooling, feature_map: Tensor) -> Tensor:
    """Return how much of the output's gradient each pixel gets: the gradient of the summed output.

    Max pooling gives all of it to the winner, the first of equals; average pooling shares it out evenly.

    Args:
        layer: MaxPool2d, AvgPool2d, AdaptiveMaxPool2d or AdaptiveAvgPool2d.
        feature_map: one channel.

    Shape: (height, width), as feature_map.

    Raises:
        GeometryError: the layer has no output on this map.

    Source: torch.autograd through the layer.

    >>> gradient_shares(nn.MaxPool2d(2), torch.tensor([[5.0, 5], [5, 5]])).tolist()
    [[1.0, 0.0], [0.0, 0.0]]
    """
    shares = torch.zeros(feature_map.shape, dtype=torch.float64)
    for row in pooling_steps(layer, feature_map):
        for step in row:
            receivers = step.cells if step.divisor is not None else [step.winner] if step.winner else []
            for cell in receivers:
                shares[cell] += 1 / (step.divisor or 1)
    return shares


def shape_of_map(feature_map: Tensor) -> tuple[int, int]:
    """Return the height and width of one channel.

    Raises:
        GeometryError: `not_two_axes`.
    """
    if feature_map.ndim != 2:
        raise GeometryError("not_two_axes", {"shape": str(tuple(feature_map.shape))})
    return feature_map.shape[0], feature_map.shape[1]


def _average(cells: list[tuple[int, int]], values: list[float], divisor: int) -> PoolingStep:
    """Return the step of an average pooling."""
    return PoolingStep(cells, values, sum(values) / divisor, divisor=divisor)


def _largest(cells: list[tuple[int, int]], values: list[float]) -> PoolingStep:
    """Return the step of a max pooling; a NaN beats every number, and the last NaN wins."""
    best: int | None = None
    for index, value in enumerate(values):
        if best is None or value > values[best] or math.isnan(value):
            best = index
    if best is None:
        return PoolingStep(cells, values, -math.inf)
    return PoolingStep(cells, values, values[best], cells[best])
