"""The facts about the gradients of a convolution, and the words that are used of gradients."""

from functools import partial

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from tests.facts.said_by_torch import KERNEL, back, conv, gradients_of, message, random_case

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


def test_the_weights_gradient_is_a_correlation_of_picture_and_gradient() -> None:
    for seed in CASES:
        x, weight, incoming, how = random_case(seed)
        turned = {"stride": how["dilation"], "padding": how["padding"], "dilation": how["stride"]}
        found = F.conv2d(x.transpose(0, 1), incoming.transpose(0, 1), **turned).transpose(0, 1)
        k = weight.shape[-1]
        assert torch.allclose(gradients_of(x, weight, incoming, how)[0], found[..., :k, :k])


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


def test_a_kernel_that_is_alike_after_half_a_turn_hides_the_turning() -> None:
    incoming = torch.tensor(KERNEL).double()
    around = F.pad(incoming[None, None], (1, 1, 1, 1))[0, 0]
    for kernel, is_hidden in ((torch.ones(2, 2).double(), True), (incoming, False)):
        (gradient,) = back(partial(conv, weight=kernel), incoming, torch.zeros(3, 3))
        assert (conv(around, kernel).tolist() == gradient) == is_hidden
