"""What the figure of nn.Conv2d shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

from cnn_core.layer_call import LayerCall, plain
from cnn_core.padding_modes import PADDING_MODES
from lessons.kit.signature.told_values import Pair, one_of, pair, whole

LARGEST = {"in_channels": 8, "out_channels": 64, "groups": 8, "seed": 99, "filter": 64}
LARGEST_SIDE = 56  # of the picture
LARGEST_OF_PAIR = 11
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
    padding = told["padding"]
    numbers = {name: whole(told[name], largest) for name, largest in LARGEST.items()}
    return State(
        **numbers,
        kernel_size=pair(told["kernel_size"], LARGEST_OF_PAIR),
        stride=pair(told["stride"], LARGEST_OF_PAIR),
        dilation=pair(told["dilation"], LARGEST_OF_PAIR),
        padding=one_of(padding, WORDS) if isinstance(padding, str) else pair(padding, LARGEST_OF_PAIR),
        bias=told["bias"] == 1,
        padding_mode=one_of(told["padding_mode"], PADDING_MODES),
        written=one_of(told["written"], WRITTEN),
        size=whole(told["size"], LARGEST_SIDE),
    )
