"""Where a picture comes from besides a file: the pad by mouse, finger and keys, the camera, the samples."""

from collections.abc import Generator
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Browser, FloatRect, Page

from cnn_core.pictures import WAYS
from lessons.kit.labels import label
from lessons.kit.language import LANGUAGES, Language
from lessons.live_network import picture
from tests.browser import hands, pictures
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.figures import open_figure, wait_for_figure
from tests.browser.picture_page import (
    LESSON,
    choose,
    close_numbers,
    digit_read,
    numbers_now,
    open_numbers,
    read_numbers,
    until_numbers,
    wait_for_answer,
)
from tests.browser.visit import NewPage, Recorder

SEVEN = [(0.3, 0.2), (0.7, 0.2), (0.45, 0.85)]
BAR = [(0.35, 0.5), (0.65, 0.5)]
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
ALL_ENDED = "() => window.tracks.length > 0 && window.tracks.every(track => track.readyState === 'ended')"
Stroke = list[tuple[float, float]]


def open_pad(page: Page, language: Language = "en") -> FloatRect:
    hands.button(page, "src.draw", language).click()
    pad = page.get_by_role("application", name=label("pad.name", language))
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    return box


def draw(page: Page, stroke: Stroke, language: Language = "en") -> None:
    """Draw a stroke with the mouse on the open pad; places from 0 to 1."""
    box = page.get_by_role("application", name=label("pad.name", language)).bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=12)
    page.mouse.up()


def drawn(page: Page) -> np.ndarray:
    """Return the numbers once the drawing has gone through."""
    page.get_by_text(label("way.drawn", "en")).wait_for()
    wait_for_answer(page)
    return numbers_now(page)


def test_a_seven_drawn_by_mouse_is_read_as_a_seven(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, sample="digit_0")
    open_pad(page)
    draw(page, SEVEN)
    numbers = drawn(page)
    assert digit_read(numbers) == 7
    assert "sample=" not in page.url


