"""What the figure of the pooling layers shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

from cnn_core.layer_call import LayerCall, plain
from lessons.kit.signature.told_values import Pair, one_of, pair, whole

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


def state_of(told: dict[str, Any]) -> State:
    """Return the state that the figure has told; {} is the start.

    Raises:
        ValueError: this is no state of the figure: whoever sent it did not use the figure.
    """
    if not told:
        return START
    stride, divisor = told["stride"], told["divisor_override"]
    return State(
        layer=one_of(told["layer"], LAYERS),
        height=whole(told["height"], LARGEST**2),
        width=whole(told["width"], LARGEST**2),
        input=one_of(told["input"], MAPS),
        kernel_size=pair(told["kernel_size"], LARGEST**2),
        stride=None if stride == "None" else pair(stride, LARGEST**2),
        padding=pair(told["padding"], LARGEST**2),
        dilation=pair(told["dilation"], LARGEST**2),
        return_indices=told["return_indices"] == 1,
        ceil_mode=told["ceil_mode"] == 1,
        count_include_pad=told["count_include_pad"] == 1,
        divisor_override=None if divisor == "None" else pair(divisor, LARGEST**2)[0],
        output_size=pair(told["output_size"], LARGEST**2),
        step=whole(told["step"], LARGEST**2),
    )
