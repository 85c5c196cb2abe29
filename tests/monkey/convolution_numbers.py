"""What the sliding window must show, from the address and the input and kernel cells of the page alone."""

from collections.abc import Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.browser.figures import Reading, shape
from tests.monkey import comparing
from tests.monkey.comparing import Comparison
from tests.monkey.digits import as_tensor, rounded

SETTINGS = ("kernel_size", "stride", "padding", "bias")
ONE = 10_000  # in ten-thousandths: what hundredths times hundredths come in


def compare(reading: Reading) -> Iterator[Comparison]:
    """Give every number of the page beside torch's."""
    kernel_size, stride, padding, bias = (reading.settings[name] for name in SETTINGS)
    step = reading.settings["step"]
    padded, kernel = as_tensor(reading.grid("fig.input")), as_tensor(reading.grid("fig.kernel"))
    yield comparing.whole("kernel rows", kernel.shape[0], kernel_size)
    yield comparing.whole("kernel columns", kernel.shape[1], kernel_size)
    picture = padded[padding : padded.shape[0] - padding, padding : padded.shape[1] - padding]
    ring = F.pad(torch.full_like(picture, torch.nan), [padding] * 4)  # zeros around what is only read
    yield from comparing.grid("padding", reading.grid("fig.input"), ring)

    added = torch.tensor([bias * ONE], dtype=torch.float64)
    output = F.conv2d(picture[None, None], kernel[None, None], added, stride, padding)[0, 0]
    windows = F.unfold(picture[None, None], kernel_size, padding=padding, stride=stride)[0]
    products = windows[:, step - 1].reshape(kernel.shape) * kernel
    yield from comparing.grid("products", reading.grid("fig.products"), rounded(products))
    yield from _compare_output(reading, rounded(output), step)
    yield from _compare_words(reading, output, products, step)


def _compare_output(reading: Reading, expected: Tensor, step: int) -> Iterator[Comparison]:
    """Compare the output up to this step; after it every cell is still empty."""
    cells = reading.grid("fig.output")
    height, width = shape(cells)
    yield comparing.whole("output rows", height, expected.shape[0])
    yield comparing.whole("output columns", width, expected.shape[1])
    yield comparing.whole("empty cells", list(cells.values()).count(""), expected.numel() - step)
    reached = torch.arange(expected.numel()).reshape(expected.shape) < step
    yield from comparing.grid("output", cells, expected.where(reached, torch.nan))


def _compare_words(reading: Reading, output: Tensor, products: Tensor, step: int) -> Iterator[Comparison]:
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
