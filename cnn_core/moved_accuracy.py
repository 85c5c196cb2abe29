"""How many held-out pictures a net of `cnn_core.three_nets` names rightly once they are moved or turned.

    python -m cnn_core.moved_accuracy

counts every state that the lesson's laboratory can show, for every shipped net, and writes the counts down.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from cnn_core.datasets import DATA_FOLDER, load_dataset, to_pixels
from cnn_core.moved_pictures import moved_any_way, shuffled, turned
from cnn_core.three_nets import (
    COUNTED,
    DATA_SET,
    PRACTICES,
    SEEDS,
    Hundredths,
    load_hundredths,
    with_weights,
)

COUNTS = DATA_FOLDER / "moved_accuracy.json"
DISTANCES = range(9)  # pixels: 6 down and 6 across are 8
ANGLES = range(-90, 91, 5)  # degrees, clockwise
UNSURE = 1e-3  # between two scores: single precision errs by less than a hundredth of that


@cache
def held_out() -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the 400 pictures that no net was trained on, in hundredths, and their classes.

    >>> held_out()[0].shape
    (400, 28, 28)
    """
    data = load_dataset(DATA_SET)
    return to_pixels(data.x_test), data.y_test


def changed(distance: int, degrees: int, *, is_shuffled: bool = False) -> torch.Tensor:
    """Return the held-out pictures turned alike, then each moved its own way, then perhaps shuffled.

    Args:
        distance: pixels.
        degrees: clockwise.
        is_shuffled: whether the pixels stand in the one fixed other order.

    Shape:
        (400, 1, 28, 28), of double precision.

    >>> changed(4, 0).shape
    torch.Size([400, 1, 28, 28])
    """
    pixels = moved_any_way(turned(held_out()[0], degrees), distance)
    return torch.from_numpy(shuffled(pixels) if is_shuffled else pixels)[:, None]


def right_of(name: str, weights: Hundredths, pictures: torch.Tensor) -> int:
    """Return how many of the held-out pictures a net names rightly.

    Single precision is several times faster; the few pictures whose scores lie so close together that its
    rounding could decide, another way on another processor, are asked again in double precision.

    Args:
        name: of the net.
        weights: its hundredths.
        pictures: of `changed`.

    >>> right_of("flatten", load_hundredths("flatten", 0), changed(0, 0)) > 350
    True
    """
    net = with_weights(name, weights)
    with torch.inference_mode():
        scores = net.float()(pictures.float()).double()
        is_unsure = (scores[:, 1] - scores[:, 0]).abs() < UNSURE
        if is_unsure.any():
            scores[is_unsure] = with_weights(name, weights)(pictures[is_unsure])
    return int((scores.argmax(1).numpy() == held_out()[1]).sum())


def right_counts(name: str, practice: str, distance: int, degrees: int) -> tuple[int, ...]:
    """Return how many of the 400 held-out pictures each shipped seed of a net names rightly.

    Args:
        name: one of `cnn_core.three_nets.COUNTED`.
        practice: what it was trained on; "shuffled" nets are given shuffled pictures.
        distance: pixels by which each picture is moved, in its own direction.
        degrees: clockwise, all alike.

    >>> len(right_counts("flatten", "centred", 4, 0))
    5
    """
    pictures = changed(distance, degrees, is_shuffled=practice == "shuffled")
    seeds = range(SEEDS[practice])
    return tuple(right_of(name, load_hundredths(name, seed, practice), pictures) for seed in seeds)


def counted(name: str, practice: str, distance: int, degrees: int) -> tuple[int, ...]:
    """Return the same as `right_counts`, as it was counted once and is shipped.

    Args:
        name: as there.
        practice: as there.
        distance: 0 to 8.
        degrees: -90 to 90, in steps of 5.

    Source: counted by `python -m cnn_core.moved_accuracy`; a test counts some states again.

    >>> len(counted("flatten", "centred", 4, 0))
    5
    """
    return tuple(_shipped()["right"][practice][name][ANGLES.index(degrees)][distance])


@cache
def _shipped() -> Mapping[str, Any]:
    return json.loads(COUNTS.read_text(encoding="utf-8"))


def main(place: Path = COUNTS) -> None:
    """Count every state anew: half an hour of one core."""
    right = {
        practice: {
            name: [
                [right_counts(name, practice, distance, degrees) for distance in DISTANCES]
                for degrees in ANGLES
            ]
            for name in COUNTED
        }
        for practice in PRACTICES
    }
    record = {"pictures": len(held_out()[1]), "angles": list(ANGLES), "right": right}
    place.write_text(json.dumps(record, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{place.name}: {place.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
