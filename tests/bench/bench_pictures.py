"""How many pictures of digits are read, of each kind that people make: prints, asserts nothing.

    python -m tests.bench.bench_pictures [pictures a kind, default 60] [seed]

Beside each kind stands how many are wanted.
"""

import sys
import time

import numpy as np
import torch

from cnn_core.datasets import load_dataset
from cnn_core.network import load_weights
from cnn_core.pictures import PictureError, prepare
from cnn_core.training import predictions
from tests.bench.people_scenes import KINDS, Made, Maker

MOST_SIGNS = 4


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
    chosen = (rng.choice(len(digits.x_test), MOST_SIGNS, replace=False) for _ in range(count))
    return [make(digits.x_test[each], digits.y_test[each], rng) for each in chosen]


def main(count: int = 60, seed: int = 2) -> None:
    torch.set_num_threads(1)
    print(f"{'':30}{'right of':>10}{count:4}{'wanted':>10}{'ms a picture':>16}")
    for kind, (make, wanted) in KINDS.items():
        files = scenes(make, count, seed)
        start = time.perf_counter()
        right = sum(is_right(each) for each in files)
        milliseconds = 1000 * (time.perf_counter() - start) / count
        print(f"{kind:30}{right:10}{count:4}{round(wanted * count):10}{milliseconds:16.0f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
