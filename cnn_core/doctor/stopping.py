"""Why reading ends before the last line: an error of torch or Python, or a word that is not read."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cnn_core.doctor.values import Site

Stage = Literal["parse", "build", "call"]
Speaker = Literal["torch", "meta", "Python"]


@dataclass(frozen=True)
class Refusal:
    """What the doctor does not read: `reason` is a key of causes.json, `word` stands in the source."""

    reason: str
    word: str
    line: int | None


class Refused(Exception):
    """The doctor stops here, or goes on without the value."""

    def __init__(self, reason: str, word: str, line: int | None) -> None:
        self.refusal = Refusal(reason, word, line)
        super().__init__(f"line {line}: {reason} {word}")


@dataclass(frozen=True)
class Error:
    """What torch or Python says, and where.

    `speaker` is "meta" where only torch's meta device was asked, whose words differ from the CPU's.
    `line` is the line that runs, `layer_line` the one that makes the layer which fails.
    """

    stage: Stage
    kind: str
    message: str
    line: int | None
    speaker: Speaker = "torch"
    layer_line: int | None = None
    op: str = ""
    reason: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict[str, object])
    site: Site | None = None
    node: ast.AST | None = None


class Broken(Exception):
    """The model would raise an error here."""

    def __init__(self, error: Error) -> None:
        self.error = error
        super().__init__(f"line {error.line}: {error.message}")


# The names that the doctor knows, as data: what is not listed is never looked up.
LISTS: Mapping[str, Sequence[str]] = json.loads(
    Path(__file__).with_name("white_list.json").read_text(encoding="utf-8")
)


def listed(name: str) -> Sequence[str]:
    """Return one list of names.

    >>> "Conv" in listed("layers_for_1_to_3_axes"), "relu" in listed("functional")
    (True, True)
    """
    return LISTS[name]
