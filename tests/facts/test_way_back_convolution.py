"""The facts about the gradients of a convolution, and the words that are used of gradients."""

from functools import partial

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from tests.facts.backward import KERNEL, back, conv, gradients_of, leaf, random_case
from tests.facts.said_by_torch import message

CASES = range(60)


def test_a_gradient_has_the_shape_of_its_number() -> None:
    layer = nn.Conv2d(1, 5, 5)
    layer(torch.rand(2, 1, 28, 28)).sum().backward()
    assert layer.weight.grad is not None
    assert layer.weight.grad.shape == layer.weight.shape == (5, 1, 5, 5)
    assert layer.get_parameter("bias").grad is not None


def test_backward_starts_from_one_number() -> None:
    said = message(lambda: nn.Linear(3, 4)(torch.zeros(2, 3)).backward())
    assert said == "grad can be implicitly created only for scalar outputs"


def test_what_is_used_several_times_gets_the_sum() -> None:
    assert back(lambda w: w * 2 + w * 5, 1.0, 1.0) == [7.0]


@pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor that is not a leaf")
def test_grad_stays_none_on_what_is_no_leaf() -> None:
    for kept, expected in ((False, None), (True, 12.0)):
        x = torch.tensor(2.0, requires_grad=True)
        between = x * 3
        if kept:
            between.retain_grad()
        (between * between).backward()
        assert (between.grad.item() if between.grad is not None else None) == expected


def test_the_bias_gets_the_sum_over_places_and_batch() -> None:
    for seed in CASES:
        x, weight, incoming, how = random_case(seed)
        assert torch.allclose(gradients_of(x, weight, incoming, how)[1], incoming.sum((0, 2, 3)))


def test_a_weight_gets_gradient_times_the_pixel_that_it_stood_on() -> None:
    picture = [[1, 2, 0], [0, 3, 1], [2, 1, 1]]
    assert back(lambda w: conv(leaf(picture), w), [[1, 0], [0, 2]], [[0, 0], [0, 0]]) == [[[7, 4], [2, 5]]]


def test_the_weights_gradient_is_a_correlation_of_picture_and_gradient() -> None:
    for seed in CASES:
        x, weight, incoming, how = random_case(seed)
        turned = {"stride": how["dilation"], "padding": how["padding"], "dilation": how["stride"]}
        found = F.conv2d(x.transpose(0, 1), incoming.transpose(0, 1), **turned).transpose(0, 1)
        k = weight.shape[-1]
        assert torch.allclose(gradients_of(x, weight, incoming, how)[0], found[..., :k, :k])


def test_a_window_pastes_the_kernel_as_it_stands() -> None:
    incoming = [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    assert back(lambda x: conv(x, leaf(KERNEL)), incoming, torch.zeros(4, 4)) == [
        [[0, 0, 0, 0], [0, 1, 2, 0], [0, 3, 4, 0], [0, 0, 0, 0]]
    ]


def test_the_pixels_gather_with_the_kernel_turned_by_half() -> None:
    for seed in CASES:
        x, weight, incoming, how = random_case(seed)
        s, p, d = how["stride"], how["padding"], how["dilation"]
        reach = d * (weight.shape[-1] - 1)
        left = (x.shape[-1] + 2 * p - reach - 1) % s
        height = s * (incoming.shape[-1] - 1) + 1
        spread = torch.zeros(*incoming.shape[:2], height, height, dtype=torch.float64)
        spread[..., ::s, ::s] = incoming
        around = F.pad(spread, (reach, reach + left, reach, reach + left))
        full = F.conv2d(around, weight.flip(2, 3).transpose(0, 1), dilation=d)
        cut = full[..., p : p + x.shape[-1], p : p + x.shape[-1]]
        assert torch.allclose(gradients_of(x, weight, incoming, how)[2], cut)


def test_the_matrix_is_turned_over_on_the_way_back() -> None:
    x, weight, incoming, how = random_case(5)
    x, incoming = x[:1], incoming[:1]
    units = torch.eye(x.numel(), dtype=torch.float64).reshape(-1, *x.shape[1:])
    matrix = F.conv2d(units, weight, **how).flatten(1)  # its rows are the columns of M
    gradient = gradients_of(x, weight, incoming, how)[2].flatten()
    assert torch.allclose(gradient, matrix @ incoming.flatten())


def test_torch_calls_it_a_transposed_convolution() -> None:
    for seed in CASES:
        x, weight, incoming, how = random_case(seed)
        reach = how["dilation"] * (weight.shape[-1] - 1)
        left = (x.shape[-1] + 2 * how["padding"] - reach - 1) % how["stride"]
        found = F.conv_transpose2d(incoming, weight, output_padding=left, **how)
        assert torch.allclose(gradients_of(x, weight, incoming, how)[2], found)


def test_a_pixel_that_is_never_read_gets_0() -> None:
    (gradient,) = back(
        lambda x: conv(x, torch.ones(2, 2).double(), stride=2), [[1, 1], [1, 1]], torch.zeros(5, 5)
    )
    assert gradient[4] == [0] * 5
    assert [row[4] for row in gradient] == [0] * 5


@pytest.mark.parametrize(
    ("mode", "corner", "middle"),
    [("constant", 4, 9), ("circular", 9, 9), ("replicate", 9, 9), ("reflect", 4, 25)],
)
def test_padding_that_copies_hands_back_to_what_it_copies(mode: str, corner: int, middle: int) -> None:
    x = leaf(torch.zeros(1, 1, 3, 3))
    F.conv2d(F.pad(x, (1, 1, 1, 1), mode=mode), torch.ones(1, 1, 3, 3).double()).sum().backward()
    assert x.grad is not None
    assert (x.grad[0, 0, 0, 0].item(), x.grad[0, 0, 1, 1].item()) == (corner, middle)


def test_pixels_between_the_taps_get_nothing() -> None:
    (gradient,) = back(lambda x: conv(x, leaf(KERNEL), dilation=2), [[1]], torch.zeros(3, 3))
    assert gradient == [[1, 0, 2], [0, 0, 0], [3, 0, 4]]


def test_groups_hear_only_their_own_channels() -> None:
    layer = nn.Conv2d(4, 2, 3, groups=2)
    x = torch.rand(1, 4, 5, 5, requires_grad=True)
    layer(x)[:, 0].sum().backward()
    assert x.grad is not None
    assert layer.weight.shape == (2, 2, 3, 3)
    assert x.grad[0, 2:].abs().sum() == 0
    assert x.grad[0, :2].abs().sum() > 0


def test_a_filter_hears_only_its_own_map() -> None:
    layer = nn.Conv2d(1, 2, 3)
    layer(torch.rand(1, 1, 5, 5))[:, 1].sum().backward()
    assert layer.weight.grad is not None
    assert layer.weight.grad[0].abs().sum() == 0
    assert layer.weight.grad[1].abs().sum() > 0


def test_a_kernel_that_is_alike_after_half_a_turn_hides_the_turning() -> None:
    incoming = torch.tensor(KERNEL).double()
    around = F.pad(incoming[None, None], (1, 1, 1, 1))[0, 0]
    for kernel, is_hidden in ((torch.ones(2, 2).double(), True), (incoming, False)):
        (gradient,) = back(partial(conv, weight=kernel), incoming, torch.zeros(3, 3))
        assert (conv(around, kernel).tolist() == gradient) == is_hidden
