"""The digits that travel when Train is pressed: 2,000 to practise and 1,000 that are never practised.

Ten of these are shown before.
"""

import base64
import gzip
from typing import Any

import numpy as np

from cnn_core.datasets import load_dataset, to_pixels, whole_hundredths

CLASSES = range(10)
PRACTISED = 2000


def ten_digits() -> dict[str, Any]:
    """Return the first test digit of each class, pixels in hundredths, a byte each, in base64."""
    digits = load_dataset("digits")
    first = [int(np.argmax(digits.y_test == each)) for each in CLASSES]
    pixels = whole_hundredths(to_pixels(digits.x_test[first])).astype(np.uint8)
    return {"ten": base64.b64encode(pixels.tobytes()).decode()}


def as_bytes() -> bytes:
    """Return all pixels in hundredths, a byte each, behind them all classes; packed as HTTP's gzip.

    Order: the first 2,000 training digits, then the 1,000 test digits. Deterministic, for its address lasts.
    """
    digits = load_dataset("digits")
    pictures = np.concatenate([digits.x_train[:PRACTISED], digits.x_test])
    pixels = whole_hundredths(to_pixels(pictures)).astype(np.uint8)
    classes = np.concatenate([digits.y_train[:PRACTISED], digits.y_test])
    return gzip.compress(pixels.tobytes() + classes.tobytes(), 9, mtime=0)
