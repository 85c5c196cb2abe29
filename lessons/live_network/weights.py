"""The shipped networks as the figure needs them: every weight, and what they reach on unseen pictures."""

import base64
from functools import cache
from typing import Any

import numpy as np

from cnn_core.datasets import load_dataset
from cnn_core.held_out import HELD_OUT, measured_when_moved
from cnn_core.network import HUNDREDTHS, SHIPPED_WEIGHTS, load_weights, measured_accuracy


def _hundredths(numbers: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.int16]]:
    return np.rint(numbers * HUNDREDTHS).astype("<i2")


def packed(hundredths: np.ndarray[Any, np.dtype[np.int16]]) -> str:
    """Return many whole numbers as one text: 16 bits each, the low byte first, in base64."""
    return base64.b64encode(hundredths.astype("<i2").tobytes()).decode()


@cache
def _net(name: str) -> dict[str, Any]:
    weights = load_weights(name)
    assert weights.linear_weight is not None
    assert weights.linear_bias is not None
    return {
        "kernels": _hundredths(weights.conv_weight).reshape(len(weights.conv_weight), -1).tolist(),
        "biases": _hundredths(weights.conv_bias).tolist(),
        "linear": packed(_hundredths(weights.linear_weight).ravel()),
        "linear_bias": _hundredths(weights.linear_bias).tolist(),
        "classes": list(weights.labels),
        "pictures": len(load_dataset(HELD_OUT[name]).y_test),
        "right_when_moved": measured_when_moved(name),
        "right_by_seed": list(measured_accuracy(name)[HELD_OUT[name]].right_by_seed),
    }


@cache
def as_data() -> dict[str, Any]:
    """Return every shipped network by its name, all weights in hundredths, as JSON values."""
    return {name: _net(name) for name in SHIPPED_WEIGHTS}
