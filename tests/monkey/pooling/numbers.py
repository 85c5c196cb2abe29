"""What the pooling page must show, from its address alone: every number beside torch's."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

import torch
from torch import Tensor

from lessons.kit.i18n.labels import label
from tests.browser.figures import Place, Reading, pattern_of
from tests.monkey import comparing
from tests.monkey.comparing import Comparison
from tests.monkey.pooling.torch_pooling import Pooling
from tests.monkey.scene import Scene

SHOWN = re.compile(r"−?(?:\d+(?:\.\d{1,3})?|\.\d\d)")
NOISE = 1e-6
NAMES = {"pool": ("pool.max", "pool.average"), "conv": ("pool.conv", "pool.average")}
# What no text says: the winners of the input, and what stands below the numbers of an output.
MARKS = """names => {
  const root = document.querySelector("[data-figure=pooling]") ?? [...document.querySelectorAll("*")]
    .map(one => one.shadowRoot?.querySelector("[data-figure=pooling]")).find(Boolean);
  const cells = name => [...root.querySelectorAll(`[role=grid][aria-label="${name}"] [role=gridcell]`)];
  const place = cell => cell.id.split("-").slice(2).map(Number);
  return names.map(name => cells(name).map(cell => [
    ...place(cell), cell.classList.contains("winner"), cell.getAttribute("aria-description") ?? "",
  ]));
}"""


def number(text: str) -> float:
    """Return a shown number in hundredths; NaN for what is no number."""
    if not SHOWN.fullmatch(text):
        return float("nan")
    return float(Decimal(text.replace("−", "-")) * 100)


def rounded(values: Tensor) -> Tensor:
    """Return hundredths rounded half away from zero, binary noise left out."""
    return values.sign() * (values.abs() + 0.5 + NOISE).floor() + 0.0


class Shown(Comparison):
    """A number with up to three decimals beside torch's."""

    def agrees(self) -> bool:
        """Return whether the number shown is exactly the expected one."""
        return number(self.shown) == self.expected


def _grid(
    kind: str, cells: dict[Place, str], expected: Tensor, first: Place = (1, 1)
) -> Iterator[Comparison]:
    for each in comparing.grid(kind, cells, expected, first):
        yield Shown(*each)


def _cells(reading: Reading, name: str) -> dict[Place, str]:
    """Return the cells of the grid that is called so."""
    found = [cells for called, cells in reading.grids if called == name]
    assert len(found) == 1, f"{len(found)} grids {name!r} among {[called for called, _ in reading.grids]}"
    return found[0]


def output_names(reading: Reading) -> tuple[str, str]:
    """Return what the two outputs are called now."""
    names = NAMES.get(reading.query["layer"], NAMES["pool"])
    first, second = (label(name, reading.language) for name in names)
    if reading.query["gradient"] == "0":
        return first, second
    called = (label("pool.gradient_of", reading.language, name=name) for name in (first, second))
    return cast("tuple[str, str]", tuple(called))


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give every number of the page beside torch's."""
    reading = scene.now
    pooling = Pooling(reading.query)
    names = output_names(reading)
    inputs = label("pool.input", reading.language)
    marks = cast("list[list[Any]]", scene.page.evaluate(MARKS, [inputs, *names]))
    yield from _compare_input(reading, pooling)
    outputs = [pooling.first(pooling.now), pooling.average(pooling.now)]
    before = [pooling.first(pooling.input(0)), pooling.average(pooling.input(0))]
    for which, name in enumerate(names):
        if reading.query["gradient"] == "1":
            yield from _grid(f"gradient {which}", _cells(reading, name), rounded(pooling.shares(which)))
        else:
            yield from _grid(f"output {which}", _cells(reading, name), rounded(outputs[which]))
            if reading.query["shift"] != "0":
                yield from _compare_was(reading, marks[1 + which], outputs[which], before[which])
    if pooling.layer != "conv":
        yield from _compare_winners(reading, pooling, marks[0])
    else:
        weights = _cells(reading, label("pool.weights", reading.language))
        yield from _grid("weights", weights, pooling.weights)
    yield from _compare_words(reading, pooling, outputs, before)


