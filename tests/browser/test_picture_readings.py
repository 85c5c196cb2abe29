"""The samples, the two readings, the steps in between, and what is chosen there, in a browser."""

import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from cnn_core.pictures import WAYS, PictureError, prepare
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import RefusedPicture
from lessons.live_network import picture
from lessons.live_network.picture import OWN, Reading, as_data, run
from tests.browser import actions, pictures
from tests.browser.accessibility import violations
from tests.browser.figures import open_figure, read_figure, wait_for_figure
from tests.browser.network_page import (
    LESSON,
    choose,
    close_numbers,
    numbers_now,
    open_numbers,
    wait_for_answer,
)
from tests.browser.pictures import File
from tests.browser.visit import NewPage
from tests.cnn_core.test_pictures_choices import CHOSEN, WITHOUT, two_signs


def test_samples_are_one_tab_stop_and_arrows_walk_them(page: Page) -> None:
    open_figure(page, LESSON, sample="digit_8")
    actions.button(page, "sample.digit_8").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('sample=digit_9')")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_function("id => location.search.includes(`sample=${id}`)", arg=picture.SAMPLES[-1])
    in_view = """one => { const [a, b] = [one, one.parentElement].map(e => e.getBoundingClientRect());
      return a.left >= b.left - 1 && a.right <= b.right + 1 && one.matches(':focus'); }"""
    assert actions.button(page, f"sample.{picture.SAMPLES[-1]}").evaluate(in_view)
    stops = "all => all.filter(one => one.tabIndex === 0).length"
    assert page.locator(".samples .sample").evaluate_all(stops) == 1


def test_the_other_reading_is_kept_as_long_as_the_picture(new_page: NewPage, language: Language) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    here = open_figure(page, LESSON, lang=language, sample="paper_4")
    for way in reversed(WAYS):
        actions.button(page, f"way.{way}").click()
        page.wait_for_function("way => location.search.includes(`way=${way}`)", arg=way)
        page.get_by_text(label(f"way.by_hand_{way}", language)).wait_for()
        assert actions.button(page, f"way.{way}").get_attribute("aria-pressed") == "true"
        expected = picture.sample("paper_4", way).prepared.pixels
        assert np.array_equal(numbers_now(page), expected)
    actions.reload(page, here)
    page.get_by_text(label("way.by_hand_drawing", language)).wait_for()
    actions.button(page, "sample.paper_3").click()
    page.wait_for_function("() => !location.search.includes('way=')")


def test_an_own_picture_is_read_the_other_way_and_what_fails_changes_nothing(page: Page) -> None:
    open_figure(page, LESSON)
    choose(page, pictures.file("png"))
    drawing = numbers_now(page)
    actions.button(page, "way.photo").click()
    page.get_by_text(label("way.by_hand_photo", "en")).wait_for()
    assert not np.array_equal(numbers_now(page), drawing)
    choose(page, pictures.file("noise"))
    as_photo = numbers_now(page)
    actions.button(page, "way.drawing").click()
    name = label("src.name_this", "en")
    page.get_by_role("alert").filter(has_text=label("up.no_drawing_restless", "en", name=name)).wait_for()
    assert np.array_equal(numbers_now(page), as_photo)
    assert actions.button(page, "way.photo").get_attribute("aria-pressed") == "true"


def test_a_file_without_a_drawing_can_be_used_as_a_photo(new_page: NewPage, language: Language) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    open_figure(page, LESSON, lang=language, sample="digit_3")
    before = numbers_now(page)
    file = pictures.file("blank")
    assert choose(page, file).alert == label("up.no_drawing_one_colour", language, name=file.name)
    assert np.array_equal(numbers_now(page), before)
    way = actions.button(page, "way.use_as_photo")
    said, box = actions.box_of(page.locator(".dock .sentence")), actions.box_of(way)
    assert said["y"] <= box["y"] + 1
    assert box["y"] + box["height"] <= said["y"] + said["height"] + 1
    assert box["width"] < said["width"] / 2
    way.click()
    page.get_by_text(label("way.by_hand_photo", language)).wait_for()
    assert not actions.button(page, "way.use_as_photo").is_visible()
    assert np.array_equal(numbers_now(page), prepare(file.content, "photo").pixels)
    assert choose(page, pictures.file("truncated")).alert != ""  # nothing of that kind can be read at all
    assert not actions.button(page, "way.use_as_photo").is_visible()


def test_every_step_says_its_sentence_by_pointer_and_by_key(page: Page, language: Language) -> None:
    open_figure(page, LESSON, lang=language)
    for step in picture.as_data(picture.sample("paper_3"))["steps"]:
        sentence = label(step["says"][0]["label"], language)
        button = page.get_by_role("button", name=sentence)
        for point in (button.hover, button.focus):
            page.locator("p.caption", has_text=label("way.ink", language)).wait_for(state="attached")
            point()
            page.locator("p.caption", has_text=sentence).wait_for()
            page.mouse.move(0, 0)
            button.blur()
            page.locator("p.caption", has_text=sentence).wait_for(state="detached")


def test_the_numbers_are_walked_by_keys(page: Page) -> None:
    open_figure(page, LESSON, sample="paper_7")
    page.wait_for_url("**silhouette=**")  # the figure below has written its own settings, too
    here = read_figure(page)
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
    return actions.button(page, "sign.read", k=k, n=2)


def test_every_sign_is_outlined_and_the_pressed_one_is_read(new_page: NewPage, language: Language) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    open_figure(page, LESSON, lang=language)
    file = two_signs()
    choose(page, png(file))
    page.get_by_text(label("way.several_signs", language, n=2, k=1)).wait_for()
    step(page, "original").click()
    assert list(violations(page)) == []
    place, box = actions.box_of(page.locator(".step-picture img")), actions.box_of(sign(page, 2, language))
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


def test_every_choice_is_a_step_taken_back_and_made_again(new_page: NewPage, language: Language) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    open_figure(page, LESSON, lang=language)
    wrong: list[str] = []
    for choice, make in CHOSEN.items():
        file = make()
        assert choose(page, png(file)).alert == ""
        shown = step(page, "original" if choice == "frame" else choice)
        shown.click()
        said = label(SENTENCES.get(choice, f"step.say_{choice}"), language, **VALUES.get(choice, {}))
        page.get_by_role("dialog").locator("p", has_text=said).wait_for()
        actions.button(page, "step.take_back").click()
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
        actions.button(page, "step.make_again").click()
        wait_for_answer(page)
        if pixels(page) != read(file):
            wrong.append(f"{choice} is not made again")
    assert wrong == []


def test_a_photo_is_read_as_a_drawing_where_the_choice_was_made(page: Page) -> None:
    open_figure(page, LESSON, sample="coffee")
    step(page, "cropped").click()
    actions.button(page, "step.take_back").click()
    page.get_by_text(label("way.by_hand_drawing", "en")).or_(page.get_by_role("alert")).first.wait_for()
    page.wait_for_function("() => location.search.includes('way=drawing')")
