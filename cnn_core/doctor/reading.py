"""One pass over a text: its steps, its output, and where and why it breaks; nothing of it is run."""

from __future__ import annotations

import ast
import re
import threading
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, cast

import torch

from cnn_core.doctor import functions
from cnn_core.doctor.remarks import remark, remark_twice, without_idle_remarks
from cnn_core.doctor.source import Source
from cnn_core.doctor.state import Remark, State, line_of
from cnn_core.doctor.stopping import Broken, Error, Refusal, Refused
from cnn_core.doctor.top_level import model_of, state_of, through
from cnn_core.doctor.values import Layer, Output, Shape, Step, Traced, Unread, parts_of
from cnn_core.parsing import while_others_parse

FILE = "<model>"
"""The parser would quote the line of an error from a file of this name: all that it tries to open."""
MOST_CHARACTERS = 20_000
MOST_LINES = 200
MOST_DEPTH = 60
NO_BREAK_SPACE = "\u00a0"


def tree_of(text: str) -> ast.Module:
    """Return Python's tree of a text, or raise what `ast.parse` raises."""
    return while_others_parse(lambda: ast.parse(text, FILE))


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
    if NOTEBOOK_COMMAND.match(error.text or ""):
        return "notebook_command"
    for words, reason in SYNTAX.items():
        if words in said:
            return reason
    return "syntax"


NOTEBOOK_COMMAND = re.compile(r"\s*(?:%{1,2}[A-Za-z]|!\S|\?|[\w.]+\?{1,2}\s*$)")
"""%matplotlib inline, !pip install torch, ?nn.Linear and nn.Linear? as IPython and Colab take them."""
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
    "unterminated": "unclosed_string",
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


Verdict = Literal["runs", "breaks", "not_read", "nothing"]
MOST_AXES = 6
MOST_SIZE = 100_000
_ONE_AT_A_TIME = threading.RLock()


@dataclass(frozen=True)
class Reading:
    """What one pass over a text gave.

    `output` is a shape, the name of what is no tensor ("None", "MaxPool2d"), or None where none is reached.
    `parameters` is None where the model could not be made, or lines that add to it were not read.
    """

    text: str
    input_shape: Shape
    verdict: Verdict
    steps: tuple[Step, ...]
    output: Output | None
    parameters: int | None
    error: Error | None
    refusals: tuple[Refusal, ...]
    remarks: tuple[Remark, ...]
    state: State | None = field(repr=False, compare=False)
    tree: ast.Module | None = field(repr=False, compare=False)
    model: object = field(default=None, repr=False, compare=False)


def read(text: str, input_shape: Shape) -> Reading:
    """Return one pass over a text, without mends. Nothing of the text is run; torch is given shapes only."""
    if not text.strip():
        return Reading(text, input_shape, "nothing", (), None, None, None, (), (), None, None)
    with alone():
        return _read(text, input_shape)


@contextmanager
def alone() -> Generator[None]:
    """Let one diagnosis after the other use torch, without gradients and without its warnings."""
    with _ONE_AT_A_TIME, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        yield


def _read(written: str, input_shape: Shape) -> Reading:
    text, remarks = prepared(written)
    state = state_of(text)
    tree: ast.Module | None = None
    error: Error | None = None
    refusals: list[Refusal] = []
    model: object = None
    output: Output | None = None
    try:
        tree = parsed(text)
        all_within_functions(tree)
        model = model_of(state, tree)
        _checked(input_shape)
        result = through(state, model, input_shape)
        output = _what_leaves(result)
        remark(state, input_shape, output, model)
        remark_twice(state, tree, result)
    except Refused as refused:
        refusals.append(refused.refusal)
    except Broken as broken:
        error = broken.error
    except RecursionError:
        refusals.append(Refusal("too_deep", "", None))
    refusals += [each for each in state.refusals if each not in refusals]
    verdict: Verdict = "breaks" if error else "not_read" if refusals else "runs"
    counted = None if model is None else parameters_in(model)
    return Reading(
        text,
        input_shape,
        verdict,
        tuple(state.steps),
        output,
        counted,
        error,
        tuple(refusals),
        (*remarks, *without_idle_remarks(state.remarks, model)),
        state,
        tree,
        model,
    )


def _checked(shape: Shape) -> None:
    """Refuse an input that no picture has."""
    if len(shape) > MOST_AXES or not all(0 < size <= MOST_SIZE for size in shape) or not shape:
        raise Refused("input_shape", str(shape), None)


def _what_leaves(result: object) -> Output:
    if isinstance(result, Traced):
        return tuple(result.tensor.shape)
    if isinstance(result, Layer):
        return type(result.module).__name__
    if isinstance(result, tuple):
        parts = [each for each in cast("tuple[object, ...]", result) if isinstance(each, Traced)]
        return tuple(tuple(each.tensor.shape) for each in parts)
    return "None" if result is None else type(result).__name__


def parameters_in(model: object) -> int | None:
    """Return the parameters of a model; None where a part was not read, or waits for its input."""
    total = 0
    for part in parts_of(model):
        if isinstance(part, Unread | Refusal):
            return None
        if isinstance(part, Layer):
            found = functions.parameters_of(part.module)
            if found is None:
                return None
            total += found
        elif isinstance(part, Traced) and part.is_parameter:
            total += part.tensor.numel()
    return total


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