def test_undo_takes_the_last_stroke_back_and_clear_leaves_the_picture(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    open_pad(page)
    draw(page, SEVEN)
    first = drawn(page)
    draw(page, BAR)
    open_numbers(page)
    both = until_numbers(page, lambda numbers: not np.array_equal(numbers, first))
    close_numbers(page)
    hands.button(page, "pad.undo", "en").click()
    open_numbers(page)
    until_numbers(page, lambda numbers: np.array_equal(numbers, first))
    close_numbers(page)
    page.keyboard.press("Control+z")
    hands.button(page, "pad.clear", "en").click(force=True)
    page.wait_for_timeout(600)
    assert np.array_equal(numbers_now(page), first)
    assert not np.array_equal(both, first)


def test_a_wider_pen_draws_more_ink_and_dark_mode_the_same_picture(new_page: NewPage, base_url: str) -> None:
    widths: list[float] = []
    pictures_drawn: list[np.ndarray] = []
    for dark, pen in ((False, "pad.medium"), (True, "pad.medium"), (False, "pad.thick")):
        page = new_page(dark=dark)
        open_figure(page, base_url, LESSON)
        open_pad(page)
        hands.button(page, pen, "en").click()
        draw(page, SEVEN)
        pictures_drawn.append(drawn(page))
        widths.append(float(pictures_drawn[-1].sum()))
    assert np.abs(pictures_drawn[0] - pictures_drawn[1]).mean() < 0.01
    assert widths[2] > 1.1 * widths[0]


def test_a_finger_draws_and_does_not_scroll(new_page: NewPage, base_url: str) -> None:
    page = new_page("phone")
    open_figure(page, base_url, LESSON)
    box = open_pad(page)
    top = page.get_by_role("heading", level=1).bounding_box()
    session = page.context.new_cdp_session(page)
    kind = "touchStart"
    for (x0, y0), (x1, y1) in pairwise(SEVEN):
        for part in np.linspace(0, 1, 12):
            x, y = x0 + (x1 - x0) * float(part), y0 + (y1 - y0) * float(part)
            point = {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
            kind = "touchMove"
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.get_by_text(label("way.drawn", "en")).wait_for()
    assert page.get_by_role("heading", level=1).bounding_box() == top
    hands.button(page, "pad.done", "en").click()
    assert digit_read(numbers_now(page)) == 7


def test_a_seven_drawn_by_keys_is_read_and_the_pen_is_announced(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    hands.button(page, "src.draw", "en").press("Enter")
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
    assert hands.button(page, "src.draw", "en").evaluate("one => one.matches(':focus')")
    assert digit_read(numbers_now(page)) == 7


def test_a_drawing_outlives_the_other_language(page: Page, base_url: str) -> None:
    here = open_figure(page, base_url, LESSON)
    open_pad(page)
    draw(page, SEVEN)
    before = drawn(page)
    hands.switch_language(page, here)
    open_pad(page, "ko")
    page.wait_for_timeout(600)
    wait_for_answer(page)
    assert np.abs(numbers_now(page, "ko") - before).max() < 0.02


@contextmanager
def with_camera(browser: Browser, *arguments: str) -> Generator[Page]:
    """A visitor whose browser has these cameras; free of errors in the end."""
    chromium = browser.browser_type.launch(executable_path=find_chromium(), args=[*ARGUMENTS, *arguments])
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    recorder = Recorder(page)
    try:
        page.add_init_script(TRACKS)
        yield page
        recorder.assert_clean()
    finally:
        chromium.close()


def test_the_camera_takes_a_picture_and_is_let_go(browser: Browser, base_url: str) -> None:
    with with_camera(browser, FAKE_CAMERA, ALLOWED) as page:
        open_figure(page, base_url, LESSON, sample="digit_0")
        before = numbers_now(page)
        hands.button(page, "src.camera", "en").click()
        take = page.locator("button:not([aria-disabled=true])", has_text=label("cam.take", "en"))
        take.click()
        page.get_by_text(f"{label('src.name_own', 'en')}.").wait_for()
        page.wait_for_function(ALL_ENDED)
        assert not np.array_equal(numbers_now(page), before)
        for leave in ("cancel", "escape", "lesson"):
            page.evaluate("() => { window.tracks.length = 0; }")
            hands.button(page, "src.camera", "en").click()
            take.wait_for()
            if leave == "cancel":
                hands.button(page, "cam.cancel", "en").click()
            elif leave == "escape":
                page.keyboard.press("Escape")
            else:
                hands.choose_lesson(page, "Convolution", "convolution", "en")
            page.wait_for_function(ALL_ENDED)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("arguments", "script", "sentence"),
    [
        ((), "", "cam.none"),
        ((FAKE_CAMERA,), "", "cam.denied"),
        ((), "Object.defineProperty(window, 'isSecureContext', { value: false })", "cam.insecure"),
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
    with with_camera(browser, *arguments) as page:
        page.add_init_script(script)
        before = open_figure(page, base_url, LESSON, lang=language)
        hands.button(page, "src.camera", language).click()
        page.get_by_role("alert").filter(has_text=label(sentence, language)).wait_for()
        reading = wait_for_answer(page)
        assert reading.alert == label(sentence, language)
        assert reading.grids == before.grids
        assert choose(page, pictures.png()).alert == ""


def test_every_sample_gives_pythons_numbers(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, sample="cat")
    open_numbers(page)
    for source in picture.SAMPLES:
        name = label(f"sample.{source}", "en")
        page.locator(f"button[aria-label='{name}']").dispatch_event("click")
        page.wait_for_function("id => location.search.includes(`sample=${id}&`)", arg=source)
        wait_for_answer(page)
        assert np.array_equal(read_numbers(page), picture.sample(source).prepared.pixels), source


def test_samples_are_one_tab_stop_and_arrows_walk_them(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, sample="digit_8")
    hands.button(page, "sample.digit_8", "en").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('sample=digit_9')")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_function("id => location.search.includes(`sample=${id}`)", arg=picture.SAMPLES[-1])
    in_view = """one => { const [a, b] = [one, one.parentElement].map(e => e.getBoundingClientRect());
      return a.left >= b.left - 1 && a.right <= b.right + 1 && one.matches(':focus'); }"""
    assert hands.button(page, f"sample.{picture.SAMPLES[-1]}", "en").evaluate(in_view)
    stops = "all => all.filter(one => one.tabIndex === 0).length"
    assert page.locator("button.sample").evaluate_all(stops) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_reading_is_chosen_kept_and_forgotten_with_the_picture(
    new_page: NewPage, base_url: str, language: Language
) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    here = open_figure(page, base_url, LESSON, lang=language, sample="paper_4")
    for way in reversed(WAYS):
        hands.button(page, f"way.{way}", language).click()
        page.wait_for_function("way => location.search.includes(`way=${way}`)", arg=way)
        page.get_by_text(label(f"way.by_hand_{way}", language)).wait_for()
        assert hands.button(page, f"way.{way}", language).get_attribute("aria-pressed") == "true"
        expected = picture.sample("paper_4", way).prepared.pixels
        assert np.array_equal(numbers_now(page, language), expected)
    hands.reload(page, here)
    page.get_by_text(label("way.by_hand_drawing", language)).wait_for()
    hands.button(page, "sample.paper_3", language).click()
    page.wait_for_function("() => !location.search.includes('way=')")


def test_an_own_picture_can_be_read_the_other_way_and_a_reading_that_fails_changes_nothing(
    page: Page, base_url: str
) -> None:
    open_figure(page, base_url, LESSON)
    choose(page, pictures.png())
    drawing = numbers_now(page)
    hands.button(page, "way.photo", "en").click()
    page.get_by_text(label("way.by_hand_photo", "en")).wait_for()
    assert not np.array_equal(numbers_now(page), drawing)
    choose(page, pictures.noise())
    as_photo = numbers_now(page)
    hands.button(page, "way.drawing", "en").click()
    name = label("src.name_this", "en")
    page.get_by_role("alert").filter(has_text=label("up.restless_ground", "en", name=name)).wait_for()
    assert np.array_equal(numbers_now(page), as_photo)
    assert hands.button(page, "way.photo", "en").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_says_its_sentence_by_pointer_and_by_key(
    page: Page, base_url: str, language: Language
) -> None:
    open_figure(page, base_url, LESSON, lang=language)
    for step in picture.as_data(picture.sample("paper_3"))["steps"]:
        sentence = label(step["say"], language)
        button = page.get_by_role("button", name=sentence)
        for point in (button.hover, button.focus):
            page.locator("p.caption", has_text=label("way.ink", language)).wait_for(state="attached")
            point()
            page.locator("p.caption", has_text=sentence).wait_for()
            page.mouse.move(0, 0)
            button.blur()
            page.locator("p.caption", has_text=sentence).wait_for(state="detached")


def test_the_numbers_are_walked_by_keys(page: Page, base_url: str) -> None:
    here = open_figure(page, base_url, LESSON, sample="paper_7")
    open_numbers(page)
    pixels = picture.sample("paper_7").prepared.pixels
    place = [14, 14]
    for key, down, across in (("ArrowUp", -1, 0), ("ArrowLeft", 0, -1), ("Shift+ArrowUp", -7, 0)):
        page.keyboard.press(key)
        place = [place[0] + down, place[1] + across]
        value = f"{pixels[place[0], place[1]]:.2f}".removesuffix("0.00") or "0"
        page.get_by_text(f"Row {place[0] + 1}, column {place[1] + 1}: {value}").wait_for()
    close_numbers(page)
    assert wait_for_figure(page, LESSON, "en").chosen == here.chosen
