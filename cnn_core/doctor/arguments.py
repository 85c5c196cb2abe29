"""Mends of calls: an argument that a layer lacks, or does not know, or that is a fraction."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from cnn_core.doctor.reading import Candidate, Reading, source_of
from cnn_core.doctor.source import Source
from cnn_core.doctor.stopping import Error
from cnn_core.layer_call import signature_of

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
    elif lacking and len(site.node.args) > len(known):
        return


def with_argument(
    source: Source, node: ast.Call, name: str, values: list[int] | tuple[object, ...], place: int = -1
) -> Iterator[Candidate]:
    """Return the text with one argument more, a value each."""
    nodes: list[ast.AST] = [*node.args, *node.keywords]
    end = source.range_of(nodes[-1])[1] if nodes else source.range_of(node)[1] - 1
    plain = place == len(node.args) and not node.keywords
    for value in values:
        written = f"{value}" if plain else f"{name}={value}"
        yield Candidate("argument", source.replaced((end, end, (", " if nodes else "") + written)))
