"""Mends of what is no Python yet: a comma, a bracket, a colon, an indent, a typographic quotation mark."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from cnn_core.doctor.reading import Candidate, Reading, tree_of

PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "，": ",",
        "（": "(",
        "）": ")",
        "：": ":",
        "＝": "=",
        "×": "*",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u200b": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
COMMENT = re.compile(r"\s*(#.*)?$")
CAPITAL = re.compile(r"^\s*(Class|Def|Return|Import|From|If|For)\b")
MOST_LINES_TRIED = 12
MOST_PARSED = 60


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Return texts that are Python, one change away."""
    error = reading.error
    if error is None or error.line is None:
        return
    number = error.line
    tried = [("only_code", text) for text in _only_code(reading.text)]
    if error.reason == "typographic_character":
        tried.append(("plain_characters", reading.text.translate(PLAIN)))
    elif error.reason == "missing_comma":
        tried += [("comma", text) for text in _with_comma(reading.text, number)]
    elif error.reason == "missing_bracket":
        tried += [("bracket", text) for text in _with_bracket(reading.text, number)]
    elif error.reason == "missing_colon":
        tried += [("colon", _inserted(reading.text, number, ":"))]
    elif error.reason in ("indentation", "tabs"):
        tried += [("indent", text) for text in indented(reading.text, number)]
        tried += [("bracket", text) for text in _with_bracket(reading.text, number - 1)]
    else:
        tried += [("character", text) for text in _other_characters(reading.text, number)]
        tried += [("comma", text) for text in _with_comma(reading.text, number)]
        tried += [("comma", text) for text in _with_comma(reading.text, number - 1)]
        tried += [("bracket", text) for text in _with_bracket(reading.text, number)]
    for kind, text in tried[:MOST_PARSED]:
        if text != reading.text and _is_python(text):
            yield Candidate(kind, text)


def _only_code(text: str) -> Iterator[str]:
    """Return the text without what a page puts around code: fences, prompts, a step to the right."""
    lines = [re.sub(r"^\s*(?:>>>|\.\.\.|In \[\d+\]:) ?", "", line) for line in text.split("\n")]
    yield textwrap.dedent("\n".join(line for line in lines if not line.lstrip().startswith("```")))


def _is_python(text: str) -> bool:
    try:
        tree_of(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


def _inserted(text: str, number: int, sign: str) -> str:
    """Return the text with a sign at the end of a line, before a comment."""
    lines = text.split("\n")
    line = lines[number - 1]
    end = COMMENT.search(line)
    at = end.start() if end else len(line)
    lines[number - 1] = line[:at] + sign + line[at:]
    return "\n".join(lines)


def _with_comma(text: str, number: int) -> Iterator[str]:
    lines = text.split("\n")
    if not 0 < number <= len(lines):
        return
    yield _inserted(text, number, ",")
    line = lines[number - 1]
    for match in list(re.finditer(r"(?<=[\w)\]])\s+(?=[\w(\[])", line))[:MOST_LINES_TRIED]:
        changed = f"{line[: match.start()]},{line[match.start() :]}"
        yield "\n".join([*lines[: number - 1], changed, *lines[number:]])


def _with_bracket(text: str, number: int) -> Iterator[str]:
    lines = text.split("\n")
    if number < 1:
        return
    for at in range(number - 1, min(len(lines), number - 1 + MOST_LINES_TRIED)):
        line = lines[at]
        end = COMMENT.search(line)
        stop = end.start() if end else len(line)
        comma = stop - 1 if line[:stop].endswith((",", ":")) else stop
        spots = [match.end() for match in re.finditer(r"[(\[](?=\s*,)", line)] + [comma, stop]
        for spot in spots:
            for bracket in (")", "]"):
                yield "\n".join([*lines[:at], line[:spot] + bracket + line[spot:], *lines[at + 1 :]])
        for match in list(re.finditer(r"[)\]]", line))[:MOST_LINES_TRIED]:
            yield "\n".join([*lines[:at], line[: match.start()] + line[match.end() :], *lines[at + 1 :]])


def _other_characters(text: str, number: int) -> Iterator[str]:
    """Return the text with a quotation mark closed, a keyword written small, or `=` for a colon in a call."""
    lines = text.split("\n")
    line = lines[number - 1]
    changed = [
        CAPITAL.sub(lambda match: match[0].lower(), line),
        re.sub(r"(?<=\w):(?=\s*[\w('\"-])", "=", line),
    ]
    for quote in "'\"":
        if line.count(quote) % 2:
            changed += [
                line[: match.start()] + quote + line[match.start() :]
                for match in re.finditer(r"(?<=\w)(?=[,)\]])", line)
            ]
    for each in changed:
        yield "\n".join([*lines[: number - 1], each, *lines[number:]])


def indented(text: str, number: int) -> Iterator[str]:
    """Return the text with a line as far in as the line before, the line after, or one step more."""
    lines = text.split("\n")
    if not 0 < number <= len(lines):
        return
    body = lines[number - 1].lstrip()
    before = [line for line in lines[: number - 1] if line.strip()]
    after = [line for line in lines[number:] if line.strip()]
    depths: list[str] = [_indent(line) for line in [*before[-1:], *after[:1]]]
    if before and before[-1].rstrip().endswith(":"):
        depths.insert(0, f"{_indent(before[-1])}    ")
    for depth in dict.fromkeys(depths):
        yield "\n".join([*lines[: number - 1], depth + body, *lines[number:]])
    for depth in dict.fromkeys(depths):  # a whole block that stands one step too far
        shift = [
            depth + line.lstrip() if _indent(line) == _indent(lines[number - 1]) else line
            for line in lines[number - 1 :]
        ]
        yield "\n".join([*lines[: number - 1], *shift])


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
