"""On a phone: the header that stays, its menu, and the sheet of settings below the figure."""

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import LESSONS as LESSONS_OF_THE_COURSE
from lessons.catalog import lesson as lesson_of
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import Lesson, open_figure
from tests.browser.in_page import ask
from tests.browser.visit import open_page

pytestmark = pytest.mark.daily

LESSONS: tuple[Lesson, ...] = ("convolution", "live-network", "pooling", "neuron", "why-cnn", "output-size")
MOST = 0.451  # of the screen
HEADER = 48  # px that stay above the page
IS_CLOSED = "() => document.querySelector('[data-testid=stSidebar]').dataset.collapsed === 'true'"
BESIDE_MENU = (380, 420)  # px
HAS_FOCUS = "button => button.getRootNode().activeElement === button"


@pytest.mark.alike("lesson", keep=3)
@pytest.mark.parametrize("lesson", LESSONS)
def test_figure_is_in_sight_above_the_sheet(phone: Page, lesson: Lesson, language: Language) -> None:
    open_figure(phone, lesson, lang=language)
    actions.unfold_settings(phone)
    part, above, below, is_bare = ask(phone.locator(".dock"), "covering.sheet")
    assert part <= MOST
    assert abs(above - HEADER) <= 1
    assert abs(below) <= 1
    assert is_bare


@pytest.mark.alike("lesson")
@pytest.mark.parametrize("lesson", ["convolution", "live-network"])
def test_sheet_closes_by_button_esc_and_tap(phone: Page, lesson: Lesson, language: Language) -> None:
    open_figure(phone, lesson, lang=language)
    for close in (
        lambda: actions.fold_settings(phone),
        lambda: phone.keyboard.press("Escape"),
        lambda: phone.touchscreen.tap(3, 200),
    ):
        actions.unfold_settings(phone)
        assert actions.sheet_button(phone, is_open=True).get_attribute("aria-expanded") == "true"
        close()
        opens = actions.sheet_button(phone, is_open=False)
        opens.wait_for()
        assert opens.evaluate(HAS_FOCUS)


def test_the_keyboard_is_not_lost_with_what_only_the_sheet_shows(phone: Page) -> None:
    open_figure(phone, "pooling")
    actions.unfold_settings(phone)
    phone.get_by_role("combobox", name=actions.say(phone, "play.speed")).focus()
    phone.keyboard.press("Escape")
    assert actions.sheet_button(phone, is_open=False).evaluate(HAS_FOCUS)


def test_tap_on_a_cell_closes_the_sheet_and_is_still_a_tap_on_it(phone: Page) -> None:
    open_figure(phone, "convolution")
    actions.unfold_settings(phone)
    phone.get_by_role("grid", name="Kernel", exact=True).get_by_role("gridcell").first.tap()
    actions.sheet_button(phone, is_open=False).wait_for()
    assert phone.get_by_role("textbox").is_visible()


def test_settings_are_set_with_the_sheet_open(phone: Page) -> None:
    open_figure(phone, "convolution")
    actions.press(phone, "+", "stride")
    expect(phone.locator(".outcome")).to_have_text("stride 1 → 27×7 → 4×4")  # two columns
    phone.get_by_role("combobox", name="Speed").select_option("2")
    assert actions.sheet_button(phone, is_open=True).is_visible()
    open_figure(phone, "conv2d")  # whose sheet is the call itself
    everything = phone.locator(".all-arguments")
    everything.tap()
    expect(everything).to_have_text(actions.say(phone, "state.close"))
    phone.locator(".argument.kernel_size").get_by_role("button").last.tap()
    expect(phone.locator(".call .outcome b")).to_have_text("kernel_size 3 → 4")
    expect(phone.locator(".call .outcome")).to_be_in_viewport()


def test_header_stays_and_its_menu_closes_in_three_ways(phone: Page, language: Language) -> None:
    now = open_figure(phone, "convolution", lang=language)
    menu, parts = phone.locator(actions.EXPAND), phone.locator(".sections a")
    assert parts.count() == 4
    parts.last.click()
    expect(phone.locator(".sections [aria-current]")).to_have_attribute("href", "#check")
    box = actions.box_of(menu)
    assert (box["x"], box["width"]) == (0, 60)
    assert box["height"] >= 44
    for close in (lambda: phone.keyboard.press("Escape"), lambda: phone.touchscreen.tap(*BESIDE_MENU)):
        menu.tap()
        expect(phone.locator(actions.COLLAPSE)).to_be_focused()
        close()
        phone.wait_for_function(IS_CLOSED)
        expect(menu).to_be_focused()
    now = actions.switch_language(phone, now)
    phone.wait_for_function(IS_CLOSED)
    actions.choose_lesson(phone, lesson_of("pooling").prose(now.language).title, "pooling", now.language)
    phone.wait_for_function(IS_CLOSED)


@pytest.mark.parametrize("lesson", [*(each.address[1:] for each in LESSONS_OF_THE_COURSE), "gradient"])
@pytest.mark.alike("lesson", keep=2)
def test_on_its_side_a_phone_first_shows_the_figure_and_a_rail(phone: Page, lesson: Lesson) -> None:
    phone.set_viewport_size({"width": 844, "height": 390})
    open_page(phone, "/")
    phone.evaluate("localStorage.clear()")
    open_page(phone, f"/{lesson}")
    phone.locator(".railed .stage :is(.field, .one-row)").first.wait_for()
    above, seen, *rest = ask(phone, "standing.onItsSide")
    assert above < 390 * 0.4
    assert seen > 390 * 0.4
    assert rest == [True, True, True]
    phone.locator(".first-minute .skip").click()
    above, seen, *rest = ask(phone, "standing.onItsSide")
    assert above < 390 * 0.5
    assert seen > 390 * 0.3
    assert rest == [True, True, True]
