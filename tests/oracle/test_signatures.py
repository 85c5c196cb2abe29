"""The figures of signatures against torch: shapes, counts, messages, mends, and new weights."""

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from lessons.kit.layer_form.torch_says import torch_says
from lessons.kit.settings.table import call_of
from tests.oracle.planted import Fault, caught
from tests.oracle.signatures import LAYERS, LESSONS, figure_says, pairs_of_faults, sets, torch_of
from tests.oracle.sweeps import CASES
from tests.oracle.twin import run
from tests.settings_states import TABLES

SETS = min(2 * CASES, 2000)
OF_POOLING = (
    "padding_over_half_kernel",
    "padding_over_half_span",
    "pooling_larger_than_input",
    "divisor_zero",
)
OF_BOTH = ("padding_negative", "stride_not_positive", "dilation_not_positive")
# What torch's messages begin with or hold, by the reason that explains them.
MEANT = {
    "no_such_layer": "has no attribute 'Conv'",
    "groups_do_not_divide": "groups must be a positive|must be divisible by groups",
    "same_padding_with_stride": "padding='same' is not supported for strided",
    "slipped_argument": "received an invalid combination of arguments",
    "reflect_padding_too_large": "Padding size should be less than the corresponding input dimension",
    "circular_padding_too_large": "wrapping around more than once",
    "padding_negative": "negative padding is not supported|pad must be non-negative",
    "stride_not_positive": "non-positive stride|stride should not be zero",
    "dilation_not_positive": "dilation should be greater than zero|non-positive dilation",
    "kernel_larger_than_input": "Kernel size can't be greater than actual input size",
    "padding_over_half_kernel": "at most half of effective kernel|smaller than or equal to half of kernel",
    "padding_over_half_span": "at most half of effective kernel size.*dilation=0",
    "pooling_larger_than_input": "Output size is too small",
    "divisor_zero": "divisor must be not zero",
}
OF_CONV2D = [
    Fault("conv2d/model/limits.js", "in_channels / apart(chosen)", "in_channels"),
    Fault(
        "conv2d/model/limits.js",
        "shape[2] * shape[3] + (hasBias(chosen) ? shape[0] : 0)",
        "shape[2] * shape[3]",
    ),
    Fault("kit/arithmetic/geometry.js", "Math.floor(room / (stride", "Math.ceil(room / (stride"),
    Fault("conv2d/model/limits.js", 'if (padding === "same" && !isSame(stride, [1, 1]))', "if (false)"),
]
OF_MAXPOOL2D = [
    Fault("maxpool2d/model/limits.js", "ceil_mode: ceil_mode === 1", "ceil_mode: false"),
    Fault(
        "maxpool2d/model/limits.js", 'stride: stride === "None" ? null', 'stride: stride === "None" ? [1, 1]'
    ),
    Fault(
        "maxpool2d/model/limits.js",
        'dilation: name === "MaxPool2d" ? dilation',
        'dilation: name === "MaxPool2d" ? [1, 1]',
    ),
]


@cache
def answers(lesson: str) -> list[dict[str, Any]]:
    """Return what the figure says of all argument sets."""
    return figure_says(lesson, sets(lesson, SETS))


def difference(said: dict[str, Any]) -> str | None:
    """Return in what the figure differs from torch, if in anything."""
    told, shape = torch_of(said["call"], tuple(said["input"])), said["input"]
    output = said["output"] and (1, said["state"].get("out_channels", 1), *said["output"])
    weight = said["weight"] and tuple(said["weight"])
    if (said["reason"] is not None) != (told.message != ""):
        return f"{said['call']} on {shape}: {said['reason']} and {told.message!r}"
    if told.message and not re.search(MEANT[said["reason"]], told.message):
        return f"{said['call']} on {shape}: {said['reason']} explains another error than {told.message!r}"
    # Of a layer that learns nothing the figure says no count.
    ours, theirs = (said["count"] or None, weight, output), (told.count or None, told.weight, told.output)
    return None if ours == theirs else f"{said['call']} on {shape}: {ours} and {theirs}"


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LAYERS)
def test_shapes_counts_and_refusals_are_torchs(lesson: str) -> None:
    assert [each for each in map(difference, answers(lesson)) if each] == []
    reasons = [said["reason"] for said in answers(lesson) if said["reason"] is not None]
    print(f"{SETS} argument sets, {len(reasons)} of them refused, {len(set(reasons))} reasons")
    assert SETS / 4 < len(reasons) < SETS * 3 / 4


