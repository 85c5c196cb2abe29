"""What hands can do to the neuron's three figures, and what must stand there, from the address by torch."""

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
from tests.browser import actions
from tests.browser.figures import Place, Reading
from tests.browser.in_page import ask
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import Comparison, holds, hundredths, letters, whole
from tests.monkey.comparing import grid as compared
from tests.monkey.lessons.live_network_layers import moved
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle.planted import Fault
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


def compare(reading: Reading, weights: Weights) -> Iterator[Comparison]:
    """Compare the four views with torch, and so with each other."""
    truth = Truth.of(reading, weights.of(reading))
    step = reading.settings["step"] - 1
    yield from _compare("picture", reading.grid("fig.window"), truth.picture)
    yield from _compare("pixels", reading.grid("neuron.pixels"), truth.picture, 1, 25)
    yield from _compare_matrix(reading, truth)
    yield from _compare("output", reading.grid("fig.output"), truth.outputs, 3, 3)
    yield from _compare("outputs in a column", reading.grid("neuron.column"), truth.outputs, 9, 1)
    window, here = truth.windows[step], truth.weights[step]
    products = {place: text.split("×") for place, text in reading.grid("neuron.sum").items()}  # such as 2×−1
    for at, factors in enumerate((window, here)):
        shown = {place: texts[at] for place, texts in products.items()}
        yield from _compare("factors of the products", shown, factors, 3, 3)
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
    sums = {"s": total, "b": bias, "o": truth.outputs[step].item()}
    weight = int(says.get("k", "1")) - 1
    pixel, factor = truth.windows[step, weight].item(), truth.weights[step, weight].item()
    said = sums | {"x": pixel, "w": factor, "p": pixel * factor}
    said |= {"v": total + bias} if settings["relu"] else {}
    for kind, texts, numbers in (("sentence", says, said), ("written", reading.terms, sums)):
        yield from letters(kind, texts, {letter: HUNDRED * value for letter, value in numbers.items()})


def compare_moved(reading: Reading, below: list[str], weights: Weights) -> Iterator[Comparison]:
    """Compare what a moved picture should have brought along: "= 4" where it has, "≠ 4" where it has not."""
    down, right = reading.settings["down"], reading.settings["right"]
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
        yield whole("came along", text.removeprefix("= " if came == now.outputs[place] else "≠ "), int(came))


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
    for number in (*(f"{count:,}" for count in (entries, edges, distinct, uses)), percent):
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


def compare_page(scene: Scene) -> Iterator[Comparison]:
    """Compare the page's three figures; the weights of each seed are remembered."""
    weights = scene.remembered(Weights)
    names = ("neuron", "neuron/counting", "neuron/collapse")
    own, counting, collapse = (ask(scene.figure(name), "walked.neuron") for name in names)
    yield from compare(scene.now, weights)
    yield from compare_moved(scene.now, own["came"], weights)
    total, bias, before, _, output = own["chain"]  # nothing is written behind ReLU
    yield holds("chain", {"s": total, "b": bias, "o": output} == scene.now.terms)
    yield whole("before ReLU", before, int(total.replace("−", "-")) + int(bias.replace("−", "-")))
    yield from compare_counts(scene.now, counting["totals"], counting["sentence"])
    yield from compare_in_a_row(scene.now, collapse["grids"])


OUTPUT = ("fig.output",)
OUTPUTS = (*OUTPUT, "neuron.column")
POINTED = ("fig.window", "neuron.sum", "neuron.neuron", "neuron.pixels", "neuron.matrix")
SIDE, PLACES = 5, 3
OWN = "none"  # as the choice of weights calls weights of their own


def _size(_: Scene) -> Place:
    return PLACES, PLACES


def choose_the_weights(scene: Scene) -> Foretold:
    """Choose one of the kernels, or weights of their own."""
    wanted = scene.random.choice([*KERNELS, OWN])
    actions.unfold_settings(scene.page)
    actions.choice(scene.page, "neuron.set_kernel").select_option(wanted)
    return {"shared": "0"} if wanted == OWN else {"shared": "1", "kernel": wanted}


