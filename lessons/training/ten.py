"""Ten digits that no run practises, one of each class: shown before anything travels."""

import base64
from typing import Any

import numpy as np

from cnn_core.datasets import load_dataset, to_pixels

CLASSES = range(10)
HUNDREDTHS = 100


def as_data() -> dict[str, Any]:
    """Return the first test digit of each class, pixels in hundredths, a byte each, in base64."""
    digits = load_dataset("digits")
    first = [int(np.argmax(digits.y_test == each)) for each in CLASSES]
    pixels = np.rint(to_pixels(digits.x_test[first]) * HUNDREDTHS).astype(np.uint8)
    return {"ten": base64.b64encode(pixels.tobytes()).decode()}
