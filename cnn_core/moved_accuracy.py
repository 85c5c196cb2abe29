"""How many held-out pictures a net of `cnn_core.three_nets` names rightly once they are moved or turned."""

from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.moved_pictures import moved_any_way, shuffled, turned
from cnn_core.three_nets import DATA_SET, SEEDS, load_hundredths, with_weights


@cache
def held_out() -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the 400 pictures that no net was trained on, in hundredths, and their classes.

    >>> held_out()[0].shape
    (400, 28, 28)
    """
    data = load_dataset(DATA_SET)
    return to_pixels(data.x_test), data.y_test


@cache
def changed(distance: int, degrees: int, *, is_shuffled: bool = False) -> torch.Tensor:
    """Return the held-out pictures turned alike, then each moved its own way, then perhaps shuffled.

    Args:
        distance: pixels.
        degrees: clockwise.
        is_shuffled: whether the pixels stand in the one fixed other order.

    Shape:
        (400, 1, 28, 28).

    >>> changed(4, 0).shape
    torch.Size([400, 1, 28, 28])
    """
    pixels = moved_any_way(turned(held_out()[0], degrees), distance)
    return torch.from_numpy(shuffled(pixels) if is_shuffled else pixels).float()[:, None]


def right_of(net: nn.Sequential, pictures: torch.Tensor) -> int:
    """Return how many of the held-out pictures a net names rightly.

    Args:
        net: of single precision.
        pictures: of `changed`.

    >>> from cnn_core.three_nets import three_net
    >>> 0 <= right_of(three_net("flatten"), changed(0, 0)) <= 400
    True
    """
    with torch.inference_mode():
        return int((net(pictures).argmax(1).numpy() == held_out()[1]).sum())


@cache
def right_counts(name: str, practice: str, distance: int, degrees: int) -> tuple[int, ...]:
    """Return how many of the 400 held-out pictures each shipped seed of a net names rightly.

    Args:
        name: "dense", "flatten" or "global".
        practice: what it was trained on; "shuffled" nets are given shuffled pictures.
        distance: pixels by which each picture is moved, in its own direction.
        degrees: clockwise, all alike.

    >>> len(right_counts("flatten", "centred", 4, 0))
    5
    """
    pictures = changed(distance, degrees, is_shuffled=practice == "shuffled")
    return tuple(
        right_of(with_weights(name, load_hundredths(name, seed, practice)).float(), pictures)
        for seed in range(SEEDS[practice])
    )
