"""What Python hands to the figures of pooling: maps of a digit, and what was measured of nets, as curves."""

import html
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.datasets import load_dataset, to_pixels, whole_hundredths
from cnn_core.network import load_weights
from cnn_core.pooling_nets import WAYS, measured
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language


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


LOWEST, STEP = 85, 5  # percent: where the upright axis begins, and between two of its rules
TICK = 1000  # updates between two that are written


def counts_of(way: str, part: str) -> list[list[int]]:
    """Return how many digits the nets name rightly, by update and seed.

    Args:
        way: "max" or "none".
        part: "trained" for those digits, "test" for new ones.
    """
    return measured()["right"][way][part]


def curves(language: Language) -> dict[str, Any]:
    """Return what the figure "kit/curves" draws: digits that were seen, and new ones, over the updates."""
    record = measured()
    updates: list[int] = record["settings"]["updates"]
    asked = {"trained": record["settings"]["pictures"], "test": record["test_pictures"]}
    seeds = len(record["settings"]["seeds"])
    panels = [
        {
            "title": label(f"pool.curves_{part}", language, n=f"{count:,}", s=seeds),
            "curves": [
                {"name": label(f"pool.net_{way}", language), "points": points_of(counts_of(way, part), count)}
                for way in WAYS
            ],
        }
        for part, count in asked.items()
    ]
    return {
        "x": updates,
        "ticks": list(range(0, updates[-1] + 1, TICK)),
        "axis": label("pool.updates", language),
        "lowest": LOWEST,
        "step": STEP,
        "panels": panels,
    }


def how(language: Language) -> str:
    """Return how it was measured, and by which command it is measured again, as HTML."""
    record = measured()
    settings = record["settings"]
    words = label(
        "pool.how_measured",
        language,
        seeds=len(settings["seeds"]),
        batch=settings["batch_size"],
        rate=settings["learning_rate"],
    )
    command = html.escape(str(record["command"]))
    return f'<p class="measured">{html.escape(words)} <code>{command}</code></p>'


DIGIT = 3


@cache
def written_digit() -> NDArray[np.float64]:
    """Return the first 3 among the digits that no network was trained on: (28, 28), 0 to 1, hundredths."""
    digits = load_dataset("digits")
    first = int(np.flatnonzero(digits.y_test == DIGIT)[0])
    return to_pixels(digits.x_test[first])


@cache
def maps_as_data() -> dict[str, Any]:
    """Return the digit and the kernels in hundredths, as JSON values."""
    weights = load_weights("digits")
    return {
        "three": whole_hundredths(written_digit().ravel()).tolist(),
        "kernels": whole_hundredths(weights.conv_weight).reshape(len(weights.conv_weight), -1).tolist(),
        "biases": whole_hundredths(weights.conv_bias).tolist(),
    }
