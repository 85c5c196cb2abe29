"""What the tests of the facts share: small pictures, and what torch says of layers."""

import torch
from torch import Tensor, nn

from tests.oracle import torch_says


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
    return torch_says.reads(size, size, {"kernel_size": [k, k], "stride": s, "padding": p, "dilation": d})


HEART = [
    *([0, 2, 0, 0, 3, 0], [1, 2, 3, 1, 1, 1], [2, 2, 3, 2, 2, 3]),
    *([0, 1, 3, 1, 1, 0], [0, 0, 2, 2, 0, 0], [0, 0, 0, 0, 0, 0]),
]
SMOOTH = [[2, 1, 3, 0, 2], [1, 0, 2, 3, 1], [1, 0, 1, 0, 0], [0, 1, 0, 0, 1], [3, 1, 0, 3, 3]]
KINKS = [[2, 1, 3, 0, 2], [1, 0, 0, 3, 1], [1, 0, 1, 0, 0], [0, 1, 0, 1, 1], [3, 1, 3, 3, 3]]
