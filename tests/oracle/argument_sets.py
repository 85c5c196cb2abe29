"""Arguments of a layer as the form of its signature can have them, legal and illegal, by chance."""

import random
from collections.abc import Callable
from itertools import combinations_with_replacement
from typing import Any

from tests.settings_states import TABLES, legal

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
