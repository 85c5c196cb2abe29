"""One change that may mend a text."""

from __future__ import annotations

from dataclasses import dataclass

from cnn_core.doctor.reading import Reading
from cnn_core.doctor.source import Source
from cnn_core.doctor.values import Shape


@dataclass(frozen=True)
class Candidate:
    """The text after the change, or another input; `kind` says in a word what changes."""

    kind: str
    text: str
    input_shape: Shape | None = None


def source_of(reading: Reading) -> Source:
    """Return the text of a reading with its tree.

    Raises:
        AssertionError: the text is no Python.
    """
    assert reading.tree is not None
    return Source(reading.text, reading.tree)
