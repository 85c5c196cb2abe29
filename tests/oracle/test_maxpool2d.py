"""The figure of the pooling layers against torch: shapes, messages and mends of random argument sets."""

import random
from pathlib import Path
from typing import Any

import pytest

from lessons.kit.torch_says import torch_says
from lessons.maxpool2d.state import state_of
from tests.oracle.planted import Fault, copy_of_twin
from tests.oracle.signatures import LESSONS, figure_says, torch_of

SETS = 2000


def _pair(chance: random.Random, lowest: int, highest: int) -> list[int]:
    first = chance.randint(lowest, highest)
    return [first, first if chance.random() < 0.6 else chance.randint(lowest, highest)]


def argument_set(chance: random.Random) -> dict[str, Any]:
    """Return arguments as the form can have them, legal and illegal."""
    often = chance.random() < 0.6
    divisor = chance.randint(0, 9)
    return {
        "layer": chance.choice(["MaxPool2d"] * 4 + ["AvgPool2d"] * 3 + ["AdaptiveAvgPool2d"]),
        "height": chance.randint(1, 9),
        "width": chance.randint(1, 9),
        "input": chance.choice(["map", "ones", "minus_ones"]),
        "kernel_size": _pair(chance, 1, 3 if often else 7),
        "stride": chance.choice(["None", _pair(chance, 1 if often else 0, 4)]),
        "padding": _pair(chance, 0 if often else -1, 1 if often else 3),
        "dilation": _pair(chance, 1, 2) if often else _pair(chance, 0, 3),
        "return_indices": chance.randint(0, 1),
        "ceil_mode": chance.randint(0, 1),
        "count_include_pad": chance.randint(0, 1),
        "divisor_override": chance.choice(["None", "None", [divisor, divisor]]),
        "output_size": _pair(chance, 1, 9),
    }


def sets(count: int, seed: int = 8) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    return [argument_set(chance) for _ in range(count)]


def difference(said: dict[str, Any]) -> str | None:
    """Return in what the figure differs from torch, if in anything."""
    told = torch_of(said["call"], tuple(said["input"]))
    output = said["output"] and (1, 1, *said["output"])
    if (said["reason"] is not None) != (told.message != ""):
        return f"{said['call']} on {said['input']}: {said['reason']} and {told.message!r}"
    return None if output == told.output else f"{said['call']} on {said['input']}: {output} and {told.output}"


def test_shapes_and_refusals_are_torchs() -> None:
    answers = figure_says("maxpool2d", sets(SETS))
    assert [each for each in map(difference, answers) if each] == []
    refused = sum(said["reason"] is not None for said in answers)
    reasons = {said["reason"] for said in answers} - {None}
    print(f"{SETS} argument sets, {refused} of them refused, {len(reasons)} reasons")
    assert 500 < refused < 1500


def test_the_message_on_the_page_is_torchs() -> None:
    for said in figure_says("maxpool2d", sets(SETS)):
        state = state_of(said["told"])
        shown, told = torch_says(state.call, state.input_shape), torch_of(said["call"], tuple(said["input"]))
        assert state.call.code == said["call"]
        assert said["told"]["asked"] == f"{said['call']} {','.join(map(str, state.input_shape))}"
        assert (shown.message, shown.count, shown.shape) == (told.message, told.count, told.output)


def test_every_mend_runs_or_leads_on() -> None:
    for said in figure_says("maxpool2d", sets(SETS)):
        assert (said["mends"] != []) == (said["reason"] is not None), said["call"]
        for mend in said["mends"]:
            told = torch_of(mend["call"], tuple(mend["input"]))
            assert (told.message == "") == mend["runs"], (said["call"], mend)
            assert mend["reason"] != said["reason"], (said["call"], mend)


FAULTS = [
    Fault("maxpool2d/layer.js", "ceil_mode: ceil_mode === 1", "ceil_mode: false"),
    Fault("maxpool2d/layer.js", 'stride: stride === "None" ? null', 'stride: stride === "None" ? [1, 1]'),
    Fault("maxpool2d/layer.js", "? both(dilation) : [1, 1]", "? [1, 1] : [1, 1]"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.wrong)
def test_a_planted_fault_is_caught(tmp_path: Path, fault: Fault) -> None:
    copied = copy_of_twin(LESSONS, tmp_path, fault)
    assert any(map(difference, figure_says("maxpool2d", sets(300), copied)))
