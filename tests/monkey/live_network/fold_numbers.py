"""What the last folds of the live network must show: torch's maps of the silhouette in the address."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import torch
from torch import Tensor

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved, turned
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.silhouettes.packing import SAMPLES
from tests.browser.figures import Reading
from tests.monkey import comparing
from tests.monkey.comparing import Comparison
from tests.monkey.digits import rounded

# How many modules of the net come before each map, and the setting that chooses among its channels.
MAPS = {
    "looks.after": (2, "filter"),
    "field.lead_conv": (3, "conv_channel"),
    "field.lead_pool": (4, "conv_channel"),
    "field.lead_deep": (6, "deep_channel"),
}


@cache
def _net() -> torch.nn.Sequential:
    return with_weights("global", load_hundredths("global", 0))


def picture_of(reading: Reading) -> Tensor:
    """Return the silhouette as the net reads it, turned and moved: (1, 1, 28, 28)."""
    at = SAMPLES[reading.query["silhouette"]]
    down, right, rotate = (reading.settings[f"silhouette_{way}"] for way in ("down", "right", "rotate"))
    picture = moved(turned(held_out()[0][at : at + 1], rotate), np.array([down]), np.array([right]))
    return torch.from_numpy(picture)[:, None]


def compare(reading: Reading) -> Iterator[Comparison]:
    """Give every number of the maps that can be read beside torch's."""
    picture = picture_of(reading)
    for name, (end, channel) in MAPS.items():
        with torch.inference_mode():
            map = _net()[:end](picture)[0, reading.settings[channel] - 1]
        cells = reading.grid(name)
        (top, left), (bottom, right) = min(cells), max(cells)
        # In whole millionths, as rounding wants them.
        shown = (map[top - 1 : bottom, left - 1 : right] * 1e6).round()
        yield from comparing.grid(name, cells, rounded(shown / 100), (top, left))
