"""Mends: changes of the text or the input that may help, each of them read again before it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cnn_core.doctor import naming, shaping, silent, writing
from cnn_core.doctor.reading import Candidate, Reading, read
from cnn_core.doctor.silent import SILENT
from cnn_core.doctor.source import Edit, edits_between
from cnn_core.doctor.steps import shape_before
from cnn_core.doctor.values import Output, Shape

MOST_READ = 14
MOST_TRIED = (10, 3, 2)
"""Candidates that are read after none, one and two changes."""
MOST_STEPS_READ = 250
"""Steps that all tries together may take: a deep net is tried less often."""
MOST_CHANGES = 3
MOST_OFFERED = 4


@dataclass(frozen=True)
class Fix:
    """A mend that was read: `edits` of the text, or another input; then the shape and parameters it gives.

    `kind` is a key of causes.json, `fix_` before it. `code` is the first line that changes, after the change.
    `arrives` is the shape that is then given to what broke; None where no call did.
    """

    kind: str
    edits: tuple[Edit, ...]
    input_shape: Shape | None
    code: str
    output: Output | None
    parameters: int | None
    text: str
    arrives: Shape | None = None


@dataclass
class _Budget:
    reads: int = MOST_READ
    steps: int = MOST_STEPS_READ

    def is_spent(self) -> bool:
        """Return whether nothing more may be tried."""
        return self.reads <= 0 or self.steps <= 0

    def spend(self, reading: Reading) -> None:
        """Take from the budget what one reading has cost: itself, and its steps."""
        self.reads -= 1
        self.steps -= 5 + len(reading.steps)


def candidates_of(reading: Reading) -> Iterator[Candidate]:
    """Return what may mend a reading, the likeliest first."""
    if reading.error is not None and reading.error.stage == "parse":
        yield from writing.candidates(reading)
    elif reading.error is not None:
        yield from naming.candidates(reading)
        yield from shaping.candidates(reading)
    elif reading.verdict == "runs":
        yield from silent.candidates(reading)


def fixes_of(reading: Reading) -> tuple[Fix, ...]:
    """Return the mends of a reading, the smallest first; every one of them was read and runs.

    Changes that only lead to the next error are followed further where no single change is enough.
    """
    budget = _Budget()
    seen = {(reading.text, reading.input_shape)}
    here = [reading]
    found: list[Fix] = []
    for depth in range(MOST_CHANGES):
        further: list[Reading] = []
        for each in here:
            for after in _tried(each, seen, budget, most=MOST_TRIED[depth]):
                if after[1].verdict == "runs" and not _is_no_better(reading, after[1]):
                    found.append(_fix(reading, after[1], "several" if depth else after[0]))
                elif _has_moved(each, after[1]):
                    further.append(after[1])
        if any(_is_sound(reading, fix) for fix in found):
            break
        here = further
    found.sort(key=lambda fix: _size(reading, fix))
    sound = [fix for fix in found if _is_sound(reading, fix)]
    return tuple((sound or found)[:MOST_OFFERED])


def _tried(
    here: Reading, seen: set[tuple[str, Shape]], budget: _Budget, most: int
) -> Iterator[tuple[str, Reading]]:
    """Read what the candidates make of a text, each once."""
    for candidate in islice(candidates_of(here), most):
        shape = candidate.input_shape or here.input_shape
        if (candidate.text, shape) in seen or budget.is_spent():
            continue
        seen.add((candidate.text, shape))
        after = read(candidate.text, shape)
        budget.spend(after)
        yield candidate.kind, after


def _is_no_better(before: Reading, after: Reading) -> bool:
    """Return whether what runs is as little meant as before: no silent mistake less, or another one."""
    reasons = [{each.reason for each in reading.remarks} & SILENT for reading in (before, after)]
    return before.verdict == "runs" and not reasons[1] < reasons[0]


def _has_moved(before: Reading, after: Reading) -> bool:
    """Return whether a change has led to another error, further on."""
    if after.error is None:
        return False
    if before.error is None or before.error.stage != after.error.stage:
        return True
    return len(after.steps) > len(before.steps) or after.error.message != before.error.message


def _fix(first: Reading, after: Reading, kind: str) -> Fix:
    edits = edits_between(first.text, after.text)
    line = edits[0].span.line + edits[0].text.startswith("\n") if edits else 0
    written = [each.strip() for each in after.text.split("\n")[max(line - 1, 0) :] if each.strip()]
    code = written[0] if line and written else ""  # a line that is taken out leaves the next one
    shape = after.input_shape if after.input_shape != first.input_shape else None
    arrives = _given_to_what_broke(first, after)
    return Fix(kind, edits, shape, code, after.output, after.parameters, after.text, arrives)


def _given_to_what_broke(first: Reading, after: Reading) -> Shape | None:
    """Return what arrives now at the call that broke: the next of its kind after the steps before it."""
    op = first.error.op if first.error else ""
    calls = (step for step in after.steps[len(first.steps) :] if step.op == op)
    return next((shape_before(step) for step in calls), None)


def _size(reading: Reading, fix: Fix) -> tuple[bool, int, int]:
    """Return how large a mend is: one that changes what is meant to come out is the largest."""
    written = sum(len(edit.text) for edit in fix.edits)
    return (
        not _is_sound(reading, fix),
        len(fix.edits) + (fix.input_shape is not None),
        written + 8 * (fix.input_shape is not None),
    )


def _is_sound(reading: Reading, fix: Fix) -> bool:
    """Return whether a mend keeps the batch, and gives a row a picture where the last layer makes rows."""
    output, given = fix.output, fix.input_shape or reading.input_shape
    if not isinstance(output, tuple) or not output:
        return False
    is_linear = reading.error is not None and reading.error.op == "Linear"
    if len(given) == 4 and output[0] != given[0]:
        return False
    return not (is_linear and len(given) in (3, 4) and len(output) > len(given) - 2)
