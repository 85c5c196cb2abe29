"""The facts about gradients: of convolution, ReLU, pooling, linear layers and losses, and about nudges."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any, cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights, reading_network
from lessons.gradient.code import TABLE, Network
from tests.facts.said_by_torch import KINKS, SMOOTH, message
from tests.settings_states import state_with

Numbers = Tensor | float | Sequence[object]
KERNEL = [[1.0, 2], [3, 4]]  # not alike after half a turn: a wrong turn shows


def leaf(values: Numbers) -> Tensor:
    return torch.as_tensor(values, dtype=torch.float64).clone().requires_grad_()


def back(compute: Callable[[Tensor], Tensor], incoming: Numbers, value: Numbers) -> list[Any]:
    """Return what arrives at `value` when `incoming` stands at the output."""
    source = leaf(value)
    gradient = torch.autograd.grad(compute(source), source, torch.as_tensor(incoming, dtype=torch.float64))
    return [gradient[0].tolist()]


def conv(x: Tensor, weight: Tensor, **how: Any) -> Tensor:
    return F.conv2d(x[None, None], weight[None, None], **how)[0, 0]


def any_case(seed: int) -> tuple[Tensor, Tensor, Tensor, dict[str, Any]]:
    """Return picture, weights, gradient at the output and arguments of a convolution by chance."""
    chance = torch.Generator().manual_seed(seed)

    def draw(low: int, high: int) -> int:
        return int(torch.randint(low, high + 1, (1,), generator=chance))

    k, s, p, d = draw(1, 4), draw(1, 3), draw(0, 3), draw(1, 2)
    side = max(1, d * (k - 1) + 1 - 2 * p) + draw(0, 5)
    x = torch.rand(draw(1, 3), draw(1, 2), side, side, generator=chance, dtype=torch.float64)
    weight = torch.rand(draw(1, 3), x.shape[1], k, k, generator=chance, dtype=torch.float64)
    how: dict[str, Any] = {"stride": s, "padding": p, "dilation": d}
    shape = F.conv2d(x, weight, **how).shape
    return x, weight, torch.rand(shape, generator=chance, dtype=torch.float64), how


def gradients_of(x: Tensor, weight: Tensor, incoming: Tensor, how: dict[str, Any]) -> list[Tensor]:
    """Return torch's gradients of weights and pixels."""
    leaves = [leaf(weight), leaf(x)]
    return list(torch.autograd.grad(F.conv2d(leaves[1], leaves[0], **how), leaves, incoming))


def test_at_exactly_0_the_slope_is_a_choice() -> None:
    choices: list[tuple[Callable[[Tensor], Tensor], float]] = [
        (F.relu, 0.0),
        (lambda x: x.clamp(min=0), 1.0),
        (lambda x: torch.maximum(x, torch.zeros(()).double()), 0.5),
        (lambda x: F.leaky_relu(x, 0.1), 0.1),
        (lambda x: torch.where(x > 0, x, 0), 0.0),
    ]
    for choose, slope in choices:
        assert back(choose, 1.0, 0.0) == [slope]
    assert back(F.relu, 1.0, -0.0) == [0.0]


def test_a_filter_that_is_never_above_0_gets_nothing() -> None:
    layer = nn.Conv2d(1, 1, 3)
    F.relu(layer(torch.rand(8, 1, 6, 6)) - 100).sum().backward()
    assert layer.weight.grad is not None
    assert layer.weight.grad.abs().sum() == 0


def max_pool(x: Tensor, size: int = 2, stride: int | None = None) -> Tensor:
    return F.max_pool2d(x[None, None], size, stride)[0, 0]


def test_relu_and_max_pooling_change_places() -> None:
    chance = torch.Generator().manual_seed(0)
    for _ in range(50):
        z = torch.randn(6, 6, generator=chance, dtype=torch.float64)
        incoming = torch.randn(3, 3, generator=chance, dtype=torch.float64)
        first = back(lambda x: max_pool(F.relu(x)), incoming, z)
        assert first == back(lambda x: F.relu(max_pool(x)), incoming, z)


def test_dropout_lets_back_what_it_let_through() -> None:
    torch.manual_seed(0)
    x = torch.ones(100, requires_grad=True)
    y = F.dropout(x, 0.5)
    y.sum().backward()
    assert x.grad is not None
    assert torch.equal(x.grad, y.detach())
    assert torch.equal(torch.autograd.grad(x.reshape(10, 10).flatten().sum(), x)[0], torch.ones(100))


def test_the_mean_divides_by_the_batch_and_the_sum_does_not() -> None:
    targets = torch.tensor([0, 1, 2, 0])
    for reduction, expected in (("mean", 1 / 12), ("sum", 1 / 3)):
        (gradient,) = back(
            lambda scores, how=reduction: F.cross_entropy(scores, targets, reduction=how),
            1.0,
            torch.zeros(4, 3),
        )
        assert gradient[0][1] == pytest.approx(expected)


