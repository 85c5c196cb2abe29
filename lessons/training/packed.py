"""The digits that travel when Train is pressed: 2,000 to practise and 1,000 that are never practised."""

import gzip

import numpy as np

from cnn_core.datasets import load_dataset, to_pixels

PRACTISED = 2000
HUNDREDTHS = 100


def as_bytes() -> bytes:
    """Return all pixels in hundredths, a byte each, behind them all classes; packed as HTTP's gzip.

    Order: the first 2,000 training digits, then the 1,000 test digits. Deterministic, for its address lasts.
    """
    digits = load_dataset("digits")
    pictures = np.concatenate([digits.x_train[:PRACTISED], digits.x_test])
    pixels = np.rint(to_pixels(pictures) * HUNDREDTHS).astype(np.uint8)
    classes = np.concatenate([digits.y_train[:PRACTISED], digits.y_test])
    return gzip.compress(pixels.tobytes() + classes.tobytes(), 9, mtime=0)
