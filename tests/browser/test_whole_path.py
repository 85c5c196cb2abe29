"""A learner's whole way: home, nine lessons with some wrong answers, the end, the next day's questions."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.catalog import LESSONS, Lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import hands
from tests.browser.test_home import draw_a_seven, open_home
from tests.browser.visit import Recorder, visitor, wait_until_settled

pytestmark = pytest.mark.rotates


def learn(page: Page, lesson: Lesson, language: Language) -> None:
    """Do what a lesson asks: skip its first minute, make the first guess, answer all three questions."""
    figure = page.locator(f"[data-figure={lesson.name}]")
    expect(page.get_by_role("heading", level=1)).to_contain_text(lesson.prose(language).title)
    minute = figure.locator(".first-minute")
    minute.get_by_role("button", name=label("quiz.skip", language)).click()
    expect(minute).to_be_hidden()
    figure.locator(".predict .pill").first.click()
    hands.solve_all(page)
    check = page.locator(".kit-check")
    check.get_by_role("button", name=label("quiz.next", language)).click()
    expect(check).to_contain_text(label("quiz.all_solved", language, n=3))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_learner_comes_from_the_first_digit_to_the_next_days_questions(
    browser: Browser, base_url: str, language: Language
) -> None:
    page = visitor(browser, locale=language, knowing=False)
    recorder = Recorder(page)
    open_home(page, base_url)
    draw_a_seven(page, language)
    page.mouse.up()
    expect(page.locator("[data-figure=home] .digit")).to_have_text("7")
    page.locator("[data-figure='home/path'] li a").first.click()
    for at, lesson in enumerate(LESSONS):
        page.wait_for_url(f"**{lesson.address}**")
        wait_until_settled(page)
        learn(page, lesson, language)
        after = LESSONS[at + 1].address if at + 1 < len(LESSONS) else "/end"
        expect(page.get_by_test_id("stMain")).to_contain_text(label(f"next.{lesson.name}", language)[:20])
        page.get_by_test_id("stMain").locator(f"a[href^='{after[1:]}'], a[href^='{after}']").last.click()
    end = page.locator("[data-figure=end]")
    expect(end.locator(".abilities li").filter(has_text=label("end.solved", language))).to_have_count(9)
    guesses = end.locator(".guesses a")
    assert guesses.count() >= len(LESSONS)
    # The questions that went wrong come again, the next day and not before.
    home = page.get_by_test_id("stSidebar").get_by_role("link", name=label("nav.home", language))
    check = page.locator(".kit-check")
    home.click()
    page.locator("[data-figure=home] .stage").wait_for()
    expect(page.get_by_text(label("nav.done", language, k=9, n=9)).first).to_be_visible()
    expect(check.locator(".card")).to_have_count(0)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=1))
    page.reload()
    asked = int(re.findall(r"\d+", check.locator(".card-head span").inner_text())[0])
    assert 1 <= asked <= 5
    check.locator(".start").click()
    expect(check.locator(".circle")).to_have_count(asked)
    hands.solve_all(page)
    page.reload()
    page.locator("[data-figure=home] .stage").wait_for()
    expect(check.locator(".card")).to_have_count(0)
    recorder.assert_clean()
    page.context.close()
