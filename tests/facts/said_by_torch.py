"""What the tests of the facts share: small pictures, and torch's words when it refuses."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def message(call: Callable[[], object]) -> str:
    """Return torch's own words; that nothing is refused is a failure."""
    try:
        given = call()
    except (RuntimeError, ValueError, TypeError, AttributeError) as error:
        return str(error)
    raise AssertionError(f"torch does not refuse, it gives {given}")


def picture(height: int, width: int | None = None, *, channels: int = 1) -> Tensor:
    """Return a batch of one random picture in float64, always the same."""
    made = torch.Generator().manual_seed(0)
    shape = (1, channels, height, height if width is None else width)
    return torch.rand(shape, generator=made, dtype=torch.float64)


def weights(layer: nn.Module) -> int:
    """Return how many numbers a layer learns."""
    return sum(parameter.numel() for parameter in layer.parameters())


def reads(size: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> Tensor:
    """Return how often each pixel is read: the gradient of the summed output of an all-ones kernel."""
    source = torch.zeros(1, 1, size, size, dtype=torch.float64, requires_grad=True)
    F.conv2d(source, torch.ones(1, 1, k, k, dtype=torch.float64), None, s, p, d).sum().backward()
    assert source.grad is not None
    return source.grad[0, 0]


Numbers = Tensor | float | Sequence[object]
HEART = [
    *([0, 2, 0, 0, 3, 0], [1, 2, 3, 1, 1, 1], [2, 2, 3, 2, 2, 3]),
    *([0, 1, 3, 1, 1, 0], [0, 0, 2, 2, 0, 0], [0, 0, 0, 0, 0, 0]),
]
SMOOTH = [[2, 1, 3, 0, 2], [1, 0, 2, 3, 1], [1, 0, 1, 0, 0], [0, 1, 0, 0, 1], [3, 1, 0, 3, 3]]
KINKS = [[2, 1, 3, 0, 2], [1, 0, 0, 3, 1], [1, 0, 1, 0, 0], [0, 1, 0, 1, 1], [3, 1, 3, 3, 3]]
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
    how = {"stride": s, "padding": p, "dilation": d}
    shape = F.conv2d(x, weight, **how).shape
    return x, weight, torch.rand(shape, generator=chance, dtype=torch.float64), how


def gradients_of(x: Tensor, weight: Tensor, incoming: Tensor, how: dict[str, Any]) -> list[Tensor]:
    """Return torch's gradients of weights and pixels."""
    leaves = [leaf(weight), leaf(x)]
    return list(torch.autograd.grad(F.conv2d(leaves[1], leaves[0], **how), leaves, incoming))
