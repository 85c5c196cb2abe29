"""Ink on paper: from a photographed or drawn sign to a picture like those of MNIST."""

import numpy as np
from PIL import Image

from cnn_core.pictures.filtering import Grey, Mask, maximum, resized
from cnn_core.pictures.framing import BOX_SIDE

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
