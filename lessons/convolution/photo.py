"""A photo for the sliding window: from the bytes of its file to the grey pixels that the figure gets."""

import base64
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.datasets import sample_pictures, to_pixels
from cnn_core.pictures.decoding import decode
from lessons.convolution.settings import OWN, SAMPLES, TABLE, size_of
from lessons.kit.ask.cost import Cost
from lessons.kit.ask.error import AskError
from lessons.kit.ask.question import Answer, Question, read_json
from lessons.kit.i18n.language import Language
from lessons.kit.pictures import own_picture
from lessons.kit.pictures.own_picture import Drawn
from lessons.kit.pictures.question import about_picture
from lessons.kit.settings.setting import InvalidSettings
from lessons.kit.settings.table import Settings

LONGEST_SIDE = 256  # pixels: one pixel of a photo is one of the screen
MOST_BYTES = 128 * 1024  # of a state with a photo: 256 x 256 pixels are 88 KB in base64
Hundredths = NDArray[np.uint8]
"""grey from 0 (black) to 100 (white), (height, width), the longest side at most 256"""


def grey(file: bytes) -> Hundredths:
    """Return the picture in a file as hundredths of grey.

    Raises:
        PictureError: the file is no picture that can be read.
    """
    image = Image.fromarray(decode(file).grey)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BOX)
    return np.rint(to_pixels(np.asarray(image)) * 100).astype(np.uint8)


@cache
def sample(name: str) -> Hundredths:
    """Return one of the samples."""
    return grey(next(each.data for each in sample_pictures() if each.id == name))


def as_data(name: str, hundredths: Hundredths) -> dict[str, Any]:
    """Return a photo as JSON values, by the name that the figure's address has for it."""
    height, width = hundredths.shape
    pixels = base64.b64encode(hundredths.tobytes()).decode()
    return {"name": name, "height": height, "width": width, "hundredths": pixels}


def read_drawn(body: bytes) -> Drawn:
    """Return a state of the figure, and the hundredths of the visitor's own photo.

    Raises:
        AskError: it is no JSON, or the photo is none of that size.
        InvalidSettings: it is no state of the figure.
    """

    def pixels(chosen: Settings) -> int:
        height, width = size_of(chosen) if chosen["input"] == OWN else (0, 0)
        return height * width

    drawn = own_picture.read_drawn(body, TABLE, pixels)
    if drawn[0]["input"] in SAMPLES and sample(drawn[0].text("input")).shape != size_of(drawn[0]):
        raise AskError("not_this_photo")
    return drawn


def pixels_of(drawn: Drawn) -> Hundredths:
    """Return the photo that is shown."""
    chosen, own = drawn
    if chosen["input"] != OWN:
        return sample(chosen.text("input"))
    return np.frombuffer(own, np.uint8).reshape(size_of(chosen))


def read_sample(body: bytes) -> str:
    """Return which sample is asked for.

    Raises:
        AskError: it is no JSON.
        InvalidSettings: there is no such sample.
    """
    name = read_json(body)
    if isinstance(name, str) and name in SAMPLES:
        return name
    raise InvalidSettings("not_a_choice", name="sample", choices=", ".join(SAMPLES))


def _sample_answer(name: str, _language: Language) -> Answer:
    return as_data(name, sample(name))


PHOTO_QUESTIONS = (
    about_picture("photo", lambda file, _: as_data(OWN, grey(file)), lambda _: None),
    Question("sample", read_sample, lambda _: Cost(), _sample_answer, "pictures"),
)
