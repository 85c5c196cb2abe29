"""What follows the course: the end tells what was guessed, terms open in place and in the glossary."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.i18n.prose import read_terms
from tests.browser import hands
from tests.browser.axe import violations
from tests.browser.figures import open_figure
from tests.browser.visit import open_page

pytestmark = pytest.mark.rotates

WINDOWS = {"height": 64, "width": 64, "kernel_size": 7, "stride": 2}  # 29, and 30 by rounding up


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_guess_is_told_and_so_is_that_it_was_right_later(
    page: Page, base_url: str, language: Language
) -> None:
    open_figure(page, base_url, "output-size", lang=language, **WINDOWS)
    page.locator("[data-figure=output_size] .predict").get_by_role("button", name="30", exact=True).click()
    end = page.locator("[data-figure=end]")
    open_page(page, f"{base_url}/end?lang={language}")
    story = end.locator(".story").filter(has_text=label("end.you_guessed", language, guess="30"))
    expect(story).to_contain_text(label("end.it_is", language, answer="29"))
    expect(story).to_contain_text(label("end.still_open", language))
    assert list(violations(page)) == []
    open_figure(page, base_url, "output-size", lang=language)
    hands.solve_all(page)  # one of these questions offers the same rule
    open_page(page, f"{base_url}/end?lang={language}")
    line = end.locator(".abilities li").filter(has_text=label("end.solved", language))
    expect(line).to_have_count(1)
    assert "/output-size?" in (line.get_by_role("link").get_attribute("href") or "")
    expect(story).to_contain_text(label("end.later_in", language, n=5))
    story.get_by_role("link", name=label("end.open_figure", language)).click()
    page.locator("[data-figure=output_size] .stage").wait_for()
    assert "kernel_size=7" in page.url
    page.go_back()
    end.locator(".story").first.wait_for()
    page.emulate_media(media="print")
    expect(end.locator(".sheet")).to_contain_text(lesson("output_size").prose(language).title)
    expect(end.locator(".sheet")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.emulate_media(media="screen")


def test_whoever_has_guessed_nothing_is_shown_where_to_begin(page: Page, base_url: str) -> None:
    open_page(page, f"{base_url}/end?lang=en")
    end = page.locator("[data-figure=end]")
    expect(end.get_by_text(label("end.no_guess", "en"))).to_be_visible()
    expect(end.locator(".summary a")).to_have_count(3)
    expect(end.get_by_text(label("end.no_slips", "en"))).to_be_visible()


def test_a_term_opens_in_place_by_keyboard(page: Page, base_url: str) -> None:
    open_figure(page, base_url, "convolution", lang="en")
    page.locator("[data-figure='glossary/term'] .term").wait_for(state="attached")
    link = page.locator('.stMarkdown a[href="/glossary#kernel"]')
    link.press("Enter")
    card = page.get_by_role("dialog", name="kernel", exact=True)
    expect(card).to_contain_text(read_terms()["kernel"]["en"]["is"])
    expect(card).to_be_focused()
    assert list(violations(page)) == []
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()


def test_a_term_in_the_first_figure_opens_in_place_too(page: Page, base_url: str) -> None:
    open_page(page, f"{base_url}/?lang=ko")
    page.locator("[data-figure='glossary/term'] .term").wait_for(state="attached")
    page.locator("[data-figure=home] .note a").first.click()
    expect(page.get_by_role("dialog", name="커널", exact=True)).to_be_focused()
    assert list(violations(page)) == []


def test_a_term_is_found_in_either_language_and_by_its_address(page: Page, base_url: str) -> None:
    open_page(page, f"{base_url}/glossary?lang=en#stride")
    rows = page.locator("[data-figure=glossary] tbody tr:visible")
    expect(page.locator("[data-figure=glossary] tr.named")).to_be_in_viewport()
    expect(page.locator("[data-figure=glossary] tr.named")).to_contain_text("스트라이드")
    for wanted, found in (("스트라이", "stride"), ("DILATION", "dilation")):
        page.get_by_role("searchbox").fill(wanted)
        expect(rows).not_to_have_count(len(read_terms()))
        expect(rows.get_by_role("link", name=found, exact=True)).to_be_visible()
    page.get_by_role("searchbox").fill("qqq")
    expect(page.get_by_text(label("glossary.none", "en"))).to_be_visible()


@pytest.mark.alike("language")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_class_takes_exercises_and_their_key_along(
    page: Page, base_url: str, language: Language, tmp_path: Path
) -> None:
    open_page(page, f"{base_url}/classroom?lang={language}")
    form = page.get_by_role("group", name=label("sheet.heading", language), exact=True)
    form.get_by_role("checkbox", name=lesson("conv2d").prose(language).title).check()
    preview = form.get_by_role("img", name=label("sheet.first_page", language), exact=True)
    first = preview.get_attribute("src", timeout=60_000)
    assert first is not None
    form.get_by_label(label("sheet.seed", language)).fill("418")
    expect(preview).not_to_have_attribute("src", first, timeout=60_000)
    form.get_by_label(label("sheet.seed", language)).fill("417")
    assert list(violations(page)) == []
    sizes = list[int]()
    for name, stem in (("sheet.save", "exercises"), ("sheet.save_key", "key")):
        with page.expect_download(timeout=60_000) as coming:
            form.get_by_role("button", name=label(name, language), exact=True).click()
        assert coming.value.suggested_filename == f"{stem}-417.pdf"
        file = tmp_path / coming.value.suggested_filename
        coming.value.save_as(file)
        assert file.read_bytes().startswith(b"%PDF-")
        sizes.append(file.stat().st_size)
        expect(form.get_by_role("status")).to_have_text(label("out.saved", language))
    assert sizes[0] < sizes[1]  # the key says more
    form.get_by_label(label("sheet.seed", language)).fill("0")
    form.get_by_role("button", name=label("sheet.save", language), exact=True).click()
    asked = label("sheet.not_in_range", language, name=label("sheet.seed", language), lowest=1, highest=9999)
    expect(form.get_by_role("status")).to_have_text(asked)
