"""What a figure of a signature says of argument sets, and what torch says of the very code it shows."""

import random
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from tests.oracle.twin import LESSONS, driven
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
    return driven("oracle/signature.js", wanted, folder, lesson)


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


def pairs_of_faults(lesson: str) -> list[ArgumentSet]:
    """Return arguments of which one or two are wrong, in every combination."""
    faults = LAYERS[lesson]({each.name: each.range for each in TABLES[lesson].asked})
    return [{**one, **other} for one, other in combinations_with_replacement(faults, 2)]


def sets(lesson: str, count: int) -> list[ArgumentSet]:
    """Return that many argument sets of the layer of a lesson, by its table, the same ones every time."""
    chance = random.Random(lesson)
    return [legal(TABLES[lesson], chance) for _ in range(count)]


LAYERS: dict[str, Callable[[dict[str, tuple[int, int]]], list[ArgumentSet]]] = {
    "conv2d": conv2d_faults,
    "maxpool2d": maxpool2d_faults,
}
