"""The pictures that come with the course: labelled 28x28 sets, and a few sample pictures as files."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA_FOLDER = Path(__file__).parent / "data"

LABELS = {
    "digits": tuple("0123456789"),
    "cats_dogs": ("cat", "dog"),
    "cats_dogs_fit20": ("cat", "dog"),
}

SAMPLE_FILES = {
    "paper_3": "10_paper_3_simulated.jpg",
    "paper_4": "11_paper_4_simulated.jpg",
    "paper_7": "09_paper_7_simulated.jpg",
    "cat": "01_cat.jpg",
    "camera": "02_camera.jpg",
    "coffee": "03_coffee.jpg",
    "rocket": "04_rocket.jpg",
    "coins": "05_coins.jpg",
    "brick": "06_brick.jpg",
    "text": "07_text.png",
    "horse": "08_horse.png",
}


@dataclass(frozen=True)
class Dataset:
    """Labelled pictures in two parts that share no picture; `labels[y]` is the name of class `y`."""

    x_train: NDArray[np.uint8]
    y_train: NDArray[np.uint8]
    x_test: NDArray[np.uint8]
    y_test: NDArray[np.uint8]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class SamplePicture:
    """A picture file that comes with the course, as a visitor could have uploaded it."""

    id: str
    file_name: str
    data: bytes


def load_dataset(name: str) -> Dataset:
    """Return one of the shipped sets of labelled pictures.

    Args:
        name: "digits" (6,000 + 1,000 of MNIST), "cats_dogs" or "cats_dogs_fit20" (1,500 + 400 silhouettes;
            fit20: longest side 20 pixels, centred, so that a move of 4 pixels cuts nothing off).

    Shape:
        x: (pictures, 28, 28), uint8, 0 = background, 255 = bright. y: (pictures,), uint8.

    Raises:
        KeyError: there is no set of that name.

    Source: cnn_core/data/PROVENANCE.md.

    >>> digits = load_dataset("digits")
    >>> digits.x_train.shape, digits.x_test.shape
    ((6000, 28, 28), (1000, 28, 28))
    """
    labels = LABELS[name]
    with np.load(DATA_FOLDER / f"{name}.npz", allow_pickle=False) as arrays:
        return Dataset(arrays["x_train"], arrays["y_train"], arrays["x_test"], arrays["y_test"], labels)


def to_pixels(grey: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return grey values as the numbers a network of this course reads: hundredths from 0 to 1.

        pixel = round(100 * grey / 255) / 100

    Hundredths, so that every sum a lesson shows can be done by hand from the digits shown; rounding the
    pixels of MNIST so changes no answer of the shipped network noticeably.

    Args:
        grey: 0 (black) to 255 (white).

    Shape:
        any shape; the answer has the same.

    >>> to_pixels(np.array([0, 76, 255], dtype=np.uint8)).tolist()
    [0.0, 0.3, 1.0]
    """
    return np.rint(grey.astype(np.float64) * (100 / 255)) / 100


def whole_hundredths(numbers: NDArray[np.float64]) -> NDArray[np.int16]:
    """Return pixels or weights as whole hundredths, in which they travel: so no digit of theirs is lost.

    Args:
        numbers: multiples of 0.01, each less than 327.68.

    Shape:
        any shape; the answer has the same.

    >>> whole_hundredths(np.array([0.57, -0.29])).tolist()
    [57, -29]
    """
    return np.rint(numbers * 100).astype(np.int16)


def sample_pictures() -> tuple[SamplePicture, ...]:
    """Return the shipped sample pictures in the order in which a page offers them.

    The three "paper" pictures are simulated: drawn by a program, not photographed.

    Source: cnn_core/data/PROVENANCE.md.

    >>> [sample.id for sample in sample_pictures()][:4]
    ['paper_3', 'paper_4', 'paper_7', 'cat']
    """
    return tuple(
        SamplePicture(sample_id, file_name, (DATA_FOLDER / "photos" / file_name).read_bytes())
        for sample_id, file_name in SAMPLE_FILES.items()
    )
