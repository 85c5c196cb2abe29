"""The start page: its figure tells torch's numbers, and it knows how far the visitor is."""

import json
from pathlib import Path

import pytest
import torch
from playwright.sync_api import Page, expect

from cnn_core.network import load_weights
from lessons.catalog import FURTHER, LESSONS
from lessons.home.data import minutes_of
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.live_network.picture import sample
from tests.browser import actions, pictures
from tests.browser.figures import open_figure
from tests.browser.in_page import ask
from tests.browser.network_page import wait_for_answer
from tests.browser.test_picture_sources import SEVEN, draw, pad_of
from tests.browser.visit import NewPage, open_page, open_stage
from tests.monkey.lessons.live_network_numbers import share_text
from tests.sample import part_of

DONE = {"answered": 8, "of": 8}
KEPT = (
    """() => Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.startsWith("cnn.")))"""
)


def shares(page: Page) -> list[str]:
    """Return the ten shares that stand beside the bars."""
    answer = page.get_by_role("list", name=label("home.answer", "en")).get_by_role("listitem")
    return [(text or "")[1:] for text in answer.all_text_contents()]


@pytest.mark.alike("digit")
@pytest.mark.parametrize("digit", range(10))
def test_a_sample_has_torchs_shares(page: Page, digit: int) -> None:
    open_stage(page, "home")
    assert shares(page) == [""] * 10
    actions.button(page, "home.sample", n=digit).click()
    pixels = torch.tensor(sample(f"digit_{digit}").prepared.pixels)
    found: list[float] = load_weights("digits").network()(pixels[None, None]).softmax(1)[0].tolist()
    assert shares(page) == [share_text(share) for share in found]


def test_the_answer_follows_the_pen_is_told_and_is_taken_apart_in_the_last_lesson(
    page: Page,
) -> None:
    open_stage(page, "home")
    told = page.locator("[data-figure=home] > [role=status]")
    draw(page, SEVEN, lift=False)
    digit = page.locator("[data-figure=home] .digit")
    expect(digit).to_have_text("7")  # the pen is still down
    expect(told).to_be_empty()
    page.mouse.up()
    expect(told).to_contain_text("7")
    expect(page.get_by_text(label("home.whole", "en"))).to_be_visible()
    page.get_by_role("button", name=label("set.clear", "en")).click()
    expect(digit).to_have_text("?")
    draw(page, SEVEN)
    page.get_by_role("link", name=label("home.apart", "en")).click()
    expect(page.locator("[data-figure=live_network] .verdict")).to_contain_text("7")


@pytest.mark.alike("width", keep=2)
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_button_lies_over_the_paper_or_the_answer(page: Page, width: int, language: Language) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_stage(page, "home", lang=language)
    draw(page, SEVEN)
    expect(page.get_by_role("button", name=label("set.clear", language))).to_be_visible()
    assert ask(page, "standing.toolsOver") == [False, False]


def test_the_path_is_the_reading_order_with_computed_minutes(page: Page, language: Language) -> None:
    open_stage(page, "home", lang=language)
    rows = page.locator("[data-figure='home/path'] li a")
    expect(rows).to_have_count(len(LESSONS) + 1)
    assert [row.get_attribute("href") for row in rows.all()] == [
        *(each.address for each in LESSONS),
        FURTHER[0].address,
    ]
    printed = page.locator("[data-figure='home/path'] li .last").all_text_contents()
    assert printed == [label("home.minutes", language, n=minutes_of(each)) for each in LESSONS]


def test_the_path_does_not_jump_when_what_stands_before_it_comes(new_page: NewPage) -> None:
    page = new_page("phone")
    open_page(page, "/?lang=en")
    path = page.locator(".st-key-course-path")
    path.wait_for()
    page.locator(".st-key-map > :has(> .st-key-side)").evaluate("one => one.remove()")  # not yet here
    assert actions.box_of(path)["y"] >= actions.box_of(page.locator(".st-key-map"))["y"] + 380


def test_a_picture_of_ones_own_comes_along(page: Page) -> None:
    open_figure(page, "live-network")
    pictures.file("png").hand_over(page)
    wait_for_answer(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name=label("nav.home", "en")).click()
    expect(page.locator("[data-figure=home] .digit")).not_to_have_text("?")
    expect(pad_of(page)).to_be_visible()


