"""The live network: every way in for a picture, and any number of its maps pinned and followed back."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions, pictures
from tests.browser.figures import Reading, open_figure, read_figure, wait_for_figure
from tests.browser.network_page import LESSON, at, choose, now, wait_for_answer, wrong
from tests.browser.pictures import FILE, PASTE, File
from tests.browser.test_keyboard import focused
from tests.browser.visit import NewPage, Viewport
from tests.monkey.lessons.live_network_numbers import exact


def carried(page: Page, file: File):  # noqa: ANN201 - a JSHandle of a DataTransfer
    """Return a file as the browser carries it in a drop or a paste."""
    return page.evaluate_handle(FILE, [file.name, file.kind, base64.b64encode(file.content).decode()])


def drop(page: Page, file: File) -> Reading:
    page.get_by_role("grid").first.dispatch_event("drop", {"dataTransfer": carried(page, file)})
    return wait_for_answer(page)


def paste(page: Page, file: File) -> Reading:
    page.evaluate(PASTE, carried(page, file))
    return wait_for_answer(page)


@pytest.mark.alike("screen", "bring", keep=2)
@pytest.mark.parametrize(("screen", "bring"), [("desktop", drop), ("phone", paste)])
def test_own_picture_gives_torchs_maps_and_a_bad_file_is_refused_however_it_comes(
    new_page: NewPage, screen: Viewport, bring: Callable[[Page, File], Reading]
) -> None:
    page = new_page(screen)
    before = open_figure(page, LESSON)
    for file in (pictures.file("png"), pictures.file("jpeg")):
        reading = bring(page, file)
        assert (reading.alert, reading.query.get("sample")) == ("", "own")
        assert wrong(reading, file.name) == []
        assert reading.grids != before.grids
        if screen == "phone":  # the answer itself is below the fold
            assert label("live.says", "en", a="") in reading.status
    assert "scan.png" in bring(page, pictures.file("pdf_named_png")).alert


def test_same_thing_twice_is_answered_twice(page: Page) -> None:
    page.set_default_timeout(5000)
    open_figure(page, LESSON, sample="paper_3")
    actions.button(page, "sample.paper_3").click()
    assert wait_for_answer(page).status == ""
    for file in (pictures.file("text_named_png"), pictures.file("png")):
        first = choose(page, file)
        again = choose(page, file)
        assert (again.alert, again.status) == (first.alert, "")


def test_two_tabs_keep_their_own_pictures(page: Page) -> None:
    other = page.context.new_page()
    open_figure(page, LESSON, sample="cat")
    there = open_figure(other, LESSON, sample="paper_3", map=4)
    mine = choose(page, pictures.file("png"))
    assert wrong(mine, pictures.file("png").name) == []
    assert read_figure(other) == there
    actions.grid(other, "live.map_conv", n=2).press("ArrowUp")
    assert wrong(read_figure(other)) == []


def test_reload_in_the_middle_of_an_upload(page: Page) -> None:
    there = open_figure(page, LESSON, sample="paper_7")
    pictures.file("png").hand_over(page)
    page.reload()
    again = wait_for_figure(page, LESSON, "en")
    assert (
        wrong(again, pictures.file("png").name) == []
    )  # of the sample or of the file, whichever the page names
    assert choose(page, pictures.file("jpeg")).alert == ""
    assert there.alert == ""


def test_own_picture_outlives_language_and_other_pages(page: Page, language: Language) -> None:
    open_figure(page, LESSON, lang=language)
    mine = choose(page, pictures.file("jpeg"))
    other = actions.switch_language(page, mine)
    assert wrong(other, pictures.file("jpeg").name) == []
    # A reload ends the visit, and the picture with it: that is said, and only until another one is chosen.
    again = actions.reload(page, other)
    assert (again.alert, again.query["sample"]) == (label("up.gone", other.language), "paper_3")
    assert choose(page, pictures.file("png")).alert == ""


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


@pytest.mark.alike("screen", keep=2)
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_who_has_pressed_a_cell_of_a_score_by_keys_goes_on_in_its_map(
    new_page: NewPage, screen: Viewport
) -> None:
    page = new_page(screen)
    at(page, layer="score", digit=3)
    page.locator(".largest button").first.press("Enter")
    layer, map, row, column = pin_of(now(page))
    stop = focused(page)
    assert (layer, stop.role, stop.name) == ("pool", "grid", label("live.map_pool", "en", n=map))
    key, by = ("ArrowLeft", -1) if column == "12" else ("ArrowRight", 1)
    page.keyboard.press(key)
    assert pin_of(now(page)) == ("pool", map, row, str(int(column) + by))


def test_from_score_to_score_one_goes_up_and_down_alone(page: Page, language: Language) -> None:
    at(page, lang=language, layer="score", digit=3)
    for name in ("left", "right", "up", "down"):
        expect(actions.button(page, f"live.move_{name}")).to_have_count(0)
    for name, digit in (("next", "4"), ("before", "3")):
        actions.button(page, f"live.score_{name}").click()
        assert now(page).query["digit"] == digit


def test_of_maps_that_are_0_no_cell_is_said_to_move_a_score(page: Page) -> None:
    tops = set[float]()
    for sample, bias, cells in (("paper_3", 0, 10), ("paper_3", -2, 2), ("digit_2", -2, 0)):
        reading = at(page, sample=sample, bias=bias, layer="score", digit=1)
        rows = reading.tables[label("live.ten", "en")]
        assert rows == [[label("live.ten_none", "en")]] if cells == 0 else len(rows) == cells
        tops.add(actions.box_of(page.locator(".pin-score > .note"))["y"])
    assert len(tops) == 1


def test_a_product_that_is_pointed_at_is_written_with_all_its_decimals(page: Page) -> None:
    reading = at(page, map=4, row=9, column=14)
    written = page.locator(".written .exact")
    assert sum(exact(text) for text in [written.inner_text().split(": ")[1]]) == exact_sum(reading)
    for row, column in ((1, 1), (2, 4), (5, 5)):
        actions.cell(page, "fig.products", row, column).hover()
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
@pytest.mark.parametrize("screen", ["phone", "tablet"])
def test_the_next_layer_comes_into_sight(new_page: NewPage, screen: Viewport, language: Language) -> None:
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


def test_a_layer_that_is_off_says_so_when_its_tab_is_pressed(phone: Page) -> None:
    at(phone, relu=0)
    assert phone.locator(".tabs [aria-pressed=true]").count() == 1
    actions.push(phone.locator(".tabs button").nth(1))
    reading = now(phone)
    assert (reading.query["layer"], reading.status) == ("conv", label("live.off", "en"))
