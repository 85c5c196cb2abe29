"""The picture on the live network's page: from the bytes of a file to what the figure shows of it."""

import base64
import io
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import numpy as np
from PIL import Image

from cnn_core.pictures import WAYS, PictureError, Prepared, prepare
from lessons.kit.ask.cost import Cost
from lessons.kit.ask.question import Answer, Question, read_json
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import RefusedPicture, about_picture
from lessons.kit.settings.setting import InvalidSettings
from lessons.live_network.explaining import Said, step_sentence, way_reasons
from lessons.live_network.samples import samples
from lessons.live_network.settings import OWN

SAMPLES = tuple(samples())
THUMBNAIL = 96  # pixels: shown at half of that, sharp on a phone's screen as well
STEP_SIDE = 160


@dataclass(frozen=True)
class Shown:
    """A picture after preparation, and where it came from.

    source: a sample's id, or "own"; asked_way: the reading that the visitor chose by hand;
    drawn: whether it comes from the page's own pad.
    """

    source: str
    prepared: Prepared
    asked_way: str | None = None
    drawn: bool = False


def run(source: str, file: bytes, way: str | None = None, *, drawn: bool = False) -> Shown:
    """Return a picture after preparation; PictureError if the bytes are none.

    Args:
        source: a sample's id, or `OWN`.
        file: the bytes of its file.
        way: "drawing" or "photo" if the visitor chose; None leaves it to what is seen.
        drawn: whether it was drawn on the page; then it is read as a drawing.
    """
    usual = "drawing" if drawn else samples()[source].way if source != OWN else None
    return Shown(source, prepare(file, way or usual), way, drawn)


@cache
def sample(source: str, way: str | None = None) -> Shown:
    """Return one of the samples after preparation."""
    return run(source, samples()[source].data, way)


def read_sample(body: bytes) -> tuple[str, str | None]:
    """Return which sample is asked for, and the reading that the visitor chose: {"sample": id, "way": null}.

    Raises:
        AskError: it is no JSON.
        InvalidSettings: there is no such sample, or no such reading.
    """
    asked = read_json(body)
    values = cast("dict[str, object]", asked) if isinstance(asked, dict) else {}
    source, way = values.get("sample"), values.get("way")
    if not isinstance(source, str) or source not in SAMPLES:
        raise InvalidSettings("not_a_choice", name="sample", choices=", ".join(SAMPLES))
    if way is not None and (not isinstance(way, str) or way not in WAYS):
        raise InvalidSettings("not_a_choice", name="way", choices=", ".join(WAYS))
    return source, way


def _data_url(picture: np.ndarray[Any, np.dtype[np.uint8]], side: int) -> str:
    image = Image.fromarray(picture)
    image.thumbnail((side, side))
    file = io.BytesIO()
    # What is no larger than 28 x 28 must keep every pixel; larger ones are only looked at.
    kind = "PNG" if max(picture.shape[:2]) <= side else "WebP"
    image.save(file, kind, quality=80)
    return f"data:image/{kind.lower()};base64," + base64.b64encode(file.getvalue()).decode()


@cache
def thumbnails() -> list[dict[str, str]]:
    """Return the samples as the figure offers them."""
    return [
        {"id": source, "url": _data_url(sample(source).prepared.steps[0].picture, THUMBNAIL)}
        for source in SAMPLES
    ]


def whole(numbers: np.ndarray[Any, np.dtype[np.float64]], unit: int) -> list[Any]:
    """Return numbers as whole multiples of 1/unit: so no digit is lost on the way to the browser."""
    return np.rint(numbers * unit).astype(int).tolist()


def reasons(shown: Shown) -> list[Said]:
    """Return why the picture was read as it was, and what else was noticed, as labels and their values."""
    is_sample = shown.source != OWN and samples()[shown.source].way is not None
    return way_reasons(shown.prepared, shown.asked_way, drawn=shown.drawn, from_data=is_sample)


def as_data(shown: Shown) -> dict[str, Any]:
    """Return what the figure shows of a picture, as JSON values; its pixels in hundredths."""
    prepared = shown.prepared
    steps: list[dict[str, str]] = []
    for step in prepared.steps:
        url = _data_url(step.picture, STEP_SIDE)
        steps.append({"name": step.name, "say": step_sentence(step.name, prepared), "url": url})
    return {
        "source": shown.source,
        "steps": steps,
        "way": prepared.way,
        "asked_way": shown.asked_way,
        "reasons": reasons(shown),
        "pixels": whole(prepared.pixels.ravel(), 100),
    }


def _sample_answer(asked: tuple[str, str | None], _language: Language) -> Answer:
    try:
        return as_data(sample(*asked))
    except PictureError as error:
        raise RefusedPicture(error) from error


PICTURE_QUESTIONS = (
    about_picture("picture", lambda file: as_data(run(OWN, file))),
    about_picture("drawn", lambda file: as_data(run(OWN, file, drawn=True))),
    about_picture("as_drawing", lambda file: as_data(run(OWN, file, "drawing"))),
    about_picture("as_photo", lambda file: as_data(run(OWN, file, "photo"))),
    Question("sample", read_sample, lambda _: Cost(), _sample_answer, "pictures"),
)
