"""What the address of the pooling page means to torch: its input, its two layers, where windows lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

import torch
import torch.nn.functional as F
from torch import Tensor

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights

PIECE = 8
TENTH = 1000  # ten-thousandths
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


def cells_of(text: str) -> Tensor:
    """Return the cells that an address holds, in hundredths."""
    rows = [[float(Decimal(cell) * 100) for cell in row.split(",")] for row in text.split(";")]
    return torch.tensor(rows, dtype=torch.float64)


@cache
def _digit() -> Tensor:
    """Return the first held-out 3 in hundredths."""
    digits = load_dataset("digits")
    first = (torch.from_numpy(digits.y_test.astype("int64")) == 3).nonzero()[0].item()
    return (torch.from_numpy(to_pixels(digits.x_test[int(first)])) * 100).round()


def moved(grid: Tensor, shift: int) -> Tensor:
    """Return a grid moved to the right; zeros come in."""
    return F.pad(grid, (shift, 0))[:, : grid.shape[1]]


@cache
def map_of(number: int, shift: int) -> Tensor:
    """Return the map of a kernel over the moved digit, rounded to tenths, in hundredths: (24, 24)."""
    weights = load_weights("digits")
    kernel = (torch.from_numpy(weights.conv_weight.copy()[number - 1 : number]) * 100).round()
    bias = (torch.from_numpy(weights.conv_bias.copy()[number - 1 : number]) * 10_000).round()
    exact = F.conv2d(moved(_digit(), shift)[None, None], kernel, bias)[0, 0].round()
    return exact.sign() * ((exact.abs() + TENTH / 2) / TENTH).floor() * 10 + 0.0


@dataclass(frozen=True)
class Pooling:
    """The settings of the page."""

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
        """Return the map the piece is taken from."""
        return map_of(self._whole("map"), self._whole("shift"))

    def input(self, shift: int) -> Tensor:
        """Return the input in hundredths, moved by `shift`."""
        if self.is_map:
            top, left = self._whole("row") - 1, self._whole("column") - 1
            whole = map_of(self._whole("map"), shift)
            return whole[top : top + PIECE, left : left + PIECE]
        text = self.query["input"]
        named = torch.tensor(NUMBERS[text], dtype=torch.float64) * 100 if text in NUMBERS else cells_of(text)
        return moved(named, shift)

    @cached_property
    def now(self) -> Tensor:
        """Return the input as it is shown."""
        return self.input(self._whole("shift"))

    @property
    def padding(self) -> int:
        """Return how many rings of padding there are."""
        return 0 if self.layer == "global" else self._whole("padding")

    @property
    def weights(self) -> Tensor:
        """Return the weights of the strided convolution in hundredths."""
        size = self._whole("kernel_size")
        if self.query["weights"] != "even":
            return cells_of(self.query["weights"])
        return torch.full((size, size), float(round(100 / size**2)), dtype=torch.float64)

    def _average(self, x: Tensor, divisor: int | None = None) -> Tensor:
        if self.layer == "global":
            return F.adaptive_avg_pool2d(x, 1) if divisor is None else x.sum()[None, None, None, None]
        is_pool = self.layer == "pool"
        return F.avg_pool2d(
            x,
            self._whole("kernel_size"),
            self._whole("stride"),
            self.padding,
            ceil_mode=is_pool and self.query["ceil_mode"] == "1",
            count_include_pad=not is_pool or self.query["count_include_pad"] == "1",
            divisor_override=divisor,
        )

    def average(self, x: Tensor) -> Tensor:
        """Return the averages of an input, in its unit."""
        return self._average(x[None, None])[0, 0]

    def sums(self, x: Tensor) -> Tensor:
        """Return the sums of the windows."""
        return self._average(x[None, None], 1)[0, 0]

    def largest(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return the maxima and where they stand: row * width + column."""
        if self.layer == "global":
            values, places = F.adaptive_max_pool2d_with_indices(x[None, None], 1)
        else:
            kernel, stride, padding = (
                (size, size) for size in map(self._whole, ("kernel_size", "stride", "padding"))
            )
            is_ceil = self.query["ceil_mode"] == "1"
            values, places = F.max_pool2d_with_indices(
                x[None, None], kernel, stride, padding, (1, 1), is_ceil
            )
        return values[0, 0], places[0, 0]

    def convolved(self, x: Tensor) -> Tensor:
        """Return what the strided convolution gives, in hundredths."""
        weights = self.weights[None, None]
        return F.conv2d(x[None, None], weights, None, self._whole("stride"), self.padding)[0, 0] / 100

    def first(self, x: Tensor) -> Tensor:
        """Return the left of the two outputs."""
        return self.convolved(x) if self.layer == "conv" else self.largest(x)[0]

    def shares(self, which: int) -> Tensor:
        """Return the gradient of the summed output, in hundredths."""
        x = self.now.clone().requires_grad_()
        output = self.average(x) if which else self.first(x)
        return torch.autograd.grad(output.sum(), x)[0] * 100

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
