"""What the neuron's page must show, from its address; weights of their own are read off the matrix."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.convolution import as_matrix
from lessons.catalog import lesson
from lessons.kit.settings.table import Table
from lessons.neuron.code import TABLE
from tests.browser.figures import Place, Reading
from tests.monkey.comparing import Comparison, holds, hundredths, whole
from tests.monkey.comparing import grid as compared
from tests.monkey.lessons.live_network_layers import moved
from tests.monkey.scene import Compare, Scene
from tests.settings_states import query

FOLDER = lesson("neuron").folder
SIZES, IN_A_ROW = (Table.read(FOLDER / name / "settings.json") for name in ("counting", "collapse"))
TABLES = (TABLE, SIZES, IN_A_ROW)
KERNELS = {
    "cross": [1, 0, 1, 0, 1, 0, 1, 0, 1],
    "vertical_edges": [1, 0, -1, 1, 0, -1, 1, 0, -1],
    "laplacian": [0, 1, 0, 1, -4, 1, 0, 1, 0],
    "count": [1, 2, 3, 4, 5, 6, 7, 8, 9],
}
NOTE = [1, 0, 2, 1, 0, 0, 2, 0, 1, 2, 2, 1, 3, 0, 1, 1, 0, 1, 2, 0, 0, 1, 2, 0, 1]


def numbers_of(text: str) -> list[int]:
    """Return the numbers of a kernel or a picture, by its name or by its cells."""
    named = {**KERNELS, "note": NOTE}
    return named.get(text) or [int(cell) for cell in text.replace(";", ",").split(",")]


def legal(random: Random) -> dict[str, str]:
    """Return an address that the three figures of the page can have as it stands."""
    address = {name: text for table in TABLES for name, text in query(table, random).items()}
    smaller = min(int(address[name]) for name in ("kernel_size", "picture_size"))
    return address | {"kernel_size": str(smaller)}


HUNDRED = 100
GAP = "·"
MATRIX = as_matrix(nn.Conv2d(1, 1, 3), (5, 5))
EDGES = [(int(row), int(column)) for row, column in zip(MATRIX.rows, MATRIX.columns, strict=True)]


@dataclass
class Weights:
    """The weights of their own by seed: the same seed must bring the same ones."""

    seen: dict[str, Tensor] = field(default_factory=dict[str, Tensor])

    def of(self, reading: Reading) -> Tensor:
        """Return nine weights for each of nine outputs, (9, 9)."""
        query = reading.query
        if query["shared"] == "1":
            return torch.tensor(numbers_of(query["kernel"])).double().expand(9, 9)
        cells = reading.grid("neuron.matrix")
        shown = [hundredths(cells[row + 1, column + 1]) / HUNDRED for row, column in EDGES]
        weights = torch.zeros(9, 9, dtype=torch.float64)
        weights[MATRIX.rows, MATRIX.weight_index] = torch.tensor(shown, dtype=torch.float64)
        return self.seen.setdefault(query["seed"], weights)


@dataclass(frozen=True)
class Truth:
    """What torch computes for one address."""

    picture: Tensor
    weights: Tensor
    windows: Tensor
    sums: Tensor
    outputs: Tensor

    @classmethod
    def of(cls, reading: Reading, weights: Tensor, *, is_moved: bool = True) -> "Truth":
        """Return the truth, of the picture where it lay first if it is not to be moved."""
        settings = reading.settings
        still = torch.tensor(numbers_of(reading.query["input"])).double().reshape(5, 5)
        picture = moved(still, settings["down"], settings["right"]) if is_moved else still
        windows = F.unfold(picture[None, None], 3)[0].T
        sums = (windows * weights).sum(1)
        before = sums + settings["bias"]
        return cls(picture, weights, windows, sums, before.relu() if settings["relu"] else before)


def _compare(kind: str, cells: Mapping[Place, str], expected: Tensor, *shape: int) -> Iterator[Comparison]:
    return compared(kind, cells, HUNDRED * (expected.reshape(shape) if shape else expected))


def _factors(cells: dict[Place, str], at: int) -> dict[Place, str]:
    """Return one factor of products that are written as 2×−1."""
    return {place: text.split("×")[at] for place, text in cells.items()}


def compare(reading: Reading, weights: Weights) -> Iterator[Comparison]:
    """Compare the four views with torch, and so with each other."""
    truth = Truth.of(reading, weights.of(reading))
    step = reading.settings["step"] - 1
    yield from _compare("picture", reading.grid("neuron.window"), truth.picture)
    yield from _compare("pixels", reading.grid("neuron.pixels"), truth.picture, 1, 25)
    yield from _compare_matrix(reading, truth)
    yield from _compare("output", reading.grid("fig.output"), truth.outputs, 3, 3)
    yield from _compare("outputs in a column", reading.grid("neuron.column"), truth.outputs, 9, 1)
    window, here = truth.windows[step], truth.weights[step]
    products = reading.grid("neuron.sum")
    yield from _compare("pixels of the products", _factors(products, 0), window, 3, 3)
    yield from _compare("weights of the products", _factors(products, 1), here, 3, 3)
    cells = {place: text.removeprefix("×") for place, text in reading.grid("neuron.neuron").items()}
    yield from _compare("neuron", cells, torch.stack([window, here], dim=1))
    yield from _compare_words(reading, truth, step)


def _compare_matrix(reading: Reading, truth: Truth) -> Iterator[Comparison]:
    """Compare the weights where there are edges; everywhere else there is a dot."""
    expected = torch.full((9, 25), torch.nan, dtype=torch.float64)
    expected[MATRIX.rows, MATRIX.columns] = truth.weights[MATRIX.rows, MATRIX.weight_index]
    cells = reading.grid("neuron.matrix")
    yield from _compare("matrix", cells, expected)
    yield whole("dots", sum(text == GAP for text in cells.values()), 225 - len(EDGES))


def _compare_words(reading: Reading, truth: Truth, step: int) -> Iterator[Comparison]:
    """Compare the sentence, which may be about any of the weights, and the end of the written sum."""
    says, settings = reading.sentence(), reading.settings
    total, bias = truth.sums[step].item(), settings["bias"]
    output = truth.outputs[step].item()
    for letter, number in {"s": total, "b": bias, "o": output}.items():
        yield whole(f"sentence {letter}", says.get(letter), int(number))
        yield whole(f"written {letter}", reading.terms.get(letter), int(number))
    if settings["relu"]:
        yield whole("sentence v", says.get("v"), int(total + bias))
    weight = int(says.get("k", "1")) - 1
    pixel, factor = truth.windows[step, weight].item(), truth.weights[step, weight].item()
    for letter, number in {"x": pixel, "w": factor, "p": pixel * factor}.items():
        yield whole(f"sentence {letter}", says.get(letter), int(number))


def compare_moved(reading: Reading, below: list[str], weights: Weights) -> Iterator[Comparison]:
    """Compare what a moved picture should have brought along: "= 4" where it has, "≠ 4" where it has not."""
    settings = reading.settings
    down, right = settings["down"], settings["right"]
    own = weights.of(reading)
    now, before = Truth.of(reading, own), Truth.of(reading, own, is_moved=False)
    for place in range(9):
        row, column = place // 3 - down, place % 3 - right
        inside = 0 <= row < 3 and 0 <= column < 3 and (down, right) != (0, 0)
        text = below[place]
        if not inside:
            yield whole("nothing came along", len(text), 0)
            continue
        came = before.outputs[row * 3 + column]
        sign = "=" if came == now.outputs[place] else "≠"
        yield whole("came along", text.removeprefix(f"{sign} "), int(came))


def counts_of(size: int, kernel: int, maps: int) -> list[int]:
    """Return the matrix's entries, parameters of three kinds of layer, edges, weights, uses of each."""
    conv = nn.Conv2d(1, maps, kernel)
    matrix = as_matrix(conv, (size, size))
    height, width = matrix.shape
    edges, distinct = len(matrix.rows), conv.weight.numel()
    shared = sum(each.numel() for each in conv.parameters())
    return [height * width, height * width + height, edges + maps, shared, edges, distinct, edges // distinct]


def compare_counts(reading: Reading, totals: list[str], sentence: str) -> Iterator[Comparison]:
    """Compare the counts of parameters with the layers that have them."""
    size, kernel, maps = (reading.settings[name] for name in ("picture_size", "kernel_size", "out_channels"))
    entries, *parameters, edges, distinct, uses = counts_of(size, kernel, maps)
    for shown, count in zip(totals, parameters, strict=True):
        yield whole("parameters", shown.removeprefix("= ").replace(",", ""), count)
    percent = f"{100 * edges / entries:.2f}".removesuffix(".00")
    said = [f"{count:,}" for count in (entries, edges, distinct, uses)]
    for number in (*said, percent):
        yield holds("counted in words", number in sentence)


def in_a_row(picture: Tensor, one: Tensor, two: Tensor, between: str) -> dict[str, Tensor]:
    """Return what torch makes of two convolutions, one behind the other, and of the one kernel."""
    middle = F.conv2d(picture, one)
    middle = middle.relu() if between == "relu" else middle
    kernel = F.conv2d(F.pad(one, (2, 2, 2, 2)), two.flip(2, 3))
    in_two, in_one = F.conv2d(middle, two), F.conv2d(picture, kernel)
    return {"middle": middle, "kernel": kernel, "in_two": in_two, "in_one": in_one}


def compare_in_a_row(reading: Reading, grids: dict[str, list[str]]) -> Iterator[Comparison]:
    """Compare two convolutions in a row and the one kernel with torch."""
    query = reading.query
    one, two = (
        torch.tensor(KERNELS[query[name]]).double().reshape(1, 1, 3, 3) for name in ("first", "second")
    )
    picture = torch.tensor([float(text) for text in grids["picture"]]).double().reshape(1, 1, 7, 7)
    expected = {"one": one, "two": two} | in_a_row(picture, one, two, query["between"])
    for name, tensor in expected.items():
        shown = {(1, at + 1): text for at, text in enumerate(grids[name])}
        yield from _compare(f"in a row: {name}", shown, tensor, 1, -1)
        yield whole(f"in a row: {name}, how many", len(shown), tensor.numel())


BELOW = """own => {
  const texts = selector => [...own.querySelectorAll(selector)].map(one => one.textContent);
  return {
    came: [...own.querySelectorAll(".output [role=gridcell]")].map(cell => cell.dataset.below ?? ""),
    totals: texts("td.total"),
    sentence: texts(".now").join(" "),
    grids: Object.fromEntries([...own.querySelectorAll("table.numbers")].map(table => [
      table.className.split(" ")[1], [...table.querySelectorAll("td")].map(cell => cell.textContent)])),
  };
}"""


def comparing_all() -> Compare:
    """Return what compares the page's three figures in a walk, which remembers the weights of each seed."""
    weights = Weights()

    def compare_any(scene: Scene) -> Iterator[Comparison]:
        names = ("neuron", "neuron/counting", "neuron/collapse")
        own, counting, collapse = (scene.figure(name).evaluate(BELOW) for name in names)
        yield from compare(scene.now, weights)
        yield from compare_moved(scene.now, own["came"], weights)
        yield from compare_counts(scene.now, counting["totals"], counting["sentence"])
        yield from compare_in_a_row(scene.now, collapse["grids"])

    return compare_any
