"""What the figures of the folds draw from: silhouettes, two nets that read them, weights and pieces."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.three_nets import load_hundredths
from lessons.kit.silhouettes.packing import SHOWN_SEED, packed, packed_samples, packed_weights
from lessons.live_network import patches

UNITS = 8


def strongest_units() -> NDArray[np.int16]:
    """Return the first weights of the dense net's units on which its answer leans most, the strongest first.

    They are in hundredths, above 0 where ink speaks for cat.

    Shape:
        (8, 784).
    """
    weights = load_hundredths("dense", SHOWN_SEED)
    cat, dog = weights["3.weight"].astype(int)
    pull = cat - dog
    strongest = np.argsort(-np.abs(pull), kind="stable")[:UNITS]
    return (weights["1.weight"][strongest] * np.sign(pull[strongest])[:, None]).astype(np.int16)


@cache
def as_data() -> dict[str, Any]:
    """Return the two convolutional nets of the shown seed, samples, the dense net's units, and pieces."""
    return {
        "weights": packed_weights([("centred", "flatten"), ("centred", "global")]),
        "samples": packed_samples(),
        "units": packed(strongest_units()),
        "patches": patches.as_data(packed),
    }
