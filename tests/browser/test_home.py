"""The start page: its figure tells torch's numbers, and it knows how far the visitor is."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from cnn_core.network import feature_maps, load_weights
from cnn_core.rounding import format_number
from lessons.catalog import LESSONS
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.live_network.picture import sample
from tests.browser import hands, pictures
from tests.browser.figures import grid, open_figure
from tests.browser.picture_page import wait_for_answer
from tests.browser.visit import NewPage, Viewport, open_page
from tests.sample import part_of

pytestmark = pytest.mark.halves

MAPS = feature_maps(sample("digit_3").prepared.pixels, load_weights("digits"), activation=True)
PLACES = 24
SCREENS: tuple[Viewport, ...] = ("desktop", "phone")
DONE = {"answered": 8, "of": 8}
KEPT = (
    """() => Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.startsWith("cnn.")))"""
)


def open_home(page: Page, base_url: str, **query: object) -> None:
    open_page(page, f"{base_url}/?" + "&".join(f"{name}={value}" for name, value in query.items()))
    page.locator("[data-figure=home] .stage").wait_for()


def sentence(page: Page) -> Locator:
    return page.locator("[data-figure=home] .sentence")


def step_sentence(kernel: int, row: int, column: int, language: Language = "en") -> str:
    """Return what the page must say when the window is there; row and column from 1."""
    value = float(MAPS.conv[kernel - 1, row - 1, column - 1])
    said = label("home.step", language, r=row, c=column, x=format_number(value))
    return said.replace("**", "")


def seen(page: Page, name: str) -> int:
    """Return how many cells of a map have been painted."""
    canvas = page.get_by_role("grid", name=label(name, "en")).locator("xpath=../canvas")
    return canvas.evaluate("""canvas => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((_, at) => at % 4 === 3 && data[at] === 255).length;
    }""")


@pytest.mark.alike("kernel", "step")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kernel", "step"), [(1, 1), (2, 60), (3, 250), (4, 431), (5, 575)])
def test_a_step_says_what_torch_says(
    page: Page, base_url: str, kernel: int, step: int, language: Language
) -> None:
    open_home(page, base_url, lang=language, kernel=kernel, step=step + 1)
    hands.button(page, "play.back", language).click()
    row, column = divmod(step - 1, PLACES)
    expect(sentence(page)).to_contain_text(step_sentence(kernel, row + 1, column + 1, language))


@pytest.mark.parametrize("screen", SCREENS)
def test_the_window_follows_the_pointer_and_the_map_fills_where_it_was(
    new_page: NewPage, base_url: str, screen: Viewport
) -> None:
    page = new_page(screen)
    open_home(page, base_url, step=1)
    assert (seen(page, "home.map"), seen(page, "home.pooled")) == (1, 0)
    picture = grid(page, label("home.picture", "en"))
    box = picture.bounding_box()
    assert box
    cell = box["width"] / 28
    for at in (10.5, 17.5):  # the middle of the window: its corner is two cells before
        page.mouse.move(box["x"] + at * cell, box["y"] + 12.5 * cell)
    expect(sentence(page)).to_contain_text(step_sentence(1, 11, 16))
    assert seen(page, "home.map") == 9  # the first place, and eight in a row without a gap
    picture.press("ArrowDown")
    expect(sentence(page)).to_contain_text(step_sentence(1, 12, 16))
    picture.press("Home")
    expect(sentence(page)).to_contain_text(step_sentence(1, 12, 1))
    assert seen(page, "home.pooled") == 4  # the eight above had eight of the sixteen below them: four squares


def test_the_network_answers_when_the_window_has_been_everywhere(new_page: NewPage, base_url: str) -> None:
    page = new_page(first=True)  # a tab of its own: others have a history
    open_home(page, base_url, lang="en", step=500)
    assert page.evaluate("history.length") == 2  # the blank page, and this one
    lines = page.locator("[data-figure=home] svg.links path:visible")
    expect(lines).not_to_have_count(0)
    answer = page.get_by_role("list", name=label("home.answer", "en")).get_by_role("listitem")
    expect(page.get_by_text(label("home.not_yet", "en"))).to_be_visible()
    assert [text.strip() for text in answer.all_inner_texts()] == list("0123456789")
    page.keyboard.press("Tab")
    grid(page, label("home.picture", "en")).press("Space")
    expect(page.get_by_text(label("home.from_all", "en"))).to_be_visible()
    assert MAPS.probabilities is not None
    shares = [f"{float(share):.3f}" for share in MAPS.probabilities]
    shares = ["<0.001" if share == "0.000" else ">0.999" if share == "1.000" else share for share in shares]
    assert [text.split()[-1] for text in answer.all_inner_texts()] == shares
    assert (seen(page, "home.map"), seen(page, "home.pooled")) == (576, 144)
    expect(lines).to_have_count(0)  # none runs across the finished map


def test_a_picture_of_ones_own_comes_along(page: Page, base_url: str) -> None:
    open_figure(page, base_url, "live-network")
    page.locator("input[type=file]").set_input_files(pictures.png().payload())  # pyright: ignore[reportArgumentType]
    wait_for_answer(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name=label("nav.home", "en")).click()
    title = page.locator("[data-figure=home]").get_by_text(label("home.own", "en"), exact=True)
    expect(title).to_be_visible()
    page.get_by_role("link", name=label("home.draw", "en")).click()
    expect(page.get_by_role("application", name=label("pad.name", "en"))).to_be_visible()


def test_progress_is_shown_and_leads_on(page: Page, base_url: str) -> None:
    open_home(page, base_url)
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


def test_progress_goes_into_a_file_and_comes_back(new_page: NewPage, base_url: str, tmp_path: Path) -> None:
    page = new_page(first=True)  # nothing can be stored in it in the end
    open_home(page, base_url)
    page.evaluate("done => localStorage.setItem('cnn.pooling.progress', JSON.stringify(done))", DONE)
    with page.expect_download() as download:
        hands.button(page, "home.export", "en").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["kept"]["pooling.progress"] == DONE
    said = page.locator("[data-figure='home/course'] .said")
    done = page.locator("[data-figure='home/course'] .done")
    hands.button(page, "home.erase", "en").click()
    expect(done).to_have_text(label("nav.done", "en", k=0, n=len(LESSONS)))
    hands.button(page, "home.undo", "en").click()
    expect(done).to_have_text(label("nav.done", "en", k=1, n=len(LESSONS)))
    hands.button(page, "home.erase", "en").click()
    chosen = page.locator("[data-figure='home/course'] input[type=file]")
    for name, content in [("x.json", b"[1]"), ("y.json", b"\xff\xfe"), ("z.json", b'{"kept": {}}')]:
        chosen.set_input_files({"name": name, "mimeType": "application/json", "buffer": content})
        expect(said).to_have_text(label("home.not_progress", "en"))
        expect(done).to_have_text(label("nav.done", "en", k=0, n=len(LESSONS)))
    chosen.set_input_files(file)
    expect(said).to_have_text(label("home.imported_one", "en", n=1))
    expect(done).to_have_text(label("nav.done", "en", k=1, n=len(LESSONS)))
    expect(hands.button(page, "home.undo", "en")).to_have_count(0)  # for something new stands there now
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    chosen.set_input_files(file)
    expect(said).to_have_text(label("home.not_stored", "en"))
    expect(done).to_have_text(label("nav.done", "en", k=1, n=len(LESSONS)))


def test_what_every_lesson_keeps_comes_back_from_the_file(page: Page, base_url: str, tmp_path: Path) -> None:
    lessons = part_of(LESSONS, 3)
    for lesson in lessons:
        open_figure(page, base_url, lesson.address[1:])
        page.locator(f"[data-figure={lesson.name}] .predict .pill").first.click()
        page.locator(".kit-check .choice").first.click()
    open_home(page, base_url)
    kept: dict[str, str] = page.evaluate(KEPT)
    assert {name.split(".")[1] for name in kept} == {"course", *(lesson.name for lesson in lessons)}
    opened = json.loads(kept["cnn.course.opened"]).values()
    assert len(set(opened)) == len(lessons) - 1  # no lesson has opened with another one's question
    with page.expect_download() as download:
        hands.button(page, "home.export", "en").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    hands.button(page, "home.erase", "en").click()
    assert page.evaluate(KEPT) == {}
    page.locator("[data-figure='home/course'] input[type=file]").set_input_files(file)
    said = page.locator("[data-figure='home/course'] .said")
    expect(said).to_have_text(label("home.imported", "en", n=len(lessons)))
    assert page.evaluate(KEPT) == kept
