"""What the output-size figure shows, as Python is told it once the hand rests; checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

Pair = tuple[int, int]
LARGEST = 256


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


def _whole(value: object, lowest: int = 1) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= LARGEST:
        raise ValueError(f"{value!r} is no number of the figure")
    return value


def _pair(value: object, lowest: int = 1) -> Pair:
    if not isinstance(value, list) or len(cast("list[object]", value)) != 2:
        raise ValueError(f"{value!r} is no pair")
    down, across = cast("list[object]", value)
    return _whole(down, lowest), _whole(across, lowest)


def state_of(told: Mapping[str, Any]) -> State:
    """Return the state that the figure has told; before it has told one, what it starts with.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    if not told:
        return State()
    if told.get("layer") not in ("Conv2d", "MaxPool2d"):
        raise ValueError(f"no layer {told.get('layer')!r}")
    around = told.get("padding")
    return State(
        layer=told["layer"],
        height=_whole(told.get("height")),
        width=_whole(told.get("width")),
        kernel_size=_pair(told.get("kernel_size")),
        stride=_pair(told.get("stride")),
        padding="same" if around == "same" else _pair(around, 0),
        dilation=_whole(told.get("dilation")),
        ceil_mode=bool(_whole(told.get("ceil_mode"), 0)),
    )
