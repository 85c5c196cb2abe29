"""The files that can be had of the sliding window, as questions: Python draws what the figure shows."""

import base64
import binascii
from dataclasses import replace
from typing import Any, cast

import numpy as np

from lessons.convolution import photo, stills
from lessons.convolution.settings import OWN, SAMPLES, TABLE, cost, is_photo, size_of
from lessons.convolution.sliding import State
from lessons.kit.ask.cost import Cost
from lessons.kit.ask.error import AskError
from lessons.kit.ask.question import Answer, Question, read_json
from lessons.kit.i18n.language import Language
from lessons.kit.settings.setting import Rows
from lessons.kit.settings.table import Settings

TYPES = {"png": "image/png", "pdf": "application/pdf", "gif": "image/gif"}
MOST_BYTES = 128 * 1024  # a photo of 256 x 256 pixels is 88 KB of them
WHITE = 100  # hundredths
Drawn = tuple[Settings, bytes]
"""what is shown, and the hundredths of the visitor's own photo, which is nowhere but in the browser"""


def read_drawn(body: bytes) -> Drawn:
    """Return what a file is to show: a state of the figure; of the visitor's photo also its "hundredths".

    Raises:
        AskError: it is no JSON, or the photo is none.
        InvalidSettings: it is no state of the figure.
    """
    asked = read_json(body)
    if not isinstance(asked, dict):
        return TABLE.validate(asked), b""
    values = cast("dict[str, Any]", asked)
    sent = values.pop("hundredths", "")
    chosen = TABLE.validate(values)
    try:
        hundredths = base64.b64decode(sent, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise AskError("not_this_photo") from error
    height, width = size_of(chosen) if chosen["input"] == OWN else (0, 0)
    if len(hundredths) != height * width or max(hundredths, default=0) > WHITE:
        raise AskError("not_this_photo")
    if chosen["input"] in SAMPLES and photo.sample(chosen.text("input")).shape != size_of(chosen):
        raise AskError("not_this_photo")
    return chosen, hundredths


def _rows_of(chosen: Settings, hundredths: bytes) -> Rows:
    """Return the input's numbers; a photo's pixels go from 0 to 1."""
    if not is_photo(chosen):
        return chosen.rows("input")
    own = chosen["input"] == OWN
    grey = np.frombuffer(hundredths, np.uint8) if own else photo.sample(chosen.text("input"))
    return tuple(map(tuple, (grey.reshape(size_of(chosen)) / WHITE).tolist()))


def window_of(drawn: Drawn) -> State:
    """Return what is drawn."""
    chosen, hundredths = drawn
    names = ("stride", "padding", "dilation", "bias", "step")
    mode, numbers = chosen.text("padding_mode"), {name: chosen.number(name) for name in names}
    return replace(State(_rows_of(chosen, hundredths), chosen.rows("kernel"), padding_mode=mode), **numbers)


def _cost(drawn: Drawn) -> Cost:
    return cost(drawn[0])


def _about_file(kind: str) -> Question[Drawn]:
    def draw(drawn: Drawn, _language: Language) -> Answer:
        file = stills.file_of(kind, window_of(drawn))
        return {"type": TYPES[kind], "base64": base64.b64encode(file).decode()}

    # One thread: matplotlib's caches are not made for more, and torch's is for answers that come at once.
    return Question(kind, read_drawn, _cost, draw, "texts", most_bytes=MOST_BYTES)


FILE_QUESTIONS = tuple(map(_about_file, TYPES))
