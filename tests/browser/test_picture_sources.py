"""A picture made on the page: drawn on the pad by mouse, finger and keys, or taken by the camera."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions, pictures
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.figures import open_figure, read_figure, wait_for_figure
from tests.browser.in_page import ask
from tests.browser.network_page import (
    LESSON,
    Numbers,
    choose,
    close_numbers,
    digit_read,
    numbers_now,
    open_numbers,
    until_numbers,
    wait_for_answer,
)
from tests.browser.visit import NewPage, Recorder, Viewport, visitor

SEVEN = [(0.3, 0.2), (0.7, 0.2), (0.45, 0.85)]
BAR = [(0.35, 0.5), (0.65, 0.5)]
Stroke = list[tuple[float, float]]


def pad_of(page: Page) -> Locator:
    return page.get_by_role("application", name=actions.say(page, "pad.name"))


def open_pad(page: Page) -> FloatRect:
    actions.button(page, "src.draw").click()
    expect(pad_of(page)).to_be_in_viewport(ratio=1)
    return actions.box_of(pad_of(page))


def draw(page: Page, stroke: Stroke, *, lift: bool = True) -> None:
    """Draw a stroke with the mouse on the open pad; places from 0 to 1."""
    actions.press_and_lead(page, actions.box_of(pad_of(page)), *stroke, steps=12)
    if lift:
        page.mouse.up()


def drawn(page: Page) -> Numbers:
    """Return the numbers once the drawing has gone through."""
    page.get_by_text(label("way.drawn", "en")).wait_for()
    wait_for_answer(page)
    return numbers_now(page)


def test_a_seven_drawn_by_mouse_outlives_a_reload_and_the_other_language(page: Page) -> None:
    here = open_figure(page, LESSON, sample="digit_0", bias=1, down=3)
    open_pad(page)
    page.keyboard.press("Control+a")  # a stroke does not carry away what is selected
    draw(page, SEVEN)
    before = drawn(page)
    assert digit_read(before) == 7
    query = read_figure(page).query
    assert (query["sample"], query["down"]) == ("own", "0")  # a new drawing starts from plain settings
    assert set(query["bias"].split(",")) == {"0"}
    there = actions.switch_language(page, here)
    open_pad(page)
    page.wait_for_timeout(600)
    wait_for_answer(page)
    assert np.abs(numbers_now(page) - before).max() < 0.02
    actions.switch_language(page, there)
    page.reload()
    wait_for_figure(page, LESSON, "en")
    open_pad(page)
    assert np.array_equal(drawn(page), before)
    actions.button(page, "set.undo").click()
    page.reload()
    wait_for_figure(page, LESSON, "en")
    open_pad(page)
    expect(actions.button(page, "set.undo")).to_have_attribute("aria-disabled", "true")


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_the_pens_are_round_dots_of_three_sizes(new_page: NewPage, screen: Viewport) -> None:
    page = new_page(screen)
    open_figure(page, LESSON)
    open_pad(page)
    pens: list[list[float]] = ask(page, "standing.pens")
    assert [(width, height) for _, width, height in pens] == [(dot, dot) for _, dot, _ in pens]
    dots = [dot for _, dot, _ in pens]
    assert dots == sorted(set(dots))
    assert all(dot < button - 8 for button, dot, _ in pens)


NO_DRAWINGS = ("nonsense", "[1]", "null", '{"strokes": 1}', '{"strokes": [{"width": 3, "points": [{}]}]}')


@pytest.mark.alike("kept")
@pytest.mark.parametrize("kept", NO_DRAWINGS)
def test_a_drawing_that_cannot_be_read_is_no_drawing(page: Page, kept: str) -> None:
    open_figure(page, LESSON)
    page.evaluate("kept => sessionStorage.setItem('cnn.live_network.drawing', kept)", kept)
    page.reload()
    wait_for_figure(page, LESSON, "en")
    open_pad(page)
    expect(actions.button(page, "set.undo")).to_have_attribute("aria-disabled", "true")


def test_undo_takes_the_last_stroke_back_and_clear_leaves_the_picture(page: Page) -> None:
    open_figure(page, LESSON)
    open_pad(page)
    draw(page, SEVEN)
    first = drawn(page)
    draw(page, BAR)
    open_numbers(page)
    both = until_numbers(page, lambda numbers: not np.array_equal(numbers, first))
    close_numbers(page)
    actions.button(page, "set.undo").click()
    open_numbers(page)
    until_numbers(page, lambda numbers: np.array_equal(numbers, first))
    close_numbers(page)
    page.keyboard.press("Control+z")
    actions.button(page, "set.clear").click(force=True)
    page.wait_for_timeout(600)
    assert np.array_equal(numbers_now(page), first)
    assert not np.array_equal(both, first)


def test_a_wider_pen_draws_more_ink_and_dark_mode_the_same_picture(new_page: NewPage) -> None:
    widths: list[float] = []
    pictures_drawn: list[Numbers] = []
    for dark, pen in ((False, "pad.medium"), (True, "pad.medium"), (False, "pad.thick")):
        page = new_page(dark=dark)
        open_figure(page, LESSON)
        open_pad(page)
        actions.button(page, pen).click()
        draw(page, SEVEN)
        pictures_drawn.append(drawn(page))
        widths.append(float(pictures_drawn[-1].sum()))
    assert np.abs(pictures_drawn[0] - pictures_drawn[1]).mean() < 0.01
    assert widths[2] > 1.1 * widths[0]


def test_a_finger_draws_and_does_not_scroll(phone: Page) -> None:
    open_figure(phone, LESSON)
    box = open_pad(phone)
    top = phone.get_by_role("heading", level=1).bounding_box()
    parts = [float(part) for part in np.linspace(0, 1, 12)]
    lines = [
        (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part)
        for (x0, y0), (x1, y1) in pairwise(SEVEN)
        for part in parts
    ]
    actions.finger(phone, *((box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in lines))
    phone.get_by_text(label("way.drawn", "en")).wait_for()
    assert phone.get_by_role("heading", level=1).bounding_box() == top
    actions.button(phone, "pad.done").click()
    assert digit_read(numbers_now(phone)) == 7


def test_a_seven_drawn_by_keys_is_read_and_the_pen_is_announced(page: Page) -> None:
    open_figure(page, LESSON)
    actions.button(page, "src.draw").press("Enter")
    spoken = page.get_by_role("application").locator("[aria-live]")
    page.get_by_text(label("pad.is_up", "en", r=8, c=15)).wait_for(state="attached")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Space")
    assert spoken.text_content() == label("pad.is_down", "en", r=8, c=7)
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    for _ in range(14):
        page.keyboard.press("ArrowDown")
        if page.evaluate("window.half = !window.half"):
            page.keyboard.press("ArrowLeft")
    page.get_by_text(label("pad.is_down", "en", r=22, c=12)).wait_for(state="attached")
    page.keyboard.press("Space")
    page.get_by_text(label("pad.is_up", "en", r=22, c=12)).wait_for(state="attached")
    page.get_by_text(label("way.drawn", "en")).wait_for()
    page.keyboard.press("Escape")
    assert actions.button(page, "src.draw").evaluate("one => one.matches(':focus')")
    assert digit_read(numbers_now(page)) == 7


def test_the_switch_says_that_the_picture_was_drawn(page: Page, language: Language) -> None:
    here = open_figure(page, LESSON, lang=language)
    draws, samples = (actions.button(page, name) for name in ("src.draw", "live.samples"))
    expect(samples).to_have_attribute("aria-pressed", "true")
    open_pad(page)
    draw(page, SEVEN)
    page.get_by_text(label("way.drawn", language)).wait_for()
    actions.button(page, "pad.done").click()
    expect(draws).to_have_attribute("aria-current", "true")
    expect(samples).to_have_attribute("aria-pressed", "false")
    actions.switch_language(page, here)
    expect(actions.button(page, "src.draw")).to_have_attribute("aria-current", "true")
    page.locator(".sample").nth(1).click()
    expect(actions.button(page, "live.samples")).to_have_attribute("aria-pressed", "true")
    expect(actions.button(page, "src.draw")).not_to_have_attribute("aria-current", "true")


FAKE_CAMERA = "--use-fake-device-for-media-stream"
ALLOWED = "--use-fake-ui-for-media-stream"
TRACKS = """(() => {
  window.tracks = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async wanted => {
    const stream = await ask(wanted);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
})()"""
# What a browser says where the visitor refuses, or of a camera that another program holds.
FAILS = """MediaDevices.prototype.getUserMedia =
  () => Promise.reject(new DOMException("no", "NAME"))"""
ALL_ENDED = "() => window.tracks.length > 0 && window.tracks.every(track => track.readyState === 'ended')"


PROMPTING = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The shell without windows has no prompt, and so no real refusal: there it is played by a script.
WITH_PROMPT = next((Path(found) for found in map(shutil.which, PROMPTING) if found), None)


@contextmanager
def with_camera(
    browser: Browser, base_url: str, *arguments: str, program: Path | None = None
) -> Generator[Page]:
    """A visitor whose browser has these cameras; free of errors in the end."""
    chromium = browser.browser_type.launch(
        executable_path=program or find_chromium(), args=[*ARGUMENTS, *arguments]
    )
    page = visitor(chromium, base_url)
    recorder = Recorder(page)
    try:
        yield page
        recorder.assert_clean()
    finally:
        chromium.close()


def test_the_camera_takes_a_picture_and_is_let_go(browser: Browser, base_url: str) -> None:
    with with_camera(browser, base_url, FAKE_CAMERA, ALLOWED) as page:
        page.add_init_script(TRACKS)
        open_figure(page, LESSON, sample="digit_0")
        before = numbers_now(page)
        actions.button(page, "src.camera").click()
        take = page.locator("button:not([aria-disabled=true])", has_text=label("cam.take", "en"))
        take.click()
        page.get_by_text(f"{label('src.name_own', 'en')}.").wait_for()
        page.wait_for_function(ALL_ENDED)
        assert not np.array_equal(numbers_now(page), before)
        for leave in ("cancel", "escape", "lesson"):
            page.evaluate("() => { window.tracks.length = 0; }")
            actions.button(page, "src.camera").click()
            take.wait_for()
            if leave == "cancel":
                actions.button(page, "cam.cancel").click()
            elif leave == "escape":
                page.keyboard.press("Escape")
            else:
                actions.choose_lesson(page, "Convolution", "convolution", "en")
            page.wait_for_function(ALL_ENDED)


@pytest.mark.skipif(WITH_PROMPT is None, reason="no chromium that asks for permission")
def test_a_camera_that_chromium_refuses_is_refused_in_words(browser: Browser, base_url: str) -> None:
    with with_camera(
        browser, base_url, FAKE_CAMERA, "--deny-permission-prompts", program=WITH_PROMPT
    ) as page:
        before = open_figure(page, LESSON)
        actions.button(page, "src.camera").click()
        page.get_by_role("alert").filter(has_text=label("cam.denied", "en")).wait_for()
        assert wait_for_answer(page).grids == before.grids


@pytest.mark.alike("arguments", "script", "sentence", keep=2)
@pytest.mark.parametrize(
    ("arguments", "script", "sentence"),
    [
        ((), "", "cam.none"),
        ((FAKE_CAMERA,), FAILS.replace("NAME", "NotAllowedError"), "cam.denied"),
        ((), "Object.defineProperty(window, 'isSecureContext', { value: false })", "cam.insecure"),
        ((), "delete Navigator.prototype.mediaDevices", "cam.unsupported"),
        ((FAKE_CAMERA,), FAILS.replace("NAME", "NotReadableError"), "cam.busy"),
        ((FAKE_CAMERA,), FAILS.replace("NAME", "NotOfThisWorldError"), "cam.failed"),
    ],
)
def test_a_camera_that_cannot_be_had_is_refused_by_its_sentence(
    browser: Browser,
    base_url: str,
    arguments: tuple[str, ...],
    script: str,
    sentence: str,
    language: Language,
) -> None:
    with with_camera(browser, base_url, *arguments) as page:
        page.add_init_script(script)
        before = open_figure(page, LESSON, lang=language)
        actions.button(page, "src.camera").click()
        page.get_by_role("alert").filter(has_text=label(sentence, language)).wait_for()
        reading = wait_for_answer(page)
        assert reading.alert == label(sentence, language)
        assert reading.grids == before.grids
        assert choose(page, pictures.file("png")).alert == ""
