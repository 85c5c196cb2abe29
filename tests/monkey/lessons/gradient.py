"""What hands can do to the way back, and what its lanes and its digit must show: torch's numbers."""

import re
from collections.abc import Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from cnn_core.datasets import load_dataset, to_pixels
from lessons.gradient import data
from lessons.gradient.code import TABLE
from lessons.kit.settings.table import Settings
from tests import settings_states
from tests.browser import actions
from tests.browser.figures import Place, Reading
from tests.facts.said_by_torch import HEART, KINKS, SMOOTH
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import ANY, Comparison, hundredths, in_hundredths, part, whole
from tests.monkey.comparing import grid as compared
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle import planted
from tests.oracle.test_gradient import ways
from tests.oracle.test_live_gradient import Net

NAMES = ("input", "kernel", "bias", "conv", "active", "pool", "weights", "score", "loss")


def _steps(scene: Scene) -> tuple[int, int]:
    given = scene.now.query["input"]
    return 0, 6 if given == "digit" else 16 if _like(given) == "heart" else 11


def move_the_target(scene: Scene) -> Foretold:
    """Press − or + of the target, or say what the digit should be."""
    actions.unfold_settings(scene.page)
    if scene.now.query["input"] == "digit":
        wanted = scene.random.randint(1, 9)
        group = scene.page.get_by_role("group", name=scene.label("glive.target"), exact=True)
        actions.push(group.get_by_role("button", name=str(wanted), exact=True))
    else:
        sign = scene.random.choice("+−")
        wanted = int(scene.now.query["target"]) + (1 if sign == "+" else -1)
        actions.push(actions.stepper(scene.page, sign, "set.target"))
    lowest, highest = TABLE.settings["target"].range
    return {"target": str(min(max(wanted, lowest), highest))}


def go_to_a_step(scene: Scene) -> Foretold:
    """Go on or back by the buttons or on the bar, where there are steps."""
    if scene.now.query["view"] == "nudge":
        return by_settings.press_a_choice(scene)
    return scene.random.choice([gestures.step_by_buttons, gestures.scrub])(scene, _steps)


def _dots(scene: Scene) -> list[str]:
    names = [scene.label("grad.gradient_of", grid=scene.label(f"grad.{name}")) for name in NAMES]
    return [name for name in names if name in dict(scene.now.grids)]


def press_a_dot(scene: Scene) -> Foretold:
    """Look at a gradient: the figure goes to the step that makes it."""
    scene.pause()
    if scene.now.query["input"] == "digit":
        gestures.press_somewhere(scene, _dots)
    else:
        gestures.any_cell(scene, _dots)[1].click()
    return None


def nudge(scene: Scene) -> Foretold:
    """Move a number by keys on its slider."""
    if scene.now.query["view"] != "nudge":
        return by_settings.press_a_choice(scene)
    key, end = scene.random.choice([("Home", "-1"), ("End", "1.5")])
    actions.fold_settings(scene.page)  # while they are open they have its room
    actions.slider(scene.page, "grad.nudge").press(key)
    return {"nudge": end}


def step_all_numbers(scene: Scene) -> Foretold:
    """Make a step of SGD, or take all of them back."""
    if scene.now.query["view"] != "nudge":
        return by_settings.press_a_choice(scene)
    if scene.chance(0.3):
        actions.push(actions.button(scene.page, "set.undo"))
        return {"updates": "0", "nudge": "0"}
    actions.push(actions.button(scene.page, "grad.step_all"))
    return None


def type_into_a_cell(scene: Scene) -> Foretold:
    scene.pause()
    if scene.now.query["view"] != "step" or not scene.now.has("grad.input"):
        return go_to_a_step(scene)
    _, cell = gestures.any_cell(scene, ("grad.input",))
    before = hundredths(cell.inner_text()) / 100
    typed = gestures.type_a_number(scene, cell, before, TABLE.settings["input"].range, (1,))
    return scene.holding() if typed is None else None


EVENTS = (
    Event(2, gestures.open_a_deep_link),
    Event(2, by_settings.press_a_choice),
    Event(2, by_settings.choose_from_a_list, (by_settings.simply, "", ("own",))),
    Event(1, move_the_target),
    Event(3, go_to_a_step),
    Event(2, press_a_dot),
    Event(2, nudge),
    Event(2, step_all_numbers),
    Event(2, type_into_a_cell),
    Event(0.5, gestures.open_an_illegal_link),
)


