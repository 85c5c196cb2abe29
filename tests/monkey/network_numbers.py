"""What the live network must show, from the address and the cells: of the picture what walking has read."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.browser.figures import Reading
from tests.monkey import comparing
from tests.monkey.comparing import Comparison
from tests.monkey.digits import as_tensor, hundredths, rounded

MAPS, PICTURE_SIZE, KERNEL_SIZE, POOL_SIZE = 5, 28, 5, 2


def _unknown(*size: int) -> Tensor:
    return torch.full(size, torch.nan, dtype=torch.float64)


@dataclass
class Notebook:
    """The pixels of each picture and the bias of each kernel, as far as a loupe has been over them."""

    pixels: dict[str, Tensor] = field(
        default_factory=lambda: defaultdict(lambda: _unknown(PICTURE_SIZE, PICTURE_SIZE))
    )
    biases: Tensor = field(default_factory=lambda: _unknown(MAPS))

    def take(self, reading: Reading) -> Iterator[Comparison]:
        """Write down what the loupe shows; what was read before must still be the same."""
        row, column = reading.settings["row"] - 1, reading.settings["column"] - 1
        loupe = as_tensor(reading.grid("fig.input"))
        known = self.pixels[reading.query.get("sample", "")][
            row : row + KERNEL_SIZE, column : column + KERNEL_SIZE
        ]
        yield from comparing.grid("pixels again", reading.grid("fig.input"), known, (row + 1, column + 1))
        known.copy_(loupe)
        bias = reading.sentence().get("b", "nothing")
        index = reading.settings["map"] - 1
        if not self.biases[index].isnan():
            yield Comparison("bias again", (0, 0), bias, self.biases[index].item())
        self.biases[index] = hundredths(bias)


def compare(reading: Reading, notebook: Notebook) -> Iterator[Comparison]:
    """Give every number of the page whose pixels are known beside torch's."""
    yield from notebook.take(reading)
    yield from _compare_pinned(reading, notebook)
    kernels = torch.stack([as_tensor(reading.grid("live.kernel", n=map)) for map in range(1, MAPS + 1)])
    pixels = notebook.pixels[reading.query.get("sample", "")]
    # A NaN makes every number unknown that it reaches, through both layers.
    conv = F.conv2d(pixels[None, None], kernels[:, None], notebook.biases * 100)
    pool = F.max_pool2d(conv, POOL_SIZE)
    for index in range(MAPS):
        yield from _compare_map(reading, index, rounded(conv[0, index]), rounded(pool[0, index]))


def _compare_pinned(reading: Reading, notebook: Notebook) -> Iterator[Comparison]:
    """Compare the pinned cell: window, products, their sum, the output."""
    map, row, column = (reading.settings[name] for name in ("map", "row", "column"))
    loupe = as_tensor(reading.grid("fig.input"))
    products = loupe * as_tensor(reading.grid("live.kernel", n=map))
    yield from comparing.grid("window", reading.grid("live.window"), loupe)
    yield from comparing.grid("products", reading.grid("fig.products"), rounded(products))
    total, bias = products.sum(), notebook.biases[map - 1] * 100
    says = reading.sentence()
    for letter, number in {"s": total, "b": bias, "o": total + bias}.items():
        expected = rounded(number).item()
        yield Comparison(f"sentence {letter}", (0, 0), says.get(letter, "nothing"), expected)
        yield Comparison(f"written {letter}", (0, 0), reading.terms.get(letter, "nothing"), expected)
    four = reading.grid("live.four")
    place = ((row - 1) % POOL_SIZE + 1, (column - 1) % POOL_SIZE + 1)
    yield Comparison("pinned of four", place, four.get(place, "nothing"), rounded(total + bias).item())
    largest = as_tensor(four).max().item()
    yield Comparison("sentence m", (0, 0), says.get("m", "nothing"), largest)
    yield Comparison("written m", (0, 0), reading.terms.get("m", "nothing"), largest)


def _compare_map(reading: Reading, index: int, conv: Tensor, pool: Tensor) -> Iterator[Comparison]:
    """Compare the four cells under a map's loupe, and its pooled map."""
    corner = [(reading.settings[name] - 1) // POOL_SIZE * POOL_SIZE for name in ("row", "column")]
    first = (corner[0] + 1, corner[1] + 1)
    loupe, pooled = reading.grid("live.map_conv", n=index + 1), reading.grid("live.map_pool", n=index + 1)
    under = conv[corner[0] : corner[0] + POOL_SIZE, corner[1] : corner[1] + POOL_SIZE]
    yield from comparing.grid(f"conv {index + 1}", loupe, under, first)
    yield from comparing.grid(f"pool {index + 1}", pooled, pool)
    yield comparing.whole("cells under the loupe", len(loupe), POOL_SIZE**2)
    yield comparing.whole("pooled cells", len(pooled), pool.numel())
    place = (corner[0] // POOL_SIZE + 1, corner[1] // POOL_SIZE + 1)
    largest = as_tensor(loupe).max().item()
    yield Comparison("largest of four", place, pooled.get(place, "nothing"), largest)
    if index + 1 == reading.settings["map"]:
        yield from comparing.grid("four cells", reading.grid("live.four"), as_tensor(loupe))
