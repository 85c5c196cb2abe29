"""What the lessons say in numbers is what torch computes."""

import re

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from cnn_core.convolution import as_matrix
from lessons.catalog import lesson
from lessons.gradient.code import Network
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.silhouettes.packing import SAMPLES
from lessons.neuron.code import outputs_of
from lessons.why_cnn import data
from lessons.why_cnn.code import OWN, practised, shares_of
from tests.facts.said_by_torch import HEART as SMALL_HEART
from tests.facts.said_by_torch import reads
from tests.lessons.test_asked_code import prints
from tests.monkey.lessons.neuron import KERNELS, NOTE, counts_of
from tests.oracle.asked import asked
from tests.settings_states import TABLES, state_with

START = asked("convolution")[0]["state"]
HEART = torch.tensor([[START["input"]]]).float()
EDGES = torch.tensor([[START["kernel"]]]).float()
COUNT = torch.arange(1.0, 10).reshape(1, 1, 3, 3)
SOBEL = torch.tensor([[[[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]]])
ONES = torch.ones(1, 1, 5, 5)


def both_say(name: str, section: str, *words: str) -> bool:
    """Return whether both languages say all of these in a section of a lesson."""
    bodies = [lesson(name).prose(language).sections[section].body for language in LANGUAGES]
    return all(word in body for body in bodies for word in words)


def test_a_colour_picture_has_27_products_and_one_bias() -> None:
    layer = torch.nn.Conv2d(3, 1, 3)
    assert both_say("convolution", "saw", str(layer.weight.numel()))
    assert layer.bias is not None
    assert layer.bias.numel() == 1


def test_an_impulse_turns_the_kernel_round() -> None:
    impulse = torch.zeros(1, 1, 5, 5)
    impulse[0, 0, 2, 2] = 1
    trace = F.conv2d(impulse, COUNT, padding=1)[0, 0, 1:4, 1:4]
    assert torch.equal(trace, COUNT[0, 0].flip(0, 1))
    assert trace.flatten().tolist() == list(range(9, 0, -1))
    assert both_say("convolution", "flip", "9", "180°")


def test_stride_2_leaves_16_of_49() -> None:
    assert F.conv2d(HEART, EDGES, padding=1).numel() == 49
    assert F.conv2d(HEART, EDGES, padding=1, stride=2).numel() == 16
    assert both_say("convolution", "stride", "49", "16")


def test_stride_3_never_reads_13_pixels_and_dilation_leaves_gaps_inside() -> None:
    unread = reads(7, 3, 3) == 0
    assert int(unread.sum()) == 13
    assert unread[-1].all()
    assert unread[:, -1].all()
    assert not unread[:-1, :-1].any()
    assert (reads(7, 3, 2, d=2) == 0)[1:-1, 1:-1].any()
    assert both_say("convolution", "stride", "13", "7×7")


def test_zeros_are_not_neutral_but_the_other_modes_are_silent() -> None:
    output = F.conv2d(ONES, SOBEL, padding=1)[0, 0]
    left = ", ".join(str(int(value)) for value in output[:, 0])
    assert both_say("convolution", "padding", left)
    assert torch.equal(output[:, -1], -output[:, 0])
    for mode in ("reflect", "replicate", "circular"):
        assert not F.conv2d(F.pad(ONES, (1, 1, 1, 1), mode=mode), SOBEL).any()
        assert both_say("convolution", "padding", mode)


@pytest.mark.parametrize(("step", "value"), [(15, "−8"), (21, "6"), (18, "0")])
def test_edges_of_the_heart(step: int, value: str) -> None:
    output = F.conv2d(HEART, EDGES, padding=1).flatten()
    assert int(output[step - 1]) == int(value.replace("−", "-"))
    assert both_say("convolution", "silent", value, f"?padding=1&kernel_size=3&bias=0&step={step}")


def test_a_kernel_that_adds_up_to_1_leaves_a_flat_area() -> None:
    flat = torch.full((1, 1, 7, 7), 2.0)
    sharpen = torch.tensor([[[[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]]])
    assert torch.equal(F.conv2d(flat, sharpen), torch.full((1, 1, 5, 5), 2.0))
    assert not F.conv2d(flat, EDGES).any()


def test_the_cell_of_the_formula() -> None:
    assert int(F.conv2d(HEART, EDGES, torch.ones(1), padding=1)[0, 0, 3, 1]) == -1
    assert both_say(
        "convolution", "formula", "y_{3,1} = 1 + (-2) = -1", "?padding=1&kernel_size=3&bias=1&step=23"
    )


def test_the_notes_window_gives_8_and_8_plus_bias_comes_out() -> None:
    picture, cross = (
        [row[at : at + size] for at in range(0, len(row), size)]
        for row, size in ((NOTE, 5), (KERNELS["cross"], 3))
    )
    start = {"input": picture, "kernel": cross, "shared": 1, "step": 5}
    for bias, relu, output in ((0, 0, 8), (-3, 0, 5), (-12, 1, 0), (-12, 0, -4)):
        assert outputs_of(TABLES["neuron"].validate(start | {"bias": bias, "relu": relu}))[1, 1] == output
    assert both_say("neuron", "saw", "[8](?bias=0&relu=0)", "−3", "−12", "−4")


def test_the_counts_are_those_of_the_layers() -> None:
    entries, dense, _, shared, edges, distinct, uses = counts_of(28, 5, 5)
    said = [f"{count:,}" for count in (dense, edges, distinct, uses, shared)]
    assert both_say("neuron", "counting", *said, f"{100 * edges / entries:.2f}", "2,880 × 784")


def test_nine_neurons_have_81_edges() -> None:
    assert len(as_matrix(nn.Conv2d(1, 1, 3), (5, 5)).rows) == 81
    assert both_say("neuron", "sharing", "81")


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


def test_shuffled_and_plain_dense_net_give_one_answer() -> None:
    plain, other = (shares_of(state_with(TABLES["why_cnn"], net="dense", shuffle=each)) for each in (0, 1))
    assert plain == pytest.approx(other, abs=1e-12)


def test_shuffled_pictures_are_given_to_nets_that_have_practised_them() -> None:
    assert practised(state_with(TABLES["why_cnn"])) == "centred"
    assert practised(state_with(TABLES["why_cnn"], practice="moved", right=6)) == "moved"
    assert practised(state_with(TABLES["why_cnn"], shuffle=1)) == "shuffled"


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


def body(section: str, language: str) -> str:
    return lesson("output_size").prose("ko" if language == "ko" else "en").sections[section].body


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_most_is_answered_by_a_link(asked: str, language: str) -> None:
    link, answer, _ = ASKED[asked]
    paragraphs = [each for each in body("asked", language).split("\n\n") if f"]({link})" in each]
    assert len(paragraphs) == 1
    assert answer in paragraphs[0]


NUMBERS = [
    ("saw", "29", nn.Conv2d(1, 1, 7, 2), (64, 64), (29, 29)),
    ("saw", "24", nn.Conv2d(1, 1, 5), (28, 28), (24, 24)),
    ("remainder", "29", nn.Conv2d(1, 1, 7, 2), (63, 63), (29, 29)),
    ("remainder", "4", nn.Conv2d(1, 1, 3, 2), (10, 10), (4, 4)),
    ("padding", "32", nn.Conv2d(1, 1, 5, padding=2), (32, 32), (32, 32)),
    ("padding", "24", nn.Conv2d(1, 1, 3, dilation=2), (28, 28), (24, 24)),
    ("axes", "28×60", nn.Conv2d(1, 1, 5), (32, 64), (28, 60)),
    ("axes", "32×32", nn.Conv2d(1, 1, 3, (1, 2), 1), (32, 64), (32, 32)),
    ("pooling", "12", nn.MaxPool2d(2), (24, 24), (12, 12)),
    ("pooling", "4", nn.MaxPool2d(2, ceil_mode=True), (7, 7), (4, 4)),
    ("pooling", "2", nn.MaxPool2d(2, 3, 1, ceil_mode=True), (4, 4), (2, 2)),
    ("note", "55×55", nn.Conv2d(1, 1, 11, 4), (227, 227), (55, 55)),
    ("code", f"{55 * 55:,}", nn.Conv2d(1, 1, 11, 4), (227, 227), (55, 55)),
]


@pytest.mark.parametrize(("section", "said", "layer", "size", "made"), NUMBERS)
def test_numbers_of_the_prose_are_torchs(
    section: str, said: str, layer: nn.Module, size: tuple[int, int], made: tuple[int, int]
) -> None:
    assert tuple(layer(torch.zeros(1, 1, *size)).shape[2:]) == made
    assert all(said in body(section, language) for language in LANGUAGES)


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
