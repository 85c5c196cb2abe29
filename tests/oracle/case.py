"""A case of a sweep: one call, what torch says it must give, and whether an answer agrees."""

import math
from collections.abc import Iterable, Iterator
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


TOLERANCE = 1e-12


def agrees(answer: dict[str, Any], expected: list[float] | None) -> bool:
    """Return whether an answer has torch's numbers, or is refused where torch refuses."""
    if expected is None or "answer" not in answer:
        return expected is None and "refused" in answer
    numbers = list(flatten(answer["answer"]))
    return len(numbers) == len(expected) and all(
        math.isclose(number, right, rel_tol=0, abs_tol=TOLERANCE)
        for number, right in zip(numbers, expected, strict=True)
    )


def mismatches(answers: Iterable[dict[str, Any]], cases: list[Case]) -> Iterator[str]:
    """Give a line for every case whose answer is not torch's."""
    for answer, case in zip(answers, cases, strict=True):
        if not agrees(answer, case.expected):
            yield f"{case.arguments} gave {answer}, torch {case.expected}"
