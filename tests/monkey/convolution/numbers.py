"""What the sliding window must show, from the address and the input and kernel cells of the page alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

import torch
from torch import Tensor

from tests.browser.figures import Place, Reading, shape
from tests.monkey import comparing
from tests.monkey.comparing import Comparison
from tests.monkey.convolution.addresses import Layer
from tests.monkey.convolution.events import pixels_of
from tests.monkey.digits import as_tensor, hundredths, rounded

ONE = 10_000  # in ten-thousandths: what hundredths times hundredths come in


def written_cells(text: str) -> Tensor | None:
    """Return the cells that an address holds itself, in hundredths; None where it holds a name."""
    if text[0] not in "-0123456789":
        return None
    rows = [[float(Decimal(cell) * 100) for cell in row.split(",")] for row in text.split(";")]
    return torch.tensor(rows, dtype=torch.float64)


@dataclass
class Pictures:
    """Every input that was read, by its place in the address: it is hidden while the reads are shown."""

    known: dict[tuple[str, str, str], Tensor] = field(default_factory=dict[tuple[str, str, str], Tensor])

    def take(self, query: dict[str, str], shown: Tensor) -> Iterator[Comparison]:
        """Write down the input on the page; what was read before must still be the same."""
        key = (query["input"], query["height"], query["width"])
        before = written_cells(query["input"]) if key not in self.known else self.known[key]
        if before is not None:
            yield comparing.whole("input again", int(shown.equal(before)), 1)
        self.known[key] = shown

    def find(self, query: dict[str, str]) -> Tensor | None:
        """Return the input of an address, if it was ever read."""
        return self.known.get((query["input"], query["height"], query["width"]))


def compare(reading: Reading, pictures: Pictures | None = None) -> Iterator[Comparison]:
    """Give every number of the page beside torch's."""
    layer, query = Layer.of(reading.query), reading.query
    pictures = pictures or Pictures()
    padded, kernel = as_tensor(reading.grid("fig.input")), as_tensor(reading.grid("fig.kernel"))
    height, width = reading.settings["height"], reading.settings["width"]
    ring = layer.padding
    sizes = {"input": (height + 2 * ring, width + 2 * ring), "kernel": layer.kernel_size}
    for (name, (rows, columns)), cells in zip(sizes.items(), (padded, kernel), strict=True):
        yield comparing.whole(f"{name} rows", cells.shape[0], rows)
        yield comparing.whole(f"{name} columns", cells.shape[1], columns)
        yield comparing.whole(f"{name} cells without a number", int(cells.isnan().sum()), 0)
    inside = padded[ring : ring + height, ring : ring + width]
    if query["reads"] == "1":
        reads = layer.reads(height, width) * 100
        yield from comparing.grid("reads", reading.grid("fig.input"), reads, (ring + 1, ring + 1))
    else:
        yield from pictures.take(query, inside.clone())
    own_kernel = written_cells(query["kernel"])
    if own_kernel is not None:
        yield comparing.whole("kernel of the address", int(kernel.equal(own_kernel)), 1)
    picture = pictures.find(query)
    if picture is not None:
        yield from _compare_arithmetic(reading, layer, picture, kernel)


def _compare_arithmetic(
    reading: Reading, layer: Layer, picture: Tensor, kernel: Tensor
) -> Iterator[Comparison]:
    """Compare padding, products, output and words."""
    ring, border = layer.padded(picture)[0, 0], layer.padding
    ring[border : border + picture.shape[0], border : border + picture.shape[1]] = torch.nan
    yield from comparing.grid("padding", reading.grid("fig.input"), ring)
    bias = torch.tensor([reading.settings["bias"] * ONE], dtype=torch.float64)
    output, windows = layer.output(picture, kernel, bias), layer.windows(picture)
    step = reading.settings["step"]
    products = windows[:, step - 1].reshape(kernel.shape) * kernel
    yield from comparing.grid("products", reading.grid("fig.products"), rounded(products))
    yield from _compare_output(reading, rounded(output), step)
    yield from compare_words(reading, output, products, step)


