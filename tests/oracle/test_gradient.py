"""The figure of /gradient says what torch says: every value, every gradient, and the loss after a nudge.

Torch speaks through the network behind the code below the figure, which `test_asked_code.py` runs.
"""

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from lessons.gradient.code import TABLE, THOUSAND, Network, answer, is_nudged
from lessons.kit.settings.table import Settings
from tests.oracle.case import flatten
from tests.oracle.planted import (
    BIAS_MEAN,
    KERNEL_TURNED,
    LOSER_FED,
    RELU_OPEN_AT_ZERO,
    WHOLE_SQUARE,
    Fault,
    caught,
)
from tests.oracle.torch_says import numbers_of
from tests.oracle.twin import LESSONS, told
from tests.sample import CASES
from tests.settings_states import asked

STATES = min(600, 2 * CASES)
CLOSE = 1e-9  # of numbers that some steps of SGD have made large
FAULTS = [
    *(each.in_kit() for each in (KERNEL_TURNED, BIAS_MEAN, LOSER_FED, RELU_OPEN_AT_ZERO, WHOLE_SQUARE)),
    Fault("gradient/model/network.js", "each - rate *", "each + rate *"),
    Fault("gradient/model/way_back.js", "] += by", "] -= by"),
]


@dataclass(frozen=True)
class Way:
    """One way forward: every number by the name of its grid, the last one the loss."""

    numbers: dict[str, Tensor]

    def back(self, names: tuple[str, ...]) -> dict[str, Tensor]:
        """Return the gradient of the loss for each of these numbers, without axes of length 1."""
        found = torch.autograd.grad(self.numbers["loss"], [self.numbers[name] for name in names])
        return {name: each.squeeze() for name, each in zip(names, found, strict=True)}


def ways(state: Settings) -> tuple[Way, Way]:
    """Return the way forward after a state's steps of SGD, and the same after its nudge."""
    network, moved = Network.of(state), Network.of(state)
    for each in (network, moved):
        for _ in range(state.number("updates")):
            each.update(state.number("rate") / THOUSAND)
    if is_nudged(state):
        moved.nudge(state)
    names = ("conv", "active", "pool", "score", "loss", "kernel", "bias", "weights", "input")
    grids = [[*each.layers(), *each.parameters, each.x] for each in (network, moved)]
    way, after = (Way(dict(zip(names, each, strict=True))) for each in grids)
    return way, after


def states() -> list[dict[str, Any]]:
    """Return states of the small networks by chance, as the browser holds them, the figure's start first."""
    small = [each for each in asked("gradient") if each["chosen"]["input"] != "digit"]
    nudged = [each for each in small[STATES:] if is_nudged(TABLE.validate(each["state"]))]
    return [*small[: STATES - len(nudged)], *nudged]


def torch_says(state: Settings) -> list[Any]:
    """Return values, gradients and the loss after the nudge."""
    way, moved = ways(state)
    found = way.back(("score", "weights", "pool", "active", "conv", "kernel", "bias", "input"))
    values = [way.numbers[name] for name in ("conv", "active", "pool", "score", "loss")]
    return [[numbers_of(each) for each in (*values, *found.values())], moved.numbers["loss"].item()]


def wrong(count: int, lessons: Path = LESSONS) -> list[str]:
    """Return the states in which the figure says something else."""
    some = states()[:count]
    found: list[str] = []
    for each, said in zip(some, told("gradient", [one["chosen"] for one in some], lessons), strict=True):
        right = list(flatten(torch_says(TABLE.validate(each["state"]))))
        numbers = [said["values"], said["gradients"], said["moved"]]
        given = list(flatten(numbers)) if "null" not in json.dumps(numbers) else []  # JSON knows no infinity
        agrees = len(given) == len(right) and all(
            math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
            for one, other in zip(given, right, strict=True)
        )
        if not agrees:
            found.append(f"{each['chosen']}: {said}, torch {right}")
    return found


@pytest.mark.slow
def test_every_number_of_the_figure_is_torchs() -> None:
    assert wrong(STATES) == []
    assert sum(is_nudged(TABLE.validate(each["state"])) for each in states()) > STATES / 100


@pytest.mark.slow
def test_the_products_that_are_written_add_up_to_the_gradient_that_is_shown() -> None:
    said = told("gradient", [{**each["chosen"], "parameter": "weight"} for each in states()])
    summed = [each for each in said if each["sum"] is not None]
    assert len(summed) > STATES / 10
    for each in summed:
        assert math.isclose(each["sum"], each["shown"], rel_tol=CLOSE, abs_tol=CLOSE)


COMMENTS = dict(
    zip(
        ("score", "linear.weight", "pooled", "active", "before", "conv.weight", "conv.bias", "x"),
        ("score", "weights", "pooled numbers", "after ReLU", "after Conv2d", "kernel", "bias", "pixels"),
        strict=True,
    )
)


def test_a_comment_names_the_gradients_in_the_order_they_are_printed() -> None:
    for line in answer(TABLE.validate(states()[0]["state"]), "en")["code"]:
        if printed := re.findall(r"shown\(([\w.]+)\.grad\)", line):
            assert line.split("# ")[1].split(", ") == [COMMENTS[each] for each in printed]


test_planted_fault_is_caught = caught(FAULTS, lambda copied: wrong(STATES, copied), keep=1)
