"""What the facts about gradients share: what torch hands back, for a convolution by chance too."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

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


def convolved(x: Tensor, weight: Tensor, how: dict[str, Any], bias: Tensor | None = None) -> Tensor:
    """Return what torch makes of a batch with these arguments."""
    return F.conv2d(x, weight, bias, how["stride"], how["padding"], how["dilation"])


def random_case(seed: int) -> tuple[Tensor, Tensor, Tensor, dict[str, Any]]:
    """Return picture, weights, gradient at the output and arguments of a convolution by chance."""
    chance = torch.Generator().manual_seed(seed)

    def draw(low: int, high: int) -> int:
        return int(torch.randint(low, high + 1, (1,), generator=chance))

    k, s, p, d = draw(1, 4), draw(1, 3), draw(0, 3), draw(1, 2)
    side = max(1, d * (k - 1) + 1 - 2 * p) + draw(0, 5)
    x = torch.rand(draw(1, 3), draw(1, 2), side, side, generator=chance, dtype=torch.float64)
    weight = torch.rand(draw(1, 3), x.shape[1], k, k, generator=chance, dtype=torch.float64)
    how = {"stride": s, "padding": p, "dilation": d}
    output = convolved(x, weight, how)
    return x, weight, torch.rand(output.shape, generator=chance, dtype=torch.float64), how


def gradients_of(x: Tensor, weight: Tensor, incoming: Tensor, how: dict[str, Any]) -> list[Tensor]:
    """Return torch's gradients of weights, bias and pixels."""
    bias = torch.zeros(len(weight), dtype=torch.float64)
    leaves = [each.clone().requires_grad_() for each in (weight, bias, x)]
    output = convolved(leaves[2], leaves[0], how, leaves[1])
    return list(torch.autograd.grad(output, leaves, incoming))
