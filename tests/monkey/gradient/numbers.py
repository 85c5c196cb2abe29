"""Every number of the two lanes, and of the digit, beside torch's, in hundredths."""

import re
from collections.abc import Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from cnn_core.datasets import load_dataset, to_pixels
from lessons.gradient import data
from lessons.gradient.code import TABLE
from lessons.kit.settings.table import Settings
from tests.browser.figures import Place, Reading
from tests.monkey.comparing import Comparison, grid, whole
from tests.monkey.scene import Scene
from tests.oracle.small_network import ways
from tests.oracle.test_live_gradient import Net

HUNDRED = 100
LEAST = "<0.01"
NOTHING = 1e-14  # what is larger must not read as 0


def _beside(grid: str, shown: dict[Place, str], right: torch.Tensor, digits: int) -> Iterator[Comparison]:
    """Give each shown number beside torch's, which it is rounded to so many digits."""
    for (row, column), text in shown.items():
        said = float(right[row - 1, column - 1])
        if text == LEAST:
            yield Comparison(grid, (row, column), "0", 0 if 0 < said < 1 / HUNDRED else said * HUNDRED)
            continue
        number = float(text.replace("−", "-"))
        is_near = abs(number - said) <= 0.5 * 10**-digits + 1e-9 and (number != 0 or abs(said) < NOTHING)
        # One of the two neighbours at a half: which of them is no question of the gradient.
        yield Comparison(
            grid,
            (row, column),
            f"{number:.2f}".replace("-", "−"),
            round(number * HUNDRED) if is_near else said * HUNDRED,
        )


def compare_digit(scene: Scene) -> Iterator[Comparison]:
    """Give every number of the digit as it is shipped; a changed one is compared by the oracle."""
    query, grids = scene.now.query, dict(scene.now.grids)
    if query["digit"] != "unsure" or query["change"] != "none":
        return
    pixels = to_pixels(load_dataset("digits").x_test)[data.chosen()]
    x = torch.from_numpy(pixels)[None, None]
    net = Net.shipped()
    scores = net.layers(x)["scores"]
    loss = F.cross_entropy(scores, torch.tensor([int(query["target"])]))
    found = torch.autograd.grad(loss, [net.kernel, net.bias, scores])
    at = int(query["filter"]) - 1
    of = {
        name: scene.label("grad.gradient_of", grid=scene.label(name))
        for name in ("grad.kernel", "grad.bias", "glive.scores")
    }
    expected = {
        scene.label("glive.shares"): (scores.softmax(1).T, 2),
        scene.label("grad.kernel"): (net.kernel[at, 0], 2),
        scene.label("grad.loss"): (loss.reshape(1, 1), 2),
        of["grad.kernel"]: (found[0][at, 0], 1),
        of["grad.bias"]: (found[1][at].reshape(1, 1), 1),
        of["glive.scores"]: (found[2].T, 2),
    }
    for name, (right, digits) in expected.items():
        shown = {place: text for place, text in grids.get(name, {}).items() if text}
        yield from _beside(name, shown, right.detach(), digits)


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
# What the names of the address stand for, once more: the figure's own are in model/given.js.
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
        yield from compare_digit(scene)
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
