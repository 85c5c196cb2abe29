"""What a slide of the window computes: torch's own layer, its output, and the scales of its colours."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from cnn_core.convolution import ConvolutionStep, convolution_step
from cnn_core.geometry import as_pair, output_shape
from cnn_core.layers import conv_axes
from cnn_core.padding_modes import PaddingMode
from cnn_core.windows import WindowAxis, cells_of, reads_per_pixel
from lessons.kit.settings.setting import Pair, Rows

Numbers = NDArray[np.float64]
Place = tuple[int, int]

LEAST_BRIGHT = 3  # as in the figure: an input of zeros and ones is not drawn in full contrast
LARGEST_GRID = 12  # cells a side; what is larger is a picture, its pixels go from 0 to 1
TENTHS = 10
HALF = 2  # as in the figure: the heaviest weight has the middle of the scale


@dataclass(frozen=True)
class State:
    """One moment of the sliding window by PyTorch's names, each one number or (height, width)."""

    input: Rows
    kernel: Rows
    stride: int | Pair = 1
    padding: int | Pair = 0
    dilation: int | Pair = 1
    padding_mode: str = "zeros"
    bias: float = 0
    step: int = 1
    """The output cell that is being computed, row by row, from 1."""

    @property
    def input_shape(self) -> Pair:
        """Return the input's height and width."""
        return len(self.input), len(self.input[0])

    @property
    def kernel_size(self) -> Pair:
        """Return the kernel's height and width."""
        return len(self.kernel), len(self.kernel[0])

    @property
    def output_shape(self) -> Pair:
        """Return the output's height and width.

        Raises:
            GeometryError: nothing comes out.
        """
        settings = (self.stride, self.padding, self.dilation, self.padding_mode)
        return output_shape(self.input_shape, self.kernel_size, *settings)


@dataclass(frozen=True)
class Sliding:
    """All numbers of a slide that do not change with the step."""

    state: State

    @cached_property
    def layer(self) -> nn.Conv2d:
        """Return torch's layer with the state's weights, in float64."""
        state = self.state
        stride, padding = as_pair(state.stride, "stride"), as_pair(state.padding, "padding")
        dilation, mode = as_pair(state.dilation, "dilation"), cast("PaddingMode", state.padding_mode)
        # On no device, so without random weights: those of an answer in torch's own thread would change.
        layer = nn.Conv2d(
            1, 1, state.kernel_size, stride, padding, dilation, padding_mode=mode, device="meta"
        )
        layer.weight = nn.Parameter(torch.tensor([[state.kernel]], dtype=torch.float64))
        layer.bias = nn.Parameter(torch.tensor([state.bias], dtype=torch.float64))
        return layer.requires_grad_(requires_grad=False)

    @cached_property
    def _image(self) -> torch.Tensor:
        return torch.tensor([self.state.input], dtype=torch.float64)

    @cached_property
    def output(self) -> Numbers:
        """Return what the layer makes of the input."""
        return self.layer(self._image)[0].numpy()

    @cached_property
    def axes(self) -> tuple[WindowAxis, WindowAxis]:
        """Return how the windows lie, down and across."""
        return conv_axes(self.layer, self.state.input_shape)

    @cached_property
    def padding(self) -> Place:
        """Return the padding above and to the left."""
        return self.axes[0].before, self.axes[1].before

    @cached_property
    def padded(self) -> Numbers:
        """Return the input with its padding filled in."""
        down, across = self.padding
        mode = self.state.padding_mode.replace("zeros", "constant")
        return functional.pad(self._image, (across, across, down, down), mode)[0].numpy()

    @cached_property
    def reads(self) -> NDArray[np.int64]:
        """Return how often each pixel of the input is read."""
        state = self.state
        settings = (state.stride, state.padding, state.dilation, state.padding_mode)
        return reads_per_pixel(state.input_shape, state.kernel_size, *settings)

    @property
    def is_picture(self) -> bool:
        """Return whether the input is too large for digits."""
        return max(self.state.input_shape) > LARGEST_GRID

    @cached_property
    def brightest(self) -> float:
        """Return which number of the input is white."""
        return 1 if self.is_picture else max(LEAST_BRIGHT, *map(max, self.state.input))

    @cached_property
    def weight_limit(self) -> float:
        """Return how far the colours of the kernel reach."""
        return HALF * max(abs(weight) for row in self.state.kernel for weight in row)

    @cached_property
    def limit(self) -> float:
        """Return how far the colours of the output reach: no sum over such inputs is larger.

        A photo's sums stay far below that and would all look like zero: there the largest one decides.
        """
        if self.is_picture:
            return max(math.ceil(float(np.abs(self.output).max()) * TENTHS) / TENTHS, 1 / TENTHS)
        kernel = np.array(self.state.kernel)
        heaviest = max(kernel.clip(min=0).sum(), -kernel.clip(max=0).sum())
        return max(math.ceil(heaviest * self.brightest) + abs(self.state.bias), 1)

    def place(self, step: int) -> Place:
        """Return the output cell of a step."""
        return divmod(step - 1, self.output.shape[1])

    def step(self, step: int) -> ConvolutionStep:
        """Return window, products, sum and output of a step."""
        return convolution_step(self.layer, self._image, *self.place(step))

    def window(self, step: int) -> dict[Place, float]:
        """Return the weight on each cell of the padded input that a step reads."""
        down, across = self.padding
        return {
            (cell.row + down, cell.column + across): self.state.kernel[cell.kernel_row][cell.kernel_column]
            for cell in cells_of(self.axes, *self.place(step))
        }
