"""What the pooling figure shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any, Literal

from lessons.kit.page.told_values import ON_OFF, Limits, Rows, one_of, rows, whole

Layer = Literal["pool", "global", "conv"]

LAYERS: tuple[Layer, ...] = ("pool", "global", "conv")
# As in settings.js.
SIDES: Limits = (1, 10)
KERNELS: Limits = (1, 4)
STRIDES: Limits = (1, 4)
NUMBERS: Limits = (-1000, 1000)
MOST_STEPS = 144
"""A window of 2 on 10 x 10 numbers with padding and `ceil_mode` stops at no more places than 12 x 12."""


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


def state_of(told: dict[str, Any], start: State) -> State:
    """Return the state that the figure has told; {} is the start.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    if not told:
        return start
    cells = rows(told.get("input"), SIDES, NUMBERS)
    kernel_size = whole(told.get("kernel_size"), (1, min(KERNELS[1], len(cells), len(cells[0]))))
    weights = rows(told.get("weights"), (kernel_size, kernel_size), NUMBERS)
    return State(
        input=cells,
        layer=one_of(told.get("layer"), LAYERS),
        kernel_size=kernel_size,
        stride=whole(told.get("stride"), STRIDES),
        padding=whole(told.get("padding"), (0, kernel_size // 2)),
        ceil_mode=whole(told.get("ceil_mode"), ON_OFF) == 1,
        count_include_pad=whole(told.get("count_include_pad"), ON_OFF) == 1,
        weights=weights,
        gradient=whole(told.get("gradient"), ON_OFF) == 1,
        step=whole(told.get("step"), (1, MOST_STEPS)),
    )
