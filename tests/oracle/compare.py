"""Compare answers with what torch gave."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from tests.oracle.case import Case, flatten

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
