"""How long a lesson is before anything is unfolded, and how often a setting lays it out."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from lessons.catalog import LESSONS, lesson
from tests.browser.figures import address_of
from tests.browser.visit import NewPage, Viewport, open_page

MOST_WORDS = 450
MOST_SCREENS: dict[Viewport, float] = {"desktop": 3, "phone": 6}
# The text around the figures and the questions; what is folded is not seen.
TEXT = "[data-testid=stMain] [data-testid=stMarkdownContainer], .tries"
WORDS = """text => [...document.querySelectorAll(text)]
  .filter(one => one.checkVisibility() && !one.parentElement.closest(".tries"))
  .map(one => one.innerText).join(" ").split(/\\s+/).filter(Boolean).length"""
# Of the questions one is answered at a time: that counts, however many stand there.
QUESTION: dict[Viewport, int] = {"desktop": 640, "phone": 1000}  # px
SCREENS = """most => {
  const { height } = document.querySelector(".st-key-check").getBoundingClientRect();
  const whole = document.querySelector("[data-testid=stMain]").scrollHeight;
  return (whole - height + Math.min(height, most)) / innerHeight;
}"""


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", list(MOST_SCREENS))
def test_a_lesson_is_short(new_page: NewPage, screen: Viewport, capsys: pytest.CaptureFixture[str]) -> None:
    page: Page = new_page(screen)
    words: dict[str, int] = {}
    screens: dict[str, float] = {}
    for each in LESSONS:
        open_page(page, address_of(each.address[1:]))
        page.locator(f"[data-figure={each.name}] .stage").wait_for()
        page.locator(".kit-check button").first.wait_for()
        words[each.name] = page.evaluate(WORDS, TEXT)
        screens[each.name] = round(page.evaluate(SCREENS, QUESTION[screen]), 1)
    with capsys.disabled():
        print(f"\nwords: {words}\nscreens, {screen}: {screens}")
    assert {name: count for name, count in words.items() if count > MOST_WORDS} == {}
    assert {name: count for name, count in screens.items() if count > MOST_SCREENS[screen]} == {}


COUNTING = Path(__file__).with_name("layouts.js").read_text(encoding="utf-8")
FORCED_BY_LINKS = """async () => {
  const found = [];
  for (const link of document.querySelectorAll('[data-testid=stMain] a[href^="?"]')) {
    const forced = await layoutsForcedBy(() => link.click());
    if (forced.length > 1) found.push([link.getAttribute("href"), ...forced]);
  }
  return found;
}"""


@pytest.mark.alike("name", keep=3)
@pytest.mark.parametrize("name", [lesson.name for lesson in LESSONS])
def test_a_setting_forces_at_most_one_layout(page: Page, name: str) -> None:
    open_page(page, f"{lesson(name).address}")
    page.locator(".stage").first.wait_for()
    page.evaluate(COUNTING)
    assert page.evaluate(FORCED_BY_LINKS) == []
