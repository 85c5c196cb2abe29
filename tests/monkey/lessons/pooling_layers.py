"""What the address of the pooling page means to torch."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.layer_call import LayerCall
from cnn_core.network import load_weights
from lessons.pooling.code import TABLE, calls_of
from tests.monkey.comparing import cells_of, half_away
from tests.monkey.lessons.live_network_layers import moved
from tests.settings_states import state_of

PIECE = 8
LAST = "last"  # the picture that /live-network was left with: its numbers are not known here
PAIRS = [0, 0, 1, 1, 0, 0, 1, 1, 0, 0]
NUMBERS: dict[str, list[list[int]]] = {
    "window4": [[1, 3], [5, 2]],
    "tie4": [[1, 5], [5, 2]],
    "negative4": [[-1, -4], [-2, -3]],
    "mixed": [[-2, 2, 1, -3], [-2, 2, -1, 3], [4, -4, -1, -2], [-4, 4, -3, -1]],
    "pairs": [PAIRS, PAIRS],
    "ones4": [[1] * 4] * 4,
    "spot": [[9 if (row, column) == (3, 3) else 1 for column in range(7)] for row in range(7)],
}


@cache
def _digit() -> Tensor:
    """Return the first held-out 3 in hundredths."""
    digits = load_dataset("digits")
    first = (torch.from_numpy(digits.y_test.astype("int64")) == 3).nonzero()[0].item()
    return (torch.from_numpy(to_pixels(digits.x_test[int(first)])) * 100).round()


@cache
def map_of(number: int, shift: int) -> Tensor:
    """Return the map of a kernel over the moved digit, rounded to tenths, in hundredths: (24, 24)."""
    return map_of_picture(moved(_digit(), 0, shift), number)


def map_of_picture(pixels: Tensor, number: int) -> Tensor:
    """Return the map of a kernel over a picture in hundredths, as `map_of`."""
    weights = load_weights("digits")
    kernel = (torch.from_numpy(weights.conv_weight.copy()[number - 1 : number]) * 100).round()
    bias = (torch.from_numpy(weights.conv_bias.copy()[number - 1 : number]) * 10_000).round()
    return 10 * half_away(F.conv2d(pixels[None, None], kernel, bias)[0, 0].round() / 1000)


def _run(call: LayerCall, x: Tensor, which: int = 0) -> Tensor:
    """Return what a layer makes of a (height, width) grid, or the second of what it returns."""
    made = cast("Tensor | tuple[Tensor, ...]", call.build()(x[None, None]))
    return (made[which] if isinstance(made, tuple) else made)[0, 0]


@dataclass(frozen=True)
class Pooling:
    query: Mapping[str, str]

    def _whole(self, name: str) -> int:
        return int(self.query[name])

    @property
    def layer(self) -> str:
        """Return "pool", "global" or "conv"."""
        return self.query["layer"]

    @property
    def is_map(self) -> bool:
        """Return whether the input is a piece of a map."""
        return self.query["input"] == "three"

    @property
    def map(self) -> Tensor:
        return map_of(self._whole("map"), self._whole("shift"))

    def input(self, shift: int) -> Tensor:
        """Return the input in hundredths, moved by `shift`."""
        if self.is_map:
            top, left = self._whole("row") - 1, self._whole("column") - 1
            whole = map_of(self._whole("map"), shift)
            return whole[top : top + PIECE, left : left + PIECE]
        text = self.query["input"]
        if text == LAST:
            return torch.zeros(PIECE, PIECE, dtype=torch.float64)
        named = torch.tensor(NUMBERS[text], dtype=torch.float64) * 100 if text in NUMBERS else cells_of(text)
        return moved(named, 0, shift)

    @cached_property
    def now(self) -> Tensor:
        """Return the input as it is shown."""
        return self.input(self._whole("shift"))

    @property
    def padding(self) -> int:
        return 0 if self.layer == "global" else self._whole("padding")

    @property
    def weights(self) -> Tensor:
        """Return the weights of the strided convolution in hundredths."""
        size = self._whole("kernel_size")
        if self.query["weights"] != "even":
            return cells_of(self.query["weights"])
        return torch.full((size, size), float(round(100 / size**2)), dtype=torch.float64)

    @cached_property
    def calls(self) -> tuple[LayerCall, LayerCall]:
        """Return the calls of the two layers, as PyTorch has them."""
        return calls_of(state_of(TABLE, self.query))

    def average(self, x: Tensor) -> Tensor:
        """Return the averages of an input, in its unit."""
        return _run(self.calls[1], x)

    def sums(self, x: Tensor) -> Tensor:
        """Return the sums of the windows."""
        if self.layer == "global":
            return x.sum()[None, None]
        return _run(self.calls[1].changed(divisor_override=1), x)

    def winners(self, x: Tensor) -> Tensor:
        """Return where the maxima stand: row * width + column."""
        return _run(self.calls[0].changed(return_indices=True), x, which=1)

    def first(self, x: Tensor) -> Tensor:
        """Return the left of the two outputs: of the strided convolution, or the maxima."""
        if self.layer != "conv":
            return _run(self.calls[0], x)
        return (
            F.conv2d(x[None, None], self.weights[None, None], None, self._whole("stride"), self.padding)[0, 0]
            / 100
        )

    def shares(self, which: int) -> Tensor:
        """Return the gradient of the summed output, in hundredths."""
        x = self.now.clone().requires_grad_()
        output = self.average(x) if which else self.first(x)
        return torch.autograd.grad(output.sum(), x)[0] * 100

    def window(self, row: int, column: int, *, is_average: bool) -> list[list[float]]:
        """Return what one window reads of the input, of the strided convolution each with its weight."""
        if self.layer == "global":
            size, stride = max(self.now.shape), 1
        else:
            size, stride = self._whole("kernel_size"), self._whole("stride")
        top, left = (size + at * stride - self.padding for at in (row, column))
        read = F.pad(self.now, [size] * 4, value=torch.nan)[top : top + size, left : left + size]
        numbers = [read] if is_average or self.layer != "conv" else [read, self.weights]
        return cast("list[list[float]]", torch.stack(numbers, -1)[~read.isnan()].tolist())

    @property
    def drawn(self) -> tuple[int, int]:
        """Return the size of the grid that is drawn: input, padding, and what hangs over."""
        height, width = self.now.shape
        if self.layer == "global":
            return height, width
        rows, columns = self.average(self.now).shape
        kernel, stride = self._whole("kernel_size"), self._whole("stride")
        down, across = ((count - 1) * stride + kernel for count in (rows, columns))
        return max(height + 2 * self.padding, down), max(width + 2 * self.padding, across)
