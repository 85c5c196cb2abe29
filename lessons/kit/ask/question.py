"""A question that a figure may ask: how it is read, what it costs, and the pure function that answers it."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, NoReturn, TypeVar, cast

from lessons.kit.ask.cost import Cost
from lessons.kit.ask.error import AskError
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table

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