def test_progress_is_shown_and_leads_on(page: Page) -> None:
    open_stage(page, "home")
    first = f"1\u2002{LESSONS[0].prose('en').title}"
    expect(page.get_by_role("link", name=label("home.start", "en", lesson=first))).to_be_visible()
    page.evaluate("done => localStorage.setItem('cnn.why_cnn.progress', JSON.stringify(done))", DONE)
    page.reload()
    second = f"2\u2002{LESSONS[1].prose('en').title}"
    onward = page.get_by_role("link", name=label("home.go_on", "en", lesson=second))
    expect(page.get_by_text(label("nav.done", "en", k=1, n=len(LESSONS))).first).to_be_visible()
    mark = page.get_by_test_id("stSidebar").locator("a[href='why-cnn'] [data-testid=stIconMaterial]")
    assert "check_circle" in mark.evaluate("one => getComputedStyle(one, '::before').content")
    onward.click()
    page.locator("[data-figure=convolution] .stage").wait_for()
    # A visit alone is no beginning; a guess is.
    visited = "localStorage.getItem('cnn.course.visit')"
    assert page.evaluate(visited) is None
    page.locator("[data-figure=convolution] .predict .pill").first.click()
    assert json.loads(page.evaluate(visited)) == {"lesson": "convolution"}


def test_progress_goes_into_a_file_and_comes_back(new_page: NewPage, tmp_path: Path) -> None:
    page = new_page(first=True)  # nothing can be stored in it in the end
    open_stage(page, "home")
    page.evaluate("done => localStorage.setItem('cnn.pooling.progress', JSON.stringify(done))", DONE)
    file = actions.download(page, tmp_path, actions.button(page, "home.export").click)
    assert json.loads(file.read_text(encoding="utf-8"))["kept"]["pooling.progress"] == DONE
    said = page.locator("[data-figure='home/course'] .said")
    done = page.locator("[data-figure='home/course'] .done")
    actions.button(page, "home.erase").click()
    expect(done).to_have_text(label("nav.done", "en", k=0, n=len(LESSONS)))
    actions.button(page, "set.undo").click()
    expect(done).to_have_text(label("nav.done", "en", k=1, n=len(LESSONS)))
    actions.button(page, "home.erase").click()
    chosen = page.locator("[data-figure='home/course'] input[type=file]")
    for name, content in [("x.json", b"[1]"), ("y.json", b"\xff\xfe"), ("z.json", b'{"kept": {}}')]:
        chosen.set_input_files({"name": name, "mimeType": "application/json", "buffer": content})
        expect(said).to_have_text(label("home.not_progress", "en"))
        expect(done).to_have_text(label("nav.done", "en", k=0, n=len(LESSONS)))
    chosen.set_input_files(file)
    expect(said).to_have_text(label("home.imported", "en", n=1))
    expect(done).to_have_text(label("nav.done", "en", k=1, n=len(LESSONS)))
    expect(actions.button(page, "set.undo")).to_have_count(0)  # for something new stands there now
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    chosen.set_input_files(file)
    expect(said).to_have_text(label("home.not_stored", "en"))
    expect(done).to_have_text(label("nav.done", "en", k=1, n=len(LESSONS)))


def test_a_browser_that_stores_nothing_says_so(new_page: NewPage) -> None:
    page = new_page(first=True)
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('refused'); };")
    said = label("quiz.not_kept", "en")
    open_stage(page, "home")
    expect(page.locator("[data-figure='home/course'] .said")).to_have_text(said)
    open_page(page, "/end?lang=en")
    expect(page.get_by_text(said)).to_have_count(1)
    expect(page.get_by_text(label("end.kept", "en"))).to_have_count(0)
    open_figure(page, "pooling")
    expect(page.locator(".kit-check .later")).to_have_text(said)
    actions.solve_all(page)
    actions.button(page, "quiz.next").click()
    check = page.locator(".kit-check")
    expect(check).to_contain_text(label("quiz.all_solved", "en", n=3))
    expect(check).not_to_contain_text(label("quiz.kept", "en"))
    expect(check.locator(".later")).to_have_text(said)


def test_what_every_lesson_keeps_comes_back_from_the_file(page: Page, tmp_path: Path) -> None:
    lessons = part_of(LESSONS, 3)
    for lesson in lessons:
        open_figure(page, lesson.address[1:])
        page.locator(f"[data-figure={lesson.name}] .predict .pill").first.click()
        page.locator(".kit-check .choice").first.click()
    open_stage(page, "home")
    kept: dict[str, str] = page.evaluate(KEPT)
    assert {name.split(".")[1] for name in kept} == {"course", *(lesson.name for lesson in lessons)}
    opened = json.loads(kept["cnn.course.opened"]).values()
    assert len(set(opened)) == len(lessons) - 1  # no lesson has opened with another one's question
    file = actions.download(page, tmp_path, actions.button(page, "home.export").click)
    actions.button(page, "home.erase").click()
    assert page.evaluate(KEPT) == {}
    page.locator("[data-figure='home/course'] input[type=file]").set_input_files(file)
    said = page.locator("[data-figure='home/course'] .said")
    expect(said).to_have_text(label("home.imported", "en", n=len(lessons)))
    assert page.evaluate(KEPT) == kept
