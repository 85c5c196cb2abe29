"""The facts about gradients of the shipped network, on the first test digit."""

from functools import cache
from typing import cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights
from tests.cnn_core.test_network import torch_network

AT_ZERO = 1e-12
Nudge = tuple[int, int, int]


def network(dtype: torch.dtype = torch.float64) -> nn.Sequential:
    """Return the network as it is shipped."""
    return torch_network(load_weights("digits")).to(dtype)


@cache
def digit() -> tuple[Tensor, Tensor]:
    data = load_dataset("digits")
    return torch.from_numpy(to_pixels(data.x_test[:1]))[:, None], torch.from_numpy(data.y_test[:1]).long()


def convolution(made: nn.Sequential) -> nn.Conv2d:
    return next(layer for layer in made if isinstance(layer, nn.Conv2d))


def loss_of(made: nn.Sequential, x: Tensor) -> Tensor:
    return F.cross_entropy(cast(Tensor, made(x.to(convolution(made).weight.dtype))), digit()[1])


def largest() -> tuple[Nudge, float]:
    """Return the kernel weight with the largest gradient, and that gradient."""
    made = network()
    (gradient,) = torch.autograd.grad(loss_of(made, digit()[0]), convolution(made).weight)
    at = int(gradient.abs().argmax())
    place = (at // 25, at % 25 // 5, at % 5)
    return place, gradient.flatten()[at].item()


def with_bias(filter_: int, by: float) -> float:
    """Return the loss when the bias of a filter is moved."""
    made = network()
    with torch.no_grad():
        convolution(made).get_parameter("bias")[filter_] += by
    return loss_of(made, digit()[0]).item()


def nudged(by: float, dtype: torch.dtype = torch.float64) -> float:
    """Return the loss when the weight with the largest gradient is moved."""
    made = network(dtype)
    filter_, row, column = largest()[0]
    with torch.no_grad():
        convolution(made).weight[filter_, 0, row, column] += by
    return loss_of(made, digit()[0]).item()


def test_of_576_products_42_are_not_0() -> None:
    made, (x, _) = network(), digit()
    before = cast(Tensor, convolution(made)(x))
    loss = F.cross_entropy(cast(Tensor, made[1:](before)), digit()[1])
    incoming: Tensor = torch.autograd.grad(loss, before)[0]
    (filter_, row, column), gradient = largest()
    products = incoming[0, filter_] * x[0, 0, row : row + 24, column : column + 24]
    assert products.sum().item() == pytest.approx(gradient)
    assert (products.numel(), int((products != 0).sum())) == (576, 42)


def test_cells_of_the_shipped_net_stand_at_0() -> None:
    before = convolution(network())(digit()[0])
    pooled = F.max_pool2d(before.relu(), 2)
    assert int((before.abs() < AT_ZERO).sum()) == 1167
    assert (int((pooled <= AT_ZERO).sum()), int((pooled > AT_ZERO).sum())) == (433, 287)


def test_a_large_nudge_of_the_live_net_misses() -> None:
    gradient, start = largest()[1], nudged(0)
    off = [abs((nudged(by) - start) / (gradient * by) - 1) for by in (0.001, 0.01, 0.1, 0.5, 1)]
    assert gradient == pytest.approx(-0.262, abs=5e-4)
    assert [round(each, 3) for each in off] == [0.003, 0.025, 0.256, 0.712, 0.852]


def test_float32_is_too_coarse_for_a_small_nudge() -> None:
    gradient, start = largest()[1], nudged(0, torch.float32)
    for by, wrong in ((1e-8, True), (1e-6, True), (1e-4, False)):
        off = abs((nudged(by, torch.float32) - start) / (by * gradient) - 1)
        assert (off > 0.05) == wrong
    central = (nudged(1e-4) - nudged(-1e-4)) / 2e-4
    assert abs(central / gradient - 1) < 1e-5


def test_a_bias_moved_up_meets_kinks_and_moved_down_obeys() -> None:
    made = network()
    loss = loss_of(made, digit()[0])
    gradient = torch.autograd.grad(loss, convolution(made).get_parameter("bias"))[0][3].item()
    up, down = ((with_bias(3, by) - loss.item()) / (by * gradient) for by in (0.01, -0.01))
    assert (round(up, 1), round(down, 2)) == (3.0, 0.99)


def test_background_pixels_stand_at_kinks_and_inked_ones_do_not() -> None:
    made, (x, _) = network(), digit()
    picture = x.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(loss_of(made, picture), picture)
    start = loss_of(made, x).item()

    def miss(at: int) -> float:
        moved = x.clone()
        moved.view(-1)[at] += 0.01
        return abs((loss_of(made, moved).item() - start) / 0.01 - gradient.flatten()[at].item())

    ink = x.flatten() > 0
    inked, blank = (
        sorted(miss(int(at)) for at in cast("list[int]", cells.nonzero().flatten().tolist())[::6])
        for cells in (ink, ~ink)
    )
    assert inked[len(inked) // 2] < 1e-3 < blank[-1]
    assert blank[len(blank) // 2] > inked[len(inked) // 2]
