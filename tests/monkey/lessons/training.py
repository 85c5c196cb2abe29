"""What hands can do to the figure that trains, few digits and few updates, and what it must show by torch."""

import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import torch
from playwright.sync_api import Locator, expect
from torch import Tensor, nn

from lessons.kit.figure import figure
from lessons.training.code import TABLE
from tests.browser import actions
from tests.browser.figures import open_figure
from tests.browser.in_page import ask
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import ANY, Comparison, in_hundredths, whole
from tests.monkey.comparing import grid as compared
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle.planted import Fault
from tests.oracle.training_side import Run, Setup, net_with, read, read_npz, setup_of, torchs, trained
from tests.settings_states import query

MOST_UPDATES = 12  # of a run in a walk
FIGURE = "[data-figure=training]"
COUNTED = 500  # of the digits that are practised
WRITTEN = 1000  # from which on a loss is a power of ten
MODULES = [
    figure.address_of(f"{path}.js") for path in ("training/model/session", "kit/figure/settings_store")
]
TRAINED = 60_000  # ms
UPDATES = 8
RATES = TABLE.settings["lr"].choices


def _address(random: Random) -> dict[str, str]:
    chosen = query(TABLE, random)
    chosen |= {"digits": "100", "update": random.choice("028"), "numbers": "1", "picture": "3"}
    return chosen | ({"filters": "plain"} if chosen["net"] == "dense" else {})


def _film(scene: Scene) -> Locator:
    return scene.page.locator(f"{FIGURE} .strip")


def _reached(scene: Scene) -> int:
    return int(_film(scene).get_attribute("aria-valuemax") or 0)


def _rest(scene: Scene) -> None:
    play = scene.page.locator(f"{FIGURE} button.play")
    expect(play).not_to_have_attribute("data-shows", "pause", timeout=TRAINED)


def train_a_run(scene: Scene) -> Foretold:
    chosen = _address(scene.random) | {"update": str(UPDATES)}
    open_figure(scene.page, "training", **chosen, lang=scene.language)
    actions.push(actions.button(scene.page, "training.do_train"))
    _rest(scene)
    return chosen


def go_on_by_one(scene: Scene) -> Foretold:
    """Train one update, of the run that is there or of a new one."""
    actions.fold_settings(scene.page)
    if _reached(scene) >= MOST_UPDATES:
        return rewind(scene)
    actions.push(actions.button(scene.page, "training.one"))
    _rest(scene)
    return None


def scrub_by_keys(scene: Scene) -> Foretold:
    key = scene.random.choice(["Home", "End", "ArrowLeft", "ArrowRight"])
    reached = _reached(scene)
    _film(scene).press(key)
    return {"Home": {"update": "0"}, "End": {"update": str(reached)}}.get(key)


def rewind(scene: Scene) -> Foretold:
    actions.fold_settings(scene.page)
    actions.push(actions.button(scene.page, "training.rewind"))
    return {"update": "0"}


def keep_or_let_go(scene: Scene) -> Foretold:
    """Keep a run to compare, or stop comparing."""
    actions.unfold_settings(scene.page)
    actions.push(scene.page.locator(f"{FIGURE} button.keep"))
    actions.fold_settings(scene.page)
    return scene.holding()


def write_the_numbers(scene: Scene) -> Foretold:
    """Press a filter: its weights are written, or no longer."""
    if scene.now.query["net"] == "dense":
        return go_on_by_one(scene)
    actions.fold_settings(scene.page)
    first = scene.label("training.filter", n=scene.random.randint(1, 5))
    if not scene.now.has("training.filter", n=1):
        return scrub_by_keys(scene)  # the film is still of a dense net
    actions.grid(scene.page, first).get_by_role("gridcell").first.click()
    return {"numbers": "0" if scene.now.query["numbers"] == "1" else "1"}


def change_the_rate(scene: Scene) -> Foretold:
    actions.unfold_settings(scene.page)
    key, end = scene.random.choice([("Home", RATES[0]), ("End", RATES[-1])])
    actions.slider(scene.page, "set.rate").press(key)
    actions.fold_settings(scene.page)
    return {"lr": end}


def turn_a_switch(scene: Scene) -> Foretold:
    """Turn one of the experiments, which are opened by a switch of their own."""
    actions.unfold_settings(scene.page)
    experiments = actions.switch(scene.page, "training.experiments")
    if experiments.get_attribute("aria-checked") == "false":
        experiments.click()
    foretold = by_settings.turn_a_switch(scene)
    actions.fold_settings(scene.page)
    return foretold


