"""Which ink belongs together: parts near each other are one sign, dust and the edge of a table are none."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cnn_core.pictures.signs import find_printed_box, find_signs

Box = tuple[int, int, int, int]  # top, left, bottom, right
BAR = (20, 20, 100, 30)  # 80 long: another one is its own sign from a gap of 8 on
LEVEL = (20, 20, 30, 100)
FRAME = [(10, 10, 13, 210), (107, 10, 110, 210), (10, 10, 110, 13), (10, 207, 110, 210)]


def ink_of(*boxes: Box) -> NDArray[np.float64]:
    ink = np.zeros((120, 220))
    for top, left, bottom, right in boxes:
        ink[top:bottom, left:right] = 200
    return ink


# Of some boxes of ink: the corners at top left of the signs, in the order of reading.
SIGNS: dict[str, tuple[list[Box], list[tuple[int, int]]]] = {
    "beside each other": ([BAR, (20, 37, 100, 47)], [(20, 20)]),
    "apart": ([BAR, (20, 38, 100, 48)], [(20, 20), (20, 38)]),
    "below each other": ([LEVEL, (37, 20, 47, 100)], [(20, 20)]),
    "apart downward": ([LEVEL, (38, 20, 48, 100)], [(20, 20), (38, 20)]),
    "across a corner": ([BAR, (107, 37, 117, 117)], [(20, 20)]),
    "one after another": ([BAR, (20, 37, 100, 47), (20, 54, 100, 64)], [(20, 20)]),
    "a small part may be farther": ([BAR, (20, 53, 60, 63)], [(20, 20)]),
    "but not so far": ([BAR, (20, 54, 60, 64)], [(20, 20), (20, 54)]),
    "half as long is not small": ([BAR, (20, 40, 64, 50)], [(20, 20), (20, 40)]),
    "dust": ([BAR, (50, 100, 57, 107)], [(20, 20)]),
    "a dot of some size that is no dust is too short": ([BAR, (50, 100, 70, 110)], [(20, 20)]),
    "two rows, the left one first": ([(5, 150, 45, 160), (10, 20, 50, 30), (70, 80, 110, 90)],
        [(10, 20), (5, 150), (70, 80)]),
    "the edge of a table": ([(0, 0, 120, 12), (20, 60, 100, 70)], [(20, 60)]),
    "nothing but an edge": ([(0, 0, 120, 12)], [(0, 0)]),
    "a stroke to the border is no edge": ([(40, 0, 50, 60), (20, 100, 100, 110)], [(40, 0), (20, 100)]),
    "in a printed box": ([*FRAME, (30, 60, 90, 70)], [(30, 60)]),
    "an empty frame is a sign": (FRAME, [(10, 10)]),
}  # fmt: skip


@pytest.mark.parametrize("name", SIGNS)
def test_what_belongs_together_is_one_sign(name: str) -> None:
    boxes, corners = SIGNS[name]
    ink = ink_of(*boxes)
    found = find_signs(ink, ink > -1)
    assert [(sign.box.top, sign.box.left) for sign in found.signs] == corners
    assert sum(int(sign.mask.sum()) for sign in found.signs) <= np.count_nonzero(ink)


def test_what_lies_along_the_edge_of_a_sheet_is_no_sign_though_it_stands_within_the_picture() -> None:
    shadow, bar = (30, 10, 90, 20), (30, 60, 90, 70)
    ink, sheet = ink_of(shadow, bar), ink_of((10, 10, 110, 200)) > 0
    for paper, lefts in ((sheet, [60]), (ink > -1, [10, 60])):
        assert [sign.box.left for sign in find_signs(ink, paper).signs] == lefts


def test_the_largest_sign_that_is_whole_is_read() -> None:
    bar, beside = (20, 40, 80, 50), (20, 100, 80, 104)
    for boxes, main in (
        ([bar, beside], 0),
        ([beside, (20, 150, 80, 160)], 1),
        ([(0, 40, 80, 52), beside], 1),
    ):
        found = find_signs(ink_of(*boxes), ink_of() > -1)
        assert (len(found.signs), found.main) == (2, main)


@pytest.mark.parametrize(("least", "is_box"), [(30, True), (29, False)])
def test_a_printed_box_is_a_quarter_of_the_picture_high(least: int, is_box: bool) -> None:
    """Of 120 rows; within it something stands."""
    low = 20 + least
    frame = [(20, 20, 22, 120), (low - 2, 20, low, 120), (20, 20, low, 22), (20, 118, low, 120)]
    lines = find_printed_box(ink_of(*frame, (26, 60, low - 6, 66)), 100)
    assert (lines is not None) == is_box
