"""The signs on a ground: which regions of ink belong together, and which are none, such as a printed box."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.pictures.filtering import Grey, Mask, label_regions, otsu_threshold, widened
from cnn_core.pictures.views import Box, box_of

FAINT = 0.5  # of the threshold for ink: a thin line is fainter than a stroke, and must not fall to pieces
LEAST_SIDE = 0.25  # of the view's shorter side
MOST_LINE = 0.08  # of the box's shorter side: a line is thin
LEAST_COVERED = 0.85  # of each side; a circle's sides are covered by half
BINS = 24  # into which a side is cut to see how much of it is there
MOST_TRIED = 6


@dataclass(frozen=True)
class Outline:
    """The box around a sign on the upright original, in shares of its height and width, 0 to 1."""

    top: float
    left: float
    bottom: float
    right: float


@dataclass(frozen=True)
class _Turned:
    """The narrowest rectangle around a region: its pixels along two axes, from 0."""

    along: Grey
    across: Grey


def find_printed_box(ink: Grey, threshold: float) -> Mask | None:
    """Return where the lines of printed boxes are that enclose something; None where there is none.

    Args:
        ink: 0 (paper) to 255.
        threshold: above which it counts as ink.

    Shape:
        (height, width) -> (height, width).

    >>> ink = np.zeros((100, 100))
    >>> ink[10:90, 10:90] = 200; ink[13:87, 13:87] = 0; ink[40:60, 45:55] = 200
    >>> lines = find_printed_box(ink, 100)
    >>> lines is not None and (bool(lines[11, 50]), bool(lines[50, 50]))
    (True, False)
    """
    labels = label_regions(ink > FAINT * threshold)
    large = [
        number
        for number in np.argsort(-np.bincount(labels.ravel())[1:])[:MOST_TRIED] + 1
        if min(box_of(labels == number).height, box_of(labels == number).width) >= LEAST_SIDE * min(ink.shape)
    ]
    lines = np.zeros_like(labels, dtype=np.bool_)
    for number in large:
        found = _lines_of(labels == number, ink > threshold)
        if found is not None:
            lines |= found
    return lines if lines.any() else None


def _lines_of(region: Mask, ink: Mask) -> Mask | None:
    """The lines of one box, widened to what is faint beside them; None if it is no box, or an empty one."""
    places = np.argwhere(region).astype(np.float64)
    angle = _narrowest(places)
    turned = _turned(places, angle, places)
    sides = [
        (distance, end)
        for distance, end in (
            (turned.along, turned.across),
            (turned.along.max() - turned.along, turned.across),
            (turned.across, turned.along),
            (turned.across.max() - turned.across, turned.along),
        )
    ]
    shorter = float(min(turned.along.max(), turned.across.max()))
    widths = [_line_width(distance, end, MOST_LINE * shorter) for distance, end in sides]
    if any(width is None for width in widths):
        return None
    rows, columns = np.indices(region.shape)
    everywhere = _turned(np.stack([rows.ravel(), columns.ravel()], axis=1).astype(np.float64), angle, places)
    nearest, inside = _from_sides(everywhere, turned, region.shape)
    line = max(width for width in widths if width is not None)
    band = (nearest <= line + 1.5) & (nearest >= -2)
    inner = ink & inside & ~band
    dividers = _dividers(inner, shorter, line)
    if not _holds_something(inner & ~dividers, shorter):
        return None
    return band | dividers


def _from_sides(everywhere: _Turned, turned: _Turned, shape: tuple[int, ...]) -> tuple[Grey, Mask]:
    """How far each pixel is from the nearest side, inside positive; and whether it lies inside."""
    length, breadth = turned.along.max(), turned.across.max()
    nearest = np.minimum.reduce(
        [everywhere.along, length - everywhere.along, everywhere.across, breadth - everywhere.across]
    ).reshape(shape)
    return nearest, nearest > 0


def _narrowest(places: Grey) -> float:
    """The angle at which the rectangle around the places is smallest."""
    some = places[:: max(1, len(places) // 1000)]
    best = 0.0
    for reach, step in ((45.0, 3.0), (3.0, 0.5), (0.5, 0.1)):
        angles = np.deg2rad(np.arange(best - reach, best + reach, step))
        along = some @ np.array((np.cos(angles), np.sin(angles)))
        across = some @ np.array((-np.sin(angles), np.cos(angles)))
        best = float(np.rad2deg(angles[np.argmin(np.ptp(along, axis=0) * np.ptp(across, axis=0))]))
    return float(np.deg2rad(best))


def _turned(places: Grey, angle: float, origin: Grey) -> _Turned:
    along, across = (
        np.array((np.cos(angle), np.sin(angle))),
        np.array((-np.sin(angle), np.cos(angle))),
    )
    return _Turned(places @ along - (origin @ along).min(), places @ across - (origin @ across).min())


def _line_width(distance: Grey, along: Grey, most: float) -> float | None:
    """How wide the line on one side is; None if there is no line along all of that side."""
    bins = np.minimum((along / max(float(along.max()), 1.0) * BINS).astype(int), BINS - 1)
    near = distance <= most
    if np.unique(bins[near]).size < LEAST_COVERED * BINS:
        return None
    farthest: NDArray[np.float64] = np.array(
        [distance[near & (bins == number)].max() for number in np.unique(bins[near])]
    )
    return float(np.median(farthest)) if np.median(farthest) < most * 0.95 else None


def _dividers(inner: Mask, shorter: float, line: float) -> Mask:
    """Lines that part a row of boxes: as thin as the box's own, from one side to the other."""
    labels = label_regions(inner)
    dividers = np.zeros_like(inner)
    for number in range(1, min(int(labels.max()), 40) + 1):
        box = box_of(labels == number)
        is_long = box.longest >= 0.8 * (shorter - 2 * line)
        is_thin = np.count_nonzero(labels == number) <= (line + 3) * box.longest
        if is_long and is_thin and min(box.height, box.width) <= 2 * line + 0.1 * box.longest:
            dividers |= labels == number
    return dividers


def _holds_something(inner: Mask, shorter: float) -> bool:
    labels = label_regions(inner)
    sizes = np.bincount(labels.ravel())[1:]
    return bool(sizes.size) and box_of(labels == 1 + int(sizes.argmax())).longest >= 0.1 * shorter


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
