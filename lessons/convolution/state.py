"""One moment of the sliding window as plain numbers, checked: what the figure hands over for a file."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from cnn_core.geometry import output_shape
from cnn_core.padding_modes import PADDING_MODES
from lessons.kit.page.told_values import Limits, Rows, number, one_of, pair, rows, whole

Pair = int | tuple[int, int]

SIDES: Limits = (1, 256)
KERNELS: Limits = (1, 16)
SETTINGS: Limits = (0, 64)
NUMBERS: Limits = (-1000, 1000)
STEPS: Limits = (1, (256 + 2 * 64) ** 2)


@dataclass(frozen=True)
class State:
    """What the figure shows, by PyTorch's names: one number or (height, width).

    Raises:
        ValueError: a value that the figure cannot have, or settings without an output.
    """

    input: Rows
    kernel: Rows
    stride: Pair = 1
    padding: Pair = 0
    dilation: Pair = 1
    padding_mode: str = "zeros"
    bias: float = 0
    step: int = 1
    """The output cell that is being computed, row by row, from 1."""

    def __post_init__(self) -> None:
        if self.padding_mode not in PADDING_MODES:
            raise ValueError(f"no padding_mode {self.padding_mode!r}")
        if not 1 <= self.step <= math.prod(self.output_shape):
            raise ValueError(f"no step {self.step} in an output of {self.output_shape}")

    @property
    def input_shape(self) -> tuple[int, int]:
        """Return the input's height and width."""
        return len(self.input), len(self.input[0])

    @property
    def kernel_size(self) -> tuple[int, int]:
        """Return the kernel's height and width."""
        return len(self.kernel), len(self.kernel[0])

    @property
    def output_shape(self) -> tuple[int, int]:
        """Return the output's height and width."""
        settings = (self.stride, self.padding, self.dilation, self.padding_mode)
        return output_shape(self.input_shape, self.kernel_size, *settings)


def _input(value: object) -> Rows:
    """Return the rows of a small input; of a photo only the size is sent, its pixels count as zeros."""
    if not isinstance(value, dict):
        return rows(value, SIDES, NUMBERS)
    size = cast("dict[str, object]", value)
    return ((0.0,) * whole(size.get("width"), SIDES),) * whole(size.get("height"), SIDES)


def _pair(value: object) -> tuple[int, int]:
    is_pair = isinstance(value, list)
    return pair(cast("object", value) if is_pair else [value, value], SETTINGS)


def state_of(event: Mapping[str, Any]) -> State:
    """Return the state that a figure has sent as JSON values; what it leaves out is PyTorch's default.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    return State(
        input=_input(event.get("input")),
        kernel=rows(event.get("kernel"), KERNELS, NUMBERS),
        stride=_pair(event.get("stride", 1)),
        padding=_pair(event.get("padding", 0)),
        dilation=_pair(event.get("dilation", 1)),
        padding_mode=one_of(event.get("padding_mode", "zeros"), PADDING_MODES),
        bias=number(event.get("bias", 0), NUMBERS),
        step=whole(event.get("step", 1), STEPS),
    )
