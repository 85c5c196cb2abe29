"""Places in a text, and changes of it: found by the tree, written anew in the learner's style."""

from __future__ import annotations

import ast
import difflib
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

PRODUCT = re.compile(r"\s*\w+(\s*\*\s*\w+)+\s*")


@dataclass(frozen=True)
class Span:
    """A part of a text: lines from 1, columns from 0, in characters; the end is not in it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Edit:
    """A change of a text: what stands in `span` becomes `text`."""

    span: Span
    text: str


@dataclass(frozen=True)
class Source:
    """A text and its tree."""

    text: str
    tree: ast.Module = field(repr=False)

    @cached_property
    def lines(self) -> list[str]:
        """The lines, as Python counts them, with their ends."""
        return lines_of(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line))
        return starts

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What stands around each node."""
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def offset(self, line: int, column: int) -> int:
        """Return a place of the tree, whose columns count bytes, as a place in the text."""
        before = self.lines[line - 1].encode("utf-8", "surrogatepass")[:column]
        return self._starts[line - 1] + len(before.decode("utf-8", "surrogatepass"))

    def range_of(self, node: ast.AST) -> tuple[int, int]:
        """Return where a node begins and ends in the text."""
        spot = cast(ast.expr, node)
        end_line, end_column = cast(int, spot.end_lineno), cast(int, spot.end_col_offset)
        return self.offset(spot.lineno, spot.col_offset), self.offset(end_line, end_column)

    def of(self, node: ast.AST) -> str:
        """Return a node as it is written."""
        start, end = self.range_of(node)
        return self.text[start:end]

    def span_of(self, node: ast.AST) -> Span:
        """Return where a node stands."""
        start, end = self.range_of(node)
        return span_between(self.text, start, end)

    def around(self, node: ast.AST, kind: type[ast.AST]) -> ast.AST | None:
        """Return the nearest node of a kind that a node stands in."""
        while node in self.parents:
            node = self.parents[node]
            if isinstance(node, kind):
                return node
        return None

    def replaced(self, *changes: tuple[int, int, str]) -> str:
        """Return the text after changes that do not overlap."""
        text = self.text
        for start, end, new in sorted(changes, key=lambda change: change[:2], reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def with_node(self, node: ast.AST, new: str) -> str:
        """Return the text with a node written otherwise."""
        return self.replaced((*self.range_of(node), new))


def last_word(node: ast.AST) -> str:
    """Return the name at the end of `nn.Conv2d` or `relu`; "" of what is no name."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def lines_of(text: str) -> list[str]:
    """Return the lines with their ends; only a line feed ends one."""
    return re.split(r"(?<=\n)", text)


def span_between(text: str, start: int, end: int) -> Span:
    """Return two places of a text as a span."""
    line, column = text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1)
    end_line, end_column = text.count("\n", 0, end) + 1, end - (text.rfind("\n", 0, end) + 1)
    return Span(line, column, end_line, end_column)


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Return the changes that make one text of another, within lines where a line is left.

    >>> edits_between("nn.Linear(720, 10)", "nn.Linear(2880, 10)")
    (Edit(span=Span(line=1, column=10, end_line=1, end_column=12), text='288'),)
    """
    before, after = lines_of(old), lines_of(new)
    edits: list[Edit] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = [("".join(before[a:b]), "".join(after[c:d]), a)]
        if b - a == d - c:
            pairs = [(before[a + each], after[c + each], a + each) for each in range(b - a)]
        edits += [_within(left, right, line) for left, right, line in pairs if left != right]
    return tuple(edits)


def _within(left: str, right: str, line: int) -> Edit:
    """Return the one change between two pieces, whole numbers and words where it cuts into one."""
    first = _common(left, right)
    last = _common(left[first:][::-1], right[first:][::-1])
    span = span_between(left, first, len(left) - last)
    placed = Span(span.line + line, span.column, span.end_line + line, span.end_column)
    return Edit(placed, right[first : len(right) - last])


def _common(left: str, right: str) -> int:
    """Return how many characters two pieces begin with alike."""
    longest = min(len(left), len(right))
    return next((place for place in range(longest) if left[place] != right[place]), longest)


def changed_arguments(
    source: Source,
    node: ast.Call,
    names: tuple[str, ...],
    values: dict[str, object],
    defaults: dict[str, object],
    written: Callable[[str, ast.expr | None, object], str],
) -> str:
    """Return the text with other arguments of a call; one that becomes its default is left out.

    Args:
        source: the text.
        node: the call.
        names: the arguments in their order.
        values: what to change, by name.
        defaults: what an argument is when it is not written.
        written: how a value is written in the place of an expression.
    """
    changes: list[tuple[int, int, str]] = []
    added: list[str] = []
    nodes: list[ast.AST] = [*node.args, *node.keywords]
    for name, value in values.items():
        place = names.index(name) if name in names else len(node.args)
        keyword = next((each for each in node.keywords if each.arg == name), None)
        if keyword is None and place >= len(node.args):
            added.append(f"{name}={written(name, None, value)}")
            continue
        item: ast.AST = keyword or node.args[place]
        is_default = name in defaults and defaults[name] == value
        if is_default and (keyword or place == len(node.args) - 1):
            at = nodes.index(item)
            start, end = source.range_of(item)
            start = source.range_of(nodes[at - 1])[1] if at else start
            changes.append((start, end, ""))
        else:
            shown = keyword.value if keyword else node.args[place]
            changes.append((*source.range_of(shown), written(name, shown, value)))
    end = source.range_of(nodes[-1])[1] if nodes else source.range_of(node)[1] - 1
    if added:
        changes.append((end, end, (", " if nodes else "") + ", ".join(added)))
    return source.replaced(*changes)


def as_written(node: ast.expr | None, value: object, factors: Iterable[int] = ()) -> str:
    """Return a value in the style of the expression it takes the place of: 16*5*5 becomes 16*4*4.

    Args:
        node: the expression, None where there is none.
        value: what takes its place.
        factors: channels, height and width whose product the value is, where that is known.
    """
    parts = list(factors)
    if isinstance(node, ast.BinOp) and len(parts) > 1 and math.prod(parts) == value:
        text = ast.unparse(node)
        if PRODUCT.fullmatch(text):
            spaced = node.end_col_offset is not None and node.end_col_offset - node.col_offset >= len(text)
            return (" * " if spaced else "*").join(map(str, parts))
    return repr(value)


def inserted_before(source: Source, node: ast.AST, code: str) -> str:
    """Return the text with an element before another, on a line of its own where that has one."""
    start, _ = source.range_of(node)
    line_start = source.text.rfind("\n", 0, start) + 1
    indent = source.text[line_start:start]
    between = f",\n{indent}" if not indent.strip() else ", "
    return source.replaced((start, start, code + between))


def without_element(source: Source, node: ast.AST) -> str | None:
    """Return the text without an element of a call or list; None where it stands in neither."""
    parent = source.parents.get(node)
    items: list[ast.expr] = (
        parent.args if isinstance(parent, ast.Call) else parent.elts if isinstance(parent, ast.List) else []
    )
    if node not in items:
        return None
    at = items.index(cast(ast.expr, node))
    start, end = source.range_of(node)
    if at + 1 < len(items):
        return source.replaced((start, source.range_of(items[at + 1])[0], ""))
    return source.replaced((source.range_of(items[at - 1])[1] if at else start, end, ""))