def test_mse_divides_by_all_numbers_and_half_the_square_has_the_difference() -> None:
    (gradient,) = back(lambda y: F.mse_loss(y, torch.zeros(2, 2).double()), 1.0, [[1, 2], [3, 4]])
    assert gradient == [[0.5, 1.0], [1.5, 2.0]]
    assert back(lambda y: (y - 3) ** 2 / 2, 1.0, 1.0) == [-2.0]


def test_ten_equal_scores_start_at_2_3026() -> None:
    assert F.cross_entropy(torch.zeros(1, 10), torch.tensor([3])).item() == pytest.approx(2.3026, abs=5e-5)
    data = load_dataset("digits")
    x, y = torch.from_numpy(to_pixels(data.x_test)).float()[:, None], torch.from_numpy(data.y_test).long()
    for seed in range(5):
        torch.manual_seed(seed)
        scores = reading_network()(x)
        assert 2.294 <= F.cross_entropy(scores, y).item() <= 2.3255


def loss_after(**changes: object) -> float:
    """Return the loss of the figure's network in a state; `nudge` moves its number."""
    state = state_with(TABLE, target=3, kernel=[[-1, -1], [1, 2]], **changes)
    network = Network.of(state)
    network.nudge(state)
    return network.layers()[-1].item()


def test_ten_times_the_nudge_misses_by_a_hundred_times() -> None:
    where = {"input": SMOOTH, "layer": "conv", "view": "nudge"}
    misses = [loss_after(**where, nudge=by) - 2 - 6 * float(by) for by in ("0.01", "0.1", "1")]
    assert [round(miss, 8) for miss in misses] == [0.00045, 0.045, 4.5]


def test_at_a_kink_only_one_side_obeys() -> None:
    where = {"input": KINKS, "layer": "conv", "parameter": "bias", "view": "nudge"}
    assert [round(loss_after(**where, nudge=by) - 2, 3) for by in ("0.1", "-0.1")] == [0.645, -0.195]


AT_ZERO = 1e-12
Nudge = tuple[int, int, int]


def network(dtype: torch.dtype = torch.float64) -> nn.Sequential:
    """Return the network as it is shipped."""
    return load_weights("digits").network().to(dtype)


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


CASES = range(60)


def test_backward_starts_from_one_number() -> None:
    said = message(lambda: nn.Linear(3, 4)(torch.zeros(2, 3)).backward())
    assert said == "grad can be implicitly created only for scalar outputs"


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
        x, weight, incoming, how = any_case(seed)
        turned = {"stride": how["dilation"], "padding": how["padding"], "dilation": how["stride"]}
        found = F.conv2d(x.transpose(0, 1), incoming.transpose(0, 1), **turned).transpose(0, 1)
        k = weight.shape[-1]
        assert torch.allclose(gradients_of(x, weight, incoming, how)[0], found[..., :k, :k])


def test_the_pixels_gather_with_the_kernel_turned_by_half_as_the_matrix_turned_over_does() -> None:
    for seed in CASES:
        x, weight, incoming, how = any_case(seed)
        of_pixels = gradients_of(x, weight, incoming, how)[1]
        s, p, d = how["stride"], how["padding"], how["dilation"]
        reach = d * (weight.shape[-1] - 1)
        left = (x.shape[-1] + 2 * p - reach - 1) % s
        height = s * (incoming.shape[-1] - 1) + 1
        spread = torch.zeros(*incoming.shape[:2], height, height, dtype=torch.float64)
        spread[..., ::s, ::s] = incoming
        around = F.pad(spread, (reach, reach + left, reach, reach + left))
        full = F.conv2d(around, weight.flip(2, 3).transpose(0, 1), dilation=d)
        assert torch.allclose(of_pixels, full[..., p : p + x.shape[-1], p : p + x.shape[-1]])
        # Torch calls it a transposed convolution.
        assert torch.allclose(of_pixels, F.conv_transpose2d(incoming, weight, output_padding=left, **how))
        units = torch.eye(x[0].numel(), dtype=torch.float64).reshape(-1, *x.shape[1:])
        matrix = F.conv2d(units, weight, **how).flatten(1)  # its rows are the columns of M
        assert torch.allclose(of_pixels.flatten(1), incoming.flatten(1) @ matrix.T)


def test_a_kernel_that_is_alike_after_half_a_turn_hides_the_turning() -> None:
    incoming = torch.tensor(KERNEL).double()
    around = F.pad(incoming[None, None], (1, 1, 1, 1))[0, 0]
    for kernel, is_hidden in ((torch.ones(2, 2).double(), True), (incoming, False)):
        (gradient,) = back(partial(conv, weight=kernel), incoming, torch.zeros(3, 3))
        assert (conv(around, kernel).tolist() == gradient) == is_hidden
