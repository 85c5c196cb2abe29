"""What the sliding window must show, from the address and the input and kernel cells of the page alone."""

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import cast

import torch
from torch import Tensor

from lessons.convolution import code
from lessons.convolution.code import OWN, SAMPLES
from tests.bench.simulated_paper import saved
from tests.browser.figures import NUMBER, Place, Reading
from tests.monkey import comparing
from tests.monkey.comparing import Comparison, as_tensor, cells_of, holds, hundredths, letters, rounded, whole
from tests.monkey.scene import Scene
from tests.oracle import torch_says

ONE = 10_000  # in ten-thousandths: what hundredths times hundredths come in
PHOTOS = (*SAMPLES, OWN)
OWN_SIZES = ((60, 40), (300, 200), (33, 97))  # width and height: smaller and larger than what is shown
PAIRS = ("kernel_size", "stride", "padding", "dilation")
SUM = re.compile(rf".*[=≈] ({NUMBER})")
LEAST_CELLS = 4  # of a loupe or of the cells round a cursor


def layer_of(query: Mapping[str, str]) -> torch_says.Settings:
    """Return the arguments of the layer that an address names."""
    sides = {name: [int(side) for side in query[name].split(",")] for name in PAIRS}
    pairs = {name: [each[0], each[-1]] for name, each in sides.items()}
    return {**pairs, "padding_mode": query["padding_mode"]}


def size_of(query: Mapping[str, str]) -> Place:
    """Return the output's rows and columns."""
    layer, kernel = layer_of(query), torch.zeros(1, 1, *layer_of(query)["kernel_size"]).double()
    picture = torch.zeros(1, int(query["height"]), int(query["width"])).double()
    output = torch_says.convolution(picture, kernel, layer)
    assert output is not None, f"torch does not take {query}"
    return cast(Place, tuple(output.shape[1:]))


@cache
def own_file(number: int) -> bytes:
    """Return a PNG of a pattern in colour, another one for each number."""
    width, height = OWN_SIZES[number]
    noise = torch.Generator().manual_seed(number)
    pixels = torch.randint(0, 256, (height, width, 3), generator=noise, dtype=torch.uint8)
    return saved(pixels.numpy())


def pixels_of(reading: Reading) -> Tensor:
    """Return the grey pixels, in hundredths, of the photo that an address names.

    Of an own photo the address says no more than its size, which differs from file to file.
    """
    name, size = reading.query["input"], (reading.settings["height"], reading.settings["width"])
    own = (code.grey(own_file(number)) for number in range(len(OWN_SIZES)))
    pixels = code.sample(name) if name in SAMPLES else next(each for each in own if each.shape == size)
    return torch.from_numpy(pixels).double()


def is_photo(reading: Reading) -> bool:
    return reading.query["input"] in PHOTOS


def _is_written(text: str) -> bool:
    """Return whether an address holds the cells themselves, not a name."""
    return text[0] in "-0123456789"


@dataclass
class Pictures:
    """Every input that was read, by its place in the address: it is hidden while the reads are shown."""

    known: dict[tuple[str, ...], Tensor] = field(default_factory=dict[tuple[str, ...], Tensor])

    def key(self, query: dict[str, str]) -> tuple[str, ...]:
        """Return what an input is known by; one that is written out is known at once."""
        key = tuple(query[name] for name in ("input", "height", "width"))
        if _is_written(query["input"]):
            self.known.setdefault(key, cells_of(query["input"]))
        return key

    def take(self, query: dict[str, str], shown: Tensor) -> Iterator[Comparison]:
        """Write down the input on the page; what was read before must still be the same."""
        yield holds("input again", shown.equal(self.known.setdefault(self.key(query), shown)))


def compare(reading: Reading, pictures: Pictures) -> Iterator[Comparison]:
    layer, query = layer_of(reading.query), reading.query
    padded, kernel = as_tensor(reading.grid("fig.input")), as_tensor(reading.grid("fig.kernel"))
    height, width = reading.settings["height"], reading.settings["width"]
    ring = reading.settings["padding"]
    sizes = {"input": (height + 2 * ring, width + 2 * ring), "kernel": tuple(layer["kernel_size"])}
    for (name, size), cells in zip(sizes.items(), (padded, kernel), strict=True):
        yield holds(f"size of the {name}", tuple(cells.shape) == size)
        yield whole(f"{name} cells without a number", int(cells.isnan().sum()), 0)
    inside = padded[ring : ring + height, ring : ring + width]
    if query["reads"] == "1":
        reads = torch_says.reads(height, width, layer) * 100
        yield from comparing.grid("reads", reading.grid("fig.input"), reads, (ring + 1, ring + 1))
    else:
        yield from pictures.take(query, inside.clone())
    if _is_written(query["kernel"]):
        yield holds("kernel of the address", kernel.equal(cells_of(query["kernel"])))
    picture = pictures.known.get(pictures.key(query))
    if picture is None:
        return
    border = torch_says.padded(picture[None], layer)[0, 0]
    border[ring : ring + height, ring : ring + width] = torch.nan
    yield from comparing.grid("padding", reading.grid("fig.input"), border)
    output = yield from _compare_step(reading, layer, picture, kernel)
    yield from _compare_output(reading, rounded(output), reading.settings["step"])


