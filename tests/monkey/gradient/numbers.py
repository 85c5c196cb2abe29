"""Every number of the two lanes beside torch's, in hundredths."""

import re
from collections.abc import Iterator

import torch
from torch import Tensor

from lessons.gradient.code import TABLE
from lessons.kit.settings.table import Settings
from tests.browser.figures import Place, Reading
from tests.monkey.comparing import Comparison, grid, whole
from tests.monkey.gradient import digit_numbers
from tests.monkey.scene import Scene
from tests.oracle.small_network import ways

EXACT = 1e-8  # of hundredths: what stands beyond is binary noise
EDGES = [[1, 0, -1]] * 3
SMALL = [[-1, -1], [1, 2]]
BELOW_A_HUNDREDTH = re.compile(r"−?(0\.00\d+|\d(\.\d)?e−\d+)")
HEART = [
    *([0, 2, 0, 0, 3, 0], [1, 2, 3, 1, 1, 1], [2, 2, 3, 2, 2, 3]),
    *([0, 1, 3, 1, 1, 0], [0, 0, 2, 2, 0, 0], [0, 0, 0, 0, 0, 0]),
]
SMOOTH = [[2, 1, 3, 0, 2], [1, 0, 2, 3, 1], [1, 0, 1, 0, 0], [0, 1, 0, 0, 1], [3, 1, 0, 3, 3]]
KINKS = [[2, 1, 3, 0, 2], [1, 0, 0, 3, 1], [1, 0, 1, 0, 0], [0, 1, 0, 1, 1], [3, 1, 3, 3, 3]]
# What the names of the address stand for, once more: the figure's own are in model/cases.js.
NAMED_GRIDS: dict[str, dict[str, list[list[int]]]] = {
    "heart": {"input": HEART, "kernel": EDGES},
    "smooth": {"input": SMOOTH, "kernel": SMALL},
    "kinks": {"input": KINKS, "kernel": SMALL},
}
NAMES = ("input", "kernel", "bias", "conv", "active", "pool", "weights", "score", "loss")


def state_of(query: dict[str, str]) -> Settings:
    """Return the state that an address names, as Python would be asked about it."""
    state: dict[str, object] = {each.name: query[each.name] for each in TABLE.asked}
    for name in ("target", "rate", "updates", "row", "column"):
        state[name] = int(query[name])
    for name in ("input", "kernel"):
        given = NAMED_GRIDS[query["input"] if query["input"] in NAMED_GRIDS else _like(query["input"])]
        state[name] = _cells(query[name], given[name])
    return TABLE.validate(state)


def _like(cells: str) -> str:
    return "heart" if cells.count(";") == 5 else "smooth"


def _cells(text: str, given: list[list[int]]) -> list[list[int]]:
    """Return a grid by its name, or as it was typed."""
    if text == "transposed":
        return [list(row) for row in zip(*given, strict=True)]
    if re.search("[a-z]", text):
        return given
    return [[int(cell) for cell in row.split(",")] for row in text.split(";")]


def hundredths(values: Tensor) -> Tensor:
    """Return numbers as they are rounded to be shown: half away from zero."""
    scaled = (values.detach() * 100 / EXACT).round() * EXACT
    return scaled.sign() * (scaled.abs() + 0.5 + EXACT / 2).floor() + 0.0


def as_grid(values: Tensor) -> Tensor:
    """Return (height, width) of what may have more axes, or be four numbers in a row."""
    flat = values.flatten()
    side = round(len(flat) ** 0.5)
    return flat.reshape(side, side)


def said_by_torch(state: Settings) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Return what stands in each grid after the nudge, and the gradients before it."""
    way, moved = ways(state)
    gradients = way.back(NAMES[:-1]) | {"loss": torch.ones(1, dtype=torch.float64)}
    return (
        {name: as_grid(hundredths(moved.numbers[name])) for name in NAMES},
        {name: as_grid(hundredths(gradients[name])) for name in NAMES},
    )


def _two_decimals(text: str) -> str:
    """Return a number as the other figures write it: here 6.50 is written 6.5, and 0.00 is 0.004."""
    if BELOW_A_HUNDREDTH.fullmatch(text):
        return "0.00"
    return f"{text}0" if re.fullmatch(r"−?\d+\.\d", text) else text


def _shown(reading: Reading, name: str) -> dict[Place, str]:
    return {place: _two_decimals(text) for place, text in dict(reading.grids)[name].items() if text}


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give every tile and every dot that has come beside torch's number."""
    reading = scene.now
    if reading.query["input"] == "digit":
        yield from digit_numbers.compare(scene)
        return
    values, gradients = said_by_torch(state_of(reading.query))
    on_screen = dict(reading.grids)
    known = 0
    for name in NAMES:
        called = scene.label(f"grad.{name}")
        if called in on_screen:
            yield from grid(name, _shown(reading, called), values[name])
        dots = scene.label("grad.gradient_of", grid=called)
        if dots in on_screen and (shown := _shown(reading, dots)):
            known += 1
            expected = gradients[name]
            for (row, column), text in shown.items():
                yield Comparison(
                    f"gradient of {name}", (row, column), text, float(expected[row - 1, column - 1])
                )
    if reading.query["view"] == "step" and reading.query["step"] == "0":
        yield whole("gradients that have come", known, 1 if scene.label("grad.loss") in on_screen else 0)
