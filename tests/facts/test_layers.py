"""The facts that lessons state where no figure, question or number of theirs holds them."""

import inspect
import itertools
import math
from typing import Literal, cast, get_args

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.convolution import as_matrix
from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights, reading_network
from lessons.gradient.code import TABLE, Network
from lessons.kit.quiz.bank import read_items
from tests.browser.server import ROOT
from tests.facts.said_by_torch import SMOOTH, picture, reads
from tests.oracle.torch_says import refusal
from tests.settings_states import state_with

Mode = Literal["reflect", "replicate", "circular"]
MODES: tuple[Mode, ...] = get_args(Mode)


def test_negative_padding_is_an_error_with_zeros_and_a_silent_crop_with_the_rest() -> None:
    assert "negative padding" in refusal(lambda: nn.Conv2d(1, 1, 3, padding=-1).double()(picture(9)))
    for mode in MODES:
        assert nn.Conv2d(1, 1, 3, padding=-1, padding_mode=mode).double()(picture(9)).shape[-1] == 5


def test_gaps_inside_need_a_stride_over_the_kernel_or_a_dilation_with_few_places() -> None:
    for k, s, d in itertools.product(range(1, 5), range(1, 7), range(1, 4)):
        line = (reads(24, k, s, 0, d) > 0).any(dim=0)
        last = int(line.nonzero()[-1])
        assert line[: last + 1].all() or s > k or (d > 1 and s > 1)


def test_a_zero_padded_border_changes_a_shift() -> None:
    wide, kernel = picture(12, 14), picture(3)
    still, moved = (F.conv2d(wide[..., 2 - shift : 12 - shift], kernel, padding=1) for shift in (0, 1))
    same = torch.isclose(moved[..., 1:], still[..., :-1], rtol=0, atol=1e-12).all(dim=2).flatten()
    assert same.tolist() == [False, *[True] * 7, False]


def test_two_convolutions_with_padding_are_one_in_the_interior_only() -> None:
    first, second = picture(3), picture(5)[..., :3, :3]
    joined = F.conv2d(F.pad(first, (2, 2, 2, 2)), second.flip(2, 3))
    twice = F.conv2d(F.conv2d(picture(12), first, padding=1), second, padding=1)
    once = F.conv2d(picture(12), joined, padding=2)
    assert torch.allclose(twice[..., 1:-1, 1:-1], once[..., 1:-1, 1:-1], rtol=0, atol=1e-12)
    assert not torch.allclose(twice, once)


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


def test_a_map_moves_along_and_does_not_turn_along() -> None:
    x = F.pad(torch.rand(1, 1, 12, 12, dtype=torch.float64), (8, 8, 8, 8))
    conv = nn.Conv2d(1, 3, 5).double()
    assert torch.allclose(conv(x.roll((2, 3), (2, 3))), conv(x).roll((2, 3), (2, 3)), atol=1e-12)
    assert not torch.allclose(conv(x.rot90(1, (2, 3))), conv(x).rot90(1, (2, 3)), atol=1e-3)


def test_every_misconception_is_met_by_a_wrong_option_of_a_question() -> None:
    met = {
        name
        for file in (ROOT / "lessons").glob("*/questions.json")
        for item in read_items(file.parent)
        for name in item.get("misconceptions", [])
        if name
    }
    assert [names for names in MISCONCEPTIONS if not met & {*names.split("|")}] == []


def test_the_loss_of_a_net_that_has_not_been_trained_is_that_of_ten_equal_scores() -> None:
    data = load_dataset("digits")
    x, y = torch.from_numpy(to_pixels(data.x_test)).float()[:, None], torch.from_numpy(data.y_test).long()
    for seed in range(5):
        torch.manual_seed(seed)
        scores = reading_network()(x)
        assert F.cross_entropy(scores, y).item() == pytest.approx(math.log(10), abs=0.023)


def test_another_target_changes_every_gradient_but_those_that_are_0() -> None:
    def gradients(target: int) -> Tensor:
        network = Network.of(state_with(TABLE, target=target, input=SMOOTH, kernel=[[-1, -1], [1, 2]]))
        layers = network.layers()
        sources = [network.x, *network.parameters, *layers[:-1]]
        return torch.cat([each.flatten() for each in torch.autograd.grad(layers[-1], sources)])

    one, other = gradients(3), gradients(9)
    assert torch.equal(one == 0, other == 0)
    assert torch.equal(one == other, one == 0)
    assert 0 < int((one == 0).sum()) < len(one)


def test_of_576_products_42_are_not_0() -> None:
    """Those of the kernel weight with the largest gradient, for a digit and the network as it is shipped."""
    data, made = load_dataset("digits"), load_weights("digits").network().double()
    x, y = torch.from_numpy(to_pixels(data.x_test[:1]))[:, None], torch.from_numpy(data.y_test[:1]).long()
    weight, before = next(made.parameters()), cast("Tensor", made[0](x))
    loss = F.cross_entropy(cast("Tensor", made[1:](before)), y)
    gradient, incoming = torch.autograd.grad(loss, [weight, before])
    at = int(gradient.abs().argmax())
    filter_, row, column = at // 25, at % 25 // 5, at % 5
    products = incoming[0, filter_] * x[0, 0, row : row + 24, column : column + 24]
    assert products.sum().item() == pytest.approx(gradient.flatten()[at].item())
    assert (products.numel(), int((products != 0).sum())) == (576, 42)


def test_the_way_back_is_a_correlation_for_the_weights_and_the_turned_kernel_for_the_pixels() -> None:
    x, weight = picture(8).requires_grad_(), picture(3).requires_grad_()
    output = F.conv2d(x, weight)
    incoming = picture(8)[..., 2:, 2:]
    of_weight, of_pixels = torch.autograd.grad(output, [weight, x], incoming)
    assert torch.allclose(of_weight, F.conv2d(x, incoming))
    assert torch.allclose(of_pixels, F.conv2d(F.pad(incoming, (2, 2, 2, 2)), weight.flip(2, 3)))
    assert torch.allclose(of_pixels, F.conv_transpose2d(incoming, weight))
    matrix = as_matrix(nn.Conv2d(1, 1, 3), (8, 8)).sparse(weight.detach()).to_dense()
    assert torch.allclose(of_pixels.flatten(), matrix.T @ incoming.flatten())
