"""The sliding window in a real browser: sliders, transport, address, links, limits."""

import re

import pytest
from playwright.sync_api import Page, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import hands
from tests.browser.figures import Lesson, Reading, grid, open_figure, read_figure
from tests.browser.visit import NewPage, Viewport
from tests.monkey import addresses
from tests.monkey.convolution import numbers as convolution_numbers

pytestmark = pytest.mark.rotates

SCREENS: tuple[Viewport, ...] = ("desktop", "phone")
LESSON: Lesson = "convolution"
CHOSEN = {"kernel_size": "2", "stride": "3", "padding": "2", "bias": "-7", "step": "11"}
WHOLE = {  # every setting that has a name in the address
    "height": "9",
    "width": "6",
    "padding_mode": "reflect",
    "padding": "1",
    "kernel_size": "3,2",
    "dilation": "2",
    "stride": "2",
    "bias": "4",
    "input": "gradient",
    "kernel": "1,-2;0.5,0;-0.25,3",
    "seed": "5",
    "reads": "0",
    "step": "7",
}
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
@pytest.mark.parametrize("screen", SCREENS)
def test_dragging_sliders_sets_figure_and_address(new_page: NewPage, base_url: str, screen: Viewport) -> None:
    page = new_page(screen)
    open_figure(page, base_url, LESSON)
    for name, ways in [
        ("kernel_size", (1.0,)),
        ("kernel_size", (0.6, 0.0)),
        ("stride", (0.5, 1.0)),
        ("padding", (1.0, 0.0)),
        ("bias", (0.9, 0.0)),
    ]:
        low, high = hands.limits(page, name, "en")
        assert low < high
        hands.drag_slider(page, name, "en", *ways)
        reading = read_figure(page)
        assert reading.query[name] == str(high if ways[-1] else low)
        assert hands.slider(page, f"set.{name}", "en").input_value() == reading.query[name]
        assert_numbers_are_torchs(reading)


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


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", SCREENS)
def test_play_advances_and_pause_holds(new_page: NewPage, base_url: str, screen: Viewport) -> None:
    page = new_page(screen)
    open_figure(page, base_url, LESSON, step=3)
    hands.unfold_settings(page, "en")
    page.get_by_role("combobox", name="Speed").select_option("2")
    assert not read_figure(page).is_playing
    hands.button(page, "play.play", "en").click()
    wait_for_step(page, 5)
    playing = read_figure(page)
    assert playing.is_playing
    assert_numbers_are_torchs(playing)
    hands.button(page, "play.pause", "en").click()
    paused = read_figure(page)
    page.wait_for_timeout(ONE_STEP)
    assert read_figure(page) == paused
    assert not paused.is_playing
    assert 5 <= paused.settings["step"] < 48


def test_play_ends_at_the_last_step_and_begins_again(page: Page, base_url: str) -> None:
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
    assert_numbers_are_torchs(read_figure(page))


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", SCREENS)
def test_steps_and_scrub(new_page: NewPage, base_url: str, screen: Viewport) -> None:
    page = new_page(screen)
    open_figure(page, base_url, LESSON, step=10)
    for name, expected in [("next", "11"), ("next", "12"), ("back", "11"), ("first", "1"), ("back", "1")]:
        hands.button(page, f"play.{name}", "en").click(force=True)
        assert read_figure(page).query["step"] == expected
    bar = hands.slider(page, "play.scrub", "en")
    hands.drag_thumb(page, bar, 0.3, 1.0)
    assert read_figure(page).query["step"] == "49"
    hands.drag_thumb(page, bar, 0.7, 0.5)
    half = read_figure(page)
    assert abs(half.settings["step"] - 25) <= 1
    assert_numbers_are_torchs(half)
    hands.button(page, "play.next", "en").click()
    assert read_figure(page).settings["step"] == half.settings["step"] + 1


def test_pressed_output_cell_becomes_the_step(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, stride=2)
    cells = grid(page, label("fig.output", "en")).get_by_role("gridcell")
    for place in (6, 0, 15):
        cells.nth(place).click()
        reading = read_figure(page)
        assert reading.settings["step"] == place + 1
        assert_numbers_are_torchs(reading)


