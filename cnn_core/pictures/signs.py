"""The signs on a ground: which regions of ink belong together, and which are no sign."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.pictures.filtering import Grey, Mask, label_regions, otsu_threshold, widened
from cnn_core.pictures.printed_box import find_printed_box
from cnn_core.pictures.views import Box, box_of

SMALLEST_SHARE = 0.08  # of the largest region's area; what is smaller is dust
LEAST_OF_PEAK = 0.2  # of the darkest ink: where ink is a few pixels, Otsu's threshold would part the noise
MOST_REGIONS = 60  # more are a texture, and not looked at one by one
HUGS = 0.5  # of a region's length along the border: the edge of a table or of a shadow
NEAR, NEAR_SMALL = 0.1, 0.3  # gap between parts of one sign, in shares of the larger; for a small part
SMALL = 0.55  # of the larger one's length
LEAST_LENGTH = 0.3  # of the longest sign
MERGE_ROUNDS = 40


@dataclass(frozen=True)
class Sign:
    """One sign: where its ink is, (height, width), and the box around it."""

    mask: Mask
    box: Box
    at_border: bool


@dataclass(frozen=True)
class Signs:
    """All signs in reading order; what was dropped with a printed box; how many parts they have."""

    signs: tuple[Sign, ...]
    printed_box: Mask | None
    ink: Mask
    regions: int

    @property
    def all_as_one(self) -> Sign:
        """All signs together, as one."""
        mask = np.logical_or.reduce([sign.mask for sign in self.signs])
        return Sign(mask, box_of(mask), any(sign.at_border for sign in self.signs))

    @property
    def main(self) -> int:
        """The number of the sign that is read unless another is asked for: the largest that is whole."""
        longest = max(sign.box.longest for sign in self.signs)

        def weight(number: int) -> tuple[bool, int]:
            """Return whether a sign is whole and no speck, and how many pixels it has."""
            sign = self.signs[number]
            return not sign.at_border and sign.box.longest > 0.5 * longest, int(sign.mask.sum())

        return max(range(len(self.signs)), key=weight)


def threshold_of(ink: Grey) -> float:
    """Return above which number ink is ink.

    >>> threshold_of(np.array([0.0] * 99 + [200.0])) > 30
    True
    """
    return max(otsu_threshold(ink), LEAST_OF_PEAK * float(ink.max()))


def find_signs(ink: Grey, paper: Mask, *, drop_box: bool = True) -> Signs:
    """Return the signs: ink above a threshold, without dust, printed boxes and the edge of a table.

    Args:
        ink: 0 (paper) to 255; not all equal.
        paper: where there is something to read.
        drop_box: whether a printed box around a sign is left out.

    Shape:
        (height, width).

    >>> ink = np.zeros((40, 90))
    >>> ink[10:30, 20:25] = ink[10:30, 60:65] = ink[:, 80:] = 200
    >>> [sign.box.left for sign in find_signs(ink, ink > -1).signs]
    [20, 60]
    """
    threshold = threshold_of(ink)
    mask = ink > threshold
    lines = find_printed_box(ink, threshold) if drop_box else None
    labels = label_regions(mask if lines is None else mask & ~lines)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    large = np.flatnonzero((sizes >= SMALLEST_SHARE * sizes.max()) & (sizes > 0))
    if not 0 < large.size <= MOST_REGIONS:
        return Signs((), lines, mask, int(large.size))
    large = _without_edges(labels, large, paper)
    large = large[sizes[large] >= SMALLEST_SHARE * sizes[large].max()]
    groups = _grouped([(int(number),) for number in large], [box_of(labels == number) for number in large])
    border = _border_of(paper)
    signs: list[Sign] = []
    for group in groups:
        part = np.isin(labels, group)
        signs.append(Sign(part, box_of(part), bool((part & border).any())))
    longest = max(sign.box.longest for sign in signs)
    kept = [sign for sign in signs if sign.box.longest >= LEAST_LENGTH * longest]
    return Signs(_in_reading_order(kept), lines, mask, int(large.size))


def _border_of(paper: Mask) -> Mask:
    inner = np.pad(paper, 1)
    return paper & widened(~inner, 1)[1:-1, 1:-1]


def _without_edges(labels: NDArray[np.int64], large: NDArray[np.int64], paper: Mask) -> NDArray[np.int64]:
    """All regions but those that lie along the border and round its corner, if there are others."""
    border = _border_of(paper)
    corners = np.zeros_like(border)
    corners[:: max(1, border.shape[0] - 1), :: max(1, border.shape[1] - 1)] = True
    corners |= border & ~paper.all()  # a sheet has no corners of the picture: its whole edge counts
    kept = [
        number
        for number in large
        if not (corners & (labels == number)).any()
        or (border & (labels == number)).sum() < HUGS * box_of(labels == number).longest
    ]
    return np.array(kept or large)


def _grouped(groups: list[tuple[int, ...]], boxes: list[Box]) -> list[tuple[int, ...]]:
    """Regions that are parts of one sign: near each other for their size."""
    for _ in range(MERGE_ROUNDS * MOST_REGIONS):
        pair = next(
            (
                (one, other)
                for one in range(len(boxes))
                for other in range(one)
                if _belong_together(boxes[one], boxes[other])
            ),
            None,
        )
        if pair is None:
            break
        one, other = pair
        groups[other] += groups.pop(one)
        both = boxes[other], boxes.pop(one)
        boxes[other] = Box(
            min(each.top for each in both),
            min(each.left for each in both),
            max(each.bottom for each in both),
            max(each.right for each in both),
        )
    return groups


def _belong_together(one: Box, other: Box) -> bool:
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    across = max(one.left, other.left) - min(one.right, other.right)
    smaller, larger = sorted((one.longest, other.longest))
    near = NEAR_SMALL if smaller < SMALL * larger else NEAR
    return max(down, across) < near * larger


def _in_reading_order(signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """From left to right, row by row: a sign whose middle is below all of a row begins the next."""
    ordered: list[Sign] = []
    left = sorted(signs, key=lambda sign: sign.box.top)
    while left:
        row_end = left[0].box.bottom
        row = [sign for sign in left if (sign.box.top + sign.box.bottom) / 2 <= row_end]
        ordered += sorted(row, key=lambda sign: sign.box.left)
        left = [sign for sign in left if (sign.box.top + sign.box.bottom) / 2 > row_end]
    return tuple(ordered)
