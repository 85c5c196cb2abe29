"""What the live network's page does with a picture, without a browser."""

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.held_out import HELD_OUT
from cnn_core.network import measured_accuracy
from cnn_core.pictures import MESSAGES, REMARKS, STEPS, WAYS, PictureError
from lessons.kit.i18n.labels import TABLE, label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.pictures.upload import Refused
from lessons.live_network import picture, weights


def drawn_seven() -> bytes:
    """Return a PNG of a dark 7 on white."""
    image = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(image).line([(120, 60), (280, 60), (180, 250)], fill="black", width=22)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("source", picture.SAMPLES)
def test_the_pixels_sent_to_the_figure_are_those_prepared(source: str) -> None:
    shown = picture.sample(source)
    data = picture.as_data(shown)
    assert data["pixels"] == [round(100 * pixel) for pixel in shown.prepared.pixels.ravel()]
    assert data["way"] == shown.prepared.way


def test_the_measured_counts_are_sent_with_the_weights() -> None:
    for name, net in weights.as_data().items():
        counts = net["right_when_moved"]
        assert counts["relu max"][8][8] == measured_accuracy(name)[HELD_OUT[name]].right
        assert all(len(row) == 17 for rows in counts.values() for row in rows)


def test_an_uploaded_picture_goes_through() -> None:
    shown = picture.from_event({"name": "seven.png", "base64": base64.b64encode(drawn_seven()).decode()})
    assert shown.source == picture.OWN
    assert shown.prepared.pixels.shape == (28, 28)
    assert np.ptp(shown.prepared.pixels) > 0.9


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_held_out_pictures_pass_unchanged() -> None:
    for name, label_of, shown in (("digits", "7", "digit_7"), ("cats_dogs", "dog", "dog_1")):
        data = load_dataset(name)
        first = np.flatnonzero(data.y_test == data.labels.index(label_of))[0]
        assert np.array_equal(picture.sample(shown).prepared.pixels, to_pixels(data.x_test[first]))


def test_the_other_reading_is_of_the_same_picture_and_is_kept() -> None:
    drawn = picture.from_event({"name": "7.png", "base64": base64_of(drawn_seven())})
    photo = picture.from_event({"way": "photo"}, drawn)
    again = picture.from_event({"way": "drawing"}, photo)
    assert (drawn.prepared.way, photo.prepared.way, again.prepared.way) == ("drawing", "photo", "drawing")
    assert (drawn.asked_way, photo.asked_way, again.asked_way) == (None, "photo", "drawing")
    assert photo.file == drawn.file
    assert np.array_equal(drawn.prepared.pixels, again.prepared.pixels)
    assert not np.array_equal(drawn.prepared.pixels, photo.prepared.pixels)


def test_another_picture_is_read_by_what_is_seen_in_it() -> None:
    photo = picture.sample("paper_3", "photo")
    assert picture.from_event({"sample": "paper_4"}, photo).asked_way is None
    assert picture.from_event({"sample": "coffee", "way": "upside_down"}, photo).prepared.way == "photo"


def test_what_is_drawn_on_the_page_is_a_drawing_whatever_is_seen() -> None:
    dots = Image.new("L", (280, 280), "white")
    for at in range(12):
        left, top = 20 + at % 4 * 60, 20 + at // 4 * 80
        ImageDraw.Draw(dots).ellipse((left, top, left + 20, top + 20), fill="black")
    file = io.BytesIO()
    dots.save(file, "PNG")
    event = {"name": "drawing", "base64": base64_of(file.getvalue())}
    assert picture.from_event(event).prepared.way == "photo"
    assert picture.from_event(event | {"drawn": True}).prepared.way == "drawing"


@pytest.mark.parametrize(
    ("asked", "way", "source", "taken", "refused"),
    [
        (None, None, "paper_3", "drawing", ""),
        ("coffee", None, "coffee", "photo", ""),
        ("cat", "drawing", "cat", "drawing", ""),
        ("paper_4", "photo", "paper_4", "photo", ""),
        ("own", "photo", "paper_3", "drawing", picture.GONE),
        ("nonsense", None, "paper_3", "drawing", "sample=nonsense"),
        ("paper_4", "sideways", "paper_4", "drawing", "way=sideways"),
    ],
)
def test_an_address_names_a_sample_and_a_reading(
    asked: str | None, way: str | None, source: str, taken: str, refused: str
) -> None:
    shown, said = picture.first_shown(asked, way)
    assert (shown.source, shown.prepared.way, said) == (source, taken, refused)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", [None, *WAYS])
def test_every_step_and_every_reason_is_one_sentence(way: str | None, language: Language) -> None:
    for source in picture.SAMPLES:
        data = picture.as_data(picture.sample(source, way))
        for step in data["steps"]:
            sentence = label(step["say"], language, **step["values"])
            assert "{" not in sentence
            assert sentence.endswith(".")
            assert label(f"step.{step['name']}", language)
        assert data["reasons"]
        for said in data["reasons"]:
            values = {name: value for name, value in said.items() if name != "label"}
            sentence = label(said["label"], language, **values)
            assert "{" not in sentence
            assert sentence.endswith(".")


def test_every_remark_and_every_step_has_its_words() -> None:
    for remark in REMARKS:
        assert f"way.{remark}" in TABLE
    for step in STEPS:
        assert f"step.{step}" in TABLE


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"name": "a.txt", "base64": base64.b64encode(b"hello").decode()}, "not_a_picture"),
        ({"name": "a.png", "base64": "%%%"}, "not_a_picture"),
        ({"name": "a.png"}, "not_a_picture"),
        ({"sample": "../../etc"}, "not_a_picture"),
        ({"name": "a.pdf", "base64": base64.b64encode(b"%PDF-1.7 x").decode()}, "unsupported_kind"),
        ({"name": "a.png", "base64": base64.b64encode(drawn_seven()[:200]).decode()}, "truncated"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(event: dict[str, str], reason: str) -> None:
    with pytest.raises(PictureError) as refused:
        picture.from_event(event)
    assert refused.value.reason == reason


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", MESSAGES)
def test_every_reason_becomes_a_sentence_with_the_files_name(reason: str, language: Language) -> None:
    values = {
        "kind": "PDF",
        "contrast": 3,
        "least": 12,
        "width": 9000,
        "height": 9000,
        "limit_side": 20_000,
        "megapixels": 81,
        "limit_megapixels": 50,
        "megabytes": 30,
        "limit_megabytes": 25,
    }
    sentence = Refused("report.pdf", PictureError(reason, **values)).say(language)
    assert "report.pdf" in sentence
    assert "{" not in sentence
