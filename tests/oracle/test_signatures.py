"""The figures of signatures against torch: shapes, counts, messages, mends, and new weights."""

import random
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from torch import Tensor, nn

from lessons.kit.layer_form.torch_says import torch_says
from lessons.kit.settings.table import call_of
from tests.oracle import twin
from tests.oracle.planted import CONV_CEIL, Fault, caught
from tests.oracle.twin import LESSONS, told
from tests.sample import CASES
from tests.settings_states import TABLES, legal

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Torch:
    """What came of a line of code: the layer's count and weight, the shape of the output, or the message."""

    count: int | None
    weight: Shape | None
    output: Shape | None
    message: str


def figure_says(lesson: str, wanted: list[dict[str, Any]], folder: Path = LESSONS) -> list[dict[str, Any]]:
    """Return what the lesson's modules say of each argument set, kept within what the figure can show."""
    return told("signature", {"lesson": lesson, "wanted": wanted}, folder)


def torch_of(code: str, input_shape: Shape) -> Torch:
    """Return what torch makes of the code of a figure; the code comes from our own modules."""
    count, weight = None, None
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            layer: Any = eval(code, {"nn": nn})
            count = sum(parameter.numel() for parameter in layer.parameters())
            weight = tuple(layer.weight.shape) if count else None
            given: Any = layer(torch.zeros(input_shape))
        except (RuntimeError, ValueError, TypeError, AttributeError) as error:
            return Torch(count, weight, None, str(error))
    made = cast("tuple[Tensor, ...]", given)[0] if isinstance(given, tuple) else cast(Tensor, given)
    return Torch(count, weight, tuple(made.shape), "")


ArgumentSet = dict[str, Any]


def _on_both_axes(name: str, wrong: int, right: int) -> list[ArgumentSet]:
    return [{name: [wrong, wrong]}, {name: [wrong, right]}, {name: [right, wrong]}]


def conv2d_faults(limits: dict[str, tuple[int, int]]) -> list[ArgumentSet]:
    """Return arguments of `nn.Conv2d` of which one is wrong."""
    lowest, highest = ({name: ends[end] for name, ends in limits.items()} for end in (0, 1))
    border = _on_both_axes("padding", highest["padding"], 0)
    return [
        *(fault for name in ("stride", "dilation") for fault in _on_both_axes(name, lowest[name], 1)),
        *_on_both_axes("padding", lowest["padding"], 0),
        *({"size": "7", **fault} for fault in _on_both_axes("kernel_size", highest["kernel_size"], 1)),
        *({"size": "7", "padding_mode": mode, **each} for mode in ("reflect", "circular") for each in border),
        {"groups": lowest["groups"]},
        {"groups": highest["groups"]},
        {"stride": [highest["stride"]] * 2, "padding": "same"},
        {"written": "note"},
        {"written": "conv"},
    ]


def maxpool2d_faults(limits: dict[str, tuple[int, int]]) -> list[ArgumentSet]:
    """Return arguments of the pooling layers of which one is wrong."""
    lowest, highest = ({name: ends[end] for name, ends in limits.items()} for end in (0, 1))
    small = {"height": 3, "width": 3}
    faults = [
        *(fault for name in ("stride", "dilation") for fault in _on_both_axes(name, lowest[name], 1)),
        *(fault for end in (lowest, highest) for fault in _on_both_axes("padding", end["padding"], 0)),
        *_on_both_axes("padding", 2, 0),  # more than half of a kernel, yet not of one that is spread out
        *_on_both_axes("padding", 1, 0),  # legal, unless the kernel spans nothing
        *({**small, **fault} for fault in _on_both_axes("kernel_size", highest["kernel_size"], 1)),
        {"kernel_size": [3, 3], "dilation": [2, 2]},
        {"divisor_override": lowest["divisor_override"]},
    ]
    return [{"layer": layer, **fault} for layer in ("MaxPool2d", "AvgPool2d") for fault in faults]


def sets(lesson: str, count: int) -> list[ArgumentSet]:
    """Return that many argument sets of the layer of a lesson, by its table, the same ones every time."""
    chance = random.Random(lesson)
    return [legal(TABLES[lesson], chance) for _ in range(count)]


LAYERS: dict[str, Callable[[dict[str, tuple[int, int]]], list[ArgumentSet]]] = {
    "conv2d": conv2d_faults,
    "maxpool2d": maxpool2d_faults,
}


SETS = min(2 * CASES, 2000)
OF_POOLING = (
    *("padding_over_half_kernel", "padding_over_half_span", "pooling_larger_than_input", "divisor_zero"),
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
    CONV_CEIL.in_kit(),
    Fault("conv2d/model/limits.js", 'if (padding === "same" && written(stride) !== "1")', "if (false)"),
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


@cache
def of_two_faults(lesson: str) -> list[dict[str, Any]]:
    """Return what the figure says where one or two arguments are wrong, in every combination."""
    faults = LAYERS[lesson]({each.name: each.range for each in TABLES[lesson].asked})
    return figure_says(lesson, [{**one, **other} for one, other in combinations_with_replacement(faults, 2)])


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LAYERS)
def test_of_two_wrong_arguments_the_one_of_torchs_message_is_explained(lesson: str) -> None:
    found = of_two_faults(lesson)
    assert len(found) > 250
    assert [each for each in map(difference, found) if each] == []
    explained = {said["reason"] for said in found} - {None}
    assert explained == {*OF_BOTH, *(OF_POOLING if lesson == "maxpool2d" else set(MEANT) - {*OF_POOLING})}


def test_an_explanation_of_another_error_is_caught() -> None:
    said = figure_says("conv2d", [{"stride": [0, 0], "padding": [-1, -1]}])[0]
    assert difference(said) is None
    assert difference({**said, "reason": "stride_not_positive"})


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LAYERS)
def test_every_mend_runs_or_leads_on(lesson: str) -> None:
    for said in (*answers(lesson), *of_two_faults(lesson)):
        assert (said["mends"] != []) == (said["reason"] is not None), said["call"]
        message = torch_of(said["call"], tuple(said["input"])).message
        for mend in said["mends"]:
            left = torch_of(mend["call"], tuple(mend["input"])).message
            assert left != message, (said["call"], mend)
            assert (left == "") == mend["runs"], (said["call"], mend)
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
    (answer,) = twin.answers([("newLayer", [seed, shape, bias])], LESSONS / "conv2d" / "model")
    torch.manual_seed(seed)
    layer = nn.Conv2d(shape[1], shape[0], shape[2:], bias=bias)
    weights = [kernel["values"] for filters in answer["weights"] for kernel in filters]
    assert torch.allclose(torch.tensor(answer["exact"]), layer.weight.flatten(), atol=1e-7)
    rounded = (100 * layer.weight.detach()).round() / 100
    assert torch.equal(torch.tensor(weights).flatten(), rounded.flatten())
    biases = torch.zeros(shape[0]) if layer.bias is None else (100 * layer.bias.detach()).round() / 100
    assert torch.equal(torch.tensor(answer["biases"]), biases)
