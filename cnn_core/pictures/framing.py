"""A picture like those of MNIST: of ink, its frame and its width; of a photograph, its middle made small."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.filtering import Grey, Mask, gaussian_blur, maximum, resized

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
LONGEST_SIDES = (BOX_SIDE - 1, BOX_SIDE)  # of what is brighter: the rim of a digit is faint
OFF_CENTRE = 1.5  # pixels by which the centre of mass may miss pixel 14


def is_framed(grey: NDArray[np.uint8]) -> bool:
    """Return whether a picture is framed as MNIST's digits are: 28 x 28, bright on dark, 20 long, centred.

    Args:
        grey: 0 (background) to 255.

    Shape:
        (height, width).

    Source: LeCun, Cortes, Burges, The MNIST database of handwritten digits.

    >>> digit = np.zeros((28, 28), dtype=np.uint8)
    >>> digit[4:24, 12:16] = 255
    >>> is_framed(digit), is_framed(255 - digit), is_framed(digit[:, :20])
    (True, False, False)
    >>> digit[:9] = digit[19:] = 0  # ten pixels long
    >>> is_framed(digit)
    False
    """
    if grey.shape != (SIDE, SIDE):
        return False
    rows, columns = np.nonzero(grey > DARK)
    if not rows.size or max(np.ptp(rows), np.ptp(columns)) + 1 not in LONGEST_SIDES:
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


FLAT = 12  # grey steps; a picture with less contrast is blank
SMOOTH = 24  # grey steps that are left once light falling off in any way is taken away: no outline, no fog
ROUGH = 36  # grey steps from pixel to pixel; the noise of a camera spans fewer
COARSE = 16  # grey steps that are left of that grain in a copy of a quarter of the size; a texture keeps more
WIDE = 150  # grey steps; blank paper in uneven light does not span so many


def centre_square(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the largest square in the middle of a picture.

    Args:
        grey: 0 (black) to 255 (white).

    Shape:
        (height, width) -> (side, side), side = min(height, width).

    >>> centre_square(np.array([[1, 2, 3, 4]], dtype=np.uint8)).tolist()
    [[2]]
    """
    height, width = grey.shape
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return grey[top : top + side, left : left + side]


def shrink_square(square: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return a square picture as 28 x 28 numbers from 0 (black) to 1 (white); bright stays bright.

    Args:
        square: 0 (black) to 255 (white).

    Shape:
        (side, side) -> (28, 28).

    >>> float(shrink_square(np.full((56, 56), 255, dtype=np.uint8)).min())
    1.0
    """
    resample = Image.Resampling.BOX if len(square) >= SIDE else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(square).resize((SIDE, SIDE), resample), np.float64) / 255


def grey_range(grey: NDArray[np.uint8]) -> float:
    """Return by how many grey steps bright and dark parts differ, a hundredth at each end left out.

    Args:
        grey: 0 (black) to 255 (white).

    Shape:
        any.

    >>> grey_range(np.array([[10, 10, 200, 200]], dtype=np.uint8))
    190.0
    """
    return float(np.ptp(np.percentile(grey, (1, 99))))


def is_blank(grey: NDArray[np.uint8]) -> bool:
    """Return whether a picture shows nothing but a surface: of one grey, or slowly from one grey to another.

    Args:
        grey: 0 (black) to 255 (white).

    Shape:
        (height, width).

    >>> is_blank(np.full((40, 40), 7, dtype=np.uint8))
    True
    """
    if grey_range(grey) < FLAT:
        return True
    small = np.asarray(Image.fromarray(grey).resize((SIDE, SIDE), Image.Resampling.BOX), np.float64)
    places = np.linspace(-1, 1, SIDE)
    across, down = (each.ravel() for each in np.meshgrid(places, places))
    light = np.stack([across**0, across, down, across**2, across * down, down**2], axis=1)
    uneven = (small.ravel() - light @ np.linalg.lstsq(light, small.ravel(), rcond=None)[0]).reshape(
        SIDE, SIDE
    )
    grain = grey - gaussian_blur(grey.astype(np.float64), 1.0)
    is_even = float(np.ptp(uneven)) < SMOOTH and float(np.ptp(np.percentile(grain, (1, 99)))) < ROUGH
    return is_even and _texture(grey) < COARSE and grey_range(grey) < WIDE


def _texture(grey: NDArray[np.uint8]) -> float:
    """By how many grey steps squares of 4 x 4 pixels differ from those nearby: no grain is left in them."""
    size = tuple(max(1, side // 4) for side in grey.shape[::-1])
    coarse = resized(grey.astype(np.float64), (size[0], size[1]), Image.Resampling.BOX)
    return float(np.ptp(np.percentile(coarse - gaussian_blur(coarse, 2.0), (1, 99))))
