"""Forty files and more through the browser: good ones give Python's numbers, the others a sentence."""

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from cnn_core.pictures import prepare
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.pictures.question import RefusedPicture
from tests.bench.simulated_paper import saved
from tests.browser import actions, pictures
from tests.browser.figures import open_figure, read_figure
from tests.browser.network_page import LESSON, choose, numbers_now, open_numbers, read_numbers
from tests.browser.pictures import File
from tests.browser.visit import NewPage
from tests.cnn_core.test_pictures_files import BESIDES, FILES, drawing, lying, refusal, rgb
from tests.cnn_core.test_pictures_refusals import REFUSED
from tests.sample import part_of

SUFFIXES = {"JPEG": "jpg", "WebP": "webp", "GIF": "gif", "BMP": "bmp", "TIFF": "tif", "AVIF": "avif"}


def of_12_megapixels() -> bytes:
    """A phone's JPEG as large as they are."""
    return saved(drawing().resize((4000, 3000), Image.Resampling.BICUBIC), "JPEG", quality=85)


GOOD = {
    **(FILES | BESIDES),
    "JPEG held upright": lambda: lying(rgb().transpose(Image.Transpose.ROTATE_90), 6, "JPEG", quality=92),
    "JPEG of 12 megapixels": of_12_megapixels,
    "TIFF of 24 megabytes": lambda: saved(rgb().resize((3200, 2500)), "TIFF"),  # no browser decodes it
    "숫자 7, PNG": lambda: saved(drawing()),
}

# What the browser finds by itself, before it sends anything.
IN_THE_BROWSER: list[tuple[str, str, dict[str, object]]] = [
    ("text_named_png", "not_a_picture", {}),
    ("too_large", "file_too_large", {"limit_megabytes": 25}),
    ("large_heic", "unsupported_kind", {"kind": "HEIC"}),
    ("too_many_pixels", "too_many_pixels", {"limit_megapixels": 24}),
    ("large_and_too_many_pixels", "too_many_pixels", {"limit_megapixels": 24}),
    ("too_many_pixels_for_a_jpeg", "too_many_pixels", {"limit_megapixels": 50}),
]


def file_of(name: str, content: bytes) -> File:
    """A file with a name as it lies on a desktop; the kind is what the name says."""
    suffix = SUFFIXES.get(name.split(maxsplit=1)[0], "png")
    return File(f"{name}.{suffix}", f"image/{suffix}", content)


def test_every_good_file_gives_the_numbers_that_python_gives(page: Page) -> None:
    open_figure(page, LESSON, sample="digit_0")
    open_numbers(page)
    wrong: list[str] = []
    for name, make in part_of(GOOD.items(), 7):
        content = make()
        alert = choose(page, file_of(name, content)).alert
        if alert or not np.array_equal(read_numbers(page), prepare(content).pixels):
            wrong.append(f"{name}: {alert or 'other numbers'}")
    assert wrong == []


def test_every_bad_file_is_refused_and_the_good_one_stays(new_page: NewPage, language: Language) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    open_figure(page, LESSON, lang=language)
    good = choose(page, pictures.file("png"))
    before = numbers_now(page)
    files: list[tuple[File, str]] = []
    for name, (reason, make) in part_of(REFUSED.items(), 7):
        file = file_of(name, make())
        values = {"name": file.name} | RefusedPicture(refusal(file.content)).values
        files.append((file, label(f"up.{reason}", language, **values)))
    for called, reason, values in IN_THE_BROWSER:
        file = pictures.file(called)
        files.append((file, label(f"up.{reason}", language, name=file.name, **values)))
    wrong: list[str] = []
    for file, sentence in files:
        reading = choose(page, file)
        if reading.alert != sentence:
            wrong.append(f"{file.name}: {reading.alert!r}")
        if (reading.grids, reading.chosen) != (good.grids, good.chosen):
            wrong.append(f"{file.name}: the picture did not stay")
    assert wrong == []
    assert np.array_equal(numbers_now(page), before)
    actions.grid(page, "live.map_conv", n=1).press("ArrowLeft")
    assert read_figure(page).alert == ""
    assert choose(page, pictures.file("jpeg")).alert == ""


def test_the_sentence_for_no_picture_names_every_kind_that_opens() -> None:
    kinds = {name.split()[0] for name in FILES}
    for language in LANGUAGES:
        assert all(kind in label("up.not_a_picture", language, name="x") for kind in kinds)


def test_of_several_files_at_once_the_last_one_is_shown(page: Page) -> None:
    open_figure(page, LESSON)
    large, small = pictures.File("large.jpg", "image/jpeg", of_12_megapixels()), pictures.file("jpeg")
    for file in (large, small):
        file.hand_over(page)
    assert choose(page, pictures.file("png")).alert == ""
    open_numbers(page)
    expected = prepare(pictures.file("png").content).pixels
    assert np.array_equal(read_numbers(page), expected)
    page.wait_for_timeout(1500)
    assert np.array_equal(read_numbers(page), expected)
