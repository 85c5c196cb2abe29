"""How many digits are read in pictures as people make them, kind by kind; prints, asserts nothing.

python -m tests.bench.bench_any_picture [pictures a kind, default 60] [seed, default 2]
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
    made: list[Made] = []
    for _ in range(count):
        chosen = rng.choice(len(digits.x_test), MOST_SIGNS, replace=False)
        made.append(make(digits.x_test[chosen], digits.y_test[chosen], rng))
    return made


def main() -> None:
    torch.set_num_threads(1)
    count, seed = (int(given) for given in (sys.argv[1:] + ["60", "2"][len(sys.argv) - 1 :]))
    print(f"{'':30}{'right of':>10}{count:4}{'wanted':>10}{'ms a picture':>16}")
    for kind, (make, wanted) in KINDS.items():
        files = scenes(make, count, seed)
        start = time.perf_counter()
        right = sum(is_right(each) for each in files)
        milliseconds = 1000 * (time.perf_counter() - start) / count
        print(f"{kind:30}{right:10}{count:4}{round(wanted * count):10}{milliseconds:16.0f}")


if __name__ == "__main__":
    main()
