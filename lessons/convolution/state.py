"""One moment of the sliding window as plain numbers, checked: what the figure hands over for a file."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from cnn_core.geometry import output_shape
from cnn_core.padding_modes import PADDING_MODES

Rows = tuple[tuple[float, ...], ...]
Pair = int | tuple[int, int]

LARGEST_INPUT = 256
LARGEST_KERNEL = 16
LARGEST_SETTING = 64
LARGEST_NUMBER = 1000
LARGEST_STEP = (LARGEST_INPUT + 2 * LARGEST_SETTING) ** 2


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


def _number(value: object, largest: float = LARGEST_NUMBER) -> float:
    # bool is an int in Python, and JSON's true is no number of a grid.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= largest:
        raise ValueError(f"{value!r} is no number of a figure")
    return float(value)


def _whole(value: object) -> int:
    number = _number(value, LARGEST_STEP)
    if not number.is_integer():
        raise ValueError(f"{value!r} is no whole number")
    return int(number)


def _list(value: object, largest: int) -> list[object]:
    if not isinstance(value, list) or not 1 <= len(cast("list[object]", value)) <= largest:
        raise ValueError(f"a list of 1 to {largest} was expected")
    return cast("list[object]", value)


def _rows(value: object, largest: int) -> Rows:
    rows = tuple(tuple(map(_number, _list(row, largest))) for row in _list(value, largest))
    if len({len(row) for row in rows}) != 1:
        raise ValueError("rows of different lengths")
    return rows


def _input(value: object) -> Rows:
    """Return the rows of a small input; of a photo only the size is sent, its pixels count as zeros."""
    if not isinstance(value, dict):
        return _rows(value, LARGEST_INPUT)
    size = cast("dict[str, object]", value)
    height, width = _whole(size.get("height")), _whole(size.get("width"))
    if not (1 <= height <= LARGEST_INPUT and 1 <= width <= LARGEST_INPUT):
        raise ValueError(f"{height} x {width} is no size of an input")
    return ((0.0,) * width,) * height


def _pair(value: object) -> tuple[int, int]:
    pair = [value, value] if not isinstance(value, list) else _list(cast("object", value), 2)
    down, across = map(_whole, pair)
    if max(down, across) > LARGEST_SETTING:
        raise ValueError(f"{value!r} is larger than {LARGEST_SETTING}")
    return down, across


def state_of(event: Mapping[str, Any]) -> State:
    """Return the state that a figure has sent as JSON values; what it leaves out is PyTorch's default.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    return State(
        input=_input(event.get("input")),
        kernel=_rows(event.get("kernel"), LARGEST_KERNEL),
        stride=_pair(event.get("stride", 1)),
        padding=_pair(event.get("padding", 0)),
        dilation=_pair(event.get("dilation", 1)),
        padding_mode=str(event.get("padding_mode", "zeros")),
        bias=_number(event.get("bias", 0)),
        step=_whole(event.get("step", 1)),
    )
