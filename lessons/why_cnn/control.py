"""Nets beside the three of the laboratory: with more room, and with the mean for the largest number."""

from typing import Any

from cnn_core.control_nets import measured
from cnn_core.moved_accuracy import DISTANCES, counted
from lessons.kit.curves import curve
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language

LOWEST, STEP = 40, 20  # percent: where the upright axis begins, and between two of its rules


def curves(language: Language) -> dict[str, Any]:
    """Return what the figure "kit/curves" draws: nets trained in place, over the pixels moved."""
    record = measured()
    lines = {
        "narrow": [counted("global", "centred", far, 0) for far in DISTANCES],
        "wide": record["wide"],
        "average": record["average"],
        "flat": [counted("flatten", "centred", far, 0) for far in DISTANCES],
    }
    return {
        "x": list(DISTANCES),
        "ticks": list(DISTANCES),
        "axis": label("why.axis_distance", language),
        "lowest": LOWEST,
        "step": STEP,
        "panels": [
            {
                "title": label("why.room", language, n=record["pictures"], s=len(record["average"][0])),
                "curves": [
                    curve(label(f"why.room_{name}", language), counts, record["pictures"])
                    for name, counts in lines.items()
                ],
            }
        ],
    }
