"""The sliding window in a real browser: sliders, transport, address, links, limits."""

import pytest
from playwright.sync_api import Page, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import hands
from tests.browser.figures import Lesson, Reading, grid, open_figure, read_figure
from tests.browser.visit import NewPage, Viewport
from tests.monkey.convolution import numbers as convolution_numbers

pytestmark = pytest.mark.rotates

SCREENS: tuple[Viewport, ...] = ("desktop", "phone")
LESSON: Lesson = "convolution"
ONE_STEP = 600  # ms at 1x; a paused figure must stand still for longer than that


def assert_numbers_are_torchs(reading: Reading) -> None:
    """Fail if any number of the page is not what torch makes of the input and kernel shown."""
    comparisons = list(convolution_numbers.compare(reading))
    assert [str(each) for each in comparisons if not each.agrees()] == []
    assert len(comparisons) > reading.settings["step"]


def wait_for_step(page: Page, step: int) -> None:
    """Wait until the address says this step or a later one."""
    page.wait_for_function(
        "step => Number(new URLSearchParams(location.search).get('step')) >= step", arg=step
    )


@pytest.mark.alike("screen")
@pytest.mark.parametrize(("screen", "language"), [("desktop", "en"), ("phone", "ko")])
def test_limits_are_explained_not_swallowed(
    new_page: NewPage, base_url: str, screen: Viewport, language: Language
) -> None:
    page = new_page(screen)
    open_figure(page, base_url, LESSON, lang=language)
    for name, sign, said in [("stride", "+", "set.limit"), ("padding", "−", "set.limit_below")]:
        low, high = hands.limits(page, name, language)
        hands.press(page, sign, name, language, times=high - low)
        at_limit = read_figure(page)
        if at_limit.status:  # it stood closer to its limit than the other end
            assert at_limit.query[name] == str(high if sign == "+" else low)
        hands.press(page, sign, name, language)
        reading = read_figure(page)
        limit = high if sign == "+" else low
        assert reading.status == label(said, language, name=label(f"set.{name}", language), n=limit)
        assert (reading.query[name], reading.chosen) == (str(limit), at_limit.chosen)
        hands.press(page, "−" if sign == "+" else "+", name, language)
        assert read_figure(page).status == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_view_of_a_phone_reaches_from_the_question_to_the_output(
    new_page: NewPage, base_url: str, language: Language
) -> None:
    page = new_page("phone")
    open_figure(page, base_url, LESSON, lang=language)
    ends = page.locator(".formula .named").last.bounding_box()
    dock = page.locator(".dock").bounding_box()
    assert ends
    assert dock
    assert ends["y"] + ends["height"] <= dock["y"]


def test_play_ends_at_the_last_step_begins_again_and_pause_holds(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, step=47)
    page.get_by_role("combobox", name="Speed").select_option("4")
    hands.button(page, "play.play", "en").click()
    wait_for_step(page, 49)
    expect(hands.button(page, "play.play", "en")).to_be_visible()
    done = read_figure(page)
    assert list(done.grid("fig.output").values()).count("") == 0
    hands.button(page, "play.play", "en").click()
    page.wait_for_function("() => new URLSearchParams(location.search).get('step') < 40")
    hands.button(page, "play.pause", "en").click()
    paused = read_figure(page)
    assert_numbers_are_torchs(paused)
    page.wait_for_timeout(ONE_STEP)
    assert read_figure(page) == paused


def test_illegal_address_is_refused_in_words_that_name_what_is_shown(page: Page, base_url: str) -> None:
    for name, asked in [("stride", "9"), ("kernel_size", "3.5"), ("step", "99"), ("padding_mode", "mirror")]:
        reading = open_figure(page, base_url, LESSON, lang="ko", **{name: asked})
        assert f"{name}={asked}" in reading.alert
        assert reading.query[name] != asked
        assert reading.query[name] in reading.alert
    hands.button(page, "play.first", "ko").click()
    assert read_figure(page).alert == ""


def test_a_cell_of_the_padding_cannot_be_changed(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    grid(page, label("fig.input", "en")).get_by_role("gridcell").nth(4).click()
    assert read_figure(page).status == label("conv.padding_fixed", "en")


def test_decimal_comma_is_not_taken_for_another_number(page: Page, base_url: str) -> None:
    before = open_figure(page, base_url, LESSON)
    hands.type_into(page, grid(page, label("fig.kernel", "en")).get_by_role("gridcell").nth(4), "1,5")
    after = read_figure(page)
    assert after.query["kernel"] in (before.query["kernel"], "1,0,-1;1,1.5,-1;1,0,-1")


@pytest.mark.alike("kernel", "size")
@pytest.mark.parametrize(("kernel", "size"), [("count", 4), ("count", 7), ("sobel_x", 7)])
def test_preset_beyond_what_can_be_typed_can_be_edited(
    page: Page, base_url: str, kernel: str, size: int
) -> None:
    open_figure(page, base_url, LESSON, kernel=kernel, kernel_size=size, padding=3)
    hands.type_into(page, grid(page, label("fig.kernel", "en")).get_by_role("gridcell").nth(0), "5")
    assert read_figure(page).grid("fig.kernel")[1, 1] == "5"
    hands.button(page, "play.first", "en").click()
    assert read_figure(page).query["step"] == "1"


def test_minus_brings_a_longer_side_down_to_the_limit_of_both(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, height=4, width=9, padding=0, kernel_size="2,6")
    for expected in ("4", "3"):
        hands.press(page, "−", "kernel_size", "en")
        assert read_figure(page).query["kernel_size"] == expected


def test_a_link_in_the_text_stops_what_plays(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, step=1)
    hands.button(page, "play.play", "en").click()
    wait_for_step(page, 2)
    page.get_by_test_id("stMain").locator('a[href*="step="]').first.click()
    linked = read_figure(page).query
    expect(hands.button(page, "play.play", "en")).to_be_visible()
    page.wait_for_timeout(2 * ONE_STEP)
    assert read_figure(page).query == linked


def test_what_is_spoken_is_the_sentence_shown(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        grid(page, label("fig.output", "en")).press(key)
    shown = next(line for line in read_figure(page).paragraphs if "the 9 products" in line)
    words = shown[shown.index("Row ") :]
    expect(page.locator("p[aria-live=polite]")).to_have_text(words)
