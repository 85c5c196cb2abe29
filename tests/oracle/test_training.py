"""The browser trains as torch does, and the code of the page prints the loss that the figure shows."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from lessons.kit.i18n.language import LANGUAGES
from lessons.training.code import QUESTIONS, SHOWN, TABLE
from tests.oracle.planted import Fault, copy_of_twin
from tests.oracle.sweeps import CASES
from tests.oracle.training_side import LESSONS, Setup, flat, net_with, read, read_npz, torchs, trained
from tests.oracle.twin import node
from tests.settings_states import state_with

pytestmark = pytest.mark.slow

CLOSE = 1e-9
EPOCH = 32
LONG = CASES >= 5000
PLAIN = Setup(is_readable=False)
FIRST_EPOCH = {
    "SGD": replace(PLAIN, optimizer="sgd", lr=0.1),
    "momentum": replace(PLAIN, optimizer="momentum", lr=0.05),
    "Adam": PLAIN,
    "forgotten zero_grad": replace(PLAIN, optimizer="sgd", lr=0.01, zeroes_gradients=False),
    "softmax before the loss": replace(PLAIN, has_softmax=True),
}
READABLE_UPDATES = 10
SGD, ADAM, READABLE = FIRST_EPOCH["SGD"], FIRST_EPOCH["Adam"], Setup()
FAULTS = {
    "Adam without its bias correction": (
        ADAM,
        Fault("training/model/optimizers.js", "lr / (1 - power1)", "lr"),
    ),
    "momentum forgets the gradient": (
        FIRST_EPOCH["momentum"],
        Fault("training/model/optimizers.js", "MOMENTUM * moving[at] + gradients[at]", "gradients[at]"),
    ),
    "the sum of a batch": (SGD, Fault("training/model/trainer.js", "= 1 / chosen.length", "= 1")),
    "another batch": (SGD, Fault("training/model/batches.js", "orders.permutation(length)", "ordered")),
    "moved the other way": (READABLE, Fault("training/model/digits.js", "row - down", "row + down")),
    "no penalty": (READABLE, Fault("training/model/recipe.js", "PENALTY = 0.02", "PENALTY = 0")),
    "filters keep their mean": (
        READABLE,
        Fault("training/model/trainer.js", "projectToZeroMean(this.weights);", ";"),
    ),
}


def farthest(setup: Setup, updates: int, folder: Path, lessons: Path = LESSONS) -> float:
    """Return how far the browser's numbers are from torch's, at most: losses, and weights at the end.

    The batches that torch takes are those of the true code, so that a fault in them is seen.
    """
    file = folder / "training.npz"
    true, *_ = trained([(setup, (0,), file)])
    got, *_ = trained([(setup, (updates,), None)], lessons)
    told = torchs(setup, true["start"], read_npz(file), updates)
    losses = [abs(loss - own) for (loss, _), own in zip(told, got["losses"], strict=True)]
    weights = torch.tensor(got["moments"][0]["weights"], dtype=torch.float64)
    return max(*losses, float((weights - told[-1][1]).abs().max()))


@pytest.mark.alike("name", keep=3)
@pytest.mark.parametrize("name", FIRST_EPOCH)
def test_an_epoch_is_torchs(name: str, tmp_path: Path) -> None:
    updates = EPOCH if LONG or name in {"SGD", "momentum", "Adam"} else EPOCH // 4
    assert farthest(FIRST_EPOCH[name], updates, tmp_path) < CLOSE


def test_the_readable_recipe_is_torchs(tmp_path: Path) -> None:
    assert farthest(Setup(), READABLE_UPDATES, tmp_path) < CLOSE


@pytest.mark.alike("name", keep=3)
@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_caught(name: str, tmp_path: Path) -> None:
    setup, fault = FAULTS[name]
    copied = copy_of_twin(LESSONS, tmp_path, fault)
    assert farthest(setup, 2, tmp_path, copied) > CLOSE


def test_what_is_measured_is_torchs_and_the_start_is_within_its_bounds(tmp_path: Path) -> None:
    file = tmp_path / "training.npz"
    run, *_ = trained([(PLAIN, (SHOWN,), file)])
    arrays, moment = read_npz(file), run["moments"][0]
    start = torch.tensor(run["start"], dtype=torch.float64)
    assert float(start[:130].abs().max()) <= 1 / 5
    assert float(start[130:].abs().max()) <= 720**-0.5
    net = net_with(moment["weights"])
    with torch.no_grad():
        scores = read(net, arrays["x_new"].double() / 100, PLAIN)
        loss = torch.nn.functional.cross_entropy(scores, arrays["y_new"].long())
    assert moment["unseen"]["named"] == int((scores.argmax(1) == arrays["y_new"]).sum())
    assert abs(moment["unseen"]["loss"] - float(loss)) < CLOSE
    assert torch.equal(flat(net_with(run["start"])), start)


STATES: list[dict[str, object]] = [
    {},
    {"filters": "plain", "optimizer": "sgd", "lr": "0.1"},
    {"filters": "plain", "optimizer": "momentum", "batch_size": 8, "softmax": 1},
    {"labels": "random", "digits": 300, "zero_grad": 0},
]


def setup_of(state: dict[str, object]) -> Setup:
    """Return the run that a state of the figure stands for, as `limits.js` reads it."""
    known = {**{each.name: each.default for each in TABLE.asked}, **state}
    return Setup(
        lr=float(str(known["lr"])),
        batch_size=int(str(known["batch_size"])),
        optimizer=str(known["optimizer"]),
        is_readable=known["filters"] == "readable",
        zeroes_gradients=known["zero_grad"] == 1,
        is_shuffled=known["shuffle"] == 1,
        has_softmax=known["softmax"] == 1,
        has_random_labels=known["labels"] == "random",
        digits=int(str(known["digits"])),
    )


@pytest.mark.alike("at", keep=2)
@pytest.mark.parametrize("at", range(len(STATES)))
def test_the_code_prints_the_loss_that_the_figure_shows(at: int, tmp_path: Path) -> None:
    state = STATES[at]
    run, *_ = trained([(setup_of(state), (SHOWN,), tmp_path / "training.npz")])
    answer = QUESTIONS[0].answer(state_with(TABLE, **state), LANGUAGES[at % 2])
    (tmp_path / "training.py").write_text("\n".join(answer["code"]) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "training.py"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{run['moments'][0]['unseen']['loss']:.4f}"


def test_the_place_of_the_code_is_as_high_as_the_code() -> None:
    script = (
        "const { codeLines } = await import(process.argv[1]);"
        "console.log(JSON.stringify(JSON.parse(process.argv[2]).map(codeLines)));"
    )
    settings = [dict(state_with(TABLE, **state)) for state in STATES]
    module = (LESSONS / "training" / "model" / "code_lines.js").as_uri()
    command = [node(), "--input-type=module", "--eval", script, module, json.dumps(settings)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=True)
    written = [QUESTIONS[0].answer(state_with(TABLE, **state), "en")["code"] for state in STATES]
    assert json.loads(done.stdout) == [len(code) + 1 for code in written]  # one line is printed


SEEDS = range(3)
# What the text says that a run names rightly of 1,000 new digits; what takes long, with the long tests only.
CLAIMS: list[tuple[Setup, int, int]] = [
    *(
        (replace(READABLE, seed=seed), EPOCH, named)
        for seed, named in zip(SEEDS, (825, 774, 781), strict=True)
    ),
    (replace(READABLE, is_shuffled=False), EPOCH, 234),
    (replace(PLAIN, digits=100), 40, 761),
    (replace(READABLE, zeroes_gradients=False), 94, 611),
    *((replace(READABLE, seed=seed), 940, named) for seed, named in zip(SEEDS, (960, 962, 954), strict=True)),
    (replace(READABLE, lr=0.001), 940, 937),
    (replace(READABLE, lr=0.1), 940, 939),
    (PLAIN, 940, 939),
    (replace(PLAIN, digits=100), 400, 767),
    (replace(PLAIN, digits=300, has_random_labels=True), 500, 101),
]


def test_the_text_says_what_runs_name(tmp_path: Path) -> None:
    claims = CLAIMS if LONG else CLAIMS[:4]
    runs = trained([(setup, (updates,), tmp_path / "training.npz") for setup, updates, _ in claims])
    assert [run["moments"][0]["unseen"]["named"] for run in runs] == [named for *_, named in claims]
    question = (LESSONS / "training" / "model" / "question.js").read_text(encoding="utf-8")
    assert f"EPOCH = {EPOCH};" in question
    assert f"NAMED = {CLAIMS[0][2]};" in question
    for language in LANGUAGES:
        text = (LESSONS / "training" / f"{language}.md").read_text(encoding="utf-8")
        assert [named for *_, named in CLAIMS if str(named) not in text] == []
