"""What the sliding window must show, from the address and the input and kernel cells of the page alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import cast

import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from lessons.convolution import code
from lessons.convolution.code import OWN, SAMPLES
from tests.browser.figures import Place, Reading, shape
from tests.monkey import comparing
from tests.monkey.comparing import Comparison, as_tensor, cells_of, holds, hundredths, number, rounded, whole
from tests.monkey.scene import Compare, Scene

ONE = 10_000  # in ten-thousandths: what hundredths times hundredths come in
PHOTOS = (*SAMPLES, OWN)
OWN_SIZES = ((60, 40), (300, 200), (33, 97))  # width and height: smaller and larger than what is shown
LEAST_CELLS = 4  # of a loupe or of the cells round a cursor


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

    def size(self, height: int, width: int) -> Place:
        """Return the output's rows and columns. RuntimeError for what torch does not take."""
        rows, columns = self.output(torch.zeros(height, width), torch.zeros(self.kernel_size)).shape
        return rows, columns

    def windows(self, picture: Tensor) -> Tensor:
        """Return what every window reads: (cells of the window, output cells)."""
        return F.unfold(self.padded(picture), self.kernel_size, self.dilation, 0, self.stride)[0]

    def reads(self, height: int, width: int) -> Tensor:
        """Return how often each pixel is read: the gradient of the summed output of a kernel of ones."""
        picture = torch.zeros(height, width, dtype=torch.float64, requires_grad=True)
        self.output(picture, torch.ones(self.kernel_size, dtype=torch.float64)).sum().backward()
        assert picture.grad is not None
        return picture.grad


@cache
def own_file(number: int) -> bytes:
    """Return a PNG of a pattern in colour, another one for each number."""
    width, height = OWN_SIZES[number]
    noise = torch.Generator().manual_seed(number)
    pixels = torch.randint(0, 256, (height, width, 3), generator=noise, dtype=torch.uint8)
    file = BytesIO()
    Image.fromarray(pixels.numpy()).save(file, "PNG")
    return file.getvalue()


def pixels_of(reading: Reading) -> Tensor | None:
    """Return the grey pixels, in hundredths, of the photo that an address names; None if it names none.

    Of an own photo the address says no more than its size, which differs from file to file.
    """
    name = reading.query["input"]
    if name in SAMPLES:
        return torch.from_numpy(code.sample(name)).double()
    size = (reading.settings["height"], reading.settings["width"])
    own = (torch.from_numpy(code.grey(own_file(number))).double() for number in range(len(OWN_SIZES)))
    return next((pixels for pixels in own if pixels.shape == size), None) if name == OWN else None


def is_photo(reading: Reading) -> bool:
    """Return whether the input is a photo."""
    return reading.query["input"] in PHOTOS


def _is_written(text: str) -> bool:
    """Return whether an address holds the cells themselves, not a name."""
    return text[0] in "-0123456789"


@dataclass
class Pictures:
    """Every input that was read, by its place in the address: it is hidden while the reads are shown."""

    known: dict[tuple[str, str, str], Tensor] = field(default_factory=dict[tuple[str, str, str], Tensor])

    def take(self, query: dict[str, str], shown: Tensor) -> Iterator[Comparison]:
        """Write down the input on the page; what was read before must still be the same."""
        key = (query["input"], query["height"], query["width"])
        if key not in self.known and _is_written(query["input"]):
            self.known[key] = cells_of(query["input"])
        if key in self.known:
            yield holds("input again", shown.equal(self.known[key]))
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
        yield whole(f"{name} rows", cells.shape[0], rows)
        yield whole(f"{name} columns", cells.shape[1], columns)
        yield whole(f"{name} cells without a number", int(cells.isnan().sum()), 0)
    inside = padded[ring : ring + height, ring : ring + width]
    if query["reads"] == "1":
        reads = layer.reads(height, width) * 100
        yield from comparing.grid("reads", reading.grid("fig.input"), reads, (ring + 1, ring + 1))
    else:
        yield from pictures.take(query, inside.clone())
    if _is_written(query["kernel"]):
        yield holds("kernel of the address", kernel.equal(cells_of(query["kernel"])))
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
    yield whole("output rows", height, expected.shape[0])
    yield whole("output columns", width, expected.shape[1])
    numbers = as_tensor(cells).flatten().isnan().logical_not()
    yield whole("cells computed too early", int(numbers[step + 1 :].sum()), 0)
    reached = torch.arange(expected.numel()).reshape(expected.shape) < step
    if numbers[step : step + 1].any():
        reached.flatten()[step] = True
    yield from comparing.grid("output", cells, expected.where(reached, torch.nan))


def compare_words(reading: Reading, output: Tensor, products: Tensor, step: int) -> Iterator[Comparison]:
    """Compare the sentence and the written sum."""
    says = reading.sentence()
    row, column = divmod(step - 1, output.shape[1])
    for letter, count in {"r": row + 1, "c": column + 1, "n": products.numel()}.items():
        yield whole(f"sentence {letter}", says.get(letter), count)
    total = products.sum()
    bias = torch.tensor(reading.settings["bias"] * ONE)
    for letter, value in {"s": total, "b": bias, "o": output[row, column]}.items():
        expected = rounded(value).item()
        yield number(f"sentence {letter}", says.get(letter), expected)
        yield number(f"written {letter}", reading.terms.get(letter), expected)
    yield holds("sum written out", _written_sum(reading, products))


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


def compare_photo(reading: Reading) -> Iterator[Comparison]:
    """Give every number of the page beside torch's."""
    layer, picture = Layer.of(reading.query), pixels_of(reading)
    assert picture is not None, "this photo is unknown"
    size = (reading.settings["height"], reading.settings["width"])
    yield holds("photo's size", picture.shape == size)
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


def _part(kind: str, cells: dict[Place, str], expected: Tensor) -> Iterator[Comparison]:
    assert len(cells) >= min(LEAST_CELLS, expected.numel()), f"{kind} shows too little"
    return comparing.part(kind, cells, expected)


def comparing_all() -> Compare:
    """Return what compares a page in a walk, which remembers every input that it has read."""
    pictures = Pictures()

    def compare_any(scene: Scene) -> Iterator[Comparison]:
        return compare_photo(scene.now) if is_photo(scene.now) else compare(scene.now, pictures)

    return compare_any
