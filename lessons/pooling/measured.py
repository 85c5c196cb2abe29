"""What nets with and without pooling reached, as curves on the page: only what was measured."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

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


def curve(name: str, counts: Sequence[Sequence[int]], pictures: int) -> dict[str, Any]:
    """Return one named curve as JSON values, as `points_of` makes it."""
    return {"name": name, "points": points_of(counts, pictures)}


PICTURES = 6000
LOWEST, STEP = 85, 5  # percent: where the upright axis begins, and between two of its rules
TICK = 1000  # updates between two that are written


def counts_of(way: str, part: str) -> list[list[int]]:
    """Return how many digits the nets name rightly, by update and seed.

    Args:
        way: "max" or "none".
        part: "trained" for those digits, "test" for new ones.
    """
    nets: list[Mapping[str, Any]] = measured()["nets"]
    (net,) = (each for each in nets if each["way"] == way)
    return net[f"right_{part}"]


def curves(language: Language) -> dict[str, Any]:
    """Return what the figure "kit/curves" draws: digits that were seen, and new ones, over the updates."""
    record = measured()
    updates: list[int] = record["settings"]["updates"][str(PICTURES)]
    asked = {"trained": PICTURES, "test": record["test_pictures"]}
    seeds = len(record["settings"]["seeds"])
    panels = [
        {
            "title": label(f"pool.curves_{part}", language, n=f"{count:,}", s=seeds),
            "curves": [
                curve(label(f"pool.net_{way}", language), counts_of(way, part), count) for way in WAYS
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
