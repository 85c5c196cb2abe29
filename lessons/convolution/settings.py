"""The settings of the convolution figure: its table, what is no state, what a state costs; its photos."""

import base64
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.datasets import sample_pictures, to_pixels
from cnn_core.geometry import output_shape
from cnn_core.pictures.decoding import decode
from cnn_core.refusals import GeometryError
from lessons.kit.ask.question import Answer, AskError, Cost, Question, cost_of_windows, read_json
from lessons.kit.i18n.language import Language
from lessons.kit.pictures import own_picture
from lessons.kit.pictures.own_picture import Drawn
from lessons.kit.pictures.question import about_picture
from lessons.kit.settings.setting import InvalidSettings
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
SAMPLES = ("cat", "camera", "coffee", "brick")
OWN = "photo"


def size_of(chosen: Settings) -> tuple[int, int]:
    """Return height and width of the input."""
    return chosen.number("height"), chosen.number("width")


def is_photo(chosen: Settings) -> bool:
    """Return whether the input is a photo, whose pixels are no numbers of the settings."""
    return chosen["input"] in {*SAMPLES, OWN}


def output_of(chosen: Settings) -> tuple[int, int]:
    """Return height and width of what comes out.

    Raises:
        InvalidSettings: the grids are not as large as the settings say, or nothing comes out.
    """
    TABLE.hold_size(chosen, "kernel", chosen.pair("kernel_size"))
    if not is_photo(chosen):
        TABLE.hold_size(chosen, "input", size_of(chosen))
    stride, padding, dilation = (chosen.number(name) for name in ("stride", "padding", "dilation"))
    windows = (chosen.pair("kernel_size"), stride, padding, dilation, chosen.text("padding_mode"))
    try:
        height, width = output_shape(size_of(chosen), *windows)
    except GeometryError as error:
        raise InvalidSettings("no_output") from error
    if chosen.number("step") > height * width:
        raise TABLE.settings["step"].refusal()
    return height, width


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs; settings without one are refused here, before anything runs.

    Raises:
        InvalidSettings: they have none.
    """
    output_of(chosen)
    padding = chosen.number("padding")
    return cost_of_windows(size_of(chosen), chosen.pair("kernel_size"), (padding, padding))


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
