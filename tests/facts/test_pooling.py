"""The facts about pooling that the lessons state."""

import inspect
import itertools
import math

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

import cnn_core
from tests.facts.said_by_torch import grid, picture, runs

LONG = torch.zeros(1, 1, 1, 40)


def line(digits: str) -> Tensor:
    return torch.tensor([[[[float(digit) for digit in digits]]]])


def written(row: Tensor) -> str:
    return "".join(str(int(value)) for value in row.flatten())


def test_stride_is_the_kernel_by_default() -> None:
    for layer in (nn.MaxPool2d, nn.AvgPool2d):
        assert layer(3).stride == 3
        assert layer(3)(picture(9)).shape[-1] == 3


def test_there_is_no_same_padding() -> None:
    with pytest.raises(TypeError):
        nn.MaxPool2d(3, padding="same")(picture(9))  # pyright: ignore[reportArgumentType]


def test_padding_is_at_most_half_the_kernel_whatever_the_dilation() -> None:
    for k, s, p, d in itertools.product(range(1, 7), range(1, 4), range(5), range(1, 4)):
        legal = p <= k // 2
        assert runs(lambda k=k, s=s, p=p, d=d: F.max_pool2d(LONG, (1, k), (1, s), (0, p), (1, d))) == legal
        if d == 1:
            assert runs(lambda k=k, s=s, p=p: F.avg_pool2d(LONG, (1, k), (1, s), (0, p))) == legal


def with_ceil_mode(i: int, k: int, s: int, p: int) -> int | None:
    """Return the size after torch's pooling with ceil_mode; None when there is none."""
    x = torch.zeros(1, 1, 1, i)
    call = lambda: F.max_pool2d(x, (1, k), (1, s), (0, p), ceil_mode=True)  # noqa: E731
    return call().shape[-1] if runs(call) else None


def test_ceil_mode_adds_and_drops_as_told() -> None:
    plain_ceil_wrong = checked = 0
    for i, k, s in itertools.product(range(1, 30), range(1, 6), range(1, 8)):
        for p in range(k // 2 + 1):
            found = with_ceil_mode(i, k, s, p)
            o = (i + 2 * p - k + s - 1) // s + 1
            o = o - 1 if (o - 1) * s >= i + p else o
            assert found == (o if o > 0 else None)
            plain = math.ceil((i + 2 * p - k) / s) + 1
            if i + 2 * p >= k:
                checked += 1
                plain_ceil_wrong += plain != found
                if p == 0 and s <= k:
                    assert plain == found
    assert (plain_ceil_wrong, checked) == (715, 2142)


def test_a_window_may_be_larger_than_the_input() -> None:
    assert nn.MaxPool2d(5, ceil_mode=True)(picture(4)).shape[-2:] == (1, 1)
    for i, k, s in itertools.product(range(1, 9), range(1, 15), range(1, 8)):
        if k > i:
            assert (with_ceil_mode(i, k, s, 0) is not None) == (k - i <= s - 1)


def test_max_pads_with_minus_infinity() -> None:
    assert (nn.MaxPool2d(3, 1, 1)(-torch.ones(1, 1, 5, 5)) == -1).all()


def test_nan_wins_a_window() -> None:
    x = torch.ones(1, 1, 2, 2)
    x[0, 0, 1, 0] = torch.nan
    assert nn.MaxPool2d(2)(x).isnan().all()


def test_average_counts_padding_but_never_the_overhang() -> None:
    ones = torch.ones(1, 1, 4, 4)
    assert F.avg_pool2d(ones, 3, 1, 1)[0, 0, 0, 0].item() == pytest.approx(4 / 9)
    assert F.avg_pool2d(ones, 3, 1, 1, count_include_pad=False)[0, 0, 0, 0] == 1
    assert F.avg_pool2d(ones, 3, 2, 1, ceil_mode=True)[0, 0, -1, -1] == 0.25


def test_divisor_override_divides_every_window_and_overrides_both() -> None:
    ones = torch.ones(1, 1, 4, 4)
    for counted in (True, False):
        sums = F.avg_pool2d(ones, 3, 2, 1, ceil_mode=True, count_include_pad=counted, divisor_override=1)
        assert grid(sums) == [[4, 6, 2], [6, 9, 3], [2, 3, 1]]


def test_order_of_arguments() -> None:
    def order(layer: type[nn.Module]) -> list[str]:
        return list(inspect.signature(layer).parameters)

    maximum = ["kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"]
    average = ["kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"]
    assert order(nn.MaxPool2d) == maximum
    assert order(nn.AvgPool2d) == average


def test_calling_the_class_builds_a_layer() -> None:
    made = nn.MaxPool2d(picture(4))  # pyright: ignore[reportArgumentType]
    assert isinstance(made, nn.MaxPool2d)


def test_ties_send_the_gradient_to_the_first_and_amax_splits_it() -> None:
    tied = torch.tensor([[[[1.0, 5], [5, 2]]]])

    def gradient(pool: nn.Module | None) -> list[list[float]]:
        x = tied.clone().requires_grad_()
        (x.amax() if pool is None else pool(x).sum()).backward()
        assert x.grad is not None
        return grid(x.grad)

    assert gradient(nn.MaxPool2d(2)) == [[0, 1], [0, 0]]
    assert gradient(None) == [[0, 0.5], [0.5, 0]]


def test_indices_count_in_the_unpadded_map() -> None:
    x = torch.zeros(1, 1, 3, 4)
    x[0, 0, 2, 3] = 1
    _, places = F.max_pool2d(x, 3, 2, 1, return_indices=True)
    assert places.max() == 2 * 4 + 3


def test_relu_commutes_with_max_pooling_only() -> None:
    x = picture(12) - 0.5
    assert torch.equal(F.relu(F.max_pool2d(x, 2)), F.max_pool2d(F.relu(x), 2))
    assert not torch.allclose(F.relu(F.avg_pool2d(x, 2)), F.avg_pool2d(F.relu(x), 2))


def test_max_pooling_is_not_shift_invariant() -> None:
    assert written(F.max_pool2d(line("0011001100"), (1, 2))) == "01010"
    assert written(F.max_pool2d(line("0001100110"), (1, 2))) == "01111"


def test_adaptive_average_of_1_is_global_pooling() -> None:
    for size in (7, 9, 28):
        x = picture(size, channels=3)
        assert torch.allclose(nn.AdaptiveAvgPool2d(1)(x)[..., 0, 0], x.mean(dim=(2, 3)), rtol=0, atol=1e-12)
    step = cnn_core.pooling_step(nn.AdaptiveAvgPool2d(1), picture(7)[0, 0], 0, 0)
    assert step.divisor == 49
