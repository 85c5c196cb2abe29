"""Links of the text and questions show exactly what they name, and without a refusal."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import lesson as lesson_by_name
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import address_of, read_items
from tests.browser import hands
from tests.browser.figures import Lesson, open_figure
from tests.browser.picture_page import LESSON, wait_for_answer
from tests.browser.visit import go_to
from tests.sample import part_of

pytestmark = pytest.mark.thirds

# Those whose links bring pictures and nets, which must be waited for.
WITH_PICTURES = (LESSON, "why-cnn")
SETS = """asked => {
  const now = new URLSearchParams(location.search);
  return Object.entries(asked).every(([name, value]) => now.get(name) === value);
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", WITH_PICTURES)
def test_every_link_of_the_text_sets_the_figure(
    page: Page, base_url: str, lesson: Lesson, language: Language
) -> None:
    open_figure(page, base_url, lesson, lang=language)
    sections = lesson_by_name(lesson.replace("-", "_")).prose(language).sections.values()
    links = [link for each in sections for link in re.findall(r"\]\((\?[^)]*)\)", each.body)]
    assert links
    for link in part_of(dict.fromkeys(links), 6):
        hands.follow_in_text(page, link)
        page.wait_for_function(SETS, arg=dict(parse_qsl(link[1:])))
        reading = wait_for_answer(page)
        assert (link, reading.alert) == (link, "")
        assert urlsplit(page.url).path == f"/{lesson}"


def test_nothing_is_lost_of_what_is_sent_in_quick_succession(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    links = page.locator('.stMarkdown a[href*="way="]')
    asked = [dict(parse_qsl((link.get_attribute("href") or "")[1:])) for link in links.all()]
    assert {each["way"] for each in asked} == {"photo", "drawing"}
    for _ in range(8):
        for index, each in enumerate(asked):
            links.nth(index).click()
            page.wait_for_function(SETS, arg=each, timeout=10_000)


@pytest.mark.parametrize("lesson", WITH_PICTURES)
def test_every_state_of_a_question_opens_as_it_is_named(page: Page, base_url: str, lesson: Lesson) -> None:
    items = read_items(lesson_by_name(lesson.replace("-", "_")).folder)
    assert items
    for item in part_of(items, 3):
        asked = dict(parse_qsl(address_of(item["state"])[1:]))
        reading = open_figure(page, base_url, lesson, **asked)
        assert (item["id"], reading.alert) == (item["id"], "")
        assert asked.items() <= reading.query.items(), item["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_of_the_classroom_opens_the_exercises_that_it_names(
    page: Page, base_url: str, language: Language
) -> None:
    links: list[str] = re.findall(
        r"\]\((/output-size[^)]*)\)", lesson_by_name("classroom").prose(language).sections["exercises"].body
    )
    plain, solved = links
    for link, answer in ((plain, 0), (solved, 1)):
        go_to(page, f"{base_url}{link.replace('#', f'&lang={language}#')}")
        expect(page.locator(".st-key-exercises .exercise")).to_be_in_viewport()
        page.wait_for_function(
            SETS, arg={"grade": "2", "seed": "417", "exercise": "1", "answer": str(answer)}
        )
        assert "#" not in page.url
