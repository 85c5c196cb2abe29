"""MNIST's own framing: longest side 20 pixels, centre of mass in the middle of 28 x 28."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.float64]

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
