"""What hands can do to the figure that trains, few digits and few updates, and what it must show by torch."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import torch
from playwright.sync_api import Locator, expect
from torch import Tensor, nn

from lessons.kit.figure import figure
from lessons.training.code import TABLE
from tests.browser import hands
from tests.browser.figures import grid, open_figure
from tests.monkey import gestures
from tests.monkey.comparing import ANY, Comparison, half_away, whole
from tests.monkey.comparing import grid as compared
from tests.monkey.scene import Event, Foretold, Scene
from tests.oracle.training_side import Run, Setup, net_with, read, read_npz, setup_of, torchs, trained
from tests.settings_states import query

MOST_UPDATES = 12  # of a run in a walk
FIGURE = "[data-figure=training]"
COUNTED = 500  # of the digits that are practised
WRITTEN = 1000  # from which on a loss is a power of ten
MODULES = [
    figure.address_of(f"{path}.js") for path in ("training/model/session", "kit/figure/settings_store")
]
# Which run the film is of, and the moment that is shown: what stands on the screen is read from the screen.
STATE = """async addresses => {
  const [{ compute }, { lastOf }] = await Promise.all(addresses.map(each => import(location.origin + each)));
  const { setup, now } = compute(lastOf("training"));
  return { setup, update: now.update };
}"""
TRAINED = 60_000  # ms
UPDATES = 8
RATES = TABLE.settings["lr"].choices
SWITCHES = {
    "try_zero_grad": ("zero_grad", "1", "0"),
    "try_shuffle": ("shuffle", "1", "0"),
    "try_softmax": ("softmax", "0", "1"),
    "try_moved": ("moved", "0", "4"),
    "try_net": ("net", "conv", "dense"),
}


def _address(random: Random) -> dict[str, str]:
    chosen = query(TABLE, random)
    chosen |= {"digits": "100", "update": random.choice("028"), "numbers": "1", "picture": "3"}
    return chosen | ({"filters": "plain"} if chosen["net"] == "dense" else {})


def _film(scene: Scene) -> Locator:
    return scene.page.locator(f"{FIGURE} .strip")


def _reached(scene: Scene) -> int:
    """Return how far the run is."""
    return int(_film(scene).get_attribute("aria-valuemax") or 0)


def _rest(scene: Scene) -> None:
    """Wait until the run stands."""
    play = scene.page.locator(f"{FIGURE} button.play")
    expect(play).not_to_have_attribute("data-shows", "pause", timeout=TRAINED)


def train_a_run(scene: Scene) -> Foretold:
    """Train some updates of a run by chance."""
    chosen = _address(scene.random) | {"update": str(UPDATES)}
    open_figure(scene.page, "training", **chosen, lang=scene.language)
    hands.push(hands.button(scene.page, "training.do_train", scene.language))
    _rest(scene)
    return chosen


def go_on_by_one(scene: Scene) -> Foretold:
    """Train one update, of the run that is there or of a new one."""
    hands.fold_settings(scene.page, scene.language)
    if _reached(scene) >= MOST_UPDATES:
        return rewind(scene)
    hands.push(hands.button(scene.page, "training.one", scene.language))
    _rest(scene)
    return None


def scrub_by_keys(scene: Scene) -> Foretold:
    """Walk the film by keys."""
    key = scene.random.choice(["Home", "End", "ArrowLeft", "ArrowRight"])
    reached = _reached(scene)
    _film(scene).press(key)
    return {"Home": {"update": "0"}, "End": {"update": str(reached)}}.get(key)


def rewind(scene: Scene) -> Foretold:
    """Go back to the start."""
    hands.fold_settings(scene.page, scene.language)
    hands.push(hands.button(scene.page, "training.rewind", scene.language))
    return {"update": "0"}


def keep_or_let_go(scene: Scene) -> Foretold:
    """Keep a run to compare, or stop comparing."""
    hands.unfold_settings(scene.page, scene.language)
    hands.push(scene.page.locator(f"{FIGURE} button.keep"))
    hands.fold_settings(scene.page, scene.language)
    return scene.holding()


def write_the_numbers(scene: Scene) -> Foretold:
    """Press a filter: its weights are written, or no longer."""
    if scene.now.query["net"] == "dense":
        return go_on_by_one(scene)
    hands.fold_settings(scene.page, scene.language)
    first = scene.label("training.filter", n=scene.random.randint(1, 5))
    if not scene.now.has("training.filter", n=1):
        return scrub_by_keys(scene)  # the film is still of a dense net
    grid(scene.page, first).get_by_role("gridcell").first.click()
    return {"numbers": "0" if scene.now.query["numbers"] == "1" else "1"}


def look_at_a_digit(scene: Scene) -> Foretold:
    """Press one of the ten digits."""
    hands.fold_settings(scene.page, scene.language)
    digit = scene.random.randrange(10)
    scene.page.locator(f"{FIGURE} .digit").nth(digit).click()
    return {"picture": str(digit)}


def change_the_rate(scene: Scene) -> Foretold:
    """Move the learning rate to an end: the film is then of other settings."""
    hands.unfold_settings(scene.page, scene.language)
    key, end = scene.random.choice([("Home", RATES[0]), ("End", RATES[-1])])
    hands.slider(scene.page, "training.lr", scene.language).press(key)
    hands.fold_settings(scene.page, scene.language)
    return {"lr": end}


def turn_a_switch(scene: Scene) -> Foretold:
    """Turn one of the experiments on or off."""
    hands.unfold_settings(scene.page, scene.language)
    called, (name, usual, other) = scene.random.choice(list(SWITCHES.items()))

    def switch(label: str) -> Locator:
        return scene.page.get_by_role("switch", name=scene.label(f"training.{label}"), exact=True)

    if switch("experiments").get_attribute("aria-checked") == "false":
        switch("experiments").click()
    switch(called).click()
    hands.fold_settings(scene.page, scene.language)
    return {name: usual if scene.now.query[name] == other else other}


EVENTS = (
    Event(1, gestures.open_a_deep_link, (_address,)),
    Event(2, train_a_run),
    Event(2, go_on_by_one),
    Event(3, scrub_by_keys),
    Event(0.5, rewind),
    Event(0.5, keep_or_let_go),
    Event(1, write_the_numbers),
    Event(1, look_at_a_digit),
    Event(1, change_the_rate),
    Event(1, turn_a_switch),
)


@dataclass(frozen=True)
class Moment:
    """A moment of a run as torch has it."""

    net: nn.Sequential
    loss: float
    named: int
    practised_loss: float
    practised_named: int
    practised: int
    answers: tuple[int, ...]


@cache
def _run(setup: Setup) -> tuple[Tensor, dict[str, Tensor], list[Tensor]]:
    """Return the start of a run, its digits and batches, and torch's weights after each update."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "training.npz"
        start = trained([Run(setup, (0,), file)])[0]["start"]
        arrays = read_npz(file)
    return start, arrays, [weights for _, weights in torchs(setup, start, arrays, MOST_UPDATES)]


