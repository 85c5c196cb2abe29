"""The facts about the live network that the lessons state."""

import itertools
import math

import pytest
import torch
from torch import nn

import cnn_core
from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights, reading_network
from cnn_core.training import predictions
from tests.facts.said_by_torch import weights


def test_one_pooled_cell_can_see_6_by_6_and_its_gradient_touches_5_by_5() -> None:
    torch.manual_seed(0)  # with others a cell may be 0 in all maps
    layers = [*reading_network()][:3]
    assert int(cnn_core.input_cells(layers, (28, 28), 4, 4).sum()) == 36
    x = torch.rand(1, 1, 28, 28, requires_grad=True)
    cell = nn.Sequential(*layers)(x)[0, :, 4, 4].max()
    cell.backward()
    assert x.grad is not None
    touched = x.grad[0, 0].nonzero()
    assert ((touched.amax(dim=0) - touched.amin(dim=0)) + 1).tolist() == [5, 5]


def test_a_depthwise_layer_needs_a_1x1_convolution_to_mix_channels() -> None:
    depthwise, mixing = nn.Conv2d(8, 8, 3, groups=8), nn.Conv2d(8, 8, 1)
    assert (weights(depthwise), weights(nn.Conv2d(8, 8, 3))) == (80, 584)
    assert weights(depthwise) + weights(mixing) == 152
    pictures = torch.rand(1, 8, 6, 6)
    changed = pictures.clone()
    changed[0, 3] += 1
    moved = (depthwise(pictures) != depthwise(changed)).flatten(2).any(dim=2)
    assert moved.tolist() == [[channel == 3 for channel in range(8)]]
    assert (mixing(depthwise(pictures)) != mixing(depthwise(changed))).flatten(2).any(dim=2).all()


def test_only_a_truncated_quotient_gives_1_where_no_window_fits() -> None:
    for room, stride in itertools.product(range(-9, 0), range(1, 9)):
        assert int(room / stride + 1) <= 0 or room / stride > -1
        assert math.floor(room / stride) + 1 <= 0
    assert int(-0.5) + 1 == 1
    assert int(-0.5 + 1) == 0


def test_digits_are_white_on_black_and_are_not_read_the_other_way_round() -> None:
    digits, shipped = load_dataset("digits"), load_weights("digits")
    pixels = to_pixels(digits.x_test)
    assert pixels.mean() == pytest.approx(0.13, abs=0.01)
    upright, inverted = (
        float((predictions(shipped, each) == digits.y_test).mean()) for each in (pixels, 1 - pixels)
    )
    assert upright > 0.95
    assert inverted < 0.35
