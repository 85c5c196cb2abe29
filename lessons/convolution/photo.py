"""A photo for the sliding window: from the bytes of its file to the grey pixels that the figure gets."""

import base64
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.datasets import sample_pictures, to_pixels
from cnn_core.pictures.decoding import decode
from lessons.convolution.settings import OWN, SAMPLES
from lessons.kit.ask.cost import Cost
from lessons.kit.ask.question import Answer, Question, read_json
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import about_picture
from lessons.kit.settings.setting import InvalidSettings

LONGEST_SIDE = 256  # pixels: one pixel of a photo is one of the screen
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
