"""How many digits are read: on simulated paper, and in pictures as people make them; prints, asserts nothing.

    python -m tests.bench.bench_pictures [digits a row, default 100] [pictures a kind, default 60] [seed]

Beside each row of paper stands the accuracy that the recipe reached when the course was planned, beside each
kind of picture how many are wanted.
"""

import sys
import time
from collections.abc import Callable
from io import BytesIO

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from cnn_core.datasets import load_dataset, sample_pictures, to_pixels
from cnn_core.network import load_weights
from cnn_core.pictures import PictureError, prepare
from cnn_core.pictures.filtering import otsu_threshold
from cnn_core.pictures.framing import frame_ink
from cnn_core.training import predictions
from tests.bench.people_scenes import KINDS, Made, Maker
from tests.bench.simulated_paper import Scene, photograph

Grey = NDArray[np.float64]

LIGHT_AND_PEN = (
    ("even light, marker", Scene(), 0.970),
    ("uneven light, marker", Scene("uneven"), 0.969),
    ("uneven light, thin pen", Scene("uneven", "thin"), 0.957),
    ("hard shadow, marker", Scene("shadow"), 0.926),
    ("hard shadow, thin pen", Scene("shadow", "thin"), 0.881),
)
OTHER = (
    ("chalk on a board", Scene("uneven", surface="board"), 0.964),
    ("squared paper", Scene("uneven", surface="squared"), 0.950),
    ("squared paper, thin pen", Scene("uneven", "thin", surface="squared"), 0.950),
    ("blue pen", Scene("uneven", ink="blue"), 0.958),
    ("cropped tightly", Scene("uneven", tight=True), 0.936),
    ("tilted 20 degrees", Scene("uneven", tilt=20), 0.816),
)
MOST_SIGNS = 4
PHOTOS = {"cat", "camera", "coffee", "rocket", "coins", "brick", "text"}


def plain_resize(file_bytes: bytes) -> Grey:
    grey = Image.open(BytesIO(file_bytes)).convert("L").resize((28, 28), Image.Resampling.BOX)
    return np.asarray(grey, np.float64) / 255


def resize_and_invert(file_bytes: bytes) -> Grey:
    return 1 - plain_resize(file_bytes)


def one_threshold(file_bytes: bytes) -> Grey:
    """MNIST's framing after one threshold for the whole picture."""
    dark = 255 - np.asarray(Image.open(BytesIO(file_bytes)).convert("L"), np.float64)
    mask = dark > otsu_threshold(dark)
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    return frame_ink(mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float64))


def the_recipe(file_bytes: bytes) -> Grey:
    try:
        return prepare(file_bytes).pixels
    except PictureError:
        return np.zeros((28, 28))


def way_taken(file_bytes: bytes) -> str:
    try:
        return prepare(file_bytes).way
    except PictureError as error:
        return error.reason


Way = Callable[[bytes], Grey]
Row = tuple[str, Scene, float]


def print_table(title: str, rows: tuple[Row, ...], ways: tuple[Way, ...], count: int) -> None:
    digits, weights = load_dataset("digits"), load_weights("digits")
    clean, labels = digits.x_test[:count], digits.y_test[:count]
    share = float((predictions(weights, to_pixels(clean)) == labels).mean())
    print(f"\n{title} ({count} digits; the same clean: {share:.3f})")
    print(
        f"{'':26}"
        + "".join(f"{way.__name__:>19}" for way in ways)
        + "    to reach   ms a picture   as drawing"
    )
    for name, scene, goal in rows:
        rng = np.random.default_rng(7)
        files = [photograph(digit, scene, rng) for digit in clean]
        cells, milliseconds = "", 0.0
        for way in ways:
            start = time.perf_counter()
            pixels = np.stack([way(file) for file in files])
            milliseconds = 1000 * (time.perf_counter() - start) / count
            cells += f"{(predictions(weights, pixels) == labels).mean():19.3f}"
        drawings = [way_taken(file) for file in files].count("drawing") / count
        print(f"{name:26}{cells}{goal:12.3f}{milliseconds:15.1f}{drawings:13.3f}")


def is_right(made: Made) -> bool:
    """Whether the sign that was chosen is read, and whether there are as many as were drawn."""
    try:
        prepared = prepare(made.file)
    except PictureError:
        return False
    if not made.labels:
        return prepared.way == "photo"
    if prepared.way != "drawing":
        return False
    answer = int(predictions(load_weights("digits"), prepared.pixels[None])[0])
    if len(made.labels) == 1:
        return answer == made.labels[0]
    from_left = sorted(range(len(prepared.signs)), key=lambda number: prepared.signs[number].left)
    return len(from_left) == len(made.labels) and answer == made.labels[from_left.index(prepared.sign)]


def scenes(make: Maker, count: int, seed: int) -> list[Made]:
    """Scenes of one kind, of digits that no network was trained on."""
    digits, rng = load_dataset("digits"), np.random.default_rng(seed)
    made: list[Made] = []
    for _ in range(count):
        chosen = rng.choice(len(digits.x_test), MOST_SIGNS, replace=False)
        made.append(make(digits.x_test[chosen], digits.y_test[chosen], rng))
    return made


def print_kinds(count: int, seed: int) -> None:
    """Print how many pictures of each kind are read."""
    print(f"\n{'':30}{'right of':>10}{count:4}{'wanted':>10}{'ms a picture':>16}")
    for kind, (make, wanted) in KINDS.items():
        files = scenes(make, count, seed)
        start = time.perf_counter()
        right = sum(is_right(each) for each in files)
        milliseconds = 1000 * (time.perf_counter() - start) / count
        print(f"{kind:30}{right:10}{count:4}{round(wanted * count):10}{milliseconds:16.0f}")


def main() -> None:
    torch.set_num_threads(1)
    count, of_a_kind, seed = (int(each) for each in (sys.argv[1:] + ["100", "60", "2"][len(sys.argv) - 1 :]))
    ways = (plain_resize, resize_and_invert, one_threshold, the_recipe)
    print_table("Light and pen", LIGHT_AND_PEN, ways, count)
    print_table("Other papers", OTHER, (the_recipe,), count)
    ways_of_photos = [way_taken(sample.data) for sample in sample_pictures() if sample.id in PHOTOS]
    print(f"\nof {len(ways_of_photos)} photographs {ways_of_photos.count('photo')} are taken for photographs")
    print_kinds(of_a_kind, seed)


if __name__ == "__main__":
    main()
