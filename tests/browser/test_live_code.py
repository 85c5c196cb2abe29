"""The code below the live network prints the number that the figure's sentence says."""

import io
import re
from contextlib import redirect_stdout

import pytest
from playwright.sync_api import Page, expect
from tests.browser.network_page import LESSON

from tests.browser.figures import open_figure

STATES = [
    {"filters": "random", "seed": 3, "layer": "conv", "map": 2, "row": 3, "column": 4},
    {"filters": "digits", "relu": 0, "scores": 0, "sample": "digit_7", "layer": "pool", "map": 4, "row": 5},
    {"filters": "cats_dogs", "sample": "dog_1", "layer": "score", "digit": 1, "bias": ".1,0,0,0,-.25"},
    {"filters": "hand_made", "pool": "average", "sample": "coffee", "layer": "pool", "map": 2, "row": 6},
    {
        "filters": "digits",
        "sample": "paper_4",
        "way": "photo",
        "layer": "relu",
        "map": 5,
        "row": 9,
        "down": -3,
    },
]


@pytest.mark.alike("state", keep=2)
@pytest.mark.parametrize("state", STATES)
def test_the_code_prints_what_the_figure_says(page: Page, base_url: str, state: dict[str, str | int]) -> None:
    open_figure(page, base_url, LESSON, **state)
    place = f"[0, {int(state.get('map', 0)) - 1}, {int(state.get('row', 0)) - 1}, "
    cell = "scores[0, 1]" if state["layer"] == "score" else place
    block = page.locator("pre.code").last
    expect(block).to_contain_text(cell)
    code = block.text_content() or ""
    said = io.StringIO()
    with redirect_stdout(said):
        exec(code, {})
    printed = float(said.getvalue().split("\n")[-2])
    sentence = page.locator(".sentence .now").first.text_content() or ""
    shown = float(re.findall(r"−?\d+(?:\.\d\d)?", sentence)[-1].replace("−", "-"))
    assert shown == pytest.approx(printed, abs=0.00501)
