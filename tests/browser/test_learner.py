"""A learner's way: what follows the course, and the whole of it, from the first digit to the next day."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from lessons.catalog import LESSONS, Lesson, lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import read_terms
from tests.browser import actions
from tests.browser.accessibility import violations
from tests.browser.figures import open_figure
from tests.browser.test_picture_sources import SEVEN, draw
from tests.browser.visit import Recorder, open_page, open_stage, visitor, wait_until_settled

WINDOWS = {"height": 64, "width": 64, "kernel_size": 7, "stride": 2}  # 29, and 30 by rounding up


def test_a_wrong_guess_is_told_and_so_is_that_it_was_right_later(page: Page, language: Language) -> None:
    open_figure(page, "output-size", lang=language, **WINDOWS)
    page.locator("[data-figure=output_size] .predict").get_by_role("button", name="30", exact=True).click()
    end = page.locator("[data-figure=end]")
    open_page(page, f"/end?lang={language}")
    story = end.locator(".story").filter(has_text=label("end.you_guessed", language, guess="30"))
    expect(story).to_contain_text(label("end.it_is", language, answer="29"))
    expect(story).to_contain_text(label("end.still_open", language))
    assert list(violations(page)) == []
    open_figure(page, "output-size", lang=language)
    actions.solve_all(page)  # one of these questions offers the same rule
    open_page(page, f"/end?lang={language}")
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


def test_whoever_has_guessed_nothing_is_shown_where_to_begin(page: Page) -> None:
    open_page(page, "/end?lang=en")
    end = page.locator("[data-figure=end]")
    expect(end.get_by_text(label("end.no_guess", "en"))).to_be_visible()
    expect(end.locator(".summary a")).to_have_count(3)
    expect(end.get_by_text(label("end.no_slips", "en"))).to_be_visible()


def test_a_term_opens_in_place_by_keyboard(page: Page) -> None:
    open_figure(page, "convolution", lang="en")
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


def test_a_term_in_the_first_figure_opens_in_place_too(page: Page) -> None:
    open_page(page, "/?lang=ko")
    page.locator("[data-figure='glossary/term'] .term").wait_for(state="attached")
    page.locator("[data-figure=home] .note a").first.click()
    expect(page.get_by_role("dialog", name="커널", exact=True)).to_be_focused()
    assert list(violations(page)) == []


def test_a_term_is_found_in_either_language_and_by_its_address(page: Page) -> None:
    open_page(page, "/glossary?lang=en#stride")
    rows = page.locator("[data-figure=glossary] tbody tr:visible")
    expect(page.locator("[data-figure=glossary] tr.named")).to_be_in_viewport()
    expect(page.locator("[data-figure=glossary] tr.named")).to_contain_text("스트라이드")
    for wanted, found in (("스트라이", "stride"), ("DILATION", "dilation")):
        page.get_by_role("searchbox").fill(wanted)
        expect(rows).not_to_have_count(len(read_terms()))
        expect(rows.get_by_role("link", name=found, exact=True)).to_be_visible()
    page.get_by_role("searchbox").fill("qqq")
    expect(page.get_by_text(label("glossary.none", "en"))).to_be_visible()


def test_a_class_takes_exercises_and_their_key_along(page: Page, language: Language, tmp_path: Path) -> None:
    open_page(page, f"/classroom?lang={language}")
    form = page.get_by_role("group", name=label("sheet.heading", language), exact=True)
    form.get_by_role("checkbox", name=lesson("conv2d").prose(language).title).check()
    preview = form.get_by_role("img", name=label("sheet.first_page", language), exact=True)
    first = preview.get_attribute("src", timeout=60_000)
    assert first is not None
    form.get_by_label(label("set.seed", language)).fill("418")
    expect(preview).not_to_have_attribute("src", first, timeout=60_000)
    form.get_by_label(label("set.seed", language)).fill("417")
    assert list(violations(page)) == []
    sizes = list[int]()
    for name, stem in (("sheet.save", "exercises"), ("sheet.save_key", "key")):
        save = form.get_by_role("button", name=label(name, language), exact=True)
        file = actions.download(page, tmp_path, save.click)
        assert file.name == f"{stem}-417.pdf"
        assert file.read_bytes().startswith(b"%PDF-")
        sizes.append(file.stat().st_size)
        expect(form.get_by_role("status")).to_have_text(label("out.saved", language))
    assert sizes[0] < sizes[1]  # the key says more
    form.get_by_label(label("set.seed", language)).fill("0")
    form.get_by_role("button", name=label("sheet.save", language), exact=True).click()
    asked = label("sheet.not_in_range", language, name=label("set.seed", language), lowest=1, highest=9999)
    expect(form.get_by_role("status")).to_have_text(asked)


def learn(page: Page, lesson: Lesson, language: Language) -> None:
    """Do what a lesson asks: skip its first minute, make the first guess, answer all three questions."""
    figure = page.locator(f"[data-figure={lesson.name}]")
    expect(page.get_by_role("heading", level=1)).to_contain_text(lesson.prose(language).title)
    minute = figure.locator(".first-minute")
    minute.get_by_role("button", name=label("quiz.skip", language)).click()
    expect(minute).to_be_hidden()
    figure.locator(".predict .pill").first.click()
    actions.solve_all(page)
    check = page.locator(".kit-check")
    check.get_by_role("button", name=label("quiz.next", language)).click()
    expect(check).to_contain_text(label("quiz.all_solved", language, n=3))


def test_a_learner_comes_to_the_next_day(browser: Browser, base_url: str, language: Language) -> None:
    page = visitor(browser, base_url, locale=language, knowing=False)
    recorder = Recorder(page)
    open_stage(page, "home")
    draw(page, SEVEN)
    expect(page.locator("[data-figure=home] .digit")).to_have_text("7")
    page.locator("[data-figure='home/path'] li a").first.click()
    for at, each in enumerate(LESSONS):
        page.wait_for_url(f"**{each.address}**")
        wait_until_settled(page)
        learn(page, each, language)
        after = LESSONS[at + 1].address if at + 1 < len(LESSONS) else "/end"
        expect(page.get_by_test_id("stMain")).to_contain_text(label(f"next.{each.name}", language)[:20])
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
    actions.solve_all(page)
    page.reload()
    page.locator("[data-figure=home] .stage").wait_for()
    expect(check.locator(".card")).to_have_count(0)
    recorder.assert_clean()
    page.context.close()
