"""Any number of the live network can be pinned and followed back; the code prints the one that is pinned."""

import io
import re
from contextlib import redirect_stdout

import pytest
from playwright.sync_api import Page, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import actions
from tests.browser.figures import Reading, cell, open_figure
from tests.browser.network_page import LESSON, at, now, wrong
from tests.browser.visit import NewPage, Viewport
from tests.monkey.lessons.live_network_numbers import exact

pytestmark = pytest.mark.rotates

LAYERS = ("conv", "relu", "pool", "score")


def pin_of(reading: Reading) -> tuple[str, ...]:
    return tuple(reading.query[name] for name in ("layer", "map", "row", "column"))


def test_enter_pins_as_a_press_does(page: Page) -> None:
    at(page, map=4, row=9, column=14)
    pooled = actions.grid(page, "live.map_pool", n=2)
    pooled.press("Enter")
    assert pin_of(now(page)) == ("pool", "2", "5", "7")
    page.get_by_role("grid", name=label("live.kernel", "en", n=1), exact=True).first.press("Enter")
    assert pin_of(now(page)) == ("pool", "1", "5", "7")
    scores = actions.grid(page, "live.scores")
    scores.press("Enter")
    assert now(page).query["layer"] == "score"


def test_a_product_that_is_pointed_at_is_written_with_all_its_decimals(page: Page) -> None:
    reading = at(page, map=4, row=9, column=14)
    written = page.locator(".written .exact")
    assert sum(exact(text) for text in [written.inner_text().split(": ")[1]]) == exact_sum(reading)
    for row, column in ((1, 1), (2, 4), (5, 5)):
        cell(page, label("fig.products", "en"), row, column).hover()
        pixel, weight, product = written.inner_text().replace("=", "×").split(" × ")
        assert exact(pixel) * exact(weight) == exact(product) * 10**8
        assert exact(pixel) == exact(reading.grid("fig.window")[row, column])
    actions.grid(page, "fig.products").press("ArrowLeft")
    assert "=" in written.inner_text()


def exact_sum(reading: Reading) -> int:
    """Return the sum of the products from the pixels and weights on the page."""
    window, kernel = reading.grid("fig.window"), reading.grid("live.kernel", n=reading.settings["map"])
    return sum(exact(window[place]) * exact(kernel[place]) for place in window) // 10**8


@pytest.mark.alike("screen")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", ["phone", "tablet"])
def test_the_next_layer_comes_into_sight_above_the_dock(
    new_page: NewPage, screen: Viewport, language: Language
) -> None:
    page = new_page(screen)
    at(page, lang=language, map=4)
    for layer in ("relu", "pool"):
        page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
        actions.button(page, "live.layer_next").click()
        assert now(page).query["layer"] == layer
        shown = page.locator(".large") if screen == "phone" else page.locator(f".layer.{layer} .place").nth(3)
        box, dock = actions.box_of(shown), actions.box_of(page.locator(".dock"))
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= dock["y"]


def test_a_layer_that_is_off_says_so_when_its_tab_is_pressed(new_page: NewPage) -> None:
    page = new_page("phone")
    at(page, relu=0)
    assert page.locator(".tabs [aria-pressed=true]").count() == 1
    actions.push(page.locator(".tabs button").nth(1))
    reading = now(page)
    assert (reading.query["layer"], reading.status) == ("conv", label("live.off", "en"))


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", ["desktop", "tablet", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_in_any_layer(new_page: NewPage, screen: Viewport, language: Language) -> None:
    page = new_page(screen)
    for layer in LAYERS:
        at(page, lang=language, layer=layer, pool="average", down=3, bias="0.5")
        cut = page.locator(".network").evaluate(
            "field => [field.scrollWidth - field.clientWidth, field.scrollHeight - field.clientHeight]"
        )
        assert max(cut) <= 0, (layer, cut)


def test_a_planted_wrong_number_would_be_seen(page: Page) -> None:
    reading = at(page, layer="pool", row=5, column=5)
    place = next(place for place, text in reading.grid("live.map_pool", n=3).items() if text != "0")
    reading.grid("live.map_pool", n=3)[place] = "0"
    assert len(wrong(reading)) == 1


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
def test_the_code_prints_what_the_figure_says(page: Page, state: dict[str, str | int]) -> None:
    open_figure(page, LESSON, **state)
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
