"""What the sliding window gets of a photo, without a browser."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from cnn_core.datasets import sample_pictures
from lessons.convolution import photo
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser.server import ROOT


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def handed_over(file: bytes, name: str = "me.png") -> dict[str, object]:
    return {"name": name, "base64": base64.b64encode(file).decode(), "at": 1234}


@pytest.mark.parametrize("name", photo.SAMPLES)
def test_the_figure_knows_a_samples_size_before_its_pixels(name: str) -> None:
    script = (ROOT / "lessons" / "convolution" / "model" / "photos.js").read_text(encoding="utf-8")
    found = re.search(rf"\b{name}: {{ height: (\d+), width: (\d+)", script)
    assert found, f"photos.js has no {name}"
    assert tuple(map(int, found.groups())) == photo.sample(name).hundredths.shape


def test_the_figure_offers_the_same_samples() -> None:
    script = (ROOT / "lessons" / "convolution" / "model" / "photos.js").read_text(encoding="utf-8")
    assert tuple(re.findall(r"(\w+): { height: \d+", script)) == photo.SAMPLES
    assert f'OWN_PHOTO = "{photo.OWN}"' in script
    assert set(photo.SAMPLES) <= {sample.id for sample in sample_pictures()}


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (257, 12), (256, 256), (31, 17), (1, 1)])
def test_a_picture_keeps_its_shape_and_is_at_most_256_long(size: tuple[int, int]) -> None:
    pixels = photo.grey(png(Image.new("L", size, 128)))
    scale = min(1, 256 / max(size))
    expected = [max(1, round(side * scale)) for side in reversed(size)]
    assert np.abs(np.array(pixels.shape) - expected).max() <= 1
    assert max(pixels.shape) <= 256
    assert set(pixels.flat) == {50}


def test_pixels_are_hundredths_of_grey() -> None:
    pixels = photo.grey(png(Image.fromarray(np.array([[0, 76, 128, 255]], dtype=np.uint8))))
    assert pixels.tolist() == [[0, 30, 50, 100]]
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], dtype=np.uint8)
    assert photo.grey(png(Image.fromarray(colours))).tolist() == [[30, 59, 11]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_uploaded_photo_reaches_the_figure_pixel_by_pixel(language: Language) -> None:
    grey = np.arange(120, dtype=np.uint8).reshape(8, 15)
    given = photo.answer(handed_over(png(Image.fromarray(grey))))
    data = photo.as_data(given, language)
    assert data["asked_at"] == 1234
    sent = np.frombuffer(base64.b64decode(data["photo"]["hundredths"]), np.uint8)
    assert data["photo"]["name"] == photo.OWN
    assert (data["photo"]["height"], data["photo"]["width"]) == (8, 15)
    assert np.array_equal(sent.reshape(8, 15), np.rint(grey / 2.55).astype(np.uint8))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("file", "reason"),
    [(b"hello", "not_a_picture"), (b"", "not_a_picture"), (png(Image.new("L", (90, 90)))[:60], "truncated")],
)
def test_what_is_no_photo_is_refused_in_words(file: bytes, reason: str, language: Language) -> None:
    data = photo.as_data(photo.answer(handed_over(file, "report.pdf")), language)
    assert data == {
        "asked_at": 1234,
        "refusal": label(f"up.{reason}", language, name="report.pdf", kind="PNG"),
    }


@pytest.mark.parametrize("base64", ["%%%", "abc", 7, None])
def test_what_the_figure_never_sends_is_refused(base64: object) -> None:
    given = photo.answer({"base64": base64})
    assert given.refused
    assert given.refused.error.reason == "not_a_picture"


def test_a_sample_is_given_by_name_and_nothing_else_is() -> None:
    assert photo.answer({"sample": "cat", "at": 5}) == photo.Answer(photo.sample("cat"), asked_at=5)
    assert photo.answer({"sample": "../../etc/passwd"}).photo is None
    assert photo.first_answer("brick").photo == photo.sample("brick")
    for asked in (None, "photo", "heart", "paper_3"):
        assert photo.as_data(photo.first_answer(asked), "en") == {}


def test_other_wishes_of_the_figure_are_no_photos() -> None:
    assert photo.asks_for_photo({"sample": "cat"})
    assert not photo.asks_for_photo({"kind": "png", "state": {}})
