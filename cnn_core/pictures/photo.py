"""A photograph, simply made small: grey, the square in its middle, 28 x 28."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.drawing import SIDE
from cnn_core.pictures.filtering import gaussian_blur, resized

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
