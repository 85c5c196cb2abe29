"""The camera: a picture is taken, the camera is let go, and where there is none a sentence says why."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import actions, pictures
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.figures import open_figure
from tests.browser.network_page import LESSON, choose, numbers_now, wait_for_answer
from tests.browser.visit import Recorder, visitor

pytestmark = pytest.mark.rotates

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
def test_a_camera_that_chromium_itself_refuses_is_refused_by_its_sentence(
    browser: Browser, base_url: str
) -> None:
    with with_camera(
        browser, base_url, FAKE_CAMERA, "--deny-permission-prompts", program=WITH_PROMPT
    ) as page:
        before = open_figure(page, LESSON)
        actions.button(page, "src.camera").click()
        page.get_by_role("alert").filter(has_text=label("cam.denied", "en")).wait_for()
        assert wait_for_answer(page).grids == before.grids


@pytest.mark.alike("arguments", "script", "sentence", keep=2)
@pytest.mark.parametrize("language", LANGUAGES)
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
        assert choose(page, pictures.png()).alert == ""
