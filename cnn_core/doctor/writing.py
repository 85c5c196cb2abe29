"""Mends of how it is written: what is no Python yet; an argument that a layer lacks or does not know."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from cnn_core.doctor.reading import NOTEBOOK_COMMAND, Candidate, Reading, source_of, tree_of
from cnn_core.doctor.source import Source
from cnn_core.doctor.stopping import Error
from cnn_core.layer_call import signature_of

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
    """Return the text without what stands around code: fences, prompts, a notebook's commands, a step in."""
    lines = [re.sub(r"^\s*(?:>>>|\.\.\.|In \[\d+\]:) ?", "", line) for line in text.split("\n")]
    code = [line for line in lines if not (line.lstrip().startswith("```") or NOTEBOOK_COMMAND.match(line))]
    yield textwrap.dedent("\n".join(code))


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


LIKELY: Mapping[str, tuple[object, ...]] = {
    "kernel_size": (3, 5),
    "output_size": (1,),
    "num_groups": (1,),
    "dim": (1,),
}


USUAL_NUMBER = 10


MOST_NUMBERS = 4


def numbers_in(source: Source) -> list[int]:
    """Return numbers that a size may be: those of the text, the larger than 1 in their order."""
    found = [part.value for part in ast.walk(source.tree) if isinstance(part, ast.Constant)]
    numbers = [
        value for value in found if isinstance(value, int) and not isinstance(value, bool) and value > 1
    ]
    return list(dict.fromkeys([*numbers, USUAL_NUMBER]))[:MOST_NUMBERS]


def renamed_keyword(source: Source, keyword: ast.keyword, new: str) -> str:
    """Return the text with an argument under another name."""
    start = source.range_of(keyword)[0]
    return source.replaced((start, start + len(keyword.arg or ""), new))


def _whole_divisions(source: Source, node: ast.Call) -> Iterator[Candidate]:
    """`24 / 2` is a fraction, `24 // 2` a whole number."""
    divisions = [
        part for part in ast.walk(node) if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div)
    ]
    signs: list[tuple[int, int, str]] = []
    for part in divisions:
        start, end = source.range_of(part.left)[1], source.range_of(part.right)[0]
        at = source.text.find("/", start, end)
        signs.append((at, at + 1, "//"))
    if signs:
        yield Candidate("division", source.replaced(*signs))


def argument_candidates(reading: Reading, error: Error) -> Iterator[Candidate]:
    """Return the call of a layer with the argument it lacks, or without the one it does not know."""
    site = error.site
    if site is None or site.call is None or site.node is None or not site.call.exists:
        return
    source, signature = source_of(reading), signature_of(site.call.name)
    yield from _whole_divisions(source, site.node)
    known = list(signature.parameters)
    for keyword in site.node.keywords:
        if keyword.arg is not None and keyword.arg not in known:
            for near in get_close_matches(keyword.arg, known, n=1, cutoff=0.6):
                yield Candidate("name", renamed_keyword(source, keyword, near))
            start, end = source.range_of(keyword)
            before = max(
                [
                    source.range_of(each)[1]
                    for each in site.node.args + site.node.keywords
                    if source.range_of(each)[1] <= start
                ],
                default=start,
            )
            yield Candidate("argument_out", source.replaced((before, end, "")))
    needed = [
        name
        for name, each in signature.parameters.items()
        if each.default is each.empty and each.kind == each.POSITIONAL_OR_KEYWORD
    ]
    lacking = [name for name in needed[len(site.node.args) :] if name not in site.call.kwargs]
    if len(lacking) == 1:
        likely = (2,) if "Pool" in site.call.name and lacking[0] == "kernel_size" else LIKELY.get(lacking[0])
        if lacking[0] in ("num_features", "in_features", "in_channels"):
            likely = tuple(numbers_in(source))
        yield from with_argument(
            source, site.node, lacking[0], likely or numbers_in(source), needed.index(lacking[0])
        )


def with_argument(
    source: Source, node: ast.Call, name: str, values: list[int] | tuple[object, ...], place: int = -1
) -> Iterator[Candidate]:
    """Return the text with one argument more, a value each."""
    nodes: list[ast.AST] = [*node.args, *node.keywords]
    end = source.range_of(nodes[-1])[1] if nodes else source.range_of(node)[1] - 1
    plain = place == len(node.args) and not node.keywords
    for value in values:
        written = f"{value}" if plain else f"{name}={value}"
        yield Candidate("guess", source.replaced((end, end, (", " if nodes else "") + written)))
