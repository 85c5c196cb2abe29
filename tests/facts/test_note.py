"""The facts that put the lecture note right, and those that good sources get wrong."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from cnn_core.moved_accuracy import counted
from cnn_core.rounding import round_result
from lessons.kit.quiz.bank import read_items
from tests.browser.server import ROOT

# Each misconception that quizzes must meet, by the name that a wrong option has for it.
SHEET = Path(__file__).with_name("sheet.json").read_text(encoding="utf-8")
MISCONCEPTIONS: dict[str, list[str]] = json.loads(SHEET)["misconceptions"]


def picture(side: int) -> torch.Tensor:
    return torch.rand(1, 1, side, side)


def mean(counts: Sequence[int]) -> float:
    """Return the percentage of 400 pictures, as the mean of the seeds, as it is written."""
    return round_result(sum(counts) / len(counts) / 4, 1)


def test_a_dense_unit_reads_every_pixel_and_a_cell_of_a_map_only_its_window() -> None:
    for layer, read in ((nn.Sequential(nn.Flatten(), nn.Linear(784, 1)), 784), (nn.Conv2d(1, 1, 5), 25)):
        x = torch.rand(1, 1, 28, 28, requires_grad=True)
        layer(x).flatten()[0].backward()
        assert x.grad is not None
        assert int((x.grad != 0).sum()) == read


def test_a_map_moves_along_and_does_not_turn_along() -> None:
    x = F.pad(torch.rand(1, 1, 12, 12, dtype=torch.float64), (8, 8, 8, 8))
    conv = nn.Conv2d(1, 3, 5).double()
    assert torch.allclose(conv(x.roll((2, 3), (2, 3))), conv(x).roll((2, 3), (2, 3)), atol=1e-12)
    assert not torch.allclose(conv(x.rot90(1, (2, 3))), conv(x).rot90(1, (2, 3)), atol=1e-3)


def test_what_the_shipped_nets_reach_on_moved_and_turned_pictures() -> None:
    """The counts themselves are counted again by tests/cnn_core/test_moved_accuracy.py."""
    holds = [mean(counted("global", "centred", far, 0)) for far in (0, 2, 4, 6, 8)]
    assert holds == [94.9, 93.1, 90.4, 87.3, 84.3]
    assert [mean(counted("flatten", "centred", far, 0)) for far in (0, 4)] == [94.6, 68.8]
    assert mean(counted("global", "moved", 4, 0)) - holds[2] == pytest.approx(4.6)
    assert mean(counted("average", "centred", 0, 0)) == 79.1
    for net in ("dense", "flatten", "global"):
        assert mean(counted(net, "centred", 0, 90)) < 70


def test_pooling_is_the_subsampling() -> None:
    x = picture(8)
    assert torch.equal(F.max_pool2d(x, 1, 2), x[..., ::2, ::2])
    assert F.max_pool2d(x, 2).shape[2:] == (4, 4)


def test_order_of_the_arguments_of_a_convolution() -> None:
    layer = nn.Conv2d(2, 4, 3, 2, 1, 3, 2, False, "circular")
    by_name = (layer.stride, layer.padding, layer.dilation, layer.groups, layer.bias, layer.padding_mode)
    assert by_name == ((2, 2), (1, 1), (3, 3), 2, None, "circular")
    assert nn.Conv2d(1, 1, (1, 3))(picture(8)).shape[2:] == (8, 6)


def test_a_tensor_by_its_sizes_is_uninitialised_memory() -> None:
    torch.use_deterministic_algorithms(mode=True)
    try:
        assert torch.Tensor(1, 1, 7, 7).isnan().all()
    finally:
        torch.use_deterministic_algorithms(mode=False)


def test_what_cs231n_and_others_call_impossible_is_floored() -> None:
    assert nn.Conv2d(1, 1, 3, stride=2)(picture(10)).shape[-1] == 4
    once = (10 + 1 - 3) // 2 + 1  # padding counted once, as one page has it
    assert nn.Conv2d(1, 1, 3, stride=2, padding=1)(picture(10)).shape[-1] == 5 == once
    assert nn.Conv2d(1, 1, 3, padding=1)(picture(10)).shape[-1] == 10 != (10 + 1 - 3) // 1 + 1


def test_a_stride_is_no_parameter_that_training_could_move() -> None:
    assert {name for name, _ in nn.Conv2d(1, 1, 3, stride=2).named_parameters()} == {"weight", "bias"}


def test_every_misconception_is_met_by_a_wrong_option_of_a_question() -> None:
    met = {
        name
        for file in (ROOT / "lessons").glob("*/questions.json")
        for item in read_items(file.parent)
        for name in item.get("misconceptions", [])
        if name
    }
    assert [names for names in MISCONCEPTIONS.values() if not met & {*names}] == []
    assert len(MISCONCEPTIONS) == 20
