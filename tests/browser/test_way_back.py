"""A link in the text shows its own state; what a visitor had set by hand is one press away."""

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.catalog import LESSONS
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import hands
from tests.browser.figures import Lesson, open_figure, read_figure

NAMES = [lesson.address[1:] for lesson in LESSONS]
# A setting by hand that every lesson has: a slider, or a button at the end of one; not where it stands.
BY_HAND = ":is(input[type=range], .stepper:not([aria-disabled=true])):visible:not(.transport *)"


def figure_of(page: Page, lesson: Lesson) -> Locator:
    return page.locator(f"[data-figure={lesson.replace('-', '_')}]")


def set_by_hand(page: Page, lesson: Lesson) -> dict[str, str]:
    """Change something and return what the address says then."""
    before = read_figure(page).chosen
    for control in figure_of(page, lesson).locator(BY_HAND).all():
        for key in ("ArrowRight", "ArrowLeft", "Enter"):
            control.press(key)
            now = read_figure(page).chosen
            if now != before:
                return now
    raise AssertionError("nothing could be set")


def follow_a_link(page: Page, before: dict[str, str]) -> None:
    """Follow the first link of the text that sets the figure itself to something else."""
    links = page.get_by_test_id("stMain").locator('.stMarkdown a[href^="?"]:not([href*="exercise="]):visible')
    for link in links.all():
        link.click()
        if read_figure(page).chosen != before:
            return
    raise AssertionError("no link leads elsewhere")


@pytest.mark.alike("lesson", keep=3)
@pytest.mark.parametrize("lesson", NAMES)
def test_own_settings_come_back_after_a_link_of_the_text(page: Page, base_url: str, lesson: Lesson) -> None:
    open_figure(page, base_url, lesson)
    own = set_by_hand(page, lesson)
    follow_a_link(page, own)
    back = figure_of(page, lesson).locator(".sentence .way-on")
    expect(back).to_have_text("Back to my settings")
    back.press("Enter")
    expect(back).to_be_hidden()
    assert read_figure(page).chosen == own
    expect(figure_of(page, lesson).locator(".sentence:focus")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_offered_before_a_hand_has_set_anything_nor_after_it_goes_on(
    page: Page, base_url: str, language: Language
) -> None:
    open_figure(page, base_url, "convolution", lang=language)
    follow_a_link(page, read_figure(page).chosen)
    offered = hands.button(page, "nav.back_to_own", language)
    expect(offered).to_be_hidden()
    follow_a_link(page, set_by_hand(page, "convolution"))
    expect(offered).to_be_visible()
    set_by_hand(page, "convolution")
    expect(offered).to_be_hidden()
