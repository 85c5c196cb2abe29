"""Counts of right answers as curves for the figure "kit/curves"."""

from collections.abc import Sequence
from typing import Any


def points_of(counts: Sequence[Sequence[int]], pictures: int) -> list[tuple[float, float, float]]:
    """Return the seed that did worst, the mean and the seed that did best at each place, in percent.

    Args:
        counts: right answers, by place and seed.
        pictures: how many were asked.

    >>> points_of([[9, 10]], 10)
    [(90.0, 95.0, 100.0)]
    """
    percent = 100 / pictures
    return [(min(at) * percent, sum(at) * percent / len(at), max(at) * percent) for at in counts]


def curve(name: str, counts: Sequence[Sequence[int]], pictures: int) -> dict[str, Any]:
    """Return one named curve as JSON values, as `points_of` makes it."""
    return {"name": name, "points": points_of(counts, pictures)}
