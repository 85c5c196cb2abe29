"""A question about a visitor's picture: the file's bytes are the body, and are never kept."""

from collections.abc import Callable
from typing import TypeVar

from cnn_core.pictures import PictureError
from lessons.kit.ask.question import Answer, AskError, Cost, Question
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language

About = TypeVar("About")
MOST_BYTES = 25_000_000
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
        MOST_BYTES,
        BODY_TIMEOUT_SECONDS,
        read_with,
    )
