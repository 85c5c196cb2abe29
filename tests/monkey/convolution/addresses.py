"""Addresses of the sliding window by chance, and the layer of torch that an address asks for."""

from dataclasses import dataclass
from random import Random
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from lessons.convolution.settings import OWN, SAMPLES
from tests.settings_states import TABLES, cells, drawn, written


@dataclass(frozen=True)
class Layer:
    """The arguments of nn.Conv2d by their names."""

    kernel_size: tuple[int, int]
    stride: int
    padding: int
    dilation: int
    padding_mode: str

    @staticmethod
    def of(query: dict[str, str]) -> "Layer":
        """Return the layer that an address asks for."""
        sides = [int(side) for side in query["kernel_size"].split(",")]
        stride, padding, dilation = (int(query[name]) for name in ("stride", "padding", "dilation"))
        return Layer((sides[0], sides[-1]), stride, padding, dilation, query["padding_mode"])

    def padded(self, picture: Tensor) -> Tensor:
        """Return a (height, width) picture as (1, 1, height, width) with its padding."""
        mode = "constant" if self.padding_mode == "zeros" else self.padding_mode
        return F.pad(picture[None, None], [self.padding] * 4, mode=mode)

    def output(self, picture: Tensor, kernel: Tensor, bias: Tensor | None = None) -> Tensor:
        """Return the output as (height, width). RuntimeError for what torch does not take."""
        padded = self.padded(picture)
        return F.conv2d(padded, kernel[None, None], bias, self.stride, 0, self.dilation)[0, 0]

    def windows(self, picture: Tensor) -> Tensor:
        """Return what every window reads: (cells of the window, output cells)."""
        return F.unfold(self.padded(picture), self.kernel_size, self.dilation, 0, self.stride)[0]

    def reads(self, height: int, width: int) -> Tensor:
        """Return how often each pixel is read: the gradient of the summed output of a kernel of ones."""
        picture = torch.zeros(height, width, dtype=torch.float64, requires_grad=True)
        self.output(picture, torch.ones(self.kernel_size, dtype=torch.float64)).sum().backward()
        assert picture.grad is not None
        return picture.grad


TABLE = TABLES["convolution"]
MODES, KERNELS = TABLE.settings["padding_mode"].choices, TABLE.settings["kernel"].choices
# Those of numbers; a photo has a size of its own and shows a part of itself.
INPUTS = [name for name in TABLE.settings["input"].choices if name not in {*SAMPLES, OWN}]
SIDES = (3, 12)  # of an input of numbers


def _drawn(random: Random) -> dict[str, str]:
    """Return settings by chance; they may not fit together."""
    state = drawn(TABLE, random) | {side: random.randint(*SIDES) for side in ("height", "width")}
    sizes = {"input": [state["height"], state["width"]], "kernel": state["kernel_size"]}
    for name, sides in sizes.items():
        if state[name] not in TABLE.settings[name].choices:
            state[name] = cells(TABLE.settings[name], random, cast("list[int]", sides))
    if state["input"] in {*SAMPLES, OWN}:
        state["input"] = random.choice(INPUTS)
    return {name: written(value) for name, value in state.items()}


def legal(random: Random) -> dict[str, str]:
    """Return an address that torch takes, with a step of its output."""
    while True:
        query = _drawn(random)
        layer = Layer.of(query)
        picture, kernel = (
            torch.zeros(int(query["height"]), int(query["width"])),
            torch.zeros(layer.kernel_size),
        )
        try:
            steps = layer.output(picture, kernel).numel()
        except RuntimeError:  # these settings do not fit together
            continue
        return query | {"step": str(random.randint(1, steps))}
