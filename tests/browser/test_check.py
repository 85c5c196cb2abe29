"""The questions below a lesson, by keyboard: told why, kept over a reload, shown in the figure."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.kit.i18n.labels import label
from tests.browser.visit import NewPage, Viewport, open_page

CARDS = "section.card"


def card_with(page: Page, words: str) -> Locator:
    return page.locator(CARDS).filter(has_text=words)


def option(card: Locator, name: str) -> Locator:
    return card.get_by_role("button", name=name, exact=True)


@pytest.fixture
def check(page: Page, base_url: str) -> Page:
    open_page(page, f"{base_url}/convolution?lang=en")
    expect(page.locator(CARDS)).to_have_count(8)
    return page


def test_a_wrong_answer_is_told_why_and_the_right_one_stays_open(check: Page) -> None:
    card = card_with(check, "How many numbers come out?")
    option(card, "25").focus()
    check.keyboard.press("Enter")
    expect(option(card, "25")).to_have_attribute("aria-pressed", "true")
    expect(card).to_contain_text("Not 25: that counts every pixel.")
    expect(card).to_contain_text("try again")
    expect(check.locator(".kit-quiz [role=status]")).to_have_text(re.compile("^Not 25: that counts"))
    option(card, "9").focus()
    check.keyboard.press("Space")
    expect(card).to_contain_text("Right. The window has three places across and three down.")
    expect(card).not_to_contain_text("Not 25:")
    expect(check.locator(".answered")).to_have_text(label("quiz.count", "en", k=1, n=8))
    expect(option(card, "3")).to_be_enabled()


def test_an_answer_can_be_revealed_and_the_focus_goes_to_it(check: Page) -> None:
    card = card_with(check, "What does stride=2 set?")
    option(card, "How wide the added border is").click()
    card.get_by_role("button", name="Reveal the answer").focus()
    check.keyboard.press("Enter")
    expect(option(card, "How far the window moves each time")).to_be_focused()
    expect(card).to_contain_text("The answer. The window jumps two cells")
    expect(card).to_contain_text("answer shown")


def test_answers_are_kept_over_a_reload_and_not_read_out_again(check: Page) -> None:
    card = card_with(check, "How many numbers come out?")
    option(card, "3").click()
    expect(card).to_contain_text("Not 3:")
    check.reload()
    card = card_with(check, "How many numbers come out?")
    expect(card).to_contain_text("Not 3: that is one row of stops.")
    expect(check.locator(".kit-quiz [role=status]")).to_be_empty()


def test_show_in_the_figure_sets_the_figure(check: Page) -> None:
    card = card_with(check, "Which pixels are never read?")
    option(card, "None, all of them are read").click()
    card.get_by_role("link", name="Show in the figure").click()
    expect(check).to_have_url(re.compile(r"(?=.*height=10&width=10)(?=.*kernel_size=5)(?=.*stride=3)"))
    expect(check.locator(".stage-host.convolution")).to_contain_text("never read: 36 of 100 pixels")


def test_things_to_try_start_in_the_figure_and_hide_what_is_to_be_seen(check: Page) -> None:
    tries = check.locator(".tries li").filter(has_text="Ones everywhere")
    expect(tries.get_by_text("The false edges vanish")).to_be_hidden()
    tries.get_by_text("What to see").click()
    expect(tries.get_by_text("The false edges vanish")).to_be_visible()
    tries.get_by_role("link", name="Try it in the figure").click()
    expect(check).to_have_url(re.compile(r"(?=.*input=ones)(?=.*kernel=sobel_x)"))


def test_code_follows_the_figure(check: Page) -> None:
    code = check.locator("pre.code")
    expect(code).to_contain_text("# (1, 1, 7, 7) -1.0")
    check.get_by_role("button", name="Increase Stride", exact=True).click()
    expect(code).to_contain_text("stride=2")
    expect(code.locator(".changed")).to_have_text("stride=2")


@pytest.mark.alike("viewport")
@pytest.mark.parametrize("viewport", ["desktop", "tablet", "phone"])
def test_nothing_is_wider_than_the_screen(new_page: NewPage, base_url: str, viewport: Viewport) -> None:
    page = new_page(viewport)
    open_page(page, f"{base_url}/convolution?lang=ko")
    expect(page.locator(CARDS)).to_have_count(8)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
