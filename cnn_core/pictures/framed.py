"""Pictures that already look like those of MNIST pass unchanged."""

import numpy as np
from numpy.typing import NDArray

from cnn_core.pictures.framing import BOX_SIDE, CENTRE, SIDE

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
