"""What the tests of the facts share: small pictures, and torch's words when it refuses."""

from collections.abc import Callable
from typing import cast

import torch
from torch import Tensor, nn


def message(call: Callable[[], object]) -> str:
    """Return torch's own words; that nothing is refused is a failure."""
    try:
        given = call()
    except (RuntimeError, ValueError, TypeError, AttributeError) as error:
        return str(error)
    raise AssertionError(f"torch does not refuse, it gives {given}")


def runs(call: Callable[[], object]) -> bool:
    """Return whether torch accepts the settings."""
    try:
        call()
    except (RuntimeError, ValueError):
        return False
    return True


def picture(height: int, width: int | None = None, *, channels: int = 1) -> Tensor:
    """Return a batch of one random picture in float64, always the same."""
    made = torch.Generator().manual_seed(0)
    shape = (1, channels, height, height if width is None else width)
    return torch.rand(shape, generator=made, dtype=torch.float64)


def weights(layer: nn.Module) -> int:
    """Return how many numbers a layer learns."""
    return sum(parameter.numel() for parameter in layer.parameters())


def grid(values: Tensor) -> list[list[float]]:
    """Return the last two axes as rows."""
    return cast("list[list[float]]", values.detach().squeeze().tolist())
