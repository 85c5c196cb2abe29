"""What a shipped network reaches on pictures it never saw, moved alike; as a script it measures it.

    python -m cnn_core.held_out

A convolution moves its response along with the picture, but the linear layer behind it has one weight for
each place: these counts say how much a move costs.
"""

import json
from collections.abc import Mapping
from functools import cache
from itertools import product

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core.datasets import DATA_FOLDER, Dataset, load_dataset, to_pixels
from cnn_core.network import OUT_CHANNELS, POOL_SIZE, SHIPPED_WEIGHTS, Weights, load_weights

FILE = DATA_FOLDER / "weights" / "moved.json"
REACH = 8  # pixels, up, down, left and right
POOLED_SIZE = 12
WAYS = tuple(product((True, False), ("max", "average")))
# fit20: the longest side is 20 pixels, so that a move of 4 cuts nothing off.
HELD_OUT = {
    name: "cats_dogs_fit20" if name == "cats_dogs" else data for name, data in SHIPPED_WEIGHTS.items()
}

Counts = NDArray[np.int64]


def way_name(activation: bool, pooling: str) -> str:
    """Return the name under which one way through the network is kept, such as "relu max".

    >>> way_name(True, "max"), way_name(False, "average")
    ('relu max', 'average')
    """
    return f"relu {pooling}" if activation else pooling


def right_when_moved(
    weights: Weights, pictures: Dataset, activation: bool = True, pooling: str = "max"
) -> Counts:
    """Return how many test pictures are named rightly when all are moved, computed by torch in float64.

    A moved picture is a window of the picture in a wide black frame, and a window's map is a part of the
    frame's map: each picture is convolved once, pooled for even and odd moves, and the linear layer slides.

    Args:
        weights: of the live network.
        pictures: of which the test part is used.
        activation: whether ReLU stands between convolution and pooling.
        pooling: "max" or "average".

    Shape:
        (17, 17): moved down by -8 to 8, and right by -8 to 8; [8, 8] is as they are.

    >>> digits = load_dataset("digits")
    >>> few = Dataset(digits.x_train, digits.y_train, digits.x_test[:9], digits.y_test[:9], digits.labels)
    >>> right_when_moved(load_weights("digits"), few).shape
    (17, 17)
    """
    counts = np.zeros((2 * REACH + 1, 2 * REACH + 1), dtype=np.int64)
    with torch.inference_mode():
        framed = nn.functional.pad(torch.tensor(to_pixels(pictures.x_test))[:, None], (REACH,) * 4)
        maps = nn.functional.conv2d(
            framed, torch.tensor(weights.conv_weight), torch.tensor(weights.conv_bias)
        )
        maps = maps.relu() if activation else maps
        for top, left in product(range(POOL_SIZE), repeat=2):
            # The window at `top` in the frame shows the picture moved down by REACH - top.
            counts[top::POOL_SIZE, left::POOL_SIZE] = _right(
                maps[:, :, top:, left:], pooling, weights, pictures
            )
    return counts[::-1, ::-1].copy()


def _right(maps: torch.Tensor, pooling: str, weights: Weights, pictures: Dataset) -> Counts:
    """Return how many pictures are named rightly at every stop of the linear layer on their pooled maps."""
    pool2d = nn.functional.max_pool2d if pooling == "max" else nn.functional.avg_pool2d
    kernel = torch.tensor(weights.linear_weight.reshape(-1, OUT_CHANNELS, POOLED_SIZE, POOLED_SIZE))
    scores = nn.functional.conv2d(pool2d(maps, POOL_SIZE), kernel, torch.tensor(weights.linear_bias))
    answers = torch.tensor(pictures.y_test.astype(np.int64))[:, None, None]
    return (scores.argmax(1) == answers).sum(0).numpy()


@cache
def measured_when_moved(name: str) -> Mapping[str, list[list[int]]]:
    """Return the counts of shipped weights by the name of the way, as `right_when_moved` measured them.

    Args:
        name: of `cnn_core.network.SHIPPED_WEIGHTS`.

    Source: measured by `python -m cnn_core.held_out`; a test measures them again.

    >>> measured_when_moved("digits")["relu max"][8][8]
    972
    """
    return json.loads(FILE.read_text(encoding="utf-8"))[name]


def main() -> None:
    """Measure all shipped weights anew."""
    measured: dict[str, dict[str, list[list[int]]]] = {}
    for name, held_out in HELD_OUT.items():
        weights, pictures = load_weights(name), load_dataset(held_out)
        measured[name] = {way_name(*way): right_when_moved(weights, pictures, *way).tolist() for way in WAYS}
        print(name, {way: rows[REACH][REACH] for way, rows in measured[name].items()})
    FILE.write_text(json.dumps(measured) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
