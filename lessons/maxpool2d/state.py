"""What the figure of the pooling layers shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any, cast

from cnn_core.layer_call import LayerCall, plain

Pair = tuple[int, int]
LAYERS = ("MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d")
MAPS = ("map", "minus_ones", "ones")
LARGEST = 9
DEFAULTS: dict[str, object] = {
    "stride": None,
    "padding": 0,
    "dilation": 1,
    "return_indices": False,
    "ceil_mode": False,
    "count_include_pad": True,
    "divisor_override": None,
}
ARGUMENTS = {
    "MaxPool2d": ("kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"),
    "AvgPool2d": ("kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"),
    "AdaptiveAvgPool2d": ("output_size",),
}


@dataclass(frozen=True)
class State:
    """The arguments by PyTorch's names, legal or not, and the map by its name and size."""

    layer: str = "MaxPool2d"
    height: int = 7
    width: int = 7
    input: str = "map"
    kernel_size: Pair = (2, 2)
    stride: Pair | None = None
    padding: Pair = (0, 0)
    dilation: Pair = (1, 1)
    return_indices: bool = False
    ceil_mode: bool = False
    count_include_pad: bool = True
    divisor_override: int | None = None
    output_size: Pair = (3, 3)
    step: int = 1

    @property
    def input_shape(self) -> tuple[int, int, int, int]:
        """Return the shape of the map: one channel of one picture."""
        return 1, 1, self.height, self.width

    @property
    def call(self) -> LayerCall:
        """Return the call as it is written: what is a default is left out."""
        first, *others = ARGUMENTS[self.layer]
        values = {name: plain(getattr(self, name)) for name in others}
        given = {name: value for name, value in values.items() if value != DEFAULTS[name]}
        return LayerCall(self.layer, (plain(getattr(self, first)),), given)


START = State()


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -1 <= value <= LARGEST**2:
        raise ValueError(f"{value!r} is no setting of the figure")
    return value


def _pair(value: object) -> Pair:
    sides = cast("list[object]", value if isinstance(value, list) else [])
    if len(sides) != 2:
        raise ValueError(f"{value!r} is no pair")
    down, across = map(_whole, sides)
    return down, across


def _name(value: object, names: tuple[str, ...]) -> str:
    if value not in names:
        raise ValueError(f"{value!r} is none of {names}")
    return str(value)


def state_of(told: dict[str, Any]) -> State:
    """Return the state that the figure has told; {} is the start.

    Raises:
        ValueError: this is no state of the figure: whoever sent it did not use the figure.
    """
    if not told:
        return START
    stride, divisor = told["stride"], told["divisor_override"]
    return State(
        layer=_name(told["layer"], LAYERS),
        height=_whole(told["height"]),
        width=_whole(told["width"]),
        input=_name(told["input"], MAPS),
        kernel_size=_pair(told["kernel_size"]),
        stride=None if stride == "None" else _pair(stride),
        padding=_pair(told["padding"]),
        dilation=_pair(told["dilation"]),
        return_indices=told["return_indices"] == 1,
        ceil_mode=told["ceil_mode"] == 1,
        count_include_pad=told["count_include_pad"] == 1,
        divisor_override=None if divisor == "None" else _pair(divisor)[0],
        output_size=_pair(told["output_size"]),
        step=_whole(told["step"]),
    )