@pytest.mark.parametrize("lesson", LAYERS)
def test_the_message_and_the_count_on_the_page_are_torchs(lesson: str) -> None:
    for said in answers(lesson):
        call = call_of(TABLES[lesson], TABLES[lesson].validate(said["state"]))
        told = torch_of(said["call"], tuple(said["input"]))
        shown = torch_says(call, tuple(said["input"]))
        assert call.code == said["call"]
        assert (shown.message, shown.count, shown.shape) == (told.message, told.count, told.output)


def helpless(said: dict[str, Any]) -> list[str]:
    """Return the mends that leave torch's message as it was."""
    message = torch_of(said["call"], tuple(said["input"])).message
    return [
        f"{said['call']}: {mend['code']}"
        for mend in said["mends"]
        if torch_of(mend["call"], tuple(mend["input"])).message == message
    ]


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LAYERS)
def test_of_two_wrong_arguments_the_one_of_torchs_message_is_explained_and_mended(lesson: str) -> None:
    found = figure_says(lesson, pairs_of_faults(lesson))
    assert len(found) > 250
    assert [each for each in map(difference, found) if each] == []
    assert [each for said in found for each in helpless(said)] == []
    assert all(said["mends"] for said in found if said["reason"])
    explained = {said["reason"] for said in found} - {None}
    assert explained == {*OF_BOTH, *(OF_POOLING if lesson == "maxpool2d" else set(MEANT) - {*OF_POOLING})}


def test_an_explanation_of_another_error_is_caught() -> None:
    said = figure_says("conv2d", [{"stride": [0, 0], "padding": [-1, -1]}])[0]
    assert difference(said) is None
    assert difference({**said, "reason": "stride_not_positive"})


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LAYERS)
def test_every_mend_runs_or_leads_on(lesson: str) -> None:
    for said in answers(lesson):
        assert (said["mends"] != []) == (said["reason"] is not None), said["call"]
        for mend in said["mends"]:
            told = torch_of(mend["call"], tuple(mend["input"]))
            assert (told.message == "") == mend["runs"], (said["call"], mend)
            assert mend["reason"] != said["reason"], (said["call"], mend)
            assert mend["code"] in mend["call"] or "=" in mend["code"], (said["call"], mend)


def differs(lesson: str, copied: Path) -> bool:
    return any(map(difference, figure_says(lesson, sets(lesson, 300), copied)))


test_planted_fault_of_conv2d_is_caught = caught(OF_CONV2D, partial(differs, "conv2d"))
test_planted_fault_of_maxpool2d_is_caught = caught(OF_MAXPOOL2D, partial(differs, "maxpool2d"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "shape", "bias"),
    [(0, (4, 3, 3, 3), True), (7, (8, 8, 7, 7), True), (99, (64, 8, 3, 5), False), (1, (5, 1, 5, 5), True)],
)
def test_new_weights_are_those_of_torch(seed: int, shape: tuple[int, int, int, int], bias: bool) -> None:
    answer = run([("newLayer", [seed, shape, bias])], LESSONS / "conv2d" / "model")[0]["answer"]
    torch.manual_seed(seed)
    layer = nn.Conv2d(shape[1], shape[0], shape[2:], bias=bias)
    weights = [kernel["values"] for filters in answer["weights"] for kernel in filters]
    assert torch.allclose(torch.tensor(answer["exact"]), layer.weight.flatten(), atol=1e-7)
    rounded = (100 * layer.weight.detach()).round() / 100
    assert torch.equal(torch.tensor(weights).flatten(), rounded.flatten())
    biases = torch.zeros(shape[0]) if layer.bias is None else (100 * layer.bias.detach()).round() / 100
    assert torch.equal(torch.tensor(answer["biases"]), biases)
