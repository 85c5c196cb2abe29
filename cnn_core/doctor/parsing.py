"""A text to its tree: within bounds of length and depth, and in Python's own words where it is none."""

from __future__ import annotations

import ast
from contextlib import suppress

from cnn_core.doctor.state import Remark, line_of
from cnn_core.doctor.stopping import Broken, Error, Refused

FILE = "<model>"
"""The parser would quote the line of an error from a file of this name: all that it tries to open."""
MOST_CHARACTERS = 20_000
MOST_LINES = 200
MOST_DEPTH = 60
MOST_TRIES = 5
NO_BREAK_SPACE = "\u00a0"


def tree_of(text: str) -> ast.Module:
    """Return Python's tree of a text, or raise what `ast.parse` raises.

    Before Python 3.11.8 and 3.12.2 another thread that parses at this moment makes it fail (gh-106905).
    """
    for _ in range(MOST_TRIES - 1):
        with suppress(SystemError):
            return ast.parse(text, FILE)
    return ast.parse(text, FILE)


def parsed(text: str) -> ast.Module:
    """Return the tree of a text.

    Raises:
        Refused: it is longer or deeper than the doctor reads.
        Broken: it is no Python, in Python's own words.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused("too_long", f"{len(text):,}", None)
    if text.count("\n") + text.count("\r") >= MOST_LINES:
        lines = len(text.splitlines())
        if lines > MOST_LINES:
            raise Refused("too_many_lines", f"{lines:,}", None)
    try:
        tree = tree_of(text)
    except SyntaxError as error:
        said = error.msg or "invalid syntax"
        raise Broken(
            Error("parse", type(error).__name__, said, error.lineno, "Python", reason=_reason_of(error))
        ) from error
    except (MemoryError, RecursionError) as error:
        raise Refused("too_deep", "", None) from error
    except ValueError as error:  # a lone surrogate, a null byte
        raise Refused("not_text", "", None) from error
    _within_depth(tree)
    return tree


def all_within_functions(tree: ast.Module) -> None:
    """Look for a `return` that stands in no function: the tree alone does not say so.

    Raises:
        Broken: there is one, in Python's words.
    """
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return):
            said = "'return' outside function"
            raise Broken(
                Error("build", "SyntaxError", said, node.lineno, "Python", reason="return_outside", node=node)
            )
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt)]


def _reason_of(error: SyntaxError) -> str:
    said = error.msg or ""
    for words, reason in SYNTAX.items():
        if words in said:
            return reason
    return "syntax"


SYNTAX = {
    "forgot a comma": "missing_comma",
    "was never closed": "missing_bracket",
    "unmatched": "missing_bracket",
    "does not match opening": "missing_bracket",
    "invalid character": "typographic_character",
    "non-printable character": "typographic_character",
    "expected ':'": "missing_colon",
    "unindent does not match": "indentation",
    "unexpected indent": "indentation",
    "expected an indented block": "indentation",
    "inconsistent use of tabs": "tabs",
}


def _within_depth(tree: ast.AST) -> None:
    """Refuse a tree that is too deep to be walked, without walking down it."""
    waiting: list[tuple[ast.AST, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MOST_DEPTH:
            raise Refused("too_deep", "", line_of(node))
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(node)]


def prepared(text: str) -> tuple[str, list[Remark]]:
    """Return a text with plain line ends, and with spaces for no-break spaces, as pages have them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if NO_BREAK_SPACE not in text:
        return text, []
    line = text[: text.index(NO_BREAK_SPACE)].count("\n") + 1
    return text.replace(NO_BREAK_SPACE, " "), [Remark("no_break_spaces", line)]