HUNDRED = 100
# What is written of a share, or of what comes back to its score, where it is next to nothing or all.
BOUNDED = {"<0.001": (0, 0.001), ">0.999": (0.9995, 1), ">−0.001": (-0.001, 0), "<−0.999": (-1, -0.9995)}
NOTHING = 1e-14  # what is larger must not read as 0


def _beside(kind: str, shown: dict[Place, str], right: torch.Tensor, digits: int) -> Iterator[Comparison]:
    """Give each shown number beside torch's, which it is rounded to so many digits."""
    for (row, column), text in shown.items():
        said = float(right[row - 1, column - 1])
        if text in BOUNDED:
            low, high = BOUNDED[text]
            yield Comparison(kind, (row, column), "0", 0 if low <= said <= high else HUNDRED)
            continue
        number = float(text.replace("−", "-"))
        is_near = abs(number - said) <= 0.5 * 10**-digits + 1e-9 and (number != 0 or abs(said) < NOTHING)
        # One of the two neighbours at a half: which of them is no question of the gradient.
        yield Comparison(
            kind,
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
        scene.label("glive.shares"): (scores.softmax(1).T, 3),
        scene.label("grad.kernel"): (net.kernel[at, 0], 2),
        scene.label("grad.loss"): (loss.reshape(1, 1), 2),
        of["grad.kernel"]: (found[0][at, 0], 1),
        of["grad.bias"]: (found[1][at].reshape(1, 1), 1),
        of["glive.scores"]: (found[2].T, 3),
    }
    for name, (right, digits) in expected.items():
        shown = {place: text for place, text in grids.get(name, {}).items() if text}
        yield from _beside(name, shown, right.detach(), digits)


EDGES = [[1, 0, -1]] * 3
SMALL = [[-1, -1], [1, 2]]
BELOW_A_HUNDREDTH = re.compile(r"^−?(0\.00\d+|\d(\.\d)?e−\d+)$")
# What the names of the address stand for, once more: the figure's own are in model/given.js.
NAMED_GRIDS: dict[str, dict[str, list[list[int]]]] = {
    "heart": {"input": HEART, "kernel": EDGES},
    "smooth": {"input": SMOOTH, "kernel": SMALL},
    "kinks": {"input": KINKS, "kernel": SMALL},
}


def state_of(query: dict[str, str]) -> Settings:
    """Return the state that an address names, as Python would be asked about it."""
    given = NAMED_GRIDS[_like(query["input"])]
    cells = {name: given[name] for name in ("input", "kernel") if re.fullmatch("[a-z_]+", query[name])}
    if query["kernel"] == "transposed":
        cells["kernel"] = [list(row) for row in zip(*given["kernel"], strict=True)]
    return settings_states.state_of(TABLE, query, **cells)


def _like(cells: str) -> str:
    """Return the name of a picture, or of one as large as what was typed."""
    return cells if cells in NAMED_GRIDS else "heart" if cells.count(";") == 5 else "smooth"


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
        {name: as_grid(in_hundredths(moved.numbers[name])) for name in NAMES},
        {name: as_grid(in_hundredths(gradients[name])) for name in NAMES},
    )


def _written(reading: Reading, name: str) -> dict[Place, str]:
    """Return the numbers of a grid that are there; what rounds to none is written with more digits."""
    cells = dict(reading.grids)[name].items()
    return {place: BELOW_A_HUNDREDTH.sub("0", text) for place, text in cells if text}


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
            yield from compared(name, _written(reading, called), values[name], written=ANY)
        dots = scene.label("grad.gradient_of", grid=called)
        if dots in on_screen and (shown := _written(reading, dots)):
            known += 1
            yield from part(f"gradient of {name}", shown, gradients[name], ANY)
    if reading.query["view"] == "step" and reading.query["step"] == "0":
        yield whole("gradients that have come", known, 1 if scene.label("grad.loss") in on_screen else 0)


# Each where it shows.
PAGE = Walked(
    EVENTS,
    compare,
    {
        "its kernel turned": Planted(planted.KERNEL_TURNED.in_kit(), "input=heart&layer=pixel"),
        "the bias gets the mean": Planted(
            planted.BIAS_MEAN.in_kit(), "input=heart&layer=conv&parameter=bias"
        ),
        "a losing cell gets it": Planted(planted.LOSER_FED.in_kit(), "input=heart&layer=pool"),
        "one-hot is forgotten": Planted(planted.ONE_HOT_FORGOTTEN.in_kit(), "input=digit&layer=conv"),
    },
    numbers=4,
    beside="conv2d",
)
