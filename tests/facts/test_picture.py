"""The facts about a visitor's picture: how PIL and NumPy hold it, and what the net makes of it."""

import numpy as np
import pytest
import torch
from PIL import Image

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights
from cnn_core.training import predictions


def test_size_is_width_and_height_and_an_array_is_the_other_way_round() -> None:
    colour = Image.new("RGB", (5, 3))
    assert colour.size == (5, 3)
    assert np.array(colour).shape == (3, 5, 3)
    assert np.array(colour.convert("L")).shape == (3, 5)


def test_other_modes_are_other_arrays() -> None:
    assert np.array(Image.new("1", (2, 2))).dtype == np.bool_
    assert np.array(Image.new("CMYK", (2, 2))).shape == (2, 2, 4)
    deep = Image.fromarray(np.array([[0, 257, 65535]], np.uint16))
    assert np.array(deep.convert("L")).tolist() == [[0, 255, 255]]


def test_an_array_of_a_picture_cannot_be_written_and_its_division_is_double() -> None:
    grey = Image.new("L", (2, 2))
    with pytest.raises(ValueError, match="read-only"):
        np.asarray(grey)[0, 0] = 1
    pixels = np.array(grey)
    pixels[0, 0] = 1
    assert (pixels / 255).dtype == np.float64
    assert torch.from_numpy(pixels / 255).float().dtype == torch.float32


def test_digits_are_white_on_black_and_are_not_read_the_other_way_round() -> None:
    digits, shipped = load_dataset("digits"), load_weights("digits")
    pixels = to_pixels(digits.x_test)
    assert pixels.mean() == pytest.approx(0.13, abs=0.01)
    upright, inverted = (
        float((predictions(shipped, each) == digits.y_test).mean()) for each in (pixels, 1 - pixels)
    )
    assert upright > 0.95
    assert inverted < 0.35