EVENTS = (
    Event(1, gestures.open_a_deep_link, (_address,)),
    Event(2, train_a_run),
    Event(2, go_on_by_one),
    Event(3, scrub_by_keys),
    Event(0.5, rewind),
    Event(0.5, keep_or_let_go),
    Event(1, write_the_numbers),
    Event(1, gestures.press_one_of, (".digit", "picture", "0123456789")),
    Event(1, change_the_rate),
    Event(1, turn_a_switch),
)


@cache
def _run(setup: Setup) -> tuple[Tensor, dict[str, Tensor], list[Tensor]]:
    """Return the start of a run, its digits and batches, and torch's weights after each update."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "training.npz"
        start = trained([Run(setup, (0,), file)])[0]["start"]
        arrays = read_npz(file)
    return start, arrays, [weights for _, weights in torchs(setup, start, arrays, MOST_UPDATES)]


class Counted(NamedTuple):
    """What a net says of some digits: its answers, how many it names rightly, and its loss."""

    answers: Tensor
    named: int
    loss: float

    @classmethod
    def of(cls, net: nn.Sequential, pixels: Tensor, classes: Tensor, setup: Setup) -> "Counted":
        with torch.no_grad():
            scores = read(net, pixels.double() / 100, setup)
            loss = nn.functional.cross_entropy(scores, classes.long())
        return cls(scores.argmax(1), int((scores.argmax(1) == classes).sum()), float(loss))


@cache
def moment_of(setup: Setup, update: int) -> tuple[nn.Sequential, list[Counted], Tensor]:
    """Return torch's net after an update, what it says of new and practised digits, and the first ten."""
    start, arrays, weights = _run(setup)
    net = net_with(weights[update - 1] if update else start, setup.net)
    parts = [(arrays["x_new"], arrays["y_new"]), (arrays["x"][:COUNTED], arrays["y"][:COUNTED])]
    first = torch.stack([(arrays["y_new"] == digit).nonzero()[0, 0] for digit in range(10)])
    return net, [Counted.of(net, *part, setup) for part in parts], first


def _counts(row: list[str], counted: list[Counted]) -> Iterator[Comparison]:
    """Compare a row of the table: of each kind of digits the share that is named, and the loss."""
    for at, (answers, named, loss) in zip((1, 3), counted, strict=False):
        percent = round(1000 * named / len(answers)) * 10.0
        yield Comparison("accuracy", (1, at), row[at].rstrip("\xa0%"), percent, ANY)
        if loss < WRITTEN:
            yield Comparison("loss", (1, at + 1), row[at + 1], in_hundredths(torch.tensor(loss)).item())


def compare(scene: Scene) -> Iterator[Comparison]:
    page, reading = scene.page, scene.now
    state = ask(page, "walked.filmed", *MODULES)
    setup, update = setup_of(state["setup"]), int(state["update"])
    net, counted, first = moment_of(setup, update)
    yield whole("update", page.locator(f"{FIGURE} .strip").get_attribute("aria-valuenow"), update)
    if reading.query["numbers"] == "1" and setup.net == "conv":
        weight = next(net.parameters()).detach()
        for n in range(1, 6):
            kernel = reading.grid("training.filter", n=n)
            yield from compared("weight", kernel, in_hundredths(weight[n - 1, 0]))
    rows = page.locator(f"{FIGURE} .curves tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    )
    for row in rows:
        if row[0] == str(update):
            # Where digits were moved to be counted only the new ones are known here.
            yield from _counts(row, counted[:1] if setup.moved else counted)
    if not setup.moved:
        names = page.locator(f"{FIGURE} .digit").evaluate_all(
            "all => all.map(one => one.ariaLabel).slice(0, 10)"
        )
        for digit, (name, answer) in enumerate(zip(names, counted[0].answers[first], strict=True)):
            yield whole(f"answer to {digit}", re.findall(r"\d", name)[1], int(answer))


PAGE = Walked(
    EVENTS,
    compare,
    {
        "its rate": Planted(
            Fault("training/model/trainer.js", "lr / (1 - power1)", "lr"),
            "digits=100&update=2&numbers=1",
            events=16,
        ),
        "the batch is not divided": Planted(
            Fault("training/model/trainer.js", "= 1 / chosen.length", "= 1"),
            "digits=100&update=2&numbers=1&filters=plain&optimizer=sgd",
            events=16,
        ),
    },
    numbers=4,
    beside="maxpool2d",
)
