"""What the shipped networks reach on moved pictures: measured again, and once by really moving them."""

import numpy as np
import pytest

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.held_out import HELD_OUT, REACH, WAYS, measured_when_moved, right_when_moved, way_name
from cnn_core.network import load_weights, measured_accuracy
from cnn_core.training import predictions

pytestmark = pytest.mark.slow

MOVES = [(0, 0), (1, 0), (0, -1), (4, 0), (-3, 7), (8, 8), (-8, 5)]


def moved(x: np.ndarray, down: int, right: int) -> np.ndarray:
    """Return pictures moved by whole pixels, black coming in."""
    result = np.zeros_like(x)
    height, width = x.shape[1:]
    for row in range(height):
        for column in range(width):
            if 0 <= row - down < height and 0 <= column - right < width:
                result[:, row, column] = x[:, row - down, column - right]
    return result


@pytest.mark.alike("down", "right", keep=2)
@pytest.mark.parametrize("name", HELD_OUT)
@pytest.mark.parametrize(("down", "right"), MOVES)
def test_counts_are_those_of_pictures_that_were_really_moved(name: str, down: int, right: int) -> None:
    pictures = load_dataset(HELD_OUT[name])
    answers = predictions(load_weights(name), to_pixels(moved(pictures.x_test, down, right)))
    measured = measured_when_moved(name)["relu max"][REACH + down][REACH + right]
    assert measured == int((answers == pictures.y_test).sum())


@pytest.mark.alike("way", "name", keep=2)
@pytest.mark.parametrize("name", HELD_OUT)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_shipped_is_what_is_measured_now(name: str, way: tuple[bool, str]) -> None:
    counts = right_when_moved(load_weights(name), load_dataset(HELD_OUT[name]), *way)
    assert counts.tolist() == measured_when_moved(name)[way_name(*way)]


@pytest.mark.parametrize("name", HELD_OUT)
def test_unmoved_is_the_accuracy_that_training_reports(name: str) -> None:
    centred = measured_when_moved(name)["relu max"][REACH][REACH]
    assert centred == measured_accuracy(name)[HELD_OUT[name]].right


def test_moving_costs_the_digits_more_than_half_of_their_accuracy() -> None:
    counts = measured_when_moved("digits")["relu max"]
    assert counts[REACH + 4][REACH] < counts[REACH][REACH] / 2


def test_weights_without_a_reader_are_refused() -> None:
    weights = load_weights("digits")
    bare = type(weights)(weights.conv_weight, weights.conv_bias)
    with pytest.raises(ValueError, match="linear"):
        right_when_moved(bare, load_dataset("digits"))
