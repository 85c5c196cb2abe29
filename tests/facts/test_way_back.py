"""What the lessons say of gradients where no figure shows it: rules for all sizes and the shipped network."""

from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.convolution import as_matrix
from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights, reading_network
from cnn_core.seeding import seeded
from lessons.gradient.code import TABLE, Network
from tests.facts.said_by_torch import KINKS, SMOOTH
from tests.settings_states import state_with

Numbers = Tensor | float | Sequence[object]


def leaf(values: Numbers) -> Tensor:
    return torch.as_tensor(values, dtype=torch.float64).clone().requires_grad_()


def back(compute: Callable[[Tensor], Tensor], incoming: Numbers, value: Numbers) -> list[Any]:
    """Return what arrives at `value` when `incoming` stands at the output."""
    source = leaf(value)
    gradient = torch.autograd.grad(compute(source), source, torch.as_tensor(incoming, dtype=torch.float64))
    return [gradient[0].tolist()]


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


def test_the_mean_divides_by_the_batch_and_the_sum_does_not() -> None:
    targets = torch.tensor([0, 1, 2, 0])
    for reduction, expected in (("mean", 1 / 12), ("sum", 1 / 3)):
        (gradient,) = back(
            lambda scores, how=reduction: F.cross_entropy(scores, targets, reduction=how),
            1.0,
            torch.zeros(4, 3),
        )
        assert gradient[0][1] == pytest.approx(expected)


def test_uses_of_a_weight_are_added_before_they_reach_grad_which_is_written_once() -> None:
    layer = nn.Conv2d(1, 1, 3)
    written: list[Tensor] = []
    layer.weight.register_post_accumulate_grad_hook(written.append)
    layer(layer(torch.rand(1, 1, 6, 6))).sum().backward()
    assert len(written) == 1


def test_a_shared_weight_stands_once_in_each_row_of_the_matrix_each_time_in_another_column() -> None:
    matrix = as_matrix(nn.Conv2d(1, 1, 3), (5, 5))
    places = list(zip(matrix.weight_index, matrix.rows, matrix.columns, strict=True))
    for weight in range(9):
        assert sorted(row for index, row, _ in places if index == weight) == list(range(9))
        assert len({column for index, _, column in places if index == weight}) == 9


def test_adams_first_step_leaves_a_number_without_a_gradient_where_it_is() -> None:
    w = torch.ones(3, requires_grad=True)
    (w * torch.tensor([100.0, 0.01, 0.0])).sum().backward()
    torch.optim.Adam([w], lr=0.001).step()
    assert (1 - w).abs().tolist() == pytest.approx([0.001, 0.001, 0], abs=1e-6)


def test_filters_help_with_moved_digits_although_a_wider_dense_net_wins() -> None:
    digits, chance = load_dataset("digits"), torch.Generator().manual_seed(0)

    def moved(pixels: Tensor) -> Tensor:
        tops, lefts = torch.randint(0, 9, (2, len(pixels), 1), generator=chance)
        rows, columns = (tops + torch.arange(28))[:, :, None], (lefts + torch.arange(28))[:, None]
        return F.pad(pixels, (4, 4, 4, 4))[torch.arange(len(pixels))[:, None, None], rows, columns]

    x, unseen = (torch.from_numpy(to_pixels(each)).float() for each in (digits.x_train[:2000], digits.x_test))
    x, unseen = x / x.max(), moved(unseen / unseen.max())[:, None]
    y, answers = (torch.from_numpy(each).long() for each in (digits.y_train[:2000], digits.y_test))

    def named(*layers: nn.Module) -> int:
        net = nn.Sequential(*layers)
        adam = torch.optim.Adam(net.parameters(), lr=0.005)
        for chosen in torch.randint(0, 2000, (200, 64), generator=chance):
            adam.zero_grad()
            F.cross_entropy(net(moved(x[chosen])[:, None]), y[chosen]).backward()
            adam.step()
        return int((net(unseen).argmax(1) == answers).sum())

    with seeded(0):
        pooled = nn.Conv2d(1, 5, 5), nn.ReLU(), nn.MaxPool2d(2)
        filters = named(*pooled, nn.Flatten(), nn.Linear(720, 10))  # 7,340 numbers
        as_few = named(nn.Flatten(), nn.Linear(784, 9), nn.ReLU(), nn.Linear(9, 10))  # 7,165
        wide = named(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    assert as_few + 200 < filters < wide


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


def test_at_a_kink_only_one_side_obeys() -> None:
    where = {"input": KINKS, "layer": "conv", "parameter": "bias", "view": "nudge"}
    assert [round(loss_after(**where, nudge=by) - 2, 3) for by in ("0.1", "-0.1")] == [0.645, -0.195]


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


CASES = range(60)


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
