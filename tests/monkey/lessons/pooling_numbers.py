"""What the pooling page must show: every number beside torch's."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

import torch
from torch import Tensor

from lessons.kit.i18n.labels import label
from tests.browser.figures import Place, Reading, pattern_of
from tests.browser.in_page import ask
from tests.monkey.comparing import ANY, Comparison, grid, half_away, holds, letters, number, whole
from tests.monkey.lessons.pooling_layers import LAST, Pooling
from tests.monkey.scene import Scene

CHANGED = 1e-6  # hundredths: what differs by less is the same number
NAMES = {"pool": ("pool.max", "pool.average"), "conv": ("pool.conv", "pool.average")}
# Below each output: the terms of its window, and what is made of them.
EQUATIONS = """() => everywhere("[data-figure=pooling] .how").map(
  how => [...how.querySelectorAll(".written, .result-line")].map(line => line.textContent))"""
RESULT = re.compile(r"(?:= (?P<s>\S+); (?P<t>\S+) ÷ (?P<d>\d+) )?(?P<sign>[=≈]) (?P<r>\S+)")
MOST_TERMS = 9  # more are not written out


def _shown(reading: Reading, name: str) -> dict[Place, str]:
    """Return the cells of the grid that is called so."""
    [cells] = [cells for called, cells in reading.grids if called == name]
    return cells


def output_names(reading: Reading) -> tuple[str, str]:
    names = NAMES.get(reading.query["layer"], NAMES["pool"])
    first, second = (label(name, reading.language) for name in names)
    if reading.query["gradient"] == "0":
        return first, second
    first, second = (label("pool.gradient_of", reading.language, name=name) for name in (first, second))
    return first, second


def compare(scene: Scene) -> Iterator[Comparison]:
    reading = scene.now
    if reading.query["input"] == LAST:
        return
    pooling = Pooling(reading.query)
    names = output_names(reading)
    inputs = label("pool.input", reading.language)
    marks = cast("list[list[Any]]", ask(scene.page, "walked.winners", inputs, *names))
    yield from _compare_input(reading, pooling)
    outputs = [pooling.first(pooling.now), pooling.average(pooling.now)]
    before = [pooling.first(pooling.input(0)), pooling.average(pooling.input(0))]
    is_gradient = reading.query["gradient"] == "1"
    for which, name in enumerate(names):
        kind = f"{'gradient' if is_gradient else 'output'} {which}"
        expected = pooling.shares(which) if is_gradient else outputs[which]
        yield from grid(kind, _shown(reading, name), half_away(expected), written=ANY)
        if not is_gradient and reading.query["shift"] != "0":
            yield from _compare_was(reading, marks[1 + which], outputs[which], before[which])
    if pooling.layer != "conv":
        yield from _compare_winners(reading, pooling, marks[0])
    else:
        yield from grid("weights", reading.grid("pool.weights"), pooling.weights, written=ANY)
    for name in ("ceil_mode", "count_include_pad"):  # also while it cannot be set
        switch = scene.figure().get_by_role("switch", name=name, exact=True, include_hidden=True)
        has = getattr(pooling.calls[1].build(), name, False)
        yield holds(name, switch.get_attribute("aria-checked") == str(has).lower())
    yield from _compare_words(scene, pooling, outputs, before)


def _compare_input(reading: Reading, pooling: Pooling) -> Iterator[Comparison]:
    """Compare the map, the input, its padding, and what hangs over."""
    border = pooling.padding
    cells = reading.grid("pool.input")
    height, width = pooling.drawn
    yield whole("cells drawn", len(cells), height * width)
    yield from grid("input", cells, pooling.now, (1 + border, 1 + border), ANY)
    rows, columns = (range(1 + border, 1 + border + size) for size in pooling.now.shape)
    sign = "0" if pooling.layer == "conv" else "−∞"
    for (row, column), text in cells.items():
        if row in rows and column in columns:
            continue
        is_padding = row < rows.stop + border and column < columns.stop + border
        yield holds("padding", text == (sign if is_padding else ""))
    if pooling.is_map:
        top, left = int(reading.query["row"]), int(reading.query["column"])
        piece = pooling.map[top - 1 : top + 7, left - 1 : left + 7]
        yield from grid("map", reading.grid("set.map"), piece, (top, left), ANY)


def _compare_was(reading: Reading, marks: list[Any], now: Tensor, before: Tensor) -> Iterator[Comparison]:
    """Compare what every cell is said to have been before the move."""
    same = label("pool.same", reading.language)
    head, tail = label("pool.was", reading.language, x="@").split("@")
    for row, column, _, hint in marks:
        if abs(now[row, column] - before[row, column]) < CHANGED:
            yield holds("same", hint == same)
        else:
            text = hint.removeprefix(head).removesuffix(tail)
            expected = float(half_away(before[row, column]))
            yield Comparison("was", (row + 1, column + 1), text, expected, ANY)


def _compare_winners(reading: Reading, pooling: Pooling, marks: list[Any]) -> Iterator[Comparison]:
    """Compare which cells are marked as winners, and of how many windows."""
    places = cast("list[int]", pooling.winners(pooling.now).flatten().tolist())
    width = pooling.now.shape[1]
    expected = {(*divmod(place, width), count) for place, count in Counter(places).items()}
    border = pooling.padding
    wins = pattern_of("pool.wins", reading.language)
    found = {
        (row - border, column - border, int(said["n"]) if (said := wins.fullmatch(hint)) else hint)
        for row, column, is_winner, hint in marks
        if is_winner
    }
    yield holds("winners", found == expected)


def _said(reading: Reading, name: str) -> list[dict[str, str]]:
    """Return the numbers of every sentence that is this label."""
    pattern = pattern_of(name, reading.language, r"−?\d+(?:\.\d+)?")
    found = (pattern.search(line) for line in reading.paragraphs)
    return [match.groupdict() for match in found if match]


def _compare_terms(kind: str, text: str, factors: list[list[float]]) -> Iterator[Comparison]:
    """Compare the numbers of a window: each, with its weight, where they are few enough to be written."""
    if len(factors) > MOST_TERMS:
        yield whole(kind, re.sub(r"\D", "", text), len(factors))
        return
    terms = re.split(", | \\+ ", text.removeprefix("max(").removesuffix(")").replace(" − ", " + −"))
    yield whole(kind, len(terms), len(factors))
    for term, expected in zip(terms, factors, strict=False):
        yield whole(kind, len(shown := term.split(" × ")), len(expected))
        yield from (number(kind, *each, ANY) for each in zip(shown, expected, strict=False))


def _compare_words(
    scene: Scene, pooling: Pooling, outputs: list[Tensor], before: list[Tensor]
) -> Iterator[Comparison]:
    """Compare the sentence of the step, its equations, and how many cells have changed."""
    reading = scene.now
    rows, columns = outputs[0].shape
    row, column = divmod(int(reading.query["step"]) - 1, columns)
    name = "pool.sentence_conv" if pooling.layer == "conv" else "pool.sentence"
    said = _said(reading, name)
    assert said, f"no sentence among {reading.paragraphs}"
    ones = torch.ones_like(pooling.now)
    counts, average = pooling.sums(ones)[row, column], pooling.average(ones)[row, column]
    expected = {
        "r": 100.0 * (row + 1),
        "c": 100.0 * (column + 1),
        "n": 100 * float(counts),
        "m": float(half_away(outputs[0][row, column])),
        "s": float(pooling.sums(pooling.now)[row, column]),
        "d": 100 * float((counts / average).round()),
        "a": float(half_away(outputs[1][row, column])),
    }
    yield from letters("sentence", said[0], expected, ANY)
    lines = cast("list[list[str]]", scene.page.evaluate(EQUATIONS))
    for (written, made), output, letter in zip(lines, outputs, "ma", strict=True):
        is_average, result = letter == "a", RESULT.fullmatch(made)
        yield from _compare_terms("terms", written, pooling.window(row, column, is_average=is_average))
        is_exact = abs(float(output[row, column]) - expected[letter]) < CHANGED
        yield holds("sign of a result", result is not None and result["sign"] == ("≈="[is_exact]))
        shown = result.groupdict() if result else {}
        wanted = {"r": expected[letter]} | (
            {"s": expected["s"], "t": expected["s"], "d": expected["d"]} if is_average else {}
        )
        yield from letters("result", shown, wanted, ANY)
    if reading.query["shift"] == "0":
        return
    [past, *_] = _said(reading, "pool.before") or [{}]
    was = {letter: float(half_away(each[row, column])) for letter, each in zip("xy", before, strict=True)}
    yield from letters("before", past, was, ANY)
    changes = _said(reading, "pool.changed")
    yield whole("lines about changes", len(changes), 2)
    for line, now, was in zip(changes, outputs, before, strict=False):
        yield whole("changed", line["n"], int(((now - was).abs() > CHANGED).sum()))
        yield whole("of all", line["all"], rows * columns)
