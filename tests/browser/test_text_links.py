"""Links of the text and questions show exactly what they name, and without a refusal."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import LESSONS
from lessons.catalog import lesson as lesson_by_name
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import address_of, read_items
from tests.browser import hands
from tests.browser.figures import Lesson, open_figure
from tests.browser.picture_page import LESSON, wait_for_answer
from tests.browser.test_sheet import HEADER, MOST
from tests.browser.visit import NewPage
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


@pytest.mark.alike("lesson", keep=3)
@pytest.mark.parametrize("lesson", [each.address[1:] for each in LESSONS])
def test_on_a_phone_a_link_brings_its_state_and_leaves_the_text_where_it_is(
    new_page: NewPage, base_url: str, lesson: Lesson
) -> None:
    page = new_page("phone")
    open_figure(page, base_url, lesson)
    hands.wait_for_check(page)
    links = page.locator('.st-key-explain a[href^="?"]').filter(visible=True)
    links.first.tap()
    way_back = hands.button(page, "nav.to_text", "en")
    if lesson not in WITH_PICTURES:
        sheet = page.locator(".link-sheet:popover-open")
        expect(sheet).to_have_count(1)
        for shown in (links.first, links.nth(1)):
            expect(shown).to_have_attribute("data-shown", "")
            expect(page.locator("[data-shown]")).to_have_count(1)
            box, word = sheet.bounding_box(), shown.bounding_box()
            assert box
            assert word
            assert box["height"] <= 844 * MOST
            assert HEADER - 1 <= word["y"] <= word["y"] + word["height"] <= box["y"]
            sheet.get_by_role("button", name=label("nav.next", "en")).tap()
        sheet.get_by_role("button", name=label("nav.large", "en")).tap()
        expect(sheet).to_have_count(0)
    figure = page.locator(f"[data-figure={lesson.replace('-', '_')}]")
    expect(figure).to_be_in_viewport()
    way_back.tap()
    expect(page.locator(".stMarkdown a:focus")).to_be_in_viewport()
    expect(way_back).to_have_count(0)
