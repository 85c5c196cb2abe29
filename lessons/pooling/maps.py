"""What the pooling figure needs of Python: a written digit, and the kernels."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import HUNDREDTHS, load_weights

DIGIT = 3


def hundredths(numbers: NDArray[np.float64]) -> list[Any]:
    """Return numbers as whole hundredths: so no digit is lost on the way to the browser."""
    return np.rint(numbers * HUNDREDTHS).astype(int).tolist()


@cache
def written_digit() -> NDArray[np.float64]:
    """Return the first 3 among the digits that no network was trained on: (28, 28), 0 to 1, hundredths."""
    digits = load_dataset("digits")
    first = int(np.flatnonzero(digits.y_test == DIGIT)[0])
    return to_pixels(digits.x_test[first])


@cache
def as_data() -> dict[str, Any]:
    """Return the digit and the kernels in hundredths, as JSON values."""
    weights = load_weights("digits")
    return {
        "three": hundredths(written_digit().ravel()),
        "kernels": hundredths(weights.conv_weight.reshape(len(weights.conv_weight), -1)),
        "biases": hundredths(weights.conv_bias),
    }
