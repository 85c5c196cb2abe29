"""What the live network's page does with a picture, without a browser."""

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnn_core.held_out import HELD_OUT
from cnn_core.network import measured_accuracy
from cnn_core.pictures import MESSAGES, PictureError
from lessons.kit.language import LANGUAGES, Language
from lessons.kit.upload import Refused
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
        assert counts["relu max"][8][8] == round(measured_accuracy(name)[HELD_OUT[name]] * net["pictures"])
        assert all(len(row) == 17 for rows in counts.values() for row in rows)


def test_an_uploaded_picture_goes_through() -> None:
    shown = picture.from_event({"name": "seven.png", "base64": base64.b64encode(drawn_seven()).decode()})
    assert shown.source == picture.OWN
    assert shown.prepared.pixels.shape == (28, 28)
    assert np.ptp(shown.prepared.pixels) > 0.9


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
        "megapixels": 81,
        "limit_megapixels": 50,
        "megabytes": 30,
        "limit_megabytes": 25,
    }
    sentence = Refused("report.pdf", PictureError(reason, **values)).say(language)
    assert "report.pdf" in sentence
    assert "{" not in sentence
