"""The laboratory in a real browser: moved and drawn; its numbers are torch's."""

import re

import pytest
from playwright.sync_api import Page, expect

from cnn_core.moved_accuracy import counted
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import open_figure, read_figure, wait_for_figure
from tests.browser.in_page import ask
from tests.browser.visit import NewPage, Viewport
from tests.lessons.test_accuracies import is_complete
from tests.monkey.lessons.why_cnn import NETS, rows

LESSON = "why-cnn"


def percent(name: str, *point: int) -> str:
    counts = counted(name, "centred", *point)
    return f"{int(sum(counts) / len(counts) / 4 + 0.5)}\xa0%"


@pytest.mark.parametrize(("screen", "language"), [("desktop", "en"), ("phone", "ko")])
def test_accuracies_name_test_set_and_seeds(new_page: NewPage, screen: Viewport, language: Language) -> None:
    page = new_page(screen)
    for done in ({}, {"right": 4}, {"rotate": 30}, {"shuffle": 1}, {"right": 4, "practice": "moved"}):
        open_figure(page, LESSON, lang=language, **done)
        head = page.locator("[data-figure=why_cnn] .accuracy-head")
        expect(head).to_be_visible()
        assert is_complete(head.inner_text(), language)


def test_the_curve_waits_for_a_guess_and_then_says_every_number(page: Page) -> None:
    # The race that this page had is gone; whoever kept a link to it still comes to the page.
    assert open_figure(page, LESSON, race="start").alert == ""
    curve = page.locator(".panel.curve")
    expect(curve.locator(".veil")).to_be_visible()
    wrong = page.locator(".predict").get_by_role("button", name="0 %", exact=True)
    wrong.click()
    expect(page.locator(".predict .told")).to_contain_text("Not 0 %")
    expect(curve.locator(".veil")).to_be_hidden()
    cells = curve.locator("tbody td").all_inner_texts()
    for row, name in enumerate(NETS):
        for distance in range(9):
            assert cells[9 * row + distance].startswith(percent(name, distance, 0))


def test_a_turn_hides_the_count_until_it_is_guessed(page: Page) -> None:
    open_figure(page, LESSON, rotate=30)
    expect(page.locator(".percent").first).to_have_text("?")
    actions.skip(page)
    assert rows(page)["global"]["percent"] == percent("global", 0, 30)


def test_a_drawing_is_answered_by_pointer_and_by_keys(page: Page) -> None:
    open_figure(page, LESSON)
    actions.button(page, "why.own").click()
    pad = actions.grid(page, "why.picture_pad")
    empty = rows(page)
    actions.drag_over(page, pad, (0.3, 0.2), (0.3, 0.8), steps=8)
    drawn = rows(page)
    assert drawn != empty
    assert all(row["verdict"].startswith("says ") for row in drawn.values())
    code = page.locator(".code-block code").first
    expect(code).to_contain_text(re.compile(r"# [\d.e-]+ [\d.e-]+$"))  # of its pixels, which the code carries
    expect(code).not_to_contain_text("rand(")
    pad.press("Space")
    for _ in range(6):
        pad.press("ArrowRight")
    pad.press("Space")
    assert rows(page) != drawn
    actions.button(page, "set.clear").click()
    assert rows(page) == empty
    # Where the dog wins, its bar grows from the dog's side: an empty bar would look unsure.
    for row, distances in zip(rows(page).values(), ask(page, "standing.bars"), strict=True):
        assert distances[row["verdict"].endswith("dog")] == pytest.approx(0, abs=0.5)
    # A drawing is nowhere but on its page, and a reload says that it is gone.
    page.reload()
    expect(page.get_by_text(label("up.gone", "en")).first).to_be_visible()
    again = wait_for_figure(page, LESSON, "en")
    assert (again.alert, again.query["picture"]) == (label("up.gone", "en"), "cat_1")


def test_the_picture_is_moved_by_a_drag_though_it_is_selected(page: Page) -> None:
    open_figure(page, LESSON)
    page.locator(".field").first.click()
    page.keyboard.press("Control+a")  # a drag of what is selected would be the browser's own
    picture = page.get_by_role("grid", name=label("why.picture_map", "en"), exact=True)
    actions.drag_over(page, picture, (0.5, 0.5), (0.5 - 3 / 28, 0.5 - 3 / 28), steps=3)
    after = read_figure(page).query
    assert (after["down"], after["right"]) == ("-3", "-3")
