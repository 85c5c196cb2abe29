"""The figure of nn.Conv2d against torch: shapes, counts, messages and mends of random argument sets."""

import random
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from lessons.conv2d.state import state_of
from lessons.kit.torch_says import torch_says
from tests.oracle.planted import Fault, copy_of_twin
from tests.oracle.signatures import LESSONS, figure_says, torch_of
from tests.oracle.twin import run

SETS = 2000
MODES = ("zeros", "reflect", "replicate", "circular")


def _pair(chance: random.Random, lowest: int, highest: int) -> list[int]:
    first = chance.randint(lowest, highest)
    return [first, first if chance.random() < 0.6 else chance.randint(lowest, highest)]


def argument_set(chance: random.Random) -> dict[str, Any]:
    """Return arguments as the form can have them, legal and illegal."""
    often = chance.random() < 0.5
    groups = chance.choice([1, 1, 1, 2, 4]) if often else chance.randint(0, 8)
    channels = [8, 4, 2] if often else range(1, 9)
    return {
        "in_channels": chance.choice(channels),
        "out_channels": chance.choice([4, 8, 64, chance.randint(1, 64)]),
        "kernel_size": _pair(chance, 1, 11),
        "stride": _pair(chance, 1 if often else 0, 4),
        "padding": chance.choice(["same", "valid", _pair(chance, -1, 8), _pair(chance, 0, 2)]),
        "dilation": _pair(chance, 1 if often else 0, 2 if often else 5),
        "groups": groups,
        "bias": chance.randint(0, 1),
        "padding_mode": chance.choice(MODES),
        "written": chance.choice(["names"] * 18 + ["note", "conv"]),
        "size": chance.choice(["7", "14", "28", "56"]),
    }


def sets(count: int, seed: int = 10) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    return [argument_set(chance) for _ in range(count)]


def difference(said: dict[str, Any]) -> str | None:
    """Return in what the figure differs from torch, if in anything."""
    told, shape = torch_of(said["call"], tuple(said["input"])), said["input"]
    output = said["output"] and (1, said["told"]["out_channels"], *said["output"])
    weight = said["weight"] and tuple(said["weight"])
    if (said["reason"] is not None) != (told.message != ""):
        return f"{said['call']} on {shape}: {said['reason']} and {told.message!r}"
    ours, theirs = (said["count"], weight, output), (told.count, told.weight, told.output)
    return None if ours == theirs else f"{said['call']} on {shape}: {ours} and {theirs}"


def test_shapes_counts_and_refusals_are_torchs() -> None:
    answers = figure_says("conv2d", sets(SETS))
    found = [each for each in map(difference, answers) if each]
    assert found == []
    refused = sum(said["reason"] is not None for said in answers)
    reasons = {said["reason"] for said in answers} - {None}
    print(f"{SETS} argument sets, {refused} of them refused, {len(reasons)} reasons")
    assert 500 < refused < 1500


def test_the_message_and_the_count_on_the_page_are_torchs() -> None:
    for said in figure_says("conv2d", sets(SETS)):
        state = state_of(said["told"])
        shown, told = torch_says(state.call, state.input_shape), torch_of(said["call"], tuple(said["input"]))
        assert state.call.code == said["call"]
        assert said["told"]["asked"] == f"{said['call']} {','.join(map(str, state.input_shape))}"
        assert (shown.message, shown.count, shown.shape) == (told.message, told.count, told.output)


@pytest.mark.slow
def test_every_mend_runs_or_leads_on() -> None:
    for said in figure_says("conv2d", sets(SETS)):
        assert (said["mends"] != []) == (said["reason"] is not None)
        for mend in said["mends"]:
            told = torch_of(mend["call"], tuple(mend["input"]))
            assert (told.message == "") == mend["runs"], (said["call"], mend)
            assert mend["reason"] != said["reason"], (said["call"], mend)
            assert mend["code"] in mend["call"] or "=" in mend["code"]


FAULTS = [
    Fault("conv2d/layer.js", "in_channels / apart(chosen)", "in_channels"),
    Fault("conv2d/layer.js", "shape[2] * shape[3] + (hasBias(chosen) ? shape[0] : 0)", "shape[2] * shape[3]"),
    Fault("kit/arithmetic/geometry.js", "Math.floor(room / stride) + 1", "Math.ceil(room / stride) + 1"),
    Fault("conv2d/layer.js", 'if (padding === "same" && !isSame(stride, [1, 1]))', "if (false)"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.wrong)
def test_a_planted_fault_is_caught(tmp_path: Path, fault: Fault) -> None:
    copied = copy_of_twin(LESSONS, tmp_path, fault)
    answers = figure_says("conv2d", sets(300), copied)
    assert any(map(difference, answers))


@pytest.mark.parametrize(
    ("seed", "shape", "bias"),
    [(0, (4, 3, 3, 3), True), (7, (8, 8, 7, 7), True), (99, (64, 8, 3, 5), False), (1, (5, 1, 5, 5), True)],
)
def test_new_weights_are_those_of_torch(seed: int, shape: tuple[int, int, int, int], bias: bool) -> None:
    answer = run([("newLayer", [seed, shape, bias])], LESSONS / "conv2d")[0]["answer"]
    torch.manual_seed(seed)
    layer = nn.Conv2d(shape[1], shape[0], shape[2:], bias=bias)
    weights = [kernel["values"] for filters in answer["weights"] for kernel in filters]
    assert torch.allclose(torch.tensor(answer["exact"]), layer.weight.flatten(), atol=1e-7)
    rounded = (100 * layer.weight.detach()).round() / 100
    assert torch.equal(torch.tensor(weights).flatten(), rounded.flatten())
    biases = torch.zeros(shape[0]) if layer.bias is None else (100 * layer.bias.detach()).round() / 100
    assert torch.equal(torch.tensor(answer["biases"]), biases)
