"""What the output-size figure shows, as Python is told it once the hand rests; checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lessons.kit.page.told_values import ON_OFF, Limits, Pair, one_of, pair, whole

# As in settings.js.
SIDES: Limits = (1, 256)
KERNELS: Limits = (1, 16)
STRIDES: Limits = (1, 16)
PADDINGS: Limits = (0, 8)
DILATIONS: Limits = (1, 4)


@dataclass(frozen=True)
class State:
    """One layer on one picture, by PyTorch's names; pairs are (height, width)."""

    layer: Literal["Conv2d", "MaxPool2d"] = "Conv2d"
    height: int = 64
    width: int = 64
    kernel_size: Pair = (7, 7)
    stride: Pair = (2, 2)
    padding: Pair | Literal["same"] = (0, 0)
    dilation: int = 1
    ceil_mode: bool = False


def state_of(told: Mapping[str, Any]) -> State:
    """Return the state that the figure has told; before it has told one, what it starts with.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    if not told:
        return State()
    around = told.get("padding")
    return State(
        layer=one_of(told.get("layer"), ("Conv2d", "MaxPool2d")),
        height=whole(told.get("height"), SIDES),
        width=whole(told.get("width"), SIDES),
        kernel_size=pair(told.get("kernel_size"), KERNELS),
        stride=pair(told.get("stride"), STRIDES),
        padding="same" if around == "same" else pair(around, PADDINGS),
        dilation=whole(told.get("dilation"), DILATIONS),
        ceil_mode=whole(told.get("ceil_mode"), ON_OFF) == 1,
    )
