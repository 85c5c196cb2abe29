"""A drawing on home's pad becomes the picture that Python would make of it, at once and in the browser."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from cnn_core.pictures.framing import crop_and_widen, frame_ink
from tests.oracle.planted import Fault, caught
from tests.oracle.twin import ARITHMETIC, answers

SIDE = 200
CASES = 10
FAULTS = [
    Fault("drawn_digit.js", "const CENTRE = 14;", "const CENTRE = 13;"),
    Fault("drawn_digit.js", "const STROKE_WIDTH = 2.4;", "const STROKE_WIDTH = 1.4;"),
    Fault("drawn_digit.js", "centre - support + HALF", "centre - support"),
]


@cache
def drawings() -> list[NDArray[np.float64]]:
    """Return strokes of every width between random points, their edges half inked, as a canvas has them."""
    random = np.random.default_rng(20)
    rows, columns = np.mgrid[:SIDE, :SIDE]
    found = list[NDArray[np.float64]]()
    for _ in range(CASES):
        ink = np.zeros((SIDE, SIDE))
        width = random.uniform(8, 26)
        corners = [[20, 20], [SIDE - 20, SIDE - 20]]  # larger than 80 pixels: it is made smaller
        points = np.vstack([corners, random.uniform(12, SIDE - 12, (3, 2))])
        for start, end in pairwise(points):
            for share in np.linspace(0, 1, 60):
                row, column = start + share * (end - start)
                ink = np.maximum(ink, (width / 2 + 0.5 - np.hypot(rows - row, columns - column)).clip(0, 1))
        found.append(np.rint(ink * 255) / 255)
    return found


def differences(folder: Path) -> list[int]:
    """Return by how many hundredths a pixel differs at most, drawing by drawing."""
    inks = drawings()
    grids = [{"height": SIDE, "width": SIDE, "values": ink.ravel().tolist()} for ink in inks]
    found = answers([("digitOf", [grid]) for grid in grids], folder)
    assert all(np.median(ink[ink > 0]) == 1 for ink in inks)
    wanted = [100 * frame_ink(crop_and_widen(255 * ink, ink > 0)).ravel() for ink in inks]
    return [int(np.abs(one - other).max()) for one, other in zip(found, wanted, strict=True)]


@pytest.mark.slow
def test_the_twin_reads_a_drawing_as_python_does() -> None:
    assert max(differences(ARITHMETIC)) == 0


test_planted_fault_is_caught = caught(FAULTS, lambda copied: max(differences(copied)), ARITHMETIC)


def test_nothing_drawn_is_no_digit() -> None:
    empty = {"height": SIDE, "width": SIDE, "values": [0] * SIDE**2}
    assert answers([("digitOf", [empty])]) == [None]
