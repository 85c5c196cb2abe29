"""What is known while a model is read: its text, the names, the steps so far, and the work that is left."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cnn_core.doctor.stopping import Broken, Error, Refusal, Refused, Stage
from cnn_core.doctor.values import Instance, Layer, OwnClass, OwnFunction, Step, Traced, Unread

MOST_WORK = 20_000
"""Expressions that are looked at in one diagnosis: functions may call functions."""
MOST_CALLS_DEEP = 10
MOST_STEPS = 400
MOST_NUMBER = 10**12
MOST_ITEMS = 200

Kwargs = Mapping[str, object]


class Scope:
    """The names of a function, then those around it."""

    def __init__(self, outer: Scope | None = None, names: dict[str, object] | None = None) -> None:
        self.names: dict[str, object] = names or {}
        self.outer = outer

    def has(self, name: str) -> bool:
        """Return whether a name is known here."""
        return name in self.names or (self.outer is not None and self.outer.has(name))

    def find(self, name: str) -> object:
        """Return what a known name stands for."""
        if name in self.names:
            return self.names[name]
        return self.outer.find(name) if self.outer else None


@dataclass(frozen=True)
class Remark:
    """What runs and is not as meant, or was not read and did no harm; `reason` is a key of causes.json."""

    reason: str
    line: int | None
    facts: Mapping[str, object] = field(default_factory=dict[str, object])
    node: ast.AST | None = field(default=None, repr=False, compare=False)


@dataclass(eq=False)
class State:
    """One reading of one text."""

    text: str
    around: Scope
    call_own: Callable[[State, OwnFunction, list[object], Kwargs, ast.AST], object]
    make_own: Callable[[State, OwnClass, list[object], Kwargs, ast.AST], Instance]
    stage: Stage = "build"
    steps: list[Step] = field(default_factory=list[Step])
    layers: list[Layer] = field(default_factory=list[Layer])
    called: set[int] = field(default_factory=set[int])
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    remarks: list[Remark] = field(default_factory=list[Remark])
    source: Traced | None = None
    passed_over: set[ast.AST] = field(default_factory=set[ast.AST])
    """Branches that were not taken: another call, or another size, may take them."""
    names_open: bool = False
    """Whether names may exist that are not known: after `from somewhere import *`."""
    work: int = 0
    depth: int = 0

    def spend(self, node: ast.AST) -> None:
        """Count one expression.

        Raises:
            Refused: there were too many.
        """
        self.work += 1
        if self.work > MOST_WORK or len(self.steps) > MOST_STEPS:
            raise Refused("too_much_work", "", line_of(node))

    def broken(self, kind: str, message: str, node: ast.AST, reason: str, /, **facts: object) -> Broken:
        """Return Python's error at an expression."""
        line = line_of(node)
        return Broken(Error(self.stage, kind, message, line, "Python", reason=reason, facts=facts, node=node))

    def note(self, reason: str, node: ast.AST, /, **facts: object) -> None:
        """Remark on an expression, once."""
        if not any(each.reason == reason and each.node is node for each in self.remarks):
            self.remarks.append(Remark(reason, line_of(node), facts, node))

    def unread(self, node: ast.AST, why: Refusal) -> None:
        """Note a statement left out; `echo` where only a value that it needs was not read."""
        first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
        reason = "not_read" if first == last else "not_read_lines"
        if any(remark.line == first and remark.reason == reason for remark in self.remarks):
            return
        facts = {"word": why.word, "until": last, "echo": why.line != first}
        self.remarks.append(Remark(reason, first, facts, node))


def line_of(node: ast.AST) -> int | None:
    """Return the line that Python names for an expression: of a call in a chain that of its last name."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.end_lineno
    return getattr(node, "lineno", None)


def readable(value: object) -> object:
    """Return a value.

    Raises:
        Refused, Broken: it could not be read when it was assigned.
    """
    if not isinstance(value, Unread):
        return value
    if isinstance(value.why, Refusal):
        raise Refused(value.why.reason, value.why.word, value.why.line)
    raise Broken(value.why)
