"""The nets of one seed as the figures run them in the browser, with the samples and the shuffled order."""

import base64
import zlib
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import shuffle
from cnn_core.three_nets import HUNDREDTHS, PRACTICES, TRAINED, load_hundredths
from lessons.why_cnn import patches

SHOWN_SEED = 0
# Which of the held-out pictures: two of each class that the dense net loses at 4 pixels, one that it keeps.
SAMPLES = {"cat_1": 49, "cat_2": 40, "cat_3": 1, "dog_1": 157, "dog_2": 276, "dog_3": 336}


def packed(numbers: NDArray[np.int16]) -> str:
    """Return whole numbers as one text: 16 bits each, the low byte first, deflated, in base64."""
    return base64.b64encode(zlib.compress(numbers.astype("<i2").tobytes(), 9)).decode()


@cache
def as_data() -> dict[str, Any]:
    """Return every net of the shown seed, the samples in hundredths, the order of the shuffled pixels."""
    weights = {
        f"{practice} {name} {key}": packed(values)
        for practice in PRACTICES
        for name in TRAINED
        # The browser shuffles the columns of the dense net itself.
        if (practice, name) != ("shuffled", "dense")
        for key, values in load_hundredths(name, SHOWN_SEED, practice).items()
    }
    pixels = held_out()[0]
    samples = {name: packed(np.rint(pixels[SAMPLES[name]] * HUNDREDTHS).astype(np.int16)) for name in SAMPLES}
    order = packed(np.array(shuffle(), dtype=np.int16))
    return {"weights": weights, "samples": samples, "order": order, "patches": patches.as_data(packed)}
