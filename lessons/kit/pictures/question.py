"""Questions about a visitor's picture, whose bytes are the body and never kept, a drawing, and weights."""

import base64
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

from cnn_core.datasets import LABELS
from cnn_core.network import Weights, from_hundredths
from cnn_core.pictures import PictureError
from lessons.kit.ask.question import MOST_BYTES, Answer, AskError, Cost, Question, read_base64, read_json
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table

NAME = "hundredths"
WHITE = 100
Drawn = tuple[Settings, bytes]
"""what is shown, and the hundredths of the visitor's own picture, none where another is shown"""


def read_pixels(sent: object, count: int) -> bytes:
    """Return the pixels of a picture, which came as base64, one byte each, 0 to 100.

    Raises:
        AskError: they are not that many, or none.
    """
    hundredths = read_base64(sent, "not_this_photo")
    if len(hundredths) != count or max(hundredths, default=0) > WHITE:
        raise AskError("not_this_photo")
    return hundredths


def read_drawn(body: bytes, table: Table, pixels: Callable[[Settings], int]) -> Drawn:
    """Return a state of the figure, and the pixels of the visitor's own picture.

    Args:
        body: JSON of the settings, and of "hundredths" where the picture is the visitor's.
        table: the settings are held to it.
        pixels: how many the visitor's picture has in a state, 0 where another is shown.

    Raises:
        AskError: it is no JSON, or the picture is none.
        InvalidSettings: it is no state of the figure.
    """
    asked = read_json(body)
    if not isinstance(asked, dict):
        return table.validate(asked), b""
    values = cast("dict[str, Any]", asked)
    sent = values.pop(NAME, "")
    chosen = table.validate(values)
    return chosen, read_pixels(sent, pixels(chosen))


def about_drawn(
    name: str,
    read: Callable[[bytes], Drawn],
    cost: Callable[[Settings], Cost],
    answer: Callable[[Drawn, Language], Answer],
    most_bytes: int = MOST_BYTES,
) -> Question[Drawn]:
    """Return a question about a state and its picture; its answer says for which of them it is.

    Args:
        name: of the question.
        read: as `read_drawn` does.
        cost: of an answer.
        answer: says what only Python can.
        most_bytes: that a body may have.
    """

    def with_state(drawn: Drawn, language: Language) -> Answer:
        chosen, hundredths = drawn
        sent = {NAME: base64.b64encode(hundredths).decode()} if hundredths else {}
        return {"state": {**chosen, **sent}, **answer(drawn, language)}

    return Question(name, read, lambda drawn: cost(drawn[0]), with_state, most_bytes=most_bytes)


PARTS = {"conv_weight": (5, 1, 5, 5), "conv_bias": (5,), "linear_weight": (10, 720), "linear_bias": (10,)}
"""of the note's network, in PyTorch's order"""
SIZES = {name: int(np.prod(shape)) for name, shape in PARTS.items()}
BYTES = 2 * sum(SIZES.values())
MOST_BYTES_WITH_NET = 32 * 1024
"""of a question with a net beside it"""


def read_net(sent: object) -> bytes:
    """Return a net's parameters in hundredths, 16 bits each, the low byte first; b"" where none was sent.

    Args:
        sent: the same in base64, or None.

    Raises:
        AskError: it is no such net.
    """
    if sent is None:
        return b""
    net = read_base64(sent, "not_this_net")
    if len(net) != BYTES:
        raise AskError("not_this_net")
    return net


def weights_of(net: bytes) -> Weights:
    """Return the numbers of a net.

    Args:
        net: of `read_net`, not empty.
    """
    ends = np.cumsum(list(SIZES.values()))[:-1]
    arrays = np.split(np.frombuffer(net, "<i2"), ends)
    parts = {name: array.reshape(PARTS[name]) for name, array in zip(PARTS, arrays, strict=True)}
    return from_hundredths(parts, LABELS["digits"])


About = TypeVar("About")
MOST_BYTES_OF_PICTURE = 25_000_000
BODY_TIMEOUT_SECONDS = 60  # a phone sends megabytes


def _plain(value: object) -> object:
    """Return a number as it is read: 12, not 12.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class RefusedPicture(AskError):
    """A file that is no picture; the browser knows its name and says the sentence with it."""

    def __init__(self, error: PictureError) -> None:
        super().__init__(error.reason, **{name: _plain(value) for name, value in error.values.items()})

    @property
    def status(self) -> int:
        """The HTTP status: that of an answer, for a browser's console calls others an error of the page."""
        return 200

    def say(self, language: Language) -> str:
        """Return what is wrong with the file and what to do."""
        return label(f"up.{self.code}", language, **{"name": label("up.unnamed", language)} | self.values)


def about_picture(
    name: str, answer: Callable[[bytes, About], Answer], read_about: Callable[[bytes], About]
) -> Question[tuple[bytes, About]]:
    """Return a question about the picture in a file.

    Args:
        name: of the question.
        answer: makes JSON values of the file's bytes, and of what is asked about them; `PictureError` if they
            are no picture.
        read_about: what is asked about them, from the JSON that `&about=` says; "{}" if it says nothing.
    """

    def read_picture(asked: tuple[bytes, About], _language: Language) -> Answer:
        try:
            return answer(*asked)
        except PictureError as error:
            raise RefusedPicture(error) from error

    def read_with(file: bytes, about: bytes) -> tuple[bytes, About]:
        return file, read_about(about)

    return Question(
        name,
        lambda file: read_with(file, b"{}"),
        lambda _: Cost(),
        read_picture,
        "pictures",
        "application/octet-stream",
        MOST_BYTES_OF_PICTURE,
        BODY_TIMEOUT_SECONDS,
        read_with,
    )
