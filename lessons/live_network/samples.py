"""The sample pictures of the live network: held-out digits and silhouettes, photos, and simulated paper."""

import io
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.datasets import Dataset, load_dataset, sample_pictures

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
