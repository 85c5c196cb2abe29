"""A case of a sweep: one call, and what torch says it must give."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

Json = Any


@dataclass(frozen=True)
class Case:
    """One call and what it must give.

    The arguments are JSON, in the order of the JavaScript function; Python takes the same ones through an
    adapter. The answer is flattened to numbers, a grid being [height, width, values ...]; None is a refusal.
    """

    arguments: list[Json]
    expected: list[float] | None


def as_grid(rows: list[list[float]], width: int | None = None) -> dict[str, Json]:
    """Return rows as the twin's grid; an empty one must be told its width."""
    columns = len(rows[0]) if width is None else width
    return {"height": len(rows), "width": columns, "values": [value for row in rows for value in row]}


def flatten(answer: Json) -> Iterator[float]:
    """Give the numbers of an answer in order; the twin writes an infinity as a word."""
    if isinstance(answer, dict):
        answer = list(cast("dict[str, Json]", answer).values())
    if isinstance(answer, list | tuple):
        for item in cast("list[Json]", answer):
            yield from flatten(item)
    else:
        yield float(answer)
