"""The facts about the gradients of ReLU, pooling, linear layers and losses, and about nudges."""

import math
from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import reading_network
from lessons.gradient.code import TABLE, Network
from tests.facts.backward import back, leaf
from tests.settings_states import state_with

SMOOTH = [[2, 1, 3, 0, 2], [1, 0, 2, 3, 1], [1, 0, 1, 0, 0], [0, 1, 0, 0, 1], [3, 1, 0, 3, 3]]
KINKS = [[2, 1, 3, 0, 2], [1, 0, 0, 3, 1], [1, 0, 1, 0, 0], [0, 1, 0, 1, 1], [3, 1, 3, 3, 3]]


def test_relu_lets_pass_and_scales_nothing() -> None:
    assert back(F.relu, [[4, 5], [6, 7]], [[-2, 0], [3, 1]]) == [[[0, 0], [6, 7]]]


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


def test_the_winner_gets_all_and_of_a_tie_the_first() -> None:
    assert back(max_pool, [[4]], [[1, 5], [5, 2]]) == [[[0, 4], [0, 0]]]
    spot = [[0, 0, 0], [0, 9, 0], [0, 0, 0]]
    assert back(lambda x: max_pool(x, 2, 1), [[1, 2], [3, 4]], spot) == [[[0, 0, 0], [0, 10, 0], [0, 0, 0]]]


def test_amax_shares_a_tie() -> None:
    assert back(lambda x: x.amax((0, 1)), 4, [[1, 5], [5, 2]]) == [[[0, 2], [2, 0]]]


def test_four_cells_not_above_0_let_nothing_through() -> None:
    assert back(lambda z: max_pool(F.relu(z)), [[4]], [[-3, -1], [0, -2]]) == [[[0, 0], [0, 0]]]


def test_relu_and_max_pooling_change_places() -> None:
    chance = torch.Generator().manual_seed(0)
    for _ in range(50):
        z = torch.randn(6, 6, generator=chance, dtype=torch.float64)
        incoming = torch.randn(3, 3, generator=chance, dtype=torch.float64)
        first = back(lambda x: max_pool(F.relu(x)), incoming, z)
        assert first == back(lambda x: F.relu(max_pool(x)), incoming, z)


@pytest.mark.parametrize(("counts", "corner"), [(True, 4.0), (False, 9.0)])
def test_an_average_shares_and_padding_may_take_its_part(counts: bool, corner: float) -> None:
    def pool(x: Tensor) -> Tensor:
        return F.avg_pool2d(x[None, None], 3, 2, 1, count_include_pad=counts)[0, 0]

    (gradient,) = back(pool, [[36, 0], [0, 0]], torch.ones(4, 4))
    assert gradient[0][:2] == [corner, corner]


def test_a_global_average_gives_every_cell_the_same() -> None:
    (gradient,) = back(lambda x: F.adaptive_avg_pool2d(x[None, None], 1)[0, 0], [[12]], torch.rand(4, 3))
    assert gradient == [[1.0] * 3] * 4


def test_dropout_lets_back_what_it_let_through() -> None:
    torch.manual_seed(0)
    x = torch.ones(100, requires_grad=True)
    y = F.dropout(x, 0.5)
    y.sum().backward()
    assert x.grad is not None
    assert torch.equal(x.grad, y.detach())
    assert torch.equal(torch.autograd.grad(x.reshape(10, 10).flatten().sum(), x)[0], torch.ones(100))


def test_a_linear_weight_gets_its_input_times_what_came_back() -> None:
    x, ones, nothing, incoming = leaf([[1, 0, 3]]), leaf(torch.ones(2, 3)), leaf([0, 0]), [[2, -1]]
    assert back(lambda weight: F.linear(x, weight, nothing), incoming, ones) == [[[2, 0, 6], [-1, 0, -3]]]
    assert back(lambda bias: F.linear(x, ones, bias), incoming, nothing) == [[2, -1]]
    assert back(lambda pixels: F.linear(pixels, ones, nothing), incoming, x) == [[[1, 1, 1]]]


def test_scores_get_probability_minus_one_hot() -> None:
    scores = torch.tensor([0.7, 0.2, 0.1]).double().log()
    (gradient,) = back(lambda s: F.cross_entropy(s[None], torch.tensor([1])), 1.0, scores)
    assert [round(each, 6) for each in gradient] == [0.7, -0.8, 0.1]
    assert sum(gradient) == pytest.approx(0, abs=1e-12)


def test_the_mean_divides_by_the_batch_and_the_sum_does_not() -> None:
    targets = torch.tensor([0, 1, 2, 0])
    for reduction, expected in (("mean", 1 / 12), ("sum", 1 / 3)):
        scores = leaf(torch.zeros(4, 3))
        F.cross_entropy(scores, targets, reduction=reduction).backward()
        assert scores.grad is not None
        assert scores.grad[0, 1].item() == pytest.approx(expected)


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


def test_who_is_sure_and_right_learns_little() -> None:
    scores = [math.log(0.999), math.log(0.001)]
    (gradient,) = back(lambda s: F.cross_entropy(s[None], torch.tensor([0])), 1.0, scores)
    assert gradient[0] == pytest.approx(-0.001)


def loss_of(**changes: object) -> float:
    """Return the loss of the figure's network in a state; `nudge` moves its number."""
    state = state_with(TABLE, target=3, kernel=[[-1, -1], [1, 2]], **changes)
    network = Network.of(state)
    network.nudge(state)
    return network.layers()[-1].item()


def test_ten_times_the_nudge_misses_by_a_hundred_times() -> None:
    where = {"input": SMOOTH, "layer": "conv", "view": "nudge"}
    misses = [loss_of(**where, nudge=by) - 2 - 6 * float(by) for by in ("0.01", "0.1", "1")]
    assert [round(miss, 8) for miss in misses] == [0.00045, 0.045, 4.5]


def test_at_a_kink_only_one_side_obeys() -> None:
    where = {"input": KINKS, "layer": "conv", "parameter": "bias", "view": "nudge"}
    assert [round(loss_of(**where, nudge=by) - 2, 3) for by in ("0.1", "-0.1")] == [0.645, -0.195]
