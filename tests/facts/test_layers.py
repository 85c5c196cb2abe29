"""The facts about layers and networks that the lessons state; those that put the lecture note right."""

import inspect
import itertools
import math
from typing import Literal, get_args

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

import cnn_core
from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights, reading_network
from cnn_core.training import predictions
from lessons.kit.quiz.bank import read_items
from tests.browser.server import ROOT
from tests.facts.said_by_torch import message, picture, reads, weights

Mode = Literal["reflect", "replicate", "circular"]
MODES: tuple[Mode, ...] = get_args(Mode)


def ones(*shape: int) -> Tensor:
    return torch.ones(*shape, dtype=torch.float64)


def test_message_names_the_effective_kernel() -> None:
    said = message(lambda: F.conv2d(ones(1, 1, 5, 5), ones(1, 1, 3, 3), dilation=3))
    assert "(7 x 7)" in said
    assert "(3 x 3)" not in said


def test_negative_padding_is_an_error_with_zeros_and_a_silent_crop_with_the_rest() -> None:
    assert "negative padding" in message(lambda: nn.Conv2d(1, 1, 3, padding=-1).double()(picture(9)))
    for mode in MODES:
        assert nn.Conv2d(1, 1, 3, padding=-1, padding_mode=mode).double()(picture(9)).shape[-1] == 5


def test_pixels_never_read_are_the_last_remainder() -> None:
    for i, k in itertools.product(range(1, 17), range(1, 8)):
        for s in range(1, k + 1) if k <= i else ():
            unread = (i - k) % s
            read = torch.zeros(i, i, dtype=torch.bool)
            read[: i - unread, : i - unread] = True
            assert torch.equal(reads(i, k, s) > 0, read)


def test_gaps_inside_need_a_stride_over_the_kernel_or_a_dilation_with_few_places() -> None:
    for k, s, d in itertools.product(range(1, 5), range(1, 7), range(1, 4)):
        line = (reads(24, k, s, 0, d) > 0).any(dim=0)
        last = int(line.nonzero()[-1])
        if not line[: last + 1].all():
            assert s > k or (d > 1 and s > 1)
    assert not (reads(24, 2, 3) > 0)[:20, :20].all()
    assert int((reads(7, 3, d=3) == 0).sum()) == 40
    assert int((reads(5, 3, d=2) == 0).sum()) == 16
    for k, s, d, unread in ((5, 2, 1, 55), (5, 3, 1, 108), (5, 4, 1, 159), (5, 6, 1, 384), (3, 2, 2, 588)):
        assert int((reads(28, k, s, 0, d) == 0).sum()) == unread
        assert int(cnn_core.never_read((28, 28), k, s, dilation=d).sum()) == unread


def test_when_all_pixels_are_read_equally_often() -> None:
    for i, k, p in itertools.product(range(1, 12), range(1, 6), range(7)):
        if i + 2 * p < k:
            continue
        equal = bool((reads(i, k, 1, p) == reads(i, k, 1, p)[0, 0]).all())
        assert equal == (p >= k - 1 or i + p <= k or i == 1)


def test_a_zero_padded_border_changes_a_shift() -> None:
    wide, kernel = picture(12, 14), picture(3)
    still, moved = (F.conv2d(wide[..., 2 - shift : 12 - shift], kernel, padding=1) for shift in (0, 1))
    same = torch.isclose(moved[..., 1:], still[..., :-1], rtol=0, atol=1e-12).all(dim=2).flatten()
    assert same.tolist() == [False, *[True] * 7, False]


def test_two_convolutions_are_one_without_padding_and_in_the_interior_with_it() -> None:
    first, second = picture(3), picture(5)[..., :3, :3]
    joined = F.conv2d(F.pad(first, (2, 2, 2, 2)), second.flip(2, 3))
    x = picture(12)
    assert torch.allclose(F.conv2d(F.conv2d(x, first), second), F.conv2d(x, joined), rtol=0, atol=1e-12)
    twice = F.conv2d(F.conv2d(x, first, padding=1), second, padding=1)
    once = F.conv2d(x, joined, padding=2)
    assert torch.allclose(twice[..., 1:-1, 1:-1], once[..., 1:-1, 1:-1], rtol=0, atol=1e-12)
    assert not torch.allclose(twice, once)