def _follows(scene: Scene, name: str, value: str) -> Foretold:
    """Shared weights have no seed, and the page says so."""
    return scene.holding() if scene.now.query["shared"] == "1" else {name: value}


def press_a_cell(scene: Scene) -> Foretold:
    """Press a pixel, a product, an edge's weight or a place in the matrix: what is there stays lit."""
    scene.pause()
    name = scene.random.choice(POINTED)
    index, cell = gestures.any_cell(scene, (name,))
    cell.click()
    output = scene.now.settings["step"] - 1
    if name in ("neuron.sum", "neuron.neuron"):
        return {"weight": str((index if name == "neuron.sum" else index // 2) + 1)}
    if name == "neuron.matrix":
        output, index = divmod(index, SIDE**2)
    weight = _weight_on(output, index)
    if weight is None:
        return scene.holding()
    return {"step": str(output + 1), "weight": str(weight + 1)}


def _weight_on(output: int, pixel: int) -> int | None:
    """Return which weight of an output multiplies a pixel, None outside its window."""
    row, column = (pixel // SIDE - output // PLACES, pixel % SIDE - output % PLACES)
    return row * PLACES + column if 0 <= row < PLACES and 0 <= column < PLACES else None


def type_into_a_cell(scene: Scene) -> Foretold:
    """Press a pixel or a shared weight and type another number."""
    scene.pause()
    query, of_weights = scene.now.query, scene.chance(0.5)
    name, side = ("kernel", PLACES) if of_weights else ("input", SIDE)
    at = scene.random.randrange(side**2)
    down, right = (scene.now.settings[way] for way in ("down", "right"))
    row, column = (at // SIDE + down, at % SIDE + right)
    is_there = query["shared"] == "1" if of_weights else 0 <= row < SIDE and 0 <= column < SIDE
    if not is_there:
        return scene.holding()
    called, index = ("neuron.neuron", 2 * at + 1) if of_weights else ("fig.window", SIDE * row + column)
    cell = actions.grid(scene.page, called).get_by_role("gridcell").nth(index)
    before = numbers_of(query[name])
    typed = gestures.type_a_number(scene, cell, before[at], TABLE.settings[name].range, (1,))
    if typed is None:
        return {name: query[name]}  # the press itself chooses the weight that is there
    cells = [f"{typed:g}" if place == at else str(each) for place, each in enumerate(before)]
    return {name: ";".join(",".join(cells[start : start + side]) for start in range(0, len(cells), side))}


EVENTS = (
    Event(6, by_settings.drag_a_slider),
    Event(6, by_settings.press_plus_or_minus),
    Event(4, by_settings.use_keys_on_a_slider),
    Event(5, choose_the_weights),
    Event(5, by_settings.turn_a_switch),
    Event(3, by_settings.press_a_stepper, (_follows,)),
    Event(7, press_a_cell),
    Event(5, type_into_a_cell),
    Event(6, gestures.point_at_a_cell, ((*POINTED, *OUTPUTS),)),
    Event(4, gestures.walk_a_grid, (POINTED,)),
    Event(5, gestures.walk_the_outputs, (OUTPUT, _size)),
    Event(5, gestures.press_an_output, (OUTPUTS,)),
    Event(4, gestures.step_by_buttons, (gestures.all_of(_size),)),
    Event(2, gestures.play, (OUTPUT,)),
    Event(2, gestures.answer_the_question),
    Event(3, by_settings.press_a_stepper, (by_settings.simply, "neuron/counting", "slider")),
    Event(2, by_settings.choose_from_a_list, (by_settings.simply, "neuron/collapse")),
    Event(1, by_settings.turn_a_switch, (by_settings.simply, "neuron/collapse")),
    Event(2, gestures.follow_a_link_in_the_text),
    Event(1, gestures.open_a_deep_link, (legal,)),
    Event(0.4, gestures.open_an_illegal_link, (SIZES, IN_A_ROW)),
)
BIAS_DROPPED = Fault("neuron/model/limits.js", "relu ? Math.max(sum + bias, 0)", "relu ? Math.max(sum, 0)")
PAGE = Walked(EVENTS, compare_page, {"bias dropped": Planted(BIAS_DROPPED, "bias=3&relu=1")})
