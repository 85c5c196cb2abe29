"""What the pooling page must show: what its address means to torch, and every number beside torch's."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, cast

import torch
import torch.nn.functional as F
from torch import Tensor

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.layer_call import LayerCall
from cnn_core.network import load_weights
from lessons.kit.i18n.labels import label
from lessons.pooling.code import TABLE, calls_of
from tests.browser.figures import Place, Reading, pattern_of
from tests.monkey.comparing import ANY, Comparison, cells_of, grid, half_away, holds, letters, whole
from tests.monkey.lessons.live_network_layers import moved
from tests.monkey.scene import Scene
from tests.settings_states import state_of

CHANGED = 1e-6  # hundredths: what differs by less is the same number
NAMES = {"pool": ("pool.max", "pool.average"), "conv": ("pool.conv", "pool.average")}
# What no text says: the winners of the input, and what stands below the numbers of an output.
MARKS = """names => {
  const [root] = everywhere("[data-figure=pooling]");
  const cells = name => [...root.querySelectorAll(`[role=grid][aria-label="${name}"] [role=gridcell]`)];
  const place = cell => cell.id.split("-").slice(2).map(Number);
  return names.map(name => cells(name).map(cell => [
    ...place(cell), cell.classList.contains("winner"), cell.getAttribute("aria-description") ?? "",
  ]));
}"""
PIECE = 8
LAST = "last"  # the picture that /live-network was left with: its numbers are not known here
PAIRS = [0, 0, 1, 1, 0, 0, 1, 1, 0, 0]
NUMBERS: dict[str, list[list[int]]] = {
    "window4": [[1, 3], [5, 2]],
    "tie4": [[1, 5], [5, 2]],
    "negative4": [[-1, -4], [-2, -3]],
    "mixed": [[-2, 2, 1, -3], [-2, 2, -1, 3], [4, -4, -1, -2], [-4, 4, -3, -1]],
    "pairs": [PAIRS, PAIRS],
    "ones4": [[1] * 4] * 4,
    "spot": [[9 if (row, column) == (3, 3) else 1 for column in range(7)] for row in range(7)],
}


@cache
def _digit() -> Tensor:
    """Return the first held-out 3 in hundredths."""
    digits = load_dataset("digits")
    first = (torch.from_numpy(digits.y_test.astype("int64")) == 3).nonzero()[0].item()
    return (torch.from_numpy(to_pixels(digits.x_test[int(first)])) * 100).round()


@cache
def map_of(number: int, shift: int) -> Tensor:
    """Return the map of a kernel over the moved digit, rounded to tenths, in hundredths: (24, 24)."""
    return map_of_picture(moved(_digit(), 0, shift), number)


def map_of_picture(pixels: Tensor, number: int) -> Tensor:
    """Return the map of a kernel over a picture in hundredths, as `map_of`."""
    weights = load_weights("digits")
    kernel = (torch.from_numpy(weights.conv_weight.copy()[number - 1 : number]) * 100).round()
    bias = (torch.from_numpy(weights.conv_bias.copy()[number - 1 : number]) * 10_000).round()
    return 10 * half_away(F.conv2d(pixels[None, None], kernel, bias)[0, 0].round() / 1000)


def _run(call: LayerCall, x: Tensor, which: int = 0) -> Tensor:
    """Return what a layer makes of a (height, width) grid, or the second of what it returns."""
    made = cast("Tensor | tuple[Tensor, ...]", call.build()(x[None, None]))
    return (made[which] if isinstance(made, tuple) else made)[0, 0]


@dataclass(frozen=True)
class Pooling:
    query: Mapping[str, str]

    def _whole(self, name: str) -> int:
        return int(self.query[name])

    @property
    def layer(self) -> str:
        """Return "pool", "global" or "conv"."""
        return self.query["layer"]

    @property
    def is_map(self) -> bool:
        """Return whether the input is a piece of a map."""
        return self.query["input"] == "three"

    @property
    def map(self) -> Tensor:
        return map_of(self._whole("map"), self._whole("shift"))

    def input(self, shift: int) -> Tensor:
        """Return the input in hundredths, moved by `shift`."""
        if self.is_map:
            top, left = self._whole("row") - 1, self._whole("column") - 1
            whole = map_of(self._whole("map"), shift)
            return whole[top : top + PIECE, left : left + PIECE]
        text = self.query["input"]
        if text == LAST:
            return torch.zeros(PIECE, PIECE, dtype=torch.float64)
        named = torch.tensor(NUMBERS[text], dtype=torch.float64) * 100 if text in NUMBERS else cells_of(text)
        return moved(named, 0, shift)

    @cached_property
    def now(self) -> Tensor:
        """Return the input as it is shown."""
        return self.input(self._whole("shift"))

    @property
    def padding(self) -> int:
        return 0 if self.layer == "global" else self._whole("padding")

    @property
    def weights(self) -> Tensor:
        """Return the weights of the strided convolution in hundredths."""
        size = self._whole("kernel_size")
        if self.query["weights"] != "even":
            return cells_of(self.query["weights"])
        return torch.full((size, size), float(round(100 / size**2)), dtype=torch.float64)

    @cached_property
    def calls(self) -> tuple[LayerCall, LayerCall]:
        """Return the calls of the two layers, as PyTorch has them."""
        return calls_of(state_of(TABLE, self.query))

    def average(self, x: Tensor) -> Tensor:
        """Return the averages of an input, in its unit."""
        return _run(self.calls[1], x)

    def sums(self, x: Tensor) -> Tensor:
        """Return the sums of the windows."""
        if self.layer == "global":
            return x.sum()[None, None]
        return _run(self.calls[1].changed(divisor_override=1), x)

    def winners(self, x: Tensor) -> Tensor:
        """Return where the maxima stand: row * width + column."""
        return _run(self.calls[0].changed(return_indices=True), x, which=1)

    def first(self, x: Tensor) -> Tensor:
        """Return the left of the two outputs: of the strided convolution, or the maxima."""
        if self.layer != "conv":
            return _run(self.calls[0], x)
        return (
            F.conv2d(x[None, None], self.weights[None, None], None, self._whole("stride"), self.padding)[0, 0]
            / 100
        )

    def shares(self, which: int) -> Tensor:
        """Return the gradient of the summed output, in hundredths."""
        x = self.now.clone().requires_grad_()
        output = self.average(x) if which else self.first(x)
        return torch.autograd.grad(output.sum(), x)[0] * 100

    @property
    def drawn(self) -> tuple[int, int]:
        """Return the size of the grid that is drawn: input, padding, and what hangs over."""
        height, width = self.now.shape
        if self.layer == "global":
            return height, width
        rows, columns = self.average(self.now).shape
        kernel, stride = self._whole("kernel_size"), self._whole("stride")
        down, across = ((count - 1) * stride + kernel for count in (rows, columns))
        return max(height + 2 * self.padding, down), max(width + 2 * self.padding, across)


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
    marks = cast("list[list[Any]]", scene.page.evaluate(MARKS, [inputs, *names]))
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
    yield from _compare_words(reading, pooling, outputs, before)


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
        "m": float(half_away(outputs[0][row, column])),
        "s": float(pooling.sums(pooling.now)[row, column]),
        "d": 100 * float((counts / average).round()),
        "a": float(half_away(outputs[1][row, column])),
    }
    yield from letters("sentence", said[0], expected, ANY)
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
