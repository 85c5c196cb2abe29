"""Silhouettes and the nets of the shown seed as several lessons hand them to the browser."""

import base64
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from cnn_core.datasets import whole_hundredths
from cnn_core.moved_accuracy import held_out
from cnn_core.three_nets import load_hundredths

SHOWN_SEED = 0
# Which of the held-out pictures: two of each class that the dense net loses at 4 pixels, one that it keeps.
SAMPLES = {"cat_1": 49, "cat_2": 40, "cat_3": 1, "dog_1": 157, "dog_2": 276, "dog_3": 336}


def packed(numbers: NDArray[np.int16]) -> str:
    """Return whole numbers as one text: 16 bits each, the low byte first, deflated, in base64."""
    return base64.b64encode(zlib.compress(numbers.astype("<i2").tobytes(), 9)).decode()


def packed_weights(nets: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return weights in hundredths, by practice, net and PyTorch's name: "centred dense 1.weight".

    Args:
        nets: practice and name of each, of `three_nets.PRACTICES` and `TRAINED`.
    """
    return {
        f"{practice} {name} {key}": packed(values)
        for practice, name in nets
        for key, values in load_hundredths(name, SHOWN_SEED, practice).items()
    }


def packed_samples() -> dict[str, str]:
    """Return the pictures to choose from, in hundredths, by their names."""
    pixels = held_out()[0]
    return {name: packed(whole_hundredths(pixels[place])) for name, place in SAMPLES.items()}
