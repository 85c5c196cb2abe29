"""Ink on paper: from a photographed or drawn sign to a picture like those of MNIST."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.filtering import Grey, Mask, maximum, resized

SIDE = 28
BOX_SIDE = 20
CENTRE = 14  # counted from 0: half a pixel right of and below the middle, as in MNIST


def frame_ink(ink: Grey) -> Grey:
    """Return ink that fills its box as a 28 x 28 picture framed as the digits of MNIST are.

    Args:
        ink: 0 (none) to 1, cropped to its box.

    Shape:
        (height, width) -> (28, 28); longest side 20, centre of mass on pixel 14.

    Source: LeCun, Cortes, Burges, The MNIST database of handwritten digits.

    >>> frame_ink(np.ones((40, 10)))[:, 14].sum()
    np.float64(20.0)
    """
    height, width = ink.shape
    scale = BOX_SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = np.asarray(Image.fromarray(ink.astype(np.float32)).resize(size, Image.Resampling.BOX), np.float64)
    framed = np.zeros((SIDE, SIDE))
    top, left = (_start(small.sum(axis=1 - axis), small.shape[axis]) for axis in (0, 1))
    framed[top : top + small.shape[0], left : left + small.shape[1]] = small
    return framed.clip(0, 1)


def _start(profile: Grey, length: int) -> int:
    """Where the box begins on one axis for its centre of mass to lie on pixel 14, kept inside the picture."""
    centre = float((profile * np.arange(length)).sum() / profile.sum())
    return min(max(round(CENTRE - centre), 0), SIDE - length)


DARK = 25  # grey steps that still count as background
OFF_CENTRE = 1.5  # pixels by which the centre of mass may miss pixel 14


def is_framed(grey: NDArray[np.uint8]) -> bool:
    """Return whether a picture is framed as the digits of MNIST are: 28 x 28, bright on dark, centred.

    Args:
        grey: 0 (background) to 255.

    Shape:
        (height, width).

    Source: LeCun, Cortes, Burges, The MNIST database of handwritten digits.

    >>> digit = np.zeros((28, 28), dtype=np.uint8)
    >>> digit[4:24, 12:16] = 255
    >>> is_framed(digit), is_framed(255 - digit), is_framed(digit[:, :20])
    (True, False, False)
    """
    if grey.shape != (SIDE, SIDE):
        return False
    rows, columns = np.nonzero(grey > DARK)
    if not rows.size or max(np.ptp(rows), np.ptp(columns)) >= BOX_SIDE:
        return False
    weight = grey[rows, columns].astype(np.float64)
    centres = [float(np.average(places, weights=weight)) for places in (rows, columns)]
    return max(abs(centre - CENTRE) for centre in centres) <= OFF_CENTRE


WIDENING_SIDE = 80  # strokes are widened at four times the final size
STROKE_WIDTH = 2.4  # pixels of 28; thinner strokes are widened


def crop_and_widen(ink: Grey, mask: Mask) -> Grey:
    """Return the sign cropped to its box, its strokes at least 2.4 pixels wide once it is 20 pixels long.

    Args:
        ink: 0 to 255.
        mask: True where the sign is.

    Shape:
        (height, width) -> (box height, box width), the longest 80 to 90; 0 (none) to 1.

    >>> ink = np.zeros((300, 300))
    >>> ink[100:200, 150:152] = 180
    >>> crop_and_widen(ink, ink > 0).shape
    (88, 10)
    """
    level = float(np.median(ink[mask]))
    cropped = _cropped(np.where(mask, (ink / level).clip(0, 1), 0))
    scale = WIDENING_SIDE / max(cropped.shape)
    height, width = (max(1, round(side * scale)) for side in cropped.shape)
    resample = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    strength = resized(cropped, (width, height), resample)
    # Widening by r on every side also makes the box 2 r longer, which makes the strokes narrower again.
    missing = STROKE_WIDTH * WIDENING_SIDE - BOX_SIDE * stroke_width(strength > 0.5)
    radius = max(0, round(missing / (2 * (BOX_SIDE - STROKE_WIDTH))))
    return _cropped(_round_maximum(np.pad(strength, radius), radius))


def _cropped(strength: Grey) -> Grey:
    rows, columns = (np.flatnonzero(strength.any(axis=axis)) for axis in (1, 0))
    return strength[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def stroke_width(mask: Mask) -> float:
    """Return the mean width of strokes in pixels, from area and outline.

        width = 2 area / outline, outline = pi / 8 * (crossings of rows and columns + of diagonals / sqrt(2))

    Args:
        mask: True where there is ink.

    Shape:
        (height, width).

    Source: Cauchy and Crofton: an outline is as long as the number of lines it crosses tells.

    >>> bar = np.zeros((50, 50), dtype=bool); bar[5:45, 20:24] = True
    >>> round(stroke_width(bar), 1)
    3.9
    """
    padded = np.pad(mask, 1)
    straight = np.count_nonzero(padded[1:] != padded[:-1]) + np.count_nonzero(padded[:, 1:] != padded[:, :-1])
    diagonal = np.count_nonzero(padded[1:, 1:] != padded[:-1, :-1])
    diagonal += np.count_nonzero(padded[1:, :-1] != padded[:-1, 1:])
    outline = np.pi / 8 * (straight + diagonal / np.sqrt(2))
    return float(2 * np.count_nonzero(mask) / outline)


def _round_maximum(strength: Grey, radius: int) -> Grey:
    """The largest number within a disc around each pixel, row by row of the disc."""
    widest = strength.copy()
    for down in range(radius + 1):
        row = maximum(strength, round((radius**2 - down**2) ** 0.5), axes=(1,))
        for move in {down, -down}:
            moved = np.roll(row, move, axis=0)  # the margin is as wide as the move: nothing wraps round
            np.maximum(widest, moved, out=widest)
    return widest