def _compare_input(reading: Reading, pooling: Pooling) -> Iterator[Comparison]:
    """Compare the map, the input, its padding, and what hangs over."""
    border = pooling.padding
    cells = _cells(reading, label("pool.input", reading.language))
    height, width = pooling.drawn
    yield comparing.whole("cells drawn", len(cells), height * width)
    yield from _grid("input", cells, pooling.now, (1 + border, 1 + border))
    inside = (range(1 + border, 1 + border + size) for size in pooling.now.shape)
    rows, columns = inside
    sign = "0" if pooling.layer == "conv" else "−∞"
    for (row, column), text in cells.items():
        if row in rows and column in columns:
            continue
        is_padding = row < rows.stop + border and column < columns.stop + border
        yield comparing.whole("padding", int(text == (sign if is_padding else "")), 1)
    if pooling.is_map:
        top, left = int(reading.query["row"]), int(reading.query["column"])
        piece = pooling.map[top - 1 : top + 7, left - 1 : left + 7]
        yield from _grid("map", _cells(reading, label("pool.map", reading.language)), piece, (top, left))


def _compare_was(reading: Reading, marks: list[Any], now: Tensor, before: Tensor) -> Iterator[Comparison]:
    """Compare what every cell is said to have been before the move."""
    same = label("pool.same", reading.language)
    head, tail = label("pool.was", reading.language, x="@").split("@")
    for row, column, _, hint in marks:
        if abs(now[row, column] - before[row, column]) < NOISE:
            yield comparing.whole("same", int(hint == same), 1)
        else:
            text = hint.removeprefix(head).removesuffix(tail)
            expected = float(rounded(before[row, column]))
            yield Shown("was", (row + 1, column + 1), text, expected)


def _compare_winners(reading: Reading, pooling: Pooling, marks: list[Any]) -> Iterator[Comparison]:
    """Compare which cells are marked as winners, and of how many windows."""
    places = cast("list[int]", pooling.largest(pooling.now)[1].flatten().tolist())
    width = pooling.now.shape[1]
    expected = {(*divmod(place, width), count) for place, count in Counter(places).items()}
    border = pooling.padding
    wins = pattern_of("pool.wins", reading.language)
    found = {
        (row - border, column - border, int(said["n"]) if (said := wins.fullmatch(hint)) else hint)
        for row, column, is_winner, hint in marks
        if is_winner
    }
    yield comparing.whole("winners", int(found == expected), 1)


def _said(reading: Reading, name: str) -> list[dict[str, str]]:
    """Return the numbers of every sentence that is this label."""
    pattern = pattern_of(name, reading.language, r"−?\d+(?:\.\d+)?")
    found = (pattern.search(line) for line in reading.paragraphs)
    return [match.groupdict() for match in found if match]


def _compare_words(
    reading: Reading, pooling: Pooling, outputs: list[Tensor], before: list[Tensor]
) -> Iterator[Comparison]:
    """Compare the sentence of the step, and how many cells have changed."""
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
        "m": float(rounded(outputs[0][row, column])),
        "s": float(pooling.sums(pooling.now)[row, column]),
        "d": 100 * float((counts / average).round()),
        "a": float(rounded(outputs[1][row, column])),
    }
    for letter, value in expected.items():
        yield Shown(f"sentence {letter}", (0, 0), said[0].get(letter, "nothing"), value)
    if reading.query["shift"] == "0":
        return
    past = _said(reading, "pool.before")
    for letter, was in zip("xy", before, strict=True):
        text = past[0].get(letter, "nothing") if past else "nothing"
        yield Shown(f"before {letter}", (0, 0), text, float(rounded(was[row, column])))
    changes = _said(reading, "pool.changed")
    yield comparing.whole("lines about changes", len(changes), 2)
    for line, now, was in zip(changes, outputs, before, strict=False):
        yield comparing.whole("changed", line["n"], int(((now - was).abs() > NOISE).sum()))
        yield comparing.whole("of all", line["all"], rows * columns)
