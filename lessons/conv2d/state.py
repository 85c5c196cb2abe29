"""What the figure of nn.Conv2d shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

from cnn_core.layer_call import LayerCall, plain
from cnn_core.padding_modes import PADDING_MODES
from lessons.kit.page.told_values import ON_OFF, Limits, Pair, one_of, pair, whole

# As in settings.js: one step beyond what is legal can be reached, and torch refuses it.
LIMITS: dict[str, Limits] = {
    "in_channels": (1, 8),
    "out_channels": (1, 64),
    "groups": (0, 8),
    "seed": (0, 99),
}
KERNELS: Limits = (1, 11)
STRIDES: Limits = (0, 4)
PADDINGS: Limits = (-1, 8)
DILATIONS: Limits = (0, 5)
SIZES: Limits = (7, 56)  # of the picture
WORDS = ("same", "valid")
WRITTEN = ("names", "note", "conv")
DEFAULTS = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "bias": True, "padding_mode": "zeros"}


@dataclass(frozen=True)
class State:
    """The arguments by PyTorch's names, legal or not; `written` says how the call is written.

    written: "names"; "note", as the lecture note has it, all of them by position; or "conv", `nn.Conv(...)`.
    """

    in_channels: int = 3
    out_channels: int = 4
    kernel_size: Pair = (3, 3)
    stride: Pair = (1, 1)
    padding: Pair | str = (0, 0)
    dilation: Pair = (1, 1)
    groups: int = 1
    bias: bool = True
    padding_mode: str = "zeros"
    written: str = "names"
    size: int = 28
    seed: int = 0
    filter: int = 1

    @property
    def input_shape(self) -> tuple[int, int, int, int]:
        """Return the shape of the picture: a batch of one."""
        return 1, self.in_channels, self.size, self.size

    @property
    def call(self) -> LayerCall:
        """Return the call as it is written."""
        channels = (self.in_channels, self.out_channels)
        if self.written == "note":
            places = (plain(self.kernel_size), plain(self.stride), plain(self.padding), self.bias)
            return LayerCall("Conv2d", (*channels, *places))
        name = "Conv" if self.written == "conv" else "Conv2d"
        chosen: dict[str, object] = {
            "stride": plain(self.stride),
            "padding": plain(self.padding),
            "dilation": plain(self.dilation),
            "groups": self.groups,
            "bias": self.bias,
            "padding_mode": self.padding_mode,
        }
        given = {name: value for name, value in chosen.items() if value != DEFAULTS[name]}
        return LayerCall(name, channels, {"kernel_size": plain(self.kernel_size), **given})


START = State()


def state_of(told: dict[str, Any]) -> State:
    """Return the state that the figure has told; {} is the start.

    Raises:
        ValueError: this is no state of the figure: whoever sent it did not use the figure.
    """
    if not told:
        return START
    padding = told.get("padding")
    numbers = {name: whole(told.get(name), limits) for name, limits in LIMITS.items()}
    return State(
        **numbers,
        kernel_size=pair(told.get("kernel_size"), KERNELS),
        stride=pair(told.get("stride"), STRIDES),
        dilation=pair(told.get("dilation"), DILATIONS),
        padding=one_of(padding, WORDS) if isinstance(padding, str) else pair(padding, PADDINGS),
        bias=whole(told.get("bias"), ON_OFF) == 1,
        padding_mode=one_of(told.get("padding_mode"), PADDING_MODES),
        written=one_of(told.get("written"), WRITTEN),
        size=whole(told.get("size"), SIZES),
        filter=whole(told.get("filter"), (1, numbers["out_channels"])),
    )
