"""What the figure of the pooling layers shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

from cnn_core.layer_call import LayerCall, plain
from lessons.kit.page.told_values import ON_OFF, Limits, Pair, one_of, pair, whole

LAYERS = ("MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d")
MAPS = ("map", "minus_ones", "ones")
LIMITS: Limits = (-1, 9)  # one below what is legal can be reached, and torch refuses it
SIDES: Limits = (1, 9)
STEPS: Limits = (1, 81)
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
    stride, divisor = told.get("stride"), told.get("divisor_override")
    return State(
        layer=one_of(told.get("layer"), LAYERS),
        height=whole(told.get("height"), SIDES),
        width=whole(told.get("width"), SIDES),
        input=one_of(told.get("input"), MAPS),
        kernel_size=pair(told.get("kernel_size"), LIMITS),
        stride=None if stride == "None" else pair(stride, LIMITS),
        padding=pair(told.get("padding"), LIMITS),
        dilation=pair(told.get("dilation"), LIMITS),
        return_indices=whole(told.get("return_indices"), ON_OFF) == 1,
        ceil_mode=whole(told.get("ceil_mode"), ON_OFF) == 1,
        count_include_pad=whole(told.get("count_include_pad"), ON_OFF) == 1,
        divisor_override=None if divisor == "None" else pair(divisor, LIMITS)[0],
        output_size=pair(told.get("output_size"), LIMITS),
        step=whole(told.get("step"), STEPS),
    )
