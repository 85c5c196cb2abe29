"""The files that can be had of the sliding window, as questions: Python draws what the figure shows."""

import base64
from dataclasses import replace

from lessons.convolution import stills
from lessons.convolution.photo import MOST_BYTES, pixels_of, read_drawn
from lessons.convolution.settings import cost, is_photo
from lessons.convolution.sliding import State
from lessons.kit.ask.cost import Cost
from lessons.kit.ask.question import Answer, Question
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.own_picture import WHITE, Drawn
from lessons.kit.settings.setting import Rows

TYPES = {"png": "image/png", "pdf": "application/pdf", "gif": "image/gif"}


def _rows_of(drawn: Drawn) -> Rows:
    """Return the input's numbers; a photo's pixels go from 0 to 1."""
    if not is_photo(drawn[0]):
        return drawn[0].rows("input")
    return tuple(map(tuple, (pixels_of(drawn) / WHITE).tolist()))


def window_of(drawn: Drawn) -> State:
    """Return what is drawn."""
    chosen, rows = drawn[0], _rows_of(drawn)
    names = ("stride", "padding", "dilation", "bias", "step")
    mode, numbers = chosen.text("padding_mode"), {name: chosen.number(name) for name in names}
    return replace(State(rows, chosen.rows("kernel"), padding_mode=mode), **numbers)


def _cost(drawn: Drawn) -> Cost:
    return cost(drawn[0])


def _about_file(kind: str) -> Question[Drawn]:
    def draw(drawn: Drawn, _language: Language) -> Answer:
        file = stills.file_of(kind, window_of(drawn))
        return {"type": TYPES[kind], "base64": base64.b64encode(file).decode()}

    # One thread: matplotlib's caches are not made for more, and torch's is for answers that come at once.
    return Question(kind, read_drawn, _cost, draw, "texts", most_bytes=MOST_BYTES)


FILE_QUESTIONS = tuple(map(_about_file, TYPES))
