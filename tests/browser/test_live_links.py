"""Every link of the live network's page shows exactly what it names, and without a refusal."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page

from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import address_of, read_items
from tests.browser import hands
from tests.browser.figures import open_figure
from tests.browser.picture_page import LESSON, wait_for_answer

LIVE = lesson("live_network")
SETS = """asked => {
  const now = new URLSearchParams(location.search);
  return Object.entries(asked).every(([name, value]) => now.get(name) === value);
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_text_sets_the_figure(page: Page, base_url: str, language: Language) -> None:
    open_figure(page, base_url, LESSON, lang=language)
    bodies = [section.body for section in LIVE.prose(language).sections.values()]
    links = [link for body in bodies for link in re.findall(r"\]\((\?[^)]*)\)", body)]
    for link in dict.fromkeys(links):
        hands.follow_in_text(page, link)
        page.wait_for_function(SETS, arg=dict(parse_qsl(link[1:])))
        reading = wait_for_answer(page)
        assert (link, reading.alert) == (link, "")
        assert urlsplit(page.url).path == f"/{LESSON}"


def test_nothing_is_lost_of_what_is_sent_in_quick_succession(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    links = page.locator('.stMarkdown a[href*="way="]')
    asked = [dict(parse_qsl((link.get_attribute("href") or "")[1:])) for link in links.all()]
    assert {each["way"] for each in asked} == {"photo", "drawing"}
    for _ in range(8):
        for index, each in enumerate(asked):
            links.nth(index).click()
            page.wait_for_function(SETS, arg=each, timeout=10_000)


def test_every_state_of_a_question_opens_as_it_is_named(page: Page, base_url: str) -> None:
    for item in read_items(LIVE.folder):
        asked = dict(parse_qsl(address_of(item["state"])[1:]))
        reading = open_figure(page, base_url, LESSON, **asked)
        assert (item["id"], reading.alert) == (item["id"], "")
        assert asked.items() <= reading.query.items(), item["id"]
