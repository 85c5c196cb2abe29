"""The second judge of the way back: the loss itself, when one parameter is moved a little to both sides."""

import random
from pathlib import Path

import pytest

from tests.oracle import backward_sweeps, twin
from tests.oracle.case import Json
from tests.oracle.planted import Fault, copy_of_twin
from tests.oracle.sweeps import CASES
from tests.oracle.test_twin import BIAS_MEAN, LOSING_CELL, PIXEL_FORGOTTEN

STEP = 1e-5
CLOSE = 1e-3  # what the loss bends within a step lies far below, a wrong rule far above
NETWORKS = max(20, CASES // 25)
ASKED = 6  # parameters of each


def slopes(folder: Path = twin.ARITHMETIC) -> list[tuple[float, float, float]]:
    """Return gradients of small networks, and the slope of the loss to their left and right."""
    chance = random.Random("slopes")
    calls: list[tuple[str, list[Json]]] = []
    asked: list[list[int]] = []
    for _ in range(NETWORKS):
        flat, *rest = backward_sweeps.batch_gradients(chance).arguments
        asked.append(chance.sample(range(len(flat)), min(ASKED, len(flat))))
        calls.append(("batchGradients", [flat, *rest]))
        moved = [[*flat[:at], flat[at] + by, *flat[at + 1 :]] for at in asked[-1] for by in (STEP, -STEP)]
        calls += [("batchGradients", [numbers, *rest]) for numbers in moved]
    answers = iter(answer["answer"] for answer in twin.run(calls, folder))
    found: list[tuple[float, float, float]] = []
    for places in asked:
        here = next(answers)
        for at in places:
            up, down = next(answers)["loss"], next(answers)["loss"]
            found.append((here["gradients"][at], (here["loss"] - down) / STEP, (up - here["loss"]) / STEP))
    return found


def smooth(folder: Path = twin.ARITHMETIC) -> list[tuple[float, float]]:
    """Return gradient and slope wherever the loss has no kink."""
    return [(got, (left + right) / 2) for got, left, right in slopes(folder) if abs(left - right) < CLOSE]


def test_the_gradient_is_the_slope_of_the_loss() -> None:
    asked = smooth()
    assert len(asked) > NETWORKS  # kinks are few
    assert any(gradient for gradient, _ in asked)
    assert max(abs(gradient - slope) for gradient, slope in asked) < CLOSE


@pytest.mark.slow
@pytest.mark.alike("fault", keep=2)
@pytest.mark.parametrize("fault", [BIAS_MEAN, LOSING_CELL, PIXEL_FORGOTTEN])
def test_planted_fault_is_caught(fault: Fault, tmp_path: Path) -> None:
    copied = copy_of_twin(twin.ARITHMETIC, tmp_path, fault)
    assert max(abs(gradient - slope) for gradient, slope in smooth(copied)) > CLOSE
