"""Links of the text show exactly what they name; what was set by hand is one press away."""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.catalog import LESSONS, PAGES
from lessons.catalog import Lesson as PageOfCourse
from lessons.kit.i18n.labels import TABLE, label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import Lesson, open_figure, read_figure
from tests.browser.in_page import ask, function_of
from tests.browser.network_page import LESSON, wait_for_answer
from tests.browser.test_sheet import HEADER, MOST
from tests.browser.visit import open_page, wait_until_settled
from tests.sample import part_of

NAMES = [lesson.address[1:] for lesson in LESSONS]
HREFS = "links => links.map(link => link.getAttribute('href'))"
# Names of places in the figure beside the text, which light up: companion/figure.js.
POINTED_AT = {"input-window", "output-cell", "output-left"}


def figure_of(page: Page, lesson: Lesson) -> Locator:
    return page.locator(f"[data-figure={lesson.replace('-', '_')}]")


@pytest.mark.alike("each", keep=3)
@pytest.mark.parametrize("each", PAGES, ids=lambda each: each.name)
def test_every_link_of_a_page_opens_what_it_names(page: Page, each: PageOfCourse, language: Language) -> None:
    here = each.address
    refusals = tuple(
        TABLE[name][language].partition("{asked}")[0] for name in ("set.refused", "set.refused_name")
    )
    open_page(page, f"{here}?lang={language}")
    wait_until_settled(page)
    ask(page, "reading.unfoldAll")
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
            actions.follow_in_text(page, link)
        else:
            open_page(page, target._replace(query=urlencode({**asked, "lang": language})).geturl())
            names_a_term = target.path == "/glossary" and bool(target.fragment)
            expect(page.locator("[data-figure=glossary] .named")).to_have_count(int(names_a_term))
        if target.fragment and target.path not in {here, "/glossary"}:
            expect(page.locator(f".st-key-{target.fragment}")).to_be_in_viewport()
            assert "#" not in page.url
        # A net is trained up to the update that its link names: for a minute, on a busy machine for more.
        page.wait_for_function(function_of("reading.isSetTo"), arg=asked, timeout=240_000)
        # What PyTorch refuses may be what a link is about; that there is no such setting may not.
        assert not wait_for_answer(page).alert.startswith(refusals), link
        if not link.startswith("?"):
            open_page(page, f"{here}?lang={language}")
            ask(page, "reading.unfoldAll")


def test_nothing_is_lost_of_what_is_sent_in_quick_succession(page: Page) -> None:
    open_figure(page, LESSON)
    links = page.locator('.stMarkdown a[href*="way="]')
    asked = [dict(parse_qsl((link.get_attribute("href") or "")[1:])) for link in links.all()]
    assert {each["way"] for each in asked} == {"photo", "drawing"}
    for _ in range(8):
        for index, each in enumerate(asked):
            links.nth(index).click()
            page.wait_for_function(function_of("reading.isSetTo"), arg=each, timeout=10_000)


@pytest.mark.alike("lesson", keep=3)
@pytest.mark.parametrize("lesson", NAMES)
def test_on_a_phone_a_link_brings_its_state_and_the_text_stays(phone: Page, lesson: Lesson) -> None:
    open_figure(phone, lesson)
    actions.wait_for_check(phone)
    links = phone.locator('.st-key-explain a[href^="?"]').filter(visible=True)
    links.first.tap()
    way_back = actions.button(phone, "nav.to_text")
    sheet = phone.locator(".link-sheet:popover-open")
    expect(sheet).to_have_count(1)
    for shown in (links.first, links.nth(1)):
        expect(shown).to_have_attribute("data-shown", "")
        expect(phone.locator("[data-shown]")).to_have_count(1)
        expect(sheet.locator(".stage, .miniature").first).to_be_in_viewport()
        box, word = actions.box_of(sheet), actions.box_of(shown)
        assert box["height"] <= 844 * MOST
        assert HEADER - 1 <= word["y"] <= word["y"] + word["height"] <= box["y"]
        sheet.get_by_role("button", name=label("nav.next", "en")).tap()
    sheet.get_by_role("button", name=label("nav.large", "en")).tap()
    expect(sheet).to_have_count(0)
    expect(figure_of(phone, lesson)).to_be_in_viewport()
    way_back.tap()
    expect(phone.locator(".stMarkdown a:focus")).to_be_in_viewport()
    expect(way_back).to_have_count(0)


# A setting by hand that every lesson has: a slider, or a button at the end of one; not where it stands.
BY_HAND = ":is(input[type=range], .stepper:not([aria-disabled=true])):visible:not(.transport *)"


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
def test_own_settings_come_back_after_a_link_of_the_text(page: Page, lesson: Lesson) -> None:
    open_figure(page, lesson)
    own = set_by_hand(page, lesson)
    follow_a_link(page, own)
    back = figure_of(page, lesson).locator(".sentence .way-on")
    expect(back).to_have_text("Back to my settings")
    back.press("Enter")
    expect(back).to_be_hidden()
    assert read_figure(page).chosen == own
    expect(figure_of(page, lesson).locator(".sentence:focus")).to_be_visible()


def test_what_a_link_sets_outlives_a_language_that_comes_before_it_is_written_down(page: Page) -> None:
    here = open_figure(page, "convolution")
    page.evaluate("() => { globalThis.requestAnimationFrame = task => setTimeout(task, 5000); }")
    link = page.locator('.stMarkdown a[href*="stride="]:visible').first
    asked = actions.asked_by(link)
    link.click()
    assert not ask(page, "reading.isSetTo", asked)
    actions.switch_language(page, here)
    page.wait_for_function(function_of("reading.isSetTo"), arg=asked)


def test_nothing_is_offered_before_a_hand_sets_nor_after_it(page: Page, language: Language) -> None:
    open_figure(page, "convolution", lang=language)
    follow_a_link(page, read_figure(page).chosen)
    offered = actions.button(page, "nav.back_to_own")
    expect(offered).to_be_hidden()
    follow_a_link(page, set_by_hand(page, "convolution"))
    expect(offered).to_be_visible()
    set_by_hand(page, "convolution")
    expect(offered).to_be_hidden()
