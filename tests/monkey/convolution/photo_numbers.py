"""What the sliding window must show of a photo, from the address and the kernel cells of the page alone."""

from collections.abc import Iterator, Mapping
from typing import cast

import torch
from torch import Tensor

from tests.browser.figures import Place, Reading
from tests.monkey import comparing
from tests.monkey.comparing import Comparison
from tests.monkey.convolution.numbers import ONE, compare_words
from tests.monkey.convolution.photo_events import pixels_of
from tests.monkey.digits import as_tensor, rounded
from tests.monkey.torch_layer import Layer

LEAST_CELLS = 4  # of a loupe or of the cells round a cursor


def compare(reading: Reading) -> Iterator[Comparison]:
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
