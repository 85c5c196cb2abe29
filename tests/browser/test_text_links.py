"""Links of the text and questions show exactly what they name, and without a refusal."""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import PAGES
from lessons.catalog import Lesson as PageOfCourse
from lessons.catalog import lesson as lesson_by_name
from lessons.kit.i18n.labels import TABLE
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import address_of, read_items
from tests.browser import hands
from tests.browser.figures import UNFOLD_ALL, Lesson, open_figure
from tests.browser.picture_page import LESSON, wait_for_answer
from tests.browser.visit import open_page, wait_until_settled
from tests.sample import part_of

pytestmark = pytest.mark.thirds

# Those whose links bring pictures and nets, which must be waited for.
WITH_PICTURES = (LESSON, "why-cnn")
HREFS = "links => links.map(link => link.getAttribute('href'))"
# Names of places in the figure beside the text, which light up: companion/references.js.
POINTED_AT = {"input-window", "output-cell", "output-left"}
SETS = """asked => {
  const now = new URLSearchParams(location.search);
  return Object.entries(asked).every(([name, value]) => now.get(name) === value);
}"""


@pytest.mark.alike("each", keep=3)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("each", PAGES, ids=lambda each: each.name)
def test_every_link_of_a_page_opens_what_it_names(
    page: Page, base_url: str, each: PageOfCourse, language: Language
) -> None:
    here = f"{base_url}{each.address}"
    refusals = tuple(
        TABLE[name][language].partition("{asked}")[0] for name in ("set.refused", "set.refused_name")
    )
    open_page(page, f"{here}?lang={language}")
    wait_until_settled(page)
    page.evaluate(UNFOLD_ALL)
    links = page.locator("[data-testid=stMain] a[href]")
    expect(links).not_to_have_count(0)
    raw: list[str] = links.evaluate_all(HREFS)
    inside = [link for link in dict.fromkeys(raw) if urlsplit(urljoin(here, link)).netloc in here]
    for link in inside:
        if link.startswith("#") and (name := link[1:]) not in POINTED_AT and each.name != "glossary":
            expect(page.locator(f"[id='{name}'], .st-key-{name}")).not_to_have_count(0)
    for link in part_of([link for link in inside if not link.startswith("#")], 6):
        target, asked = urlsplit(urljoin(here, link)), dict(parse_qsl(urlsplit(link).query))
        if link.startswith("?"):
            hands.follow_in_text(page, link)
        else:
            open_page(page, target._replace(query=urlencode({**asked, "lang": language})).geturl())
            expect(page.locator("[data-figure=glossary] .named")).to_have_count(1 if target.fragment else 0)
        page.wait_for_function(SETS, arg=asked)
        # What PyTorch refuses may be what a link is about; that there is no such setting may not.
        assert not wait_for_answer(page).alert.startswith(refusals), link
        if not link.startswith("?"):
            open_page(page, f"{here}?lang={language}")
            page.evaluate(UNFOLD_ALL)


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
