"""A question that a figure may ask: how it is read, what it costs, and the pure function that answers it."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, NoReturn, TypeVar, cast

from lessons.kit.i18n.korean_particles import fill
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table

ERRORS: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("errors.json").read_text(encoding="utf-8")
)
"""by the code of a reason: its "status", and its sentence by language"""


class AskError(Exception):
    """A question that is refused; `code` names the reason and `values` what its sentence says."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values

    @property
    def status(self) -> int:
        """The HTTP status it is sent with."""
        return ERRORS[self.code]["status"]

    def say(self, language: Language) -> str:
        """Return the sentence of the reason with its values put in."""
        return fill(ERRORS[self.code][language], **self.values)


MOST_NUMBERS = 4_000_000  # float32: 16 MB
# Of a pooling some tenths of a second on one thread; a convolution makes 300 million in 30 ms.
MOST_MULTIPLICATIONS = 400_000_000


@dataclass(frozen=True)
class Cost:
    """How many numbers an answer fills, and how many products or comparisons it makes, at most."""

    numbers: int = 0
    multiplications: int = 0

    def check(self) -> None:
        """Let it pass if it may run.

        Raises:
            AskError: it is too much for one question.
        """
        if self.numbers > MOST_NUMBERS:
            raise AskError("too_large", numbers=f"{self.numbers:,}", most=f"{MOST_NUMBERS:,}")
        if self.multiplications > MOST_MULTIPLICATIONS:
            most = f"{MOST_MULTIPLICATIONS:,}"
            raise AskError("too_costly", multiplications=f"{self.multiplications:,}", most=most)


def cost_of_windows(
    size: tuple[int, int],
    kernel_size: tuple[int, int],
    padding: tuple[int, int],
    channels: tuple[int, int] = (1, 1),
) -> Cost:
    """Return what a window over a padded map costs at most: as if it stopped at every cell.

    Args:
        size: height and width of the map.
        kernel_size: of the window.
        padding: on each side.
        channels: of the input, and of the output.

    >>> cost_of_windows((9, 9), (7, 7), (3, 3))
    Cost(numbers=450, multiplications=11025)
    """
    read, made = channels
    cells = (size[0] + 2 * max(padding[0], 0)) * (size[1] + 2 * max(padding[1], 0))
    return Cost((read + made) * cells, read * made * cells * kernel_size[0] * kernel_size[1])


Asked = TypeVar("Asked")
Pool = Literal["torch", "pictures", "texts", "files"]
Answer = dict[str, Any]
"""JSON values"""
JSON = "application/json"
MOST_BYTES = 16 * 1024
BODY_TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Question(Generic[Asked]):
    """One question of a lesson.

    name: the last part of its address, /-/ask/<lesson>/<name>.
    read: makes what is asked out of the bytes that came, or raises `AskError` or `InvalidSettings`.
    cost: of an answer, from what is asked alone.
    answer: the answer, from nothing but what is asked; JSON values.
    pool: whose threads it runs on.
    warm_up: done once at the start, so that nobody waits for what the first answer loads.
    read_with: the same, where something stands beside the body: what `&about=` says in the address.
    """

    name: str
    read: Callable[[bytes], Asked]
    cost: Callable[[Asked], Cost]
    answer: Callable[[Asked, Language], Answer]
    pool: Pool = "torch"
    media_type: str = JSON
    most_bytes: int = MOST_BYTES
    body_timeout_seconds: float = BODY_TIMEOUT_SECONDS
    read_with: Callable[[bytes, bytes], Asked] | None = None
    warm_up: Callable[[], None] = lambda: None


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def read_base64(sent: object, code: str) -> bytes:
    """Return bytes that came as base64.

    Raises:
        AskError: of this code, where it is none.
    """
    try:
        return base64.b64decode(cast(str, sent), validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise AskError(code) from error


def read_json(body: bytes) -> object:
    """Return the value that a body holds.

    Raises:
        AskError: it is no JSON, or nested deeper than anything a figure asks.
    """
    try:
        return json.loads(body, parse_constant=_no_constant)
    except (
        ValueError,
        RecursionError,
    ) as error:  # ValueError: also not UTF-8, or a number too long to be one
        raise AskError("not_json") from error


def about_settings(
    name: str,
    table: Table,
    cost: Callable[[Settings], Cost],
    answer: Callable[[Settings, Language], Answer],
    pool: Pool = "torch",
) -> Question[Settings]:
    """Return a question about a state of the figure; its answer says for which state it is.

    Args:
        name: of the question.
        table: what is asked is held to it.
        cost: of an answer.
        answer: says what only Python can.
        pool: whose threads it runs on.
    """

    def read(body: bytes) -> Settings:
        return table.validate(read_json(body))

    def with_state(settings: Settings, language: Language) -> Answer:
        return {"state": dict(settings), **answer(settings, language)}

    return Question(name, read, cost, with_state, pool)
