"""What the live network's page does with a picture, without a browser."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.held_out import HELD_OUT
from cnn_core.network import load_weights, measured_accuracy
from cnn_core.pictures import CHOICES, MESSAGES, REMARKS, STEPS, WAYS, PictureError
from cnn_core.pictures.looking import CALM_GROUND
from lessons.kit.ask.question import AskError, Question
from lessons.kit.i18n.labels import TABLE, label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import RefusedPicture
from lessons.kit.settings.table import InvalidSettings
from lessons.live_network import first_picture, picture, shipped
from tests.bench.simulated_paper import saved


def drawn_seven() -> bytes:
    """Return a PNG of a dark 7 on white."""
    image = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(image).line([(120, 60), (280, 60), (180, 250)], fill="black", width=22)
    return saved(np.array(image), "PNG")


@pytest.mark.parametrize("source", picture.SAMPLES)
def test_the_pixels_sent_to_the_figure_are_those_prepared(source: str) -> None:
    shown = picture.sample(source)
    data = picture.as_data(shown)
    assert data["pixels"] == [round(100 * pixel) for pixel in shown.prepared.pixels.ravel()]
    assert data["way"] == shown.prepared.way


def test_the_measured_counts_are_sent_with_the_weights() -> None:
    for name, net in shipped.as_data().items():
        assert net["classes"] == list(load_weights(name).labels)
        counts = net["right_when_moved"]
        assert counts["relu max"][8][8] == measured_accuracy(name)[HELD_OUT[name]].right
        assert all(len(row) == 17 for rows in counts.values() for row in rows)


def asked(question: str, body: bytes, **about: object) -> dict[str, Any]:
    """Return the answer to one question about a picture."""
    found: Question[Any] = next(each for each in picture.PICTURE_QUESTIONS if each.name == question)
    read = found.read_with
    said = json.dumps(about).encode()
    return found.answer(read(body, said) if read and about else found.read(body), "en")


def by_name(sample: object, **about: object) -> bytes:
    return json.dumps({"sample": sample, **about}).encode()


def three_sevens() -> bytes:
    """Return a PNG of three dark sevens side by side on white, the middle one the largest."""
    image = Image.new("L", (900, 300), "white")
    for left, size in ((60, 0.7), (330, 1.0), (680, 0.7)):
        corners = [(0, 0), (160, 0), (60, 190)]
        points = [(left + size * x, 60 + size * y) for x, y in corners]
        ImageDraw.Draw(image).line(points, fill="black", width=22)
    return saved(np.array(image), "PNG")


def test_held_out_pictures_pass_unchanged() -> None:
    for name, label_of, shown in (("digits", "7", "digit_7"), ("cats_dogs", "dog", "dog_1")):
        data = load_dataset(name)
        first = np.flatnonzero(data.y_test == data.labels.index(label_of))[0]
        assert np.array_equal(picture.sample(shown).prepared.pixels, to_pixels(data.x_test[first]))


def test_the_other_reading_is_of_the_same_picture() -> None:
    seen = asked("picture", drawn_seven())
    drawing, photo = (asked("picture", drawn_seven(), way=way) for way in ("drawing", "photo"))
    assert (seen["source"], len(seen["pixels"])) == (picture.OWN, 28 * 28)
    assert (seen["way"], drawing["way"], photo["way"]) == ("drawing", "drawing", "photo")
    assert (seen["asked_way"], drawing["asked_way"], photo["asked_way"]) == (None, "drawing", "photo")
    assert seen["pixels"] == drawing["pixels"] != photo["pixels"]
    assert photo["reasons"][0] == {"label": "way.by_hand_photo"}


def test_a_sample_is_given_by_name_in_either_reading() -> None:
    for way in (None, "photo"):
        assert asked("sample", by_name("paper_4", way=way)) == picture.as_data(picture.sample("paper_4", way))
    for body in (by_name("own"), by_name("../../etc"), by_name(7), b"[]", b'"cat"', b"null"):
        with pytest.raises(InvalidSettings):
            asked("sample", body)


@pytest.mark.parametrize(
    "about",
    [{"way": "sideways"}, {"way": 1}, {"without": ["roof"]}, {"without": [["box"]]}]
    + [{"sign": sign} for sign in (-1, 3, 10**30, "0", True, 0.5, [0])],
    ids=str,
)
def test_a_reading_that_there_is_not_is_refused(about: dict[str, object]) -> None:
    with pytest.raises((InvalidSettings, AskError)):
        asked("picture", three_sevens(), **about)
    with pytest.raises((InvalidSettings, AskError)):
        asked("sample", by_name("paper_4", **about))


def test_another_sign_is_read_and_a_choice_is_taken_back_by_what_stands_beside_the_bytes() -> None:
    largest = asked("picture", three_sevens())
    assert (len(largest["signs"]), largest["sign"], largest["without"]) == (3, 1, [])
    assert asked("picture", three_sevens(), sign=1)["pixels"] == largest["pixels"]
    last = asked("picture", three_sevens(), sign=2)
    assert (last["sign"], last["pixels"] == largest["pixels"]) == (2, False)
    together = asked("picture", three_sevens(), without=["sign"])
    assert together["without"] == ["sign"]
    assert together["pixels"] not in (largest["pixels"], last["pixels"])
    assert [step["choice"] for step in largest["steps"] if step["choice"]] == ["sign"]


def test_a_choice_that_was_taken_back_keeps_its_place_without_a_picture() -> None:
    made = asked("picture", three_sevens())["steps"]
    back = asked("picture", three_sevens(), without=["frame", "sign"])["steps"]
    assert [step["name"] for step in back if step["name"] != "frame"] == [step["name"] for step in made]
    assert [(step["name"], step["choice"]) for step in back if not step["url"]] == [
        ("frame", "frame"),
        ("sign", "sign"),
    ]
    assert back[1]["name"] == "frame"


def test_reading_it_as_a_photo_is_a_choice_that_says_why_unless_the_visitor_made_it() -> None:
    chosen = {way: asked("sample", by_name("coffee", way=way))["steps"] for way in (None, "photo")}
    assert [step["name"] for step in chosen[None] if step["choice"] == "photo"] == ["cropped"]
    assert [said["label"] for said in chosen[None][2]["says"]] == ["way.restless", "step.say_cropped_photo"]
    assert [step["choice"] for step in chosen["photo"]] == [""] * 4
    silhouette = asked("sample", by_name("dog_1"))["steps"]
    assert [step["choice"] for step in silhouette] == [""] * 4


@pytest.mark.parametrize("unrest", [0.099, 0.102, 0.1049, 0.105, 0.1051, 0.11, 0.4])
def test_a_ground_that_is_said_to_vary_too_much_varies_by_more_than_paper_in_the_same_sentence(
    unrest: float,
) -> None:
    coffee = picture.sample("coffee").prepared
    seen = replace(coffee.seen, unrest=unrest, regions=1, is_fog=False)
    assert seen.ink_stands_out
    prepared = replace(coffee, seen=seen, way=seen.way)
    first = picture.way_reasons(prepared, None, drawn=False, from_data=False)[0]
    assert first["label"] == ("way.ink" if unrest < CALM_GROUND else "way.restless")
    if unrest >= CALM_GROUND:
        assert float(first["p"]) >= float(first["most"]) == round(100 * CALM_GROUND, 6)
        assert float(first["p"]) == pytest.approx(100 * unrest, abs=0.051)


def test_what_is_drawn_on_the_page_is_a_drawing_whatever_is_seen() -> None:
    dots = Image.new("L", (280, 280), "white")
    for at in range(12):
        left, top = 20 + at % 4 * 60, 20 + at // 4 * 80
        ImageDraw.Draw(dots).ellipse((left, top, left + 20, top + 20), fill="black")
    assert asked("picture", saved(np.array(dots), "PNG"))["way"] == "photo"
    assert asked("picture", saved(np.array(dots), "PNG"), drawn=True)["way"] == "drawing"


@pytest.mark.parametrize(
    ("name", "way", "source", "taken", "refused"),
    [
        (None, None, "paper_3", "drawing", ""),
        ("coffee", None, "coffee", "photo", ""),
        ("cat", "drawing", "cat", "drawing", ""),
        ("paper_4", "photo", "paper_4", "photo", ""),
        ("own", "photo", "paper_3", "drawing", first_picture.GONE),
        ("nonsense", None, "paper_3", "drawing", "sample=nonsense"),
        ("paper_4", "sideways", "paper_4", "drawing", "way=sideways"),
    ],
)
def test_an_address_names_a_sample_and_a_reading(
    name: str | None, way: str | None, source: str, taken: str, refused: str
) -> None:
    shown, said = first_picture.first_shown(name, way)
    assert (shown.source, shown.prepared.way, said) == (source, taken, refused)
    if refused not in ("", first_picture.GONE):
        assert f"sample={source}" in first_picture.as_data(name, way, "en")["refusal"]


@pytest.mark.slow
@pytest.mark.parametrize("way", [None, *WAYS])
def test_every_step_and_every_reason_is_one_sentence(way: str | None, language: Language) -> None:
    for source in picture.SAMPLES:
        data = picture.as_data(picture.sample(source, way))
        assert all(label(f"step.{step['name']}", language) for step in data["steps"])
        assert data["reasons"]
        assert all(step["says"] for step in data["steps"])
        for said in [*data["reasons"], *(said for step in data["steps"] for said in step["says"])]:
            values = {name: value for name, value in said.items() if name != "label"}
            sentence = label(said["label"], language, **values)
            assert "{" not in sentence
            assert sentence.endswith(".")


def test_every_remark_and_every_step_has_its_words() -> None:
    for remark in REMARKS:
        assert f"way.{remark}" in TABLE
    for step in (*STEPS, *CHOICES):
        assert f"step.{step}" in TABLE


@pytest.mark.parametrize("reason", MESSAGES)
def test_every_reason_becomes_a_sentence_with_the_files_name(reason: str, language: Language) -> None:
    values = {"kind": "PDF", "contrast": 3, "in_colour": 90, "n": 30, "least": 12}
    values |= {"width": 9000, "height": 9000, "limit_side": 20_000, "megapixels": 81, "limit_megapixels": 50}
    values |= {"megabytes": 30, "limit_megabytes": 25}
    refused = RefusedPicture(PictureError(reason, **values))
    assert "{" not in refused.say(language)
    # The browser puts the file's name in, which is never sent.
    assert "report.pdf" in label(f"up.{reason}", language, **{"name": "report.pdf"} | refused.values)


def test_fog_is_read_as_a_photo_for_that_reason_and_noise_for_another() -> None:
    y, x = np.mgrid[-1:1:120j, -1:1:200j]
    fog = 150 - 80 * np.exp(-(np.hypot(x, y) ** 2) / 0.04)
    noise = np.random.default_rng(0).integers(0, 256, (120, 200))
    seen = [asked("picture", saved(picture, "PNG"))["reasons"][0]["label"] for picture in (fog, noise)]
    assert seen == ["way.fog", "way.no_ink"]