@pytest.mark.parametrize(("language", "wanted"), [("en", CHOSEN), ("ko", WHOLE)])
def test_deep_link_restores_exactly_and_outlives_reload_and_language(
    new_page: NewPage, base_url: str, language: Language, wanted: dict[str, str]
) -> None:
    page = new_page()
    there = open_figure(page, base_url, LESSON, lang=language, **wanted)
    assert {name: there.query[name] for name in wanted} == wanted
    assert (there.alert, there.language) == ("", language)
    assert_numbers_are_torchs(there)
    again = hands.reload(page, there)
    assert (again.grids, again.chosen) == (there.grids, there.chosen)
    other = hands.switch_language(page, again)
    assert other.language != language
    assert other.chosen == there.chosen
    assert [cells for _, cells in other.grids] == [cells for _, cells in there.grids]
    assert other.sentence() == there.sentence()


def test_cells_presets_and_reads(new_page: NewPage, base_url: str) -> None:
    page = new_page("phone")
    open_figure(page, base_url, LESSON)
    kernel, pixels = (
        grid(page, label(name, "en")).get_by_role("gridcell") for name in ("fig.kernel", "fig.input")
    )
    hands.type_into(page, kernel.nth(4), "-0.5")
    pixels.nth(4).click()
    typed = read_figure(page)
    assert typed.query["kernel"] == "1,0,-1;1,-0.5,-1;1,0,-1"
    assert typed.status == label("conv.padding_fixed", "en")  # the fifth cell lies in the padding
    hands.type_into(page, pixels.nth(40), "7")
    assert read_figure(page).query["input"].count("7") == 1
    assert_numbers_are_torchs(read_figure(page))
    hands.unfold_settings(page, "en")
    hands.choice(page, "set.input", "en").select_option("checker")
    hands.choice(page, "set.padding_mode", "en").select_option("circular")
    chosen = read_figure(page)
    assert (chosen.query["input"], chosen.query["padding_mode"]) == ("checker", "circular")
    assert_numbers_are_torchs(chosen)
    hands.press(page, "+", "stride", "en", times=2)
    page.get_by_role("switch", name=label("set.reads", "en")).click()
    counted = read_figure(page)
    assert counted.query["reads"] == "1"
    assert_numbers_are_torchs(counted)


def test_reload_while_playing_restores_the_step_it_had(page: Page, base_url: str) -> None:
    there = open_figure(page, base_url, LESSON, step=5, stride=1)
    hands.button(page, "play.play", "en").click()
    wait_for_step(page, 7)
    again = hands.reload(page, there)
    assert not again.is_playing
    assert again.settings["step"] >= 7
    assert_numbers_are_torchs(again)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_in_the_text_set_the_figure_without_leaving_the_page(
    new_page: NewPage, base_url: str, language: Language
) -> None:
    page = new_page()
    open_figure(page, base_url, LESSON, lang=language, bias=5)
    page.evaluate("window.stayed = true")
    links = page.get_by_test_id("stMain").locator('a[href*="?"]:visible')
    followed = 0
    for link in links.all():
        asked = hands.asked_by(link)
        if asked.get("input", "heart") not in addresses.INPUTS:
            continue  # a photo
        link.click()
        reading = read_figure(page)
        assert {name: reading.query[name] for name in asked} == asked
        assert_numbers_are_torchs(reading)
        followed += 1
    assert followed >= 3
    assert page.evaluate("window.stayed") is True
    assert len(page.context.pages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_illegal_address_is_refused_in_words(new_page: NewPage, base_url: str, language: Language) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    for name, asked in [
        ("stride", "9"),
        ("padding", "-1"),
        ("kernel_size", "3.5"),
        ("bias", "ten"),
        ("step", "99"),
        ("padding_mode", "mirror"),
    ]:
        reading = open_figure(page, base_url, LESSON, lang=language, **{name: asked})
        assert f"{name}={asked}" in reading.alert
        assert bool(re.search("[가-힣]", reading.alert)) == (language == "ko")
        assert reading.query[name] != asked
        assert reading.query[name] in reading.alert
        assert_numbers_are_torchs(reading)
    hands.button(page, "play.first", language).click()
    assert read_figure(page).alert == ""


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
