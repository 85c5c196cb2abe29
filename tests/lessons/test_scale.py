"""The colours of stills are those of the screen: scale.py and scale.js agree, value for value."""

import json
import random
import subprocess
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from lessons.kit.grid.scale import as_rgb, grey_colours, ink_on, number_colours, ramp, signed_colours
from tests.browser.server import ROOT
from tests.oracle.twin import node

SCALE = (ROOT / "lessons" / "kit" / "grid" / "scale.js").as_uri()
ASK = """
const scale = await import(process.argv[1]);
let text = "";
for await (const part of process.stdin) text += part;
const colours = JSON.parse(text).map(([name, ...values]) => scale[name](...values));
process.stdout.write(JSON.stringify(colours));
"""


def in_javascript(calls: Sequence[tuple[Any, ...]]) -> list[Any]:
    done = subprocess.run(
        [node(), "--input-type=module", "-e", ASK, SCALE],
        input=json.dumps(calls),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


def values() -> list[tuple[float, float]]:
    """Return numbers and limits: the stops and the halves between them exactly, and thousands by chance."""
    chance = random.Random(11)
    exact = [(part / 16, 1.0) for part in range(-20, 21)] + [(0.0, 0.0), (3.0, 0.0), (-1.0, 0.0), (-0.0, 2.0)]
    return exact + [
        (round(chance.uniform(-12, 12), 2), chance.choice([0.1, 1, 2, 7, 9.5])) for _ in range(4000)
    ]


def test_signed_colours_agree_with_the_screen() -> None:
    theirs = in_javascript([("signedColour", value, limit, "light") for value, limit in values()])
    assert [list(as_rgb(signed_colours(value, limit))) for value, limit in values()] == theirs


def test_brightness_and_ink_agree_with_the_screen() -> None:
    numbers = [(value, limit) for value, limit in values() if limit > 0]
    theirs = in_javascript([("numberPaint", value, limit, "light") for value, limit in numbers])
    theirs += in_javascript([("signedPaint", value, limit, "light") for value, limit in numbers])
    ours = [as_rgb(number_colours(value, limit)) for value, limit in numbers]
    ours += [as_rgb(signed_colours(value, limit)) for value, limit in numbers]
    inks = {"#000": (0, 0, 0), "#fff": (255, 255, 255)}
    for colour, paint in zip(ours, theirs, strict=True):
        red, green, blue = colour
        assert paint["background"] == f"rgb({red} {green} {blue})"
        assert ink_on(colour) == inks[paint["ink"]]


def test_greys_agree_with_the_screen() -> None:
    theirs = in_javascript([("greyColour", part / 200) for part in range(-20, 221)])
    assert grey_colours(np.arange(-20, 221) / 200).tolist() == theirs


@pytest.mark.parametrize(("value", "limit"), [(0.3, 1.0), (-0.8, 1.0)])
def test_planted_other_scale_is_caught(value: float, limit: float) -> None:
    theirs = in_javascript([("signedColour", value, limit, "dark"), ("signedColour", -value, limit, "light")])
    assert list(as_rgb(signed_colours(value, limit))) not in theirs


def test_a_whole_grid_has_the_colours_of_its_cells() -> None:
    grid = np.array([[-3.0, 0.5], [0.0, 9.0]])
    assert signed_colours(grid, 4).shape == (2, 2, 3)
    for place in np.ndindex(2, 2):
        assert (signed_colours(grid, 4)[place] == signed_colours(grid[place], 4)).all()
    assert (ramp(3) == signed_colours([-1, 0, 1], 1)).all()