def _compare_step(
    reading: Reading, layer: torch_says.Settings, picture: Tensor, kernel: Tensor
) -> Generator[Comparison, None, Tensor]:
    """Compare the window of a photo, the products, the sentence and the written sum; return the output."""
    step, bias = reading.settings["step"], reading.settings["bias"] * ONE
    around = torch_says.padded(picture[None], layer)
    window = torch_says.windows(around, layer)[:, step - 1].reshape(kernel.shape)
    if is_photo(reading):
        yield from comparing.grid("photo's window", reading.grid("conv.window"), window)
    products = window * kernel
    yield from comparing.grid("products", reading.grid("fig.products"), rounded(products))
    made = torch_says.convolution(picture[None], kernel[None, None], layer, torch.tensor([bias]).double())
    assert made is not None, f"torch does not take {layer}"
    output = made[0]
    row, column = divmod(step - 1, output.shape[1])
    counts = {"r": 100.0 * (row + 1), "c": 100.0 * (column + 1), "n": 100.0 * products.numel()}
    terms = {"s": products.sum(), "b": torch.tensor(bias), "o": output[row, column]}
    expected = {letter: rounded(value).item() for letter, value in terms.items()}
    yield from letters("sentence", reading.sentence(), counts | expected)
    yield from letters("written", reading.terms, expected)
    yield holds("sum written out", _written_sum(reading, products))
    return output


def _compare_output(reading: Reading, expected: Tensor, step: int) -> Iterator[Comparison]:
    """Compare the output up to this step; after it at most the cell that was asked for is there already."""
    cells = reading.grid("fig.output")
    shown = as_tensor(cells)
    yield holds("size of the output", shown.shape == expected.shape)
    numbers = shown.flatten().isnan().logical_not()
    yield whole("cells computed too early", int(numbers[step + 1 :].sum()), 0)
    reached = torch.arange(expected.numel()).reshape(expected.shape) < step
    if numbers[step : step + 1].any():
        reached.flatten()[step] = True
    yield from comparing.grid("output", cells, expected.where(reached, torch.nan))


def _written_sum(reading: Reading, products: Tensor) -> bool:
    """Return whether the products stand on the page as one sum, such as 2 + 0 − 2, each as torch has it."""
    expected = cast("list[float]", rounded(products).flatten().tolist())
    for line in reading.paragraphs:
        before, *after = re.split("[=≈]", line, maxsplit=1)
        signs = [1, *(-1 if sign == "−" else 1 for sign in re.findall(r" ([+−])\s", before))]
        terms = [hundredths(term) for term in re.split(r" [+−]\s", before.strip())]
        if after and [sign * term for sign, term in zip(signs, terms, strict=True)] == expected:
            return True
    return False


def compare_photo(reading: Reading) -> Iterator[Comparison]:
    """Give every number of a page with a photo beside torch's: its pixels, or how often each is read."""
    layer, picture = layer_of(reading.query), pixels_of(reading)
    height, width = picture.shape
    yield holds("photo's size", (height, width) == (reading.settings["height"], reading.settings["width"]))
    expected, ring = torch_says.padded(picture[None], layer)[0, 0].clone(), reading.settings["padding"]
    if reading.query["reads"] == "1":
        expected[ring : ring + height, ring : ring + width] = torch_says.reads(height, width, layer) * 100
    for name in ("conv.loupe", "fig.input"):
        yield from _part(name, reading.grid(name), expected)
    output = yield from _compare_step(reading, layer, picture, as_tensor(reading.grid("fig.kernel")))
    yield from _part("photo's output", reading.grid("fig.output"), rounded(output))


def _part(kind: str, cells: dict[Place, str], expected: Tensor) -> Iterator[Comparison]:
    assert len(cells) >= min(LEAST_CELLS, expected.numel()), f"{kind} shows too little"
    return comparing.part(kind, cells, expected)


def compare_page(scene: Scene) -> Iterator[Comparison]:
    """Compare a page with a photo or with numbers; every input that was read is remembered."""
    reading = scene.now
    yield from compare_photo(reading) if is_photo(reading) else compare(reading, scene.remembered(Pictures))
    for line in reading.paragraphs:  # read with all else: a figure that plays goes on
        if written := SUM.fullmatch(line):
            yield holds("sum beside the products", written[1] == reading.terms["s"])
