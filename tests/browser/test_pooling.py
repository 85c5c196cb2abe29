"""The pooling page: the guess and its answer, the visitor's last picture, keys alone, refusals."""

import torch
from playwright.sync_api import Page

from lessons.catalog import lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.live_network import picture
from tests.browser import actions
from tests.browser.figures import open_figure, read_figure
from tests.monkey.comparing import ANY, hundredths
from tests.monkey.lessons.pooling_layers import map_of_picture


def guess(page: Page, answer: str, language: Language = "en") -> None:
    asked = page.get_by_role("group", name=label("predict.move_one", language))
    asked.get_by_role("button", name=label(f"predict.stays_{answer}", language), exact=True).click()


def told(page: Page) -> str:
    return page.locator(".told").inner_text()


def test_a_guess_moves_the_picture_and_is_told_and_asking_again_moves_it_back(page: Page) -> None:
    open_figure(page, "pooling", input="three")
    drawn = page.locator(".first .mark.mistake:visible")
    assert page.get_by_text("4 of 16", exact=False).count() == 0
    for answer in ("all", "none", "some"):
        assert page.locator(".told").is_hidden()
        guess(page, answer)
        assert read_figure(page).query["shift"] == "1"
        assert "4 of 16" in told(page)
        first = label("quiz.right" if answer == "some" else "quiz.not_quite", "en")
        assert told(page).strip().startswith(first)
        assert drawn.count() == (0 if answer == "some" else 1)
        actions.button(page, "quiz.again").first.click()
        assert read_figure(page).query["shift"] == "0"
    actions.press(page, "+", "pool_shift")
    assert "4 of 16" in told(page)


def test_the_last_picture_of_the_visit_comes_along(page: Page) -> None:
    open_figure(page, "live-network", sample="digit_7")
    title = lesson("pooling").prose("en").title
    there = actions.choose_lesson(page, title, "pooling", "en")
    assert there.query["input"] == "last"
    pixels = torch.from_numpy(picture.sample("digit_7").prepared.pixels * 100).round()
    expected = map_of_picture(pixels, 3)
    cells = dict(there.grids)[label("set.map", "en")]
    for (row, column), text in cells.items():
        assert hundredths(text, ANY) == float(expected[row - 1, column - 1])
    actions.choice(page, "set.input").select_option("three")
    assert read_figure(page).query["input"] == "three"
    actions.choice(page, "set.input").select_option("last")
    assert read_figure(page).query["input"] == "last"


def test_a_number_that_is_typed_makes_the_map_own_numbers(page: Page) -> None:
    before = open_figure(page, "pooling", input="three", shift=1)
    name = label("pool.input", "en")
    actions.type_into(page, actions.cell(page, name, 3, 4), "5,25")
    after = read_figure(page)
    changed = dict(before.grids)[name] | {(3, 4): "5.25"}
    assert dict(after.grids)[name] == changed
    assert after.query["shift"] == "0"
    assert dict(after.grids)[label("pool.max", "en")][2, 2] == "5.25"


def test_pointing_at_an_output_shows_what_it_reads(page: Page) -> None:
    open_figure(page, "pooling", input="three")
    actions.grid(page, "pool.average").get_by_role("gridcell").nth(5).hover()
    linked = page.locator(".input .cell.linked").all_text_contents()
    assert linked == ["−0.2", "−0.4", "−0.5", "−0.9"]
