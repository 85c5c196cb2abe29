"""What stands on the page that trains beside torch's own training: weights, counts, losses, answers."""

import math
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn

from lessons.kit.figure import assets
from tests.monkey.comparing import Comparison, grid, whole
from tests.monkey.scene import Scene
from tests.oracle.training_side import Run, Setup, net_with, read, read_npz, setup_of, torchs, trained

MOST_UPDATES = 12  # of a run in a walk
FIGURE = "[data-figure=training]"
COUNTED = 500  # of the digits that are practised
WRITTEN = 1000  # from which on a loss is a power of ten
MODULES = [
    assets.address_of(f"{path}.js") for path in ("training/model/session", "kit/figure/settings_store")
]
# Which run the film is of, and the moment that is shown: what stands on the screen is read from the screen.
STATE = """async addresses => {
  const [{ compute }, { lastOf }] = await Promise.all(addresses.map(each => import(location.origin + each)));
  const { setup, now } = compute(lastOf("training"));
  return { setup, update: now.update };
}"""


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


def _hundredths(value: float) -> float:
    """Return a number as it is rounded to be shown: half away from zero, behind binary noise."""
    return math.copysign(math.floor(round(abs(value) * 100, 8) + 0.5), value) + 0.0


def _percent(text: str) -> str:
    """Return a share as other numbers are written: 10.4 % is 10.40."""
    number = text.removesuffix("%")
    return f"{number}0" if "." in number else number


def _counts(row: list[str], moment: Moment, setup: Setup) -> Iterator[Comparison]:
    """Compare a row of the table; where digits were moved to be counted only the new ones are known here."""
    shares = [(1, moment.named, 1000, moment.loss)]
    if not setup.moved:
        shares += [(3, moment.practised_named, moment.practised, moment.practised_loss)]
    for at, named, among, loss in shares:
        share = Comparison("accuracy", (1, at), _percent(row[at]), round(1000 * named / among) * 10.0)
        yield share
        if loss < WRITTEN:
            yield Comparison("loss", (1, at + 1), row[at + 1], _hundredths(loss))


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
            kernel = cast("list[list[float]]", weight[n - 1, 0].tolist())
            expected = torch.tensor([[_hundredths(each) for each in row] for row in kernel])
            yield from grid("weight", reading.grid("training.filter", n=n), expected)
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
