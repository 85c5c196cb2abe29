"""What the lessons say in numbers is what torch computes."""

import re
from fractions import Fraction

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.convolution import as_matrix
from cnn_core.network import reading_network
from lessons.catalog import lesson
from lessons.gradient.code import Network
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.silhouettes.packing import SAMPLES
from lessons.maxpool2d import code as maxpool2d
from lessons.neuron.code import outputs_of
from lessons.why_cnn import data
from lessons.why_cnn.code import OWN
from tests.facts.said_by_torch import HEART as SMALL_HEART
from tests.facts.said_by_torch import reads, weights
from tests.lessons.test_asked_code import prints
from tests.monkey.lessons.neuron import KERNELS, NOTE, counts_of
from tests.monkey.lessons.pooling_layers import NUMBERS as CELLS
from tests.monkey.lessons.pooling_layers import map_of
from tests.oracle.torch_says import refusal
from tests.settings_states import TABLES, asked, state_with

START = asked("convolution")[0]["state"]
HEART = torch.tensor([[START["input"]]]).float()
EDGES = torch.tensor([[START["kernel"]]]).float()
COUNT = torch.arange(1.0, 10).reshape(1, 1, 3, 3)
SOBEL = torch.tensor([[[[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]]])
ONES = torch.ones(1, 1, 5, 5)


def both_say(name: str, section: str, *words: str) -> bool:
    """Return whether both languages say all of these in a section of a lesson."""
    bodies = [lesson(name).prose(language).sections[section].body for language in LANGUAGES]
    whole = [rf"(?<![\d.,]){re.escape(word)}(?!\d)" for word in words]  # no 4 in 64
    return all(re.search(word, body) for body in bodies for word in whole)


def size(layer: nn.Module, height: int, width: int = 0) -> str:
    """Return the size of what comes out, as a text writes it: 28×60, and 24 for 24×24."""
    made = [str(side) for side in layer(torch.zeros(1, 1, height, width or height)).shape[2:]]
    return "×".join(sorted({*made}, key=made.index))


def written(number: Tensor) -> str:
    return f"{round(number.item(), 4):g}".replace("-", "−").replace("inf", "∞")


def row(numbers: Tensor) -> str:
    """Return numbers as a sentence lists them."""
    return ", ".join(map(written, numbers.flatten()))


def edge(step: int, bias: float = 0.0) -> Tensor:
    """Return what comes out of the heart at a step."""
    return F.conv2d(HEART, EDGES, torch.tensor([bias]), padding=1).flatten()[step - 1]


def share(number: Tensor) -> str:
    return str(Fraction(number.item()).limit_denominator(9)).replace("/", " / ")


ENTRIES, DENSE, _, SHARED, EDGES_OF_CONV, *OF_CONV = counts_of(28, 5, 5)
PIECE, PIECE_MOVED = (map_of(3, shift)[None, 9:17, 9:17] / 100 for shift in (0, 1))  # of the map of a 3
WINDOW = PIECE[:, 2:4, 2:4]
CORNER, PAIRS = torch.tensor([CELLS["mixed"]])[:, :2, :2].double(), torch.tensor([CELLS["pairs"]]).double()
MAP_OF_START = torch.tensor(maxpool2d.SIGNED)[None, :7, :7].float()
# Of a lesson's section: what both languages say there, with torch's number in it.
NUMBERS: dict[str, list[str]] = {
    "convolution saw": [f"{nn.Conv2d(3, 1, 3).weight.numel()}"],
    "convolution stride": [
        f"{F.conv2d(HEART, EDGES, padding=1).numel()}",
        f"{F.conv2d(HEART, EDGES, padding=1, stride=2).numel()}",
        f"{(reads(7, 3, 3) == 0).sum()}",
    ],
    "convolution silent": [written(edge(step)) for step in (15, 21, 18)],
    "convolution flip": [written(F.conv2d(F.pad(ONES[..., :1, :1], (2,) * 4), COUNT)[..., 0, 0]), "180°"],
    "convolution padding": [", ".join(map(written, F.conv2d(ONES, SOBEL, padding=1)[0, 0, :, 0]))],
    "convolution formula": [f"y_{{3,1}} = 1 + (-2) = {edge(23, 1.0):.0f}"],
    "neuron sharing": [f"{len(as_matrix(nn.Conv2d(1, 1, 3), (5, 5)).rows)}"],
    "neuron counting": [
        *(f"{count:,}" for count in (DENSE, SHARED, EDGES_OF_CONV, *OF_CONV)),
        *(f"{100 * EDGES_OF_CONV / ENTRIES:.2f}", "2,880 × 784"),
    ],
    "conv2d count": [
        f"{weights(nn.Conv2d(1, 5, 5))}",
        f"{weights(nn.Conv2d(3, 5, 5))}",
        f"{weights(nn.Conv2d(1, 5, 5, bias=False))}",
    ],
    "conv2d groups": [f"{weights(nn.Conv2d(8, 8, 3, groups=groups))}" for groups in (1, 2, 8)],
    "conv2d shape": [f"{tuple(nn.Conv2d(1, 5, 5).weight.shape)}"],
    "conv2d note": [
        f"{weights(nn.Conv2d(8, 8, 3, groups=8)) + weights(nn.Conv2d(8, 8, 1))}",
        f"{weights(nn.Conv2d(8, 8, 3))}",
    ],
    "conv2d start": [f"±{1 / 25**0.5}"],
    "maxpool2d row": [
        f"⌈2.5⌉ + 1 = {size(nn.MaxPool2d(2, ceil_mode=True), 7)}",
        f"{(reads(7, 2, 2) == 0).sum()}",
    ],
    "maxpool2d infinity": [
        written(nn.MaxPool2d(3, 2, 1)(-ONES[..., :4, :4]).max()),
        written(nn.MaxPool2d(2, 1, 1, 3)(ONES[..., :2, :2]).min()),
    ],
    "maxpool2d overlap": [f"= {nn.MaxPool2d(2, return_indices=True)(MAP_OF_START)[1][0, 1, 1]}"],
    "maxpool2d average": [
        share(nn.AvgPool2d(3, 2, 1)(ONES[..., :4, :4])[..., 0, 0]),
        share(nn.AvgPool2d(3, 2, 1, ceil_mode=True)(ONES[..., :4, :4])[..., -1, -1]),
    ],
    "pooling saw": [
        *(row(WINDOW.flatten()[:3]), row(WINDOW.flatten()[3:])),
        *(row(pool(WINDOW, 2)) for pool in (F.max_pool2d, F.avg_pool2d)),
        *("?input=three&step=6", row(CORNER.flatten()[:3]), "?input=mixed"),
        *(row(F.avg_pool2d(each, 2)) for each in (CORNER, CORNER.relu())),
    ],
    "pooling move": [
        f"{F.max_pool2d(PIECE, 2).numel()}",
        f"{torch.isclose(F.max_pool2d(PIECE_MOVED, 2), F.max_pool2d(PIECE, 2)).sum()}",
        *(row(F.max_pool2d(F.pad(PAIRS, (shift, -shift)), 2)) for shift in (0, 1)),
    ],
    "pooling stride": [  # the weights are what is made of a lone 1
        written(F.avg_pool2d(F.pad(ONES[..., :1, :1], (0, 1, 0, 1)), 2)),
        f"{weights(nn.Conv2d(1, 1, 2, 2, bias=False))}",
    ],
    "pooling edges": [f"{(reads(8, 3, 2) == 0).sum()}"],
    "pooling global": [f"{weights(nn.Linear(5, 10))}", f"{weights(nn.Linear(720, 10)):,}"],
    "live_network parameters": [
        f"{weights(nn.Conv2d(1, 5, 5))}",
        f"{weights(nn.Linear(720, 10)):,}",
        f"{weights(reading_network()):,}",
        f"{weights(nn.Linear(2880, 10)):,}",
    ],
    "live_network saw": [f"28 − 5 + 1 = {size(nn.Conv2d(1, 5, 5), 28)}", "720", "24×24", "12×12", "6×6"],
    "live_network flatten": [f"“{refusal(lambda: nn.Linear(720, 10)(torch.zeros(1, 2880)))}”"],
    "output_size saw": [size(nn.Conv2d(1, 1, 7, 2), 64), size(nn.Conv2d(1, 1, 5), 28)],
    "output_size remainder": [size(nn.Conv2d(1, 1, 7, 2), 63), size(nn.Conv2d(1, 1, 3, 2), 10)],
    "output_size padding": [
        size(nn.Conv2d(1, 1, 5, padding=2), 32),
        size(nn.Conv2d(1, 1, 3, dilation=2), 28),
    ],
    "output_size axes": [
        size(nn.Conv2d(1, 1, 5), 32, 64),
        "{0}×{0}".format(size(nn.Conv2d(1, 1, 3, (1, 2), 1), 32, 64)),
    ],
    "output_size pooling": [
        size(nn.MaxPool2d(2), 24),
        size(nn.MaxPool2d(2, ceil_mode=True), 7),
        size(nn.MaxPool2d(2, 3, 1, ceil_mode=True), 4),
    ],
    "output_size note": ["{0}×{0}".format(size(nn.Conv2d(1, 1, 11, 4), 227))],
    "output_size code": [f"{nn.Conv2d(1, 1, 11, 4)(torch.zeros(1, 1, 227, 227)).numel():,}"],
}


@pytest.mark.parametrize("place", NUMBERS)
def test_numbers_of_the_prose_are_torchs(place: str) -> None:
    name, section = place.split()
    assert both_say(name, section, *NUMBERS[place])


def test_the_notes_window_gives_8_and_8_plus_bias_comes_out() -> None:
    picture, cross = (
        [row[at : at + size] for at in range(0, len(row), size)]
        for row, size in ((NOTE, 5), (KERNELS["cross"], 3))
    )
    start = {"input": picture, "kernel": cross, "shared": 1, "step": 5}
    for bias, relu, output in ((0, 0, 8), (-3, 0, 5), (-12, 1, 0), (-12, 0, -4)):
        assert outputs_of(TABLES["neuron"].validate(start | {"bias": bias, "relu": relu}))[1, 1] == output
    assert both_say("neuron", "saw", "[8](?bias=0&relu=0)", "−3", "−12", "−4")


def test_the_numbers_of_the_text_are_those_of_the_figure() -> None:
    """What en.md and ko.md say of the heart: gradients, the promise, and one step of SGD."""
    table = TABLES["gradient"]
    given = {"input": SMALL_HEART, "kernel": [[1, 0, -1]] * 3, "target": table.settings["target"].default}
    state = state_with(table, **given)
    network = Network.of(state)
    kernel, bias, _ = network.parameters
    gradients = torch.autograd.grad(network.layers()[-1], [kernel, bias, network.x])
    assert gradients[0][0, 0].tolist() == [[-8, -6, -6], [-8, 0, -4], [-6, 0, 2]]
    assert (gradients[1].item(), gradients[2][0, 0, 2, 2].item()) == (-2, -4)
    for nudge, loss in (("0.01", 1.9208), ("1", 2.0)):
        moved = state_with(table, **given, layer="conv", view="nudge", nudge=nudge)
        nudged = Network.of(moved)
        nudged.nudge(moved)
        assert nudged.layers()[-1].item() == pytest.approx(loss)
    for rate, loss in ((0.01, 0.23), (0.02, 7.12)):
        stepped = Network.of(state)
        stepped.update(rate)
        assert round(stepped.layers()[-1].item(), 2) == loss


def test_every_picture_of_the_settings_is_fetched() -> None:
    assert set(data.as_data()["samples"]) == set(SAMPLES)
    assert {*SAMPLES, OWN} == set(TABLES["why_cnn"].settings["picture"].choices)


LARGER, SMALL = "Kernel size can't be greater than actual input size", "Output size is too small"
# What is asked most (views in thousands): the state that answers it, what the text says to it, and the figure
# (`tests/browser/test_output_size.py`).
ASKED: dict[str, tuple[str, str, str]] = {
    "Conv2d sizes, 21": ("?height=28&kernel_size=5&stride=1", "24", "24"),
    "size of tensor a must match b, 42": ("?height=28&kernel_size=3&stride=1&padding=1", "padding=1", "28"),
    "padding='same', 13": ("?height=28&kernel_size=3&stride=1&padding=same", "padding='same'", "28"),
    "padding='same' with a stride, 13": (
        "?height=28&kernel_size=3&stride=2&padding=same",
        "padding=1",
        "padding='same' is not supported for strided",
    ),
    "kernel larger than input": ("?height=5&kernel_size=7&stride=1", LARGER, LARGER),
    "output too small, 16": ("?layer=MaxPool2d&height=1&kernel_size=2", SMALL, SMALL),
    "mat1/mat2 18, size mismatch 26, shape after each layer 21": (
        "?grade=4&seed=279&exercise=1&answer=1",
        "5 × 12 × 12 = 720",
        "(1, 720)",
    ),
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_most_is_answered_by_a_link(asked: str, language: Language) -> None:
    link, answer, _ = ASKED[asked]
    paragraphs = [
        each
        for each in lesson("output_size").prose(language).sections["asked"].body.split("\n\n")
        if f"]({link})" in each
    ]
    assert len(paragraphs) == 1
    assert answer in paragraphs[0]


FENCE = re.compile(r"^```python\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


def promised(code: str) -> list[str]:
    """Return what the comments at the end of code say that it prints."""
    lines = code.rstrip().splitlines()
    last = max(at for at, line in enumerate(lines) if not line.startswith("#"))
    return [line.removeprefix("# ").removeprefix("#") for line in lines[last + 1 :]]


@pytest.mark.parametrize("name", ["conv2d", "maxpool2d", "output_size"])
def test_blocks_of_code_in_the_prose_run(name: str, language: Language) -> None:
    text = (lesson(name).folder / f"{language}.md").read_text(encoding="utf-8")
    blocks = [found["code"] for found in FENCE.finditer(text)]
    assert blocks
    try:
        for code in blocks:
            assert prints([code]) == promised(code)
    finally:  # the block about empty memory asks for it
        torch.use_deterministic_algorithms(mode=False)
