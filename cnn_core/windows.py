"""Windows: which cells of the input one cell of the output reads, and how often each pixel is read."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry import Padding, Pair, as_pair, output_shape, padding_sides, source_index


@dataclass(frozen=True)
class WindowAxis:
    """How the windows of a layer lie on one axis; `before` is the padding before its first pixel."""

    input_size: int
    output_size: int
    kernel_size: int
    stride: int
    dilation: int
    before: int
    padding_mode: str = "zeros"

    def place(self, output: int, kernel: int) -> int:
        """Return where the kernel's cell lies for one output cell: outside 0 to input_size - 1 is padding."""
        return output * self.stride - self.before + kernel * self.dilation

    def source(self, output: int, kernel: int) -> int:
        """Return which pixel stands there, or -1 for a plain zero."""
        return source_index(self.place(output, kernel), self.input_size, self.padding_mode)

    def sources(self) -> NDArray[np.int64]:
        """Return `source` of every output cell (rows) and every cell of the kernel (columns)."""
        return np.array(
            [
                [self.source(output, kernel) for kernel in range(self.kernel_size)]
                for output in range(self.output_size)
            ]
        )


class WindowCell(NamedTuple):
    """One cell of a window: its place on the input, its place in the kernel, and which pixel it reads.

    In the padding `row` or `column` lies outside the input; `source_row` and `source_column` say which pixel
    stands there, -1 where padding is a plain zero.
    """

    row: int
    column: int
    kernel_row: int
    kernel_column: int
    in_padding: bool
    source_row: int
    source_column: int


def window_axes(
    input_shape: tuple[int, int],
    kernel_size: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    padding_mode: str = "zeros",
) -> tuple[WindowAxis, WindowAxis]:
    """Return how the windows of a convolution lie, down and across.

    Args:
        input_shape: (height, width) in pixels.
        kernel_size: cells of the kernel, one number or (height, width).
        stride: pixels the window moves a step, one number or (down, across).
        padding: cells added, one number, (above and below, left and right), "same" or "valid".
        dilation: distance between the kernel's cells, one number or (down, across).
        padding_mode: "zeros", "reflect", "replicate" or "circular".

    Raises:
        GeometryError: the settings have no output on this input.

    >>> down, across = window_axes((28, 28), 5, padding=2)
    >>> down.output_size, down.place(0, 0), down.source(0, 0)
    (28, -2, -1)
    """
    outputs = output_shape(input_shape, kernel_size, stride, padding, dilation, padding_mode)
    kernels, strides = as_pair(kernel_size, "kernel_size"), as_pair(stride, "stride")
    paddings, dilations = as_pair(padding, "padding"), as_pair(dilation, "dilation")

    def axis(number: int) -> WindowAxis:
        """Return the windows along one axis: 0 downwards, 1 across."""
        before, _ = padding_sides(paddings[number], kernels[number], dilations[number])
        sizes = (input_shape[number], outputs[number], kernels[number])
        return WindowAxis(*sizes, strides[number], dilations[number], before, padding_mode)

    return axis(0), axis(1)


def window_cells(
    input_shape: tuple[int, int],
    row: int,
    column: int,
    kernel_size: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    padding_mode: str = "zeros",
) -> list[WindowCell]:
    """Return the cells that the output cell (row, column) reads, row by row, in input coordinates.

    Args:
        input_shape: (height, width) in pixels.
        row: row of the output cell, from 0.
        column: column of the output cell, from 0.
        kernel_size: as the other settings, see `window_axes`.
        stride: see `window_axes`.
        padding: see `window_axes`.
        dilation: see `window_axes`.
        padding_mode: see `window_axes`.

    Raises:
        GeometryError: the settings have no output on this input.
        IndexError: the output has no such cell.

    >>> [cell[:2] for cell in window_cells((3, 3), 0, 0, 2, padding=1) if not cell.in_padding]
    [(0, 0)]
    """
    down, across = window_axes(input_shape, kernel_size, stride, padding, dilation, padding_mode)
    return cells_of((down, across), row, column)


def cells_of(axes: tuple[WindowAxis, WindowAxis], row: int, column: int) -> list[WindowCell]:
    """Return the cells of one window whose axes are known already.

    Raises:
        IndexError: the output has no such cell.
    """
    down, across = axes
    if not (0 <= row < down.output_size and 0 <= column < across.output_size):
        raise IndexError(f"no output cell ({row}, {column}) in {down.output_size} x {across.output_size}")
    cells: list[WindowCell] = []
    for kernel_row in range(down.kernel_size):
        for kernel_column in range(across.kernel_size):
            y, x = down.place(row, kernel_row), across.place(column, kernel_column)
            source = (down.source(row, kernel_row), across.source(column, kernel_column))
            outside = not (0 <= y < down.input_size and 0 <= x < across.input_size)
            known = source if min(source) >= 0 else (-1, -1)
            cells.append(WindowCell(y, x, kernel_row, kernel_column, outside, *known))
    return cells


def reads_per_pixel(
    input_shape: tuple[int, int],
    kernel_size: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    padding_mode: str = "zeros",
) -> NDArray[np.int64]:
    """Return how often the windows read each pixel: the reads of its row times the reads of its column.

    Args:
        input_shape: (height, width) in pixels.
        kernel_size: as the other settings, see `window_axes`.
        stride: see `window_axes`.
        padding: see `window_axes`.
        dilation: see `window_axes`.
        padding_mode: see `window_axes`.

    Shape: (height, width) of the input.

    Raises:
        GeometryError: the settings have no output on this input.

    >>> reads_per_pixel((5, 5), 3, padding=1)[0].tolist()
    [4, 6, 6, 6, 4]
    """
    axes = window_axes(input_shape, kernel_size, stride, padding, dilation, padding_mode)
    down, across = (
        np.bincount(sources[sources >= 0], minlength=axis.input_size)
        for axis, sources in ((axis, axis.sources()) for axis in axes)
    )
    return np.outer(down, across)


def never_read(
    input_shape: tuple[int, int],
    kernel_size: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    padding_mode: str = "zeros",
) -> NDArray[np.bool_]:
    """Return which pixels no window reads; the other pixels decide the whole output.

    Args:
        input_shape: (height, width) in pixels.
        kernel_size: as the other settings, see `window_axes`.
        stride: see `window_axes`.
        padding: see `window_axes`.
        dilation: see `window_axes`.
        padding_mode: see `window_axes`.

    Shape: (height, width) of the input.

    Raises:
        GeometryError: the settings have no output on this input.

    >>> int(never_read((28, 28), 5, stride=3).sum())
    108
    """
    return reads_per_pixel(input_shape, kernel_size, stride, padding, dilation, padding_mode) == 0
