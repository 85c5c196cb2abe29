"""A photo for the sliding window: from what the figure asks for to the grey pixels that it gets."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.datasets import sample_pictures, to_pixels
from cnn_core.pictures import PictureError
from cnn_core.pictures.decoding import decode
from lessons.kit.i18n.language import Language
from lessons.kit.page.told_values import whole
from lessons.kit.pictures.upload import Refused, file_bytes

SAMPLES = ("cat", "camera", "coffee", "brick")
OWN = "photo"
LATEST = 2**53  # what a browser counts exactly
LONGEST_SIDE = 256  # pixels: one pixel of a photo is one of the screen


@dataclass(frozen=True)
class Photo:
    """A photo by the name that the figure's address has for it.

    hundredths: grey from 0 (black) to 100 (white), (height, width), the longest side at most 256.
    """

    name: str
    hundredths: NDArray[np.uint8]


@dataclass(frozen=True)
class Answer:
    """What becomes of what the figure has asked for, and when it asked, so that it knows its answer."""

    photo: Photo | None = None
    refused: Refused | None = None
    asked_at: int = 0


def grey(file: bytes) -> NDArray[np.uint8]:
    """Return the picture in a file as hundredths of grey, its longest side at most 256 pixels.

    Raises:
        PictureError: the file is no picture that can be read.
    """
    image = Image.fromarray(decode(file).grey)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BOX)
    return np.rint(to_pixels(np.asarray(image)) * 100).astype(np.uint8)


@cache
def sample(name: str) -> Photo:
    """Return one of the samples."""
    return Photo(name, grey(next(each.data for each in sample_pictures() if each.id == name)))


def asks_for_photo(event: Mapping[str, Any]) -> bool:
    """Return whether the figure asks for a photo; it asks for other things as well."""
    return "base64" in event or "sample" in event


def answer(event: Mapping[str, Any]) -> Answer:
    """Return what becomes of {"sample": name} or {"name": ..., "base64": ...}; "at": when it was asked.

    Raises:
        ValueError: no figure sends this.
    """
    asked_at = whole(event.get("at", 0), (0, LATEST))
    if event.get("sample") in SAMPLES:
        return Answer(sample(event["sample"]), asked_at=asked_at)
    try:
        return Answer(Photo(OWN, grey(file_bytes(event))), asked_at=asked_at)
    except PictureError as error:
        return Answer(refused=Refused(event.get("name") or "", error), asked_at=asked_at)


def first_answer(asked: str | None) -> Answer:
    """Return what an address with `input=cat` needs from the start."""
    return Answer(sample(asked)) if asked in SAMPLES else Answer()


def as_data(given: Answer, language: Language) -> dict[str, Any]:
    """Return the answer as JSON values: {} if nothing has been asked for."""
    if given.refused:
        return {"asked_at": given.asked_at, "refusal": given.refused.say(language)}
    if not given.photo:
        return {}
    height, width = given.photo.hundredths.shape
    hundredths = base64.b64encode(given.photo.hundredths.tobytes()).decode()
    photo = {"name": given.photo.name, "height": height, "width": width, "hundredths": hundredths}
    return {"asked_at": given.asked_at, "photo": photo}