def test_only_a_padding_as_wide_as_the_kernel_makes_windows_of_padding_alone() -> None:
    for k in range(1, 6):
        read = [F.conv1d(F.pad(ones(1, 1, 7), (p, p)), ones(1, 1, k)).min() for p in range(k + 1)]
        assert [p for p, least in enumerate(read) if least == 0] == [k]


def test_nan_wins_a_window() -> None:
    x = torch.ones(1, 1, 2, 2)
    x[0, 0, 1, 0] = torch.nan
    assert nn.MaxPool2d(2)(x).isnan().all()


def test_order_of_arguments() -> None:
    def order(layer: type[nn.Module]) -> list[str]:
        return list(inspect.signature(layer).parameters)

    maximum = ["kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"]
    average = ["kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"]
    assert order(nn.MaxPool2d) == maximum
    assert order(nn.AvgPool2d) == average


# Each misconception that quizzes must meet, by the name that a wrong option has for it, or by one of two.
MISCONCEPTIONS = (
    *("rgb_in_rgb_out|one_kernel_per_channel", "outputs_multiply", "bias_per_pixel", "padding_once"),
    *("params_depend_on_image_size", "kernels_chosen_by_hand", "filters_end_identical", "kernel_flipped"),
    *("fractional_size_illegal|ceil_not_floor", "bracket_precedence", "receptive_field_is_kernel_size"),
    *("pooling_makes_invariant", "pooling_prevents_overfitting", "tied_maxima_share_gradient"),
    *("zero_padding_neutral", "flatten_size_before_pool", "blame_the_training|blame_the_filters"),
    *("pool_stride_is_one", "right_shape_means_trained", "stacked_convs_are_deeper"),
)


def grey(side: int) -> torch.Tensor:
    return torch.rand(1, 1, side, side)


def test_a_dense_unit_reads_every_pixel_and_a_cell_of_a_map_only_its_window() -> None:
    for layer, read in ((nn.Sequential(nn.Flatten(), nn.Linear(784, 1)), 784), (nn.Conv2d(1, 1, 5), 25)):
        x = torch.rand(1, 1, 28, 28, requires_grad=True)
        layer(x).flatten()[0].backward()
        assert x.grad is not None
        assert int((x.grad != 0).sum()) == read


def test_a_map_moves_along_and_does_not_turn_along() -> None:
    x = F.pad(torch.rand(1, 1, 12, 12, dtype=torch.float64), (8, 8, 8, 8))
    conv = nn.Conv2d(1, 3, 5).double()
    assert torch.allclose(conv(x.roll((2, 3), (2, 3))), conv(x).roll((2, 3), (2, 3)), atol=1e-12)
    assert not torch.allclose(conv(x.rot90(1, (2, 3))), conv(x).rot90(1, (2, 3)), atol=1e-3)


def test_pooling_is_the_subsampling() -> None:
    x = grey(8)
    assert torch.equal(F.max_pool2d(x, 1, 2), x[..., ::2, ::2])
    assert F.max_pool2d(x, 2).shape[2:] == (4, 4)


def test_order_of_the_arguments_of_a_convolution() -> None:
    layer = nn.Conv2d(2, 4, 3, 2, 1, 3, 2, False, "circular")
    by_name = (layer.stride, layer.padding, layer.dilation, layer.groups, layer.bias, layer.padding_mode)
    assert by_name == ((2, 2), (1, 1), (3, 3), 2, None, "circular")
    assert nn.Conv2d(1, 1, (1, 3))(grey(8)).shape[2:] == (8, 6)


def test_every_misconception_is_met_by_a_wrong_option_of_a_question() -> None:
    met = {
        name
        for file in (ROOT / "lessons").glob("*/questions.json")
        for item in read_items(file.parent)
        for name in item.get("misconceptions", [])
        if name
    }
    assert [names for names in MISCONCEPTIONS if not met & {*names.split("|")}] == []


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
