"""A printed box around a sign, as on forms: found by its four straight sides, whatever way it is turned."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.pictures.filtering import Grey, Mask, label_regions
from cnn_core.pictures.views import box_of

FAINT = 0.5  # of the threshold for ink: a thin line is fainter than a stroke, and must not fall to pieces
LEAST_SIDE = 0.25  # of the view's shorter side
MOST_LINE = 0.08  # of the box's shorter side: a line is thin
LEAST_COVERED = 0.85  # of each side; a circle's sides are covered by half
BINS = 24  # into which a side is cut to see how much of it is there
MOST_TRIED = 6


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
