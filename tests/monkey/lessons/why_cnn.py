"""What hands can do to the laboratory, and what it must show: torch's answers, and counts of the 400."""

import math
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import torch
from playwright.sync_api import Page
from torch import Tensor

from cnn_core.moved_accuracy import counted
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.settings.table import Settings
from lessons.kit.silhouettes.packing import SAMPLES
from lessons.why_cnn.code import TABLE, picture_of, practised
from tests.browser import actions
from tests.browser.in_page import ask
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import Comparison, grid, holds, whole
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle import planted
from tests.settings_states import query, state_of

REACH = 6
NETS = ("dense", "flatten", "global")


def rows(page: Page) -> dict[str, dict[str, Any]]:
    """Return what stands in the row of each net: shares of cat and dog, verdict, accuracy and its range."""
    return dict(zip(NETS, ask(page.locator("[data-figure=why_cnn]"), "walked.nets"), strict=True))


def _address(random: Random) -> dict[str, str]:
    # A drawing does not outlive its page.
    wanted = query(TABLE, random) | {"picture": random.choice(list(SAMPLES))}
    return wanted | ({"practice": "centred"} if wanted["shuffle"] == "1" else {})


def _moved(held: dict[str, str], down: int, right: int) -> dict[str, str]:
    ways = {"down": down, "right": right}
    return held | {name: str(min(max(int(held[name]) + by, -REACH), REACH)) for name, by in ways.items()}


def walk_the_picture(scene: Scene) -> Foretold:
    key, ways = scene.random.choice(list(gestures.ARROWS.items()))
    gestures.any_grid(scene, ("why.picture_map",)).press(key)
    return _moved(scene.holding(), *ways)


def drag_the_picture(scene: Scene) -> Foretold:
    picture = gestures.any_grid(scene, ("why.picture_map",))
    down, right = scene.random.randint(-4, 4), scene.random.randint(-4, 4)
    middle = 14.5 / 28
    actions.drag_over(
        scene.page, picture, (middle, middle), (middle + right / 28, middle + down / 28), steps=3
    )
    return _moved(scene.holding(), down, right)


def _follows(scene: Scene, name: str, value: str) -> Foretold:
    """Nets that practised moves read no shuffled pixels: both at once cannot be."""
    held = scene.holding()
    if name == "practice" and held["shuffle"] == "1":
        return held
    return held | {name: value} | ({"practice": "centred"} if (name, value) == ("shuffle", "1") else {})


EVENTS = (
    Event(6, walk_the_picture),
    Event(3, drag_the_picture),
    Event(6, by_settings.press_plus_or_minus),
    Event(2, by_settings.turn_a_switch, (_follows,)),
    Event(5, by_settings.press_a_choice, (by_settings.alone, "", "sample")),
    Event(2, by_settings.press_a_choice, (by_settings.alone,)),
    Event(2, gestures.press_one_of, ("button.net-name", "net", NETS)),
    Event(1, gestures.press_in_the_sheet, ("why.centre", {"right": "0", "down": "0", "rotate": "0"})),
    Event(1, gestures.open_a_deep_link, (_address,)),
    Event(0.5, gestures.open_an_illegal_link),
)


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


def _row(name: str, row: dict[str, Any], state: Settings, picture: Tensor) -> Iterator[Comparison]:
    name = state.text("third") if name == "global" else name
    with torch.inference_mode():
        shares = _net(name, practised(state))(picture[None, None] / 100).softmax(1)[0].tolist()
    for place, share in enumerate(shares):
        said, shown = share_text(share), row["shares"][place]
        yield holds(f"{name} share {shown} for {said}", shown == said)
    if row["percent"] == "?":
        return
    distance = math.floor(math.hypot(state.number("right"), state.number("down")) + 0.5)
    counts = counted(name, practised(state), distance, state.number("rotate"))
    shown = row["percent"].rstrip("\xa0 %")
    yield whole(f"accuracy of {name}", shown, _percent(sum(counts) / len(counts)))
    ends = row["range"].rstrip("\xa0 %").split("–")
    for shown, count in zip(ends, (min(counts), max(counts)), strict=True):
        yield whole(f"range of {name}", shown, _percent(count))


def compare(scene: Scene) -> Iterator[Comparison]:
    state = state_of(TABLE, scene.now.query)
    if state.text("picture") == "own":
        return
    picture = torch.from_numpy(picture_of((state, b"")) * 100).round()
    for name, row in zip(NETS, rows(scene.page).values(), strict=True):
        yield from _row(name, row, state, picture)
    cells = scene.now.grid("why.picture_map")
    top, left = min(cells)
    pixels = picture[top - 1 : top + 4, left - 1 : left + 4]
    yield from grid("pixel", cells, pixels, (top, left))


PAGE = Walked(
    EVENTS, compare, {"moved the other way": Planted(planted.MOVED_THE_OTHER_WAY, "down=2")}, beside="pooling"
)
