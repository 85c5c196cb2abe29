"""What is shipped with the live network: sample pictures; the nets, with what they reach on unseen ones."""

import base64
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.datasets import Dataset, load_dataset, sample_pictures, whole_hundredths
from cnn_core.held_out import HELD_OUT, measured_when_moved
from cnn_core.network import SHIPPED_WEIGHTS, load_weights, measured_accuracy

SIMULATED = "paper_"
ANIMALS_EACH = 2


@dataclass(frozen=True)
class Sample:
    """A picture file to choose from; `way` is how it is read unless the visitor says otherwise."""

    id: str
    data: bytes
    way: str | None = None


def _png(grey: NDArray[np.uint8]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(grey).save(file, "PNG")
    return file.getvalue()


def _held_out(data: Dataset, label: int, number: int = 0) -> bytes:
    """Return one picture of the test part as a file: the first of its class, or a later one."""
    return _png(data.x_test[np.flatnonzero(data.y_test == label)[number]])


def _digits() -> list[Sample]:
    digits = load_dataset("digits")
    return [Sample(f"digit_{name}", _held_out(digits, label)) for label, name in enumerate(digits.labels)]


def _animals() -> list[Sample]:
    # They are 28 x 28 already and are not framed like digits: read as photos they pass unchanged.
    animals = load_dataset("cats_dogs")
    return [
        Sample(f"{name}_{number + 1}", _held_out(animals, label, number), "photo")
        for label, name in enumerate(animals.labels)
        for number in range(ANIMALS_EACH)
    ]


@cache
def samples() -> dict[str, Sample]:
    """Return all samples by their ids, in the order in which the page offers them.

    Digits and silhouettes are the first of each class among the pictures that no network was trained on.
    """
    files = [Sample(each.id, each.data) for each in sample_pictures()]
    paper = [each for each in files if each.id.startswith(SIMULATED)]
    photos = [each for each in files if not each.id.startswith(SIMULATED)]
    return {each.id: each for each in [*paper, *_digits(), *_animals(), *photos]}


def packed(hundredths: np.ndarray[Any, np.dtype[np.int16]]) -> str:
    """Return many whole numbers as one text: 16 bits each, the low byte first, in base64."""
    return base64.b64encode(hundredths.astype("<i2").tobytes()).decode()


@cache
def _net(name: str) -> dict[str, Any]:
    weights = load_weights(name)
    return {
        "kernels": whole_hundredths(weights.conv_weight).reshape(len(weights.conv_weight), -1).tolist(),
        "biases": whole_hundredths(weights.conv_bias).tolist(),
        "linear": packed(whole_hundredths(weights.linear_weight).ravel()),
        "linear_bias": whole_hundredths(weights.linear_bias).tolist(),
        "classes": list(weights.labels),
        "pictures": len(load_dataset(HELD_OUT[name]).y_test),
        "right_when_moved": measured_when_moved(name),
        "right_by_seed": list(measured_accuracy(name)[HELD_OUT[name]].right_by_seed),
    }


@cache
def as_data() -> dict[str, Any]:
    """Return every shipped network by its name, all weights in hundredths, as JSON values."""
    return {name: _net(name) for name in SHIPPED_WEIGHTS}