def _counted(net: nn.Sequential, pixels: Tensor, classes: Tensor, setup: Setup) -> tuple[float, int, Tensor]:
    with torch.no_grad():
        scores = read(net, pixels.double() / 100, setup)
        loss = nn.functional.cross_entropy(scores, classes.long())
    return float(loss), int((scores.argmax(1) == classes).sum()), scores.argmax(1)


@cache
def moment_of(setup: Setup, update: int) -> Moment:
    """Return what torch makes of a run up to an update."""
    start, arrays, weights = _run(setup)
    net = net_with(weights[update - 1] if update else start, setup.net)
    loss, named, answers = _counted(net, arrays["x_new"], arrays["y_new"], setup)
    practised = _counted(net, arrays["x"][:COUNTED], arrays["y"][:COUNTED], setup)
    first = [int((arrays["y_new"] == digit).nonzero()[0]) for digit in range(10)]
    return Moment(
        net,
        *(loss, named, *practised[:2], min(len(arrays["y"]), COUNTED)),
        tuple(int(answers[at]) for at in first),
    )


def _shown(values: Tensor) -> Tensor:
    return half_away(100 * values.double())


def _counts(row: list[str], moment: Moment, setup: Setup) -> Iterator[Comparison]:
    """Compare a row of the table; where digits were moved to be counted only the new ones are known here."""
    shares = [(1, moment.named, 1000, moment.loss)]
    if not setup.moved:
        shares += [(3, moment.practised_named, moment.practised, moment.practised_loss)]
    for at, named, among, loss in shares:
        percent = round(1000 * named / among) * 10.0
        yield Comparison("accuracy", (1, at), row[at].removesuffix("%"), percent, ANY)
        if loss < WRITTEN:
            yield Comparison("loss", (1, at + 1), row[at + 1], _shown(torch.tensor(loss)).item())


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give every number of the moment that is shown beside torch's."""
    page, reading = scene.page, scene.now
    state = page.evaluate(STATE, MODULES)
    setup, update = setup_of(state["setup"]), int(state["update"])
    moment = moment_of(setup, update)
    yield whole("update", page.locator(f"{FIGURE} .strip").get_attribute("aria-valuenow"), update)
    if reading.query["numbers"] == "1" and setup.net == "conv":
        weight = next(moment.net.parameters()).detach()
        for n in range(1, 6):
            kernel = reading.grid("training.filter", n=n)
            yield from compared("weight", kernel, _shown(weight[n - 1, 0]))
    rows = page.locator(f"{FIGURE} .curves tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    )
    for row in rows:
        if row[0] == str(update):
            yield from _counts(row, moment, setup)
    if not setup.moved:
        names = page.locator(f"{FIGURE} .digit").evaluate_all(
            "all => all.map(one => one.ariaLabel).slice(0, 10)"
        )
        for digit, (name, answer) in enumerate(zip(names, moment.answers, strict=True)):
            yield whole(f"answer to {digit}", re.findall(r"\d", name)[1], answer)
