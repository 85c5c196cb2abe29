"""What the figure shows of no one picture: the networks, and the samples to choose from."""

from functools import cache
from typing import Any

from lessons.live_network import weights
from lessons.live_network.picture import thumbnails


@cache
def as_data() -> dict[str, Any]:
    """Return the networks by name and the samples as JSON values."""
    return {"samples": thumbnails(), "nets": weights.as_data()}
