"""What the laboratory must show: torch's answers to the picture of the address, and counts of the 400."""

import math
from collections.abc import Iterator
from functools import cache

import numpy as np
import torch
from torch import Tensor

from cnn_core.moved_accuracy import counted, held_out
from cnn_core.moved_pictures import moved, shuffled, turned
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.settings.table import Settings
from lessons.kit.silhouettes.packing import SAMPLES
from lessons.why_cnn.code import TABLE, practised
from tests.browser.figures import Reading
from tests.browser.why_cnn_page import NETS, Row, rows
from tests.monkey import comparing
from tests.monkey.comparing import Comparison
from tests.monkey.scene import Scene


def state_of(reading: Reading) -> Settings:
    """Return the state that the address names."""
    named = {each.name: reading.query[each.name] for each in TABLE.asked}
    numbers = {name: reading.settings[name] for name in ("right", "down", "rotate", "shuffle")}
    return TABLE.validate(named | numbers)


def picture_of(state: Settings) -> Tensor:
    """Return the pixels as the nets read them, in hundredths."""
    index = SAMPLES[state.text("picture")]
    pixels = turned(held_out()[0][index : index + 1], state.number("rotate"))
    pixels = moved(pixels, np.array([state.number("down")]), np.array([state.number("right")]))
    pixels = shuffled(pixels) if state.number("shuffle") else pixels
    return torch.from_numpy(pixels * 100).round()[0]


def share_text(share: float) -> str:
    """Return a share as it is written: never 1.00."""
    if share > 0.99:
        return ">.99"
    return "<.01" if share < 0.01 else f"{share + 1e-12:.2f}".removeprefix("0")


def _percent(count: float) -> int:
    return int(count / 4 + 0.5 + 1e-9)


@cache
def _net(name: str, practice: str) -> torch.nn.Sequential:
    return with_weights(name, load_hundredths(name, 0, practice))


def _row(name: str, row: Row, state: Settings) -> Iterator[Comparison]:
    name = state.text("third") if name == "global" else name
    with torch.inference_mode():
        shares = _net(name, practised(state))(picture_of(state)[None, None] / 100).softmax(1)[0].tolist()
    for place, share in enumerate(shares):
        said = share_text(share)
        kind = f"{name} share {row.shares[place]} for {said}"
        yield comparing.whole(kind, int(row.shares[place] == said), 1)
    if row.percent == "?":
        return
    distance = math.floor(math.hypot(state.number("right"), state.number("down")) + 0.5)
    counts = counted(name, practised(state), distance, state.number("rotate"))
    shown = row.percent.rstrip(" %")
    yield comparing.whole(f"accuracy of {name}", shown, _percent(sum(counts) / len(counts)))
    ends = row.range.rstrip(" %").split("–")
    for shown, count in zip(ends, (min(counts), max(counts)), strict=True):
        yield comparing.whole(f"range of {name}", shown, _percent(count))


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give every number of the page beside torch's."""
    state = state_of(scene.now)
    if state.text("picture") == "own":
        return
    for name, row in zip(NETS, rows(scene.page).values(), strict=True):
        yield from _row(name, row, state)
    cells = scene.now.grid("why.picture_map")
    top, left = min(cells)
    pixels = picture_of(state)[top - 1 : top + 4, left - 1 : left + 4]
    yield from comparing.grid("pixel", cells, pixels, (top, left))
