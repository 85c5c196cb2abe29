"""The files that Python draws of what is on the screen, as questions that every figure may ask."""

import base64
import io
import threading
from functools import partial

from PIL import Image

from lessons.kit.ask.question import Answer, Cost, Question
from lessons.kit.i18n.language import Language
from lessons.kit.paper.description import MOST_BYTES, Description, read_description

TYPES = {"pdf": "application/pdf", "gif": "image/gif"}
STEP_MILLISECONDS = 600  # as the figure plays at 1x
LAST_MILLISECONDS = 1800
LONGEST_SIDE = 960  # px, of a GIF
COLOURS = 255  # and one that is transparent
SAMPLES = 5
# Many visitors, two cores: one file after another keeps memory and the other visitors' pages steady.
one_at_a_time = threading.Lock()


def pdf(description: Description) -> bytes:
    """Return the first frame as a PDF; the same description gives the same bytes."""
    from lessons.kit.paper.drawing import figure_of, pdf_of

    with one_at_a_time:
        return pdf_of([figure_of(description)], description.title)


def palette_of(pictures: list[Image.Image]) -> Image.Image:
    """Return an image with the colours that serve some frames from all over an animation."""
    chosen = pictures[:: max(len(pictures) // SAMPLES, 1)]
    width, height = chosen[0].size
    together = Image.new("RGB", (width, height * len(chosen)))
    for at, picture in enumerate(chosen):
        together.paste(picture, (0, at * height))
    return together.quantize(COLOURS, kmeans=1)


def gif(description: Description) -> bytes:
    """Return all frames as a GIF that starts again by itself; its last one stays longer."""
    from lessons.kit.paper.drawing import frames

    with one_at_a_time:
        pictures = list(frames(description, LONGEST_SIDE))
        palette = palette_of(pictures)
        first, *more = [each.quantize(palette=palette, dither=Image.Dither.NONE) for each in pictures]
        file = io.BytesIO()
        durations = [*[STEP_MILLISECONDS] * len(more), LAST_MILLISECONDS]
        first.save(file, "GIF", save_all=True, append_images=more, duration=durations, loop=0)
        return file.getvalue()


def _answer(kind: str, body: bytes, _language: Language) -> Answer:
    description = read_description(body)
    file = pdf(description) if kind == "pdf" else gif(description)
    return {"type": TYPES[kind], "base64": base64.b64encode(file).decode()}


def _as_it_came(body: bytes) -> bytes:
    return body  # it takes a while to read: beside the other questions, as it is drawn


FILE_QUESTIONS = tuple(
    Question(kind, _as_it_came, lambda _: Cost(), partial(_answer, kind), "files", most_bytes=MOST_BYTES)
    for kind in TYPES
)
"""One for each kind of file."""
