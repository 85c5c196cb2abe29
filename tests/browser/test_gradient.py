"""The way back in a browser: a press, the keys of the two lanes, what is refused, every width."""

import pytest
from playwright.sync_api import Page, expect

from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.browser.figures import follow_link, open_figure, read_figure
from tests.browser.test_deep_links import SIDEWAYS
from tests.browser.test_keyboard import focused
from tests.browser.test_picture_sources import SEVEN, draw
from tests.browser.visit import NewPage, Viewport

# Each layer, and where its step leads.
LAYERS = {
    "loss": "loss",
    "linear": "weights",
    "pool": "active",
    "relu": "conv",
    "conv": "kernel",
    "pixel": "input",
}
# What the steps of the digit lead to.
OF_DIGIT = {
    "score": "glive.scores",
    "features": "grad.pool",
    "relu": "grad.conv",
    "conv": "grad.kernel",
    "pixel": "grad.input",
}


def gradient_of(called: str) -> str:
    """Return the name of the grid of gradients of what has this label."""
    return label("grad.gradient_of", "en", grid=label(called, "en"))


def test_a_press_on_a_gradient_goes_to_the_step_that_makes_it(page: Page) -> None:
    open_figure(page, "gradient", input="heart")
    assert set(dict(read_figure(page).grids)[gradient_of("grad.pool")].values()) == {""}
    actions.cell(page, gradient_of("grad.kernel"), 2, 1).click()
    there = read_figure(page)
    assert (there.query["layer"], there.query["step"]) == ("conv", "9")
    expect(actions.cell(page, gradient_of("grad.kernel"), 2, 1)).to_have_text("−8")
    expect(actions.cell(page, gradient_of("grad.kernel"), 2, 2)).to_have_text("")


def test_arrows_lead_from_a_value_to_its_gradient_and_along_a_lane(page: Page) -> None:
    open_figure(page, "gradient", input="heart", layer="score")
    score = actions.grid(page, "grad.score")
    score.focus()
    for key, name in (
        ("ArrowDown", gradient_of("grad.score")),
        ("ArrowLeft", gradient_of("grad.weights")),
        ("ArrowUp", label("grad.weights", "en")),
        ("ArrowRight", label("grad.weights", "en")),
        ("ArrowRight", label("grad.score", "en")),
    ):
        page.keyboard.press(key)
        assert focused(page).name == name


def test_each_lane_is_one_stop(page: Page) -> None:
    open_figure(page, "gradient", input="heart", layer="relu")
    stops = page.locator(".field.gradient [role=grid][tabindex='0']:visible")
    assert [each.get_attribute("aria-label") for each in stops.all()] == ["Conv2d", gradient_of("grad.conv")]


def test_a_digit_is_pinned_broken_and_left_again(page: Page) -> None:
    open_figure(page, "gradient", input="heart")
    actions.push(actions.button(page, "grad.view_live"))
    there = read_figure(page)
    assert (there.query["input"], there.query["layer"], there.query["step"]) == ("digit", "pixel", "6")
    actions.grid(page, gradient_of("grad.pool")).click(position={"x": 4, "y": 4})
    there = read_figure(page)
    assert (there.query["layer"], there.query["row"], there.query["column"]) == ("features", "1", "1")
    actions.grid(page, "grad.pool").press("ArrowRight")
    assert read_figure(page).query["column"] == "2"
    expect(page.locator(".came-back.waiting")).to_have_count(
        3
    )  # of pixels, Conv2d and ReLU nothing is known yet
    actions.push(actions.button(page, "grad.change_sign"))
    said = page.locator("[data-figure=gradient] .sentence")
    expect(said).to_contain_text(label("glive.by_sign", "en", e="0.10", n="@").split("(@")[0])
    actions.push(actions.button(page, "grad.view_nudge"))
    there = read_figure(page)
    assert (there.query["input"], there.query["view"], there.query["target"]) == ("heart", "nudge", "9")


def test_a_digit_of_ones_own_is_drawn_beside_the_picture_and_read(page: Page) -> None:
    open_figure(page, "gradient", input="digit", layer="conv", row=1, column=1)
    actions.push(actions.button(page, "pad.title"))
    draw(page, SEVEN)
    page.wait_for_function("() => location.search.includes('digit=own')")
    answer = label("glive.says", "en", d=7, q="")
    expect(page.locator("[data-figure=gradient]").get_by_text(answer)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("application")).to_be_hidden()
    assert read_figure(page).query["digit"] == "own"


@pytest.mark.parametrize("viewport", ["tablet", "phone"])
def test_every_step_has_room(new_page: NewPage, viewport: Viewport) -> None:
    page = new_page(viewport)
    open_figure(page, "gradient", input="heart")
    for view in ("step", "nudge"):
        for layer in LAYERS if view == "step" else ("linear", "conv", "pixel"):
            follow_link(page, "gradient", {"input": "heart", "layer": layer, "view": view})
            assert page.evaluate(SIDEWAYS) == [0, 0], (view, layer)
            assert actions.grid(page, gradient_of(f"grad.{LAYERS[layer]}")).is_visible(), (view, layer)
    for layer, called in OF_DIGIT.items():
        follow_link(page, "gradient", {"input": "digit", "layer": layer})
        assert page.evaluate(SIDEWAYS) == [0, 0], layer
        assert actions.grid(page, gradient_of(called)).is_visible(), layer
