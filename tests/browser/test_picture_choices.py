"""What was chosen on the way from a file to 28 x 28 is shown, taken back and made again, in a browser."""

import pytest
from playwright.sync_api import Locator, Page

from cnn_core.pictures import PictureError, prepare
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.pictures.question import RefusedPicture
from lessons.live_network.picture import OWN, Reading, as_data, run
from tests.browser import hands
from tests.browser.axe import violations
from tests.browser.figures import open_figure
from tests.browser.picture_page import LESSON, choose, wait_for_answer
from tests.browser.pictures import File
from tests.browser.visit import NewPage
from tests.cnn_core.test_pictures_choices import CHOSEN, WITHOUT, two_signs

pytestmark = pytest.mark.rotates

SENTENCES = {"channel": "step.say_channel_red", "frame": "step.say_original_frame"}
VALUES: dict[str, dict[str, str | int]] = {"frame": {"k": 2}, "sign": {"n": 2, "k": 1}}


def png(content: bytes) -> File:
    return File("picture.png", "image/png", content)


def step(page: Page, name: str) -> Locator:
    return page.locator(f"button[data-step={name}]")


def pixels(page: Page) -> str:
    """What the network reads, as the last step shows it: a PNG of 28 x 28."""
    return step(page, "resized").locator("img").get_attribute("src") or ""


def read(file: bytes, sign: int | None = None, without: tuple[str, ...] = ()) -> str:
    """The same of a file."""
    return as_data(run(OWN, file, Reading(None, sign, without)))["steps"][-1]["url"]


def sign(page: Page, k: int, language: Language) -> Locator:
    return page.get_by_role("button", name=label("sign.read", language, k=k, n=2), exact=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_is_outlined_on_the_original_and_the_one_that_is_pressed_is_read(
    new_page: NewPage, base_url: str, language: Language
) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    open_figure(page, base_url, LESSON, lang=language)
    file = two_signs()
    choose(page, png(file))
    page.get_by_text(label("way.several_signs", language, n=2, k=1)).wait_for()
    step(page, "original").click()
    assert list(violations(page)) == []
    place, box = page.locator(".step-picture img").bounding_box(), sign(page, 2, language).bounding_box()
    assert place
    assert box
    middle = prepare(file).signs[1]
    assert (box["x"] + box["width"] / 2 - place["x"]) / place["width"] == pytest.approx(
        (middle.left + middle.right) / 2, abs=0.02
    )
    sign(page, 2, language).click()
    page.get_by_text(label("way.several_signs", language, n=2, k=2)).wait_for()
    assert pixels(page) == read(file, 1)

    step(page, "original").focus()
    page.keyboard.press("Enter")
    assert sign(page, 2, language).get_attribute("aria-pressed") == "true"
    page.keyboard.press("Tab")  # from the button that closes it
    page.keyboard.press("Enter")
    page.locator("p.caption", has_text=label("way.several_signs", language, n=2, k=1)).wait_for(
        state="attached"
    )
    assert pixels(page) == read(file) != read(file, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_is_a_step_that_is_taken_back_and_made_again(
    new_page: NewPage, base_url: str, language: Language
) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    open_figure(page, base_url, LESSON, lang=language)
    wrong: list[str] = []
    for choice, make in CHOSEN.items():
        file = make()
        assert choose(page, png(file)).alert == ""
        shown = step(page, "original" if choice == "frame" else choice)
        shown.click()
        said = label(SENTENCES.get(choice, f"step.say_{choice}"), language, **VALUES.get(choice, {}))
        page.get_by_role("dialog").locator("p", has_text=said).wait_for()
        hands.button(page, "step.take_back", language).click()
        alert = wait_for_answer(page).alert
        try:
            expected = read(file, without=(choice,))
        except PictureError as error:
            values = {"name": label("src.name_this", language)} | RefusedPicture(error).values
            said = label(f"up.{WITHOUT[choice]}", language, **values)
            wrong += [] if alert == said else [f"{choice}: {alert!r}"]
            continue
        if alert or pixels(page) != expected:
            wrong.append(f"{choice}: {alert or 'other numbers'}")
        step(page, choice).click()
        hands.button(page, "step.make_again", language).click()
        wait_for_answer(page)
        if pixels(page) != read(file):
            wrong.append(f"{choice} is not made again")
    assert wrong == []


def test_a_photo_is_read_as_a_drawing_where_the_choice_was_made(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, sample="coffee")
    step(page, "cropped").click()
    hands.button(page, "step.take_back", "en").click()
    page.get_by_text(label("way.by_hand_drawing", "en")).or_(page.get_by_role("alert")).first.wait_for()
    page.wait_for_function("() => location.search.includes('way=drawing')")
