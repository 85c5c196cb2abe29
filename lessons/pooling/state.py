"""What the pooling figure shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any, Literal

Rows = tuple[tuple[float, ...], ...]
Layer = Literal["pool", "global", "conv"]


@dataclass(frozen=True)
class State:
    """The settings by PyTorch's names; `step` counts the output cells row by row, from 1."""

    input: Rows
    layer: Layer = "pool"
    kernel_size: int = 2
    stride: int = 2
    padding: int = 0
    ceil_mode: bool = False
    count_include_pad: bool = True
    weights: Rows = ((0.25, 0.25), (0.25, 0.25))
    gradient: bool = False
    step: int = 6


def _rows(rows: list[list[float]]) -> Rows:
    return tuple(tuple(float(number) for number in row) for row in rows)


def state_of(told: dict[str, Any], start: State) -> State:
    """Return the state that the figure has told; what it has not told is as at the start."""
    if "input" not in told:
        return start
    return State(
        input=_rows(told["input"]),
        layer=told["layer"],
        kernel_size=told["kernel_size"],
        stride=told["stride"],
        padding=told["padding"],
        ceil_mode=bool(told["ceil_mode"]),
        count_include_pad=bool(told["count_include_pad"]),
        weights=_rows(told["weights"]),
        gradient=bool(told["gradient"]),
        step=told["step"],
    )