def _compare_output(reading: Reading, expected: Tensor, step: int) -> Iterator[Comparison]:
    """Compare the output up to this step; after it at most the cell that was asked for is there already."""
    cells = reading.grid("fig.output")
    height, width = shape(cells)
    yield comparing.whole("output rows", height, expected.shape[0])
    yield comparing.whole("output columns", width, expected.shape[1])
    numbers = as_tensor(cells).flatten().isnan().logical_not()
    yield comparing.whole("cells computed too early", int(numbers[step + 1 :].sum()), 0)
    reached = torch.arange(expected.numel()).reshape(expected.shape) < step
    if numbers[step : step + 1].any():
        reached.flatten()[step] = True
    yield from comparing.grid("output", cells, expected.where(reached, torch.nan))


def compare_words(reading: Reading, output: Tensor, products: Tensor, step: int) -> Iterator[Comparison]:
    """Compare the sentence and the written sum."""
    says = reading.sentence()
    row, column = divmod(step - 1, output.shape[1])
    for letter, count in {"r": row + 1, "c": column + 1, "n": products.numel()}.items():
        yield comparing.whole(f"sentence {letter}", says.get(letter), count)
    total = products.sum()
    bias = torch.tensor(reading.settings["bias"] * ONE)
    for letter, number in {"s": total, "b": bias, "o": output[row, column]}.items():
        expected = rounded(number).item()
        yield Comparison(f"sentence {letter}", (0, 0), says.get(letter, "nothing"), expected)
        yield Comparison(f"written {letter}", (0, 0), reading.terms.get(letter, "nothing"), expected)
    yield comparing.whole("sum written out", int(_written_sum(reading, products)), 1)


def _written_sum(reading: Reading, products: Tensor) -> bool:
    """Return whether the products stand on the page as one sum, such as 2 + 0 − 2, each as torch has it."""
    expected = cast("list[float]", rounded(products).flatten().tolist())
    for line in reading.paragraphs:
        before, equals, _ = line.partition("=")
        signs = [1, *(-1 if sign == "−" else 1 for sign in re.findall(r" ([+−]) ", before))]
        terms = [hundredths(term) for term in re.split(r" [+−] ", before.strip())]
        if equals and [sign * term for sign, term in zip(signs, terms, strict=True)] == expected:
            return True
    return False


LEAST_CELLS = 4  # of a loupe or of the cells round a cursor


def compare_photo(reading: Reading) -> Iterator[Comparison]:
    """Give every number of the page beside torch's."""
    layer, picture = Layer.of(reading.query), pixels_of(reading)
    assert picture is not None, "this photo is unknown"
    size = (reading.settings["height"], reading.settings["width"])
    yield comparing.whole("photo's size", int(picture.shape == size), 1)
    kernel = as_tensor(reading.grid("fig.kernel"))
    yield from _compare_pixels(reading, layer, picture)
    windows = layer.windows(picture)
    step = reading.settings["step"]
    window = windows[:, step - 1].reshape(kernel.shape)
    yield from comparing.grid("photo's window", reading.grid("conv.window"), window)
    yield from comparing.grid("photo's products", reading.grid("fig.products"), rounded(window * kernel))
    bias = torch.tensor([reading.settings["bias"] * ONE], dtype=torch.float64)
    output = layer.output(picture, kernel, bias)
    yield from _part("photo's output", reading.grid("fig.output"), rounded(output))
    yield from compare_words(reading, output, window * kernel, step)


def _compare_pixels(reading: Reading, layer: Layer, picture: Tensor) -> Iterator[Comparison]:
    """Compare what the loupe and the overview show: pixels and padding, or how often each pixel is read."""
    ring, expected = layer.padding, layer.padded(picture)[0, 0].clone()
    if reading.query["reads"] == "1":
        height, width = picture.shape
        inside = expected[ring : ring + height, ring : ring + width]
        inside.copy_(layer.reads(height, width).detach() * 100)
    for name in ("conv.loupe", "fig.input"):
        yield from _part(name, reading.grid(name), expected)


def _part(kind: str, cells: Mapping[Place, str], expected: Tensor) -> Iterator[Comparison]:
    """Compare the cells that are shown of a larger tensor, each by its row and column in it, from 1."""
    assert len(cells) >= min(LEAST_CELLS, expected.numel()), f"{kind} shows too little"
    for (row, column), text in cells.items():
        number = cast("float", expected[row - 1, column - 1].item())
        yield Comparison(kind, (row, column), text, number)
