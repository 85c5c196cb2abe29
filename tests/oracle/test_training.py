"""The browser trains as torch does, and the code of the page prints the loss that the figure shows."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.settings.table import InvalidSettings
from lessons.training.code import QUESTIONS, SHOWN, TABLE
from tests.oracle.planted import Fault, plant
from tests.oracle.training_side import (
    LESSONS,
    STATES,
    Run,
    Setup,
    flat,
    net_with,
    read,
    read_npz,
    setup_of,
    torchs,
    trained,
)
from tests.sample import IS_SAMPLE, part_of
from tests.settings_states import state_with

pytestmark = pytest.mark.slow

CLOSE = 1e-9
EPOCH = 32
PLAIN, READABLE = Setup(filters="plain"), Setup()
DENSE = replace(PLAIN, net="dense")
SGD = replace(PLAIN, optimizer="sgd", lr="0.1")
WHOLE_EPOCH = {"SGD": SGD, "momentum": replace(PLAIN, optimizer="momentum", lr="0.05"), "Adam": PLAIN}
FEW = 100  # digits: two batches an epoch, the second of 36
EPOCHS = {
    **WHOLE_EPOCH,
    "forgotten zero_grad": replace(SGD, lr="0.01", zero_grad=0),
    "softmax before the loss": replace(PLAIN, softmax=1),
    "the dense net on moved digits": replace(DENSE, moved=4),
    "the dense net with momentum": replace(DENSE, optimizer="momentum", lr="0.05"),
    "moved digits": replace(SGD, moved=4),
    "readable filters of moved digits": replace(READABLE, moved=3),
    "a visitor's own digits behind the others": replace(SGD, own=3),
    "labels by lot, in the order of the classes": replace(PLAIN, labels="random", shuffle=0),
}
UPDATES = 5  # of these: into the third epoch
READABLE_UPDATES = 10
FAULTS = {
    "Adam without its bias correction": (PLAIN, Fault("trainer.js", "lr / (1 - power1)", "lr")),
    "momentum forgets the gradient": (
        WHOLE_EPOCH["momentum"],
        Fault("trainer.js", "momentum * moving[at] + gradients[at]", "gradients[at]"),
    ),
    "the sum of a batch": (SGD, Fault("trainer.js", "= 1 / chosen.length", "= 1")),
    "another batch": (SGD, Fault("digits.js", "orders.permutation(length)", "ordered")),
    "moved the other way": (READABLE, Fault("digits.js", "row - down", "row + down")),
    "no penalty": (READABLE, Fault("trainer.js", "PENALTY = 0.02", "PENALTY = 0")),
    "filters keep their mean": (READABLE, Fault("trainer.js", "projectToZeroMean(this.weights);", ";")),
    "ReLU of the dense net lets all back": (DENSE, Fault("nets.js", "hidden[unit] <= 0 || ", "")),
    "a pixel of the dense net counts as 1": (DENSE, Fault("nets.js", "+= back * values[at]", "+= back")),
}


def farthest(setup: Setup, got: dict[str, Any], file: Path, start: Tensor) -> float:
    """Return how far the browser's numbers are from torch's, at most: losses, and weights at the end."""
    told = torchs(setup, start, read_npz(file), len(got["losses"]))
    losses = [
        abs(loss - own) if own is not None else inf
        for (loss, _), own in zip(told, got["losses"], strict=True)
    ]
    weights = (got["moments"][0]["weights"] - told[-1][1]).abs().nan_to_num(inf).max()
    return max(*losses, float(weights))


def far_from_torch(wanted: dict[str, tuple[Setup, int]], folder: Path) -> dict[str, float]:
    """Return by its name how far each run is from torch's over so many updates."""
    files = [folder / f"{at}.npz" for at in range(len(wanted))]
    runs = [
        Run(setup, (updates,), file) for (setup, updates), file in zip(wanted.values(), files, strict=True)
    ]
    return {
        name: farthest(run.setup, got, file, got["start"])
        for name, run, file, got in zip(wanted, runs, files, trained(runs), strict=True)
    }


@pytest.mark.alike(claim="oracle of training", keep=2)
def test_an_epoch_is_torchs(tmp_path: Path) -> None:
    whole = dict(part_of(WHOLE_EPOCH.items(), 1))
    wanted = {f"{name}, all digits": (setup, EPOCH) for name, setup in whole.items()}
    wanted |= {name: (replace(setup, digits=FEW), UPDATES) for name, setup in EPOCHS.items()}
    wanted |= {"the readable recipe": (READABLE, READABLE_UPDATES)}
    far = far_from_torch(wanted, tmp_path)
    assert {name: distance for name, distance in far.items() if not distance < CLOSE} == {}


def test_planted_faults_are_caught(tmp_path: Path) -> None:
    """The batches that torch takes are those of the true code, so that a fault in them is seen."""
    runs: list[Run] = []
    for at, (setup, fault) in enumerate(FAULTS.values()):
        copied = tmp_path / str(at)
        for room in ("kit", "training"):
            ignored = shutil.ignore_patterns("__pycache__", "*.css", "*.py", "*.md")
            shutil.copytree(LESSONS / room, copied / room, ignore=ignored)
        plant(copied / "training" / "model", fault)
        few = replace(setup, digits=FEW)
        runs += [Run(few, (0,), tmp_path / f"{at}.npz"), Run(few, (2,), lessons=copied)]
    answers = trained(runs)
    pairs = zip(FAULTS, runs[::2], answers[::2], answers[1::2], strict=True)
    far = {
        name: farthest(run.setup, got, run.file or tmp_path, true["start"]) for name, run, true, got in pairs
    }
    assert {name: distance for name, distance in far.items() if not distance > CLOSE} == {}


@pytest.mark.parametrize("setup", [PLAIN, replace(DENSE, moved=2)], ids=["conv", "dense"])
def test_what_is_measured_is_torchs_and_the_start_is_within_its_bounds(setup: Setup, tmp_path: Path) -> None:
    file = tmp_path / "training.npz"
    run, *_ = trained([Run(setup, (SHOWN,), file, measured=True)])
    arrays, moment = read_npz(file), run["moments"][0]
    net = net_with(run["start"], setup.net)
    assert torch.equal(flat(net), run["start"])
    inside, outside = (25, 720) if setup.net == "conv" else (784, 128)
    of_weight, of_bias, *of_last = (each.detach().abs().max() for each in net.parameters())
    assert 0.9 * inside**-0.5 < max(of_weight, of_bias) <= inside**-0.5
    assert 0.9 * outside**-0.5 < max(of_last) <= outside**-0.5
    net = net_with(moment["weights"], setup.net)
    with torch.no_grad():
        scores = read(net, arrays["x_new"].double() / 100, setup)
        loss = torch.nn.functional.cross_entropy(scores, arrays["y_new"].long())
    assert moment["unseen"]["named"] == int((scores.argmax(1) == arrays["y_new"]).sum())
    assert abs(moment["unseen"]["loss"] - float(loss)) < CLOSE
    for language in LANGUAGES:
        text = (LESSONS / "training" / f"{language}.md").read_text(encoding="utf-8")
        assert f"{len(run['start']):,}" in text


def test_new_digits_are_moved_alike_in_every_run_and_no_further_than_is_said(tmp_path: Path) -> None:
    files = [tmp_path / f"{at}.npz" for at in range(3)]
    setups = [
        replace(PLAIN, digits=FEW),
        replace(PLAIN, digits=FEW, moved=2, seed=1),
        replace(DENSE, moved=2),
    ]
    trained([Run(setup, (0,), file) for setup, file in zip(setups, files, strict=True)])
    still, one, other = (read_npz(file)["x_new"] for file in files)
    assert torch.equal(one, other)
    moves = [(down, right) for down in range(-2, 3) for right in range(-2, 3)]
    padded = torch.nn.functional.pad(still, (2, 2, 2, 2))
    places = [padded[:, :, 2 - down : 30 - down, 2 - right : 30 - right] for down, right in moves]
    is_place = torch.stack([(place == one).flatten(1).all(1) for place in places])
    assert bool(is_place.any(0).all())
    assert bool(is_place.any(1).all())


RUN_ALL = "import os, runpy, sys\nfor folder in sys.argv[1:]: os.chdir(folder); runpy.run_path('training.py')"


@pytest.mark.alike(claim="oracle of training", keep=2)
def test_the_code_prints_the_loss_that_the_figure_shows(tmp_path: Path) -> None:
    states = part_of(STATES, 3)
    folders = [tmp_path / str(at) for at in range(len(states))]
    for at, (state, folder) in enumerate(zip(states, folders, strict=True)):
        folder.mkdir()
        answer = QUESTIONS[0].answer(state_with(TABLE, **state), LANGUAGES[at % 2])
        (folder / "training.py").write_text("\n".join(answer["code"]) + "\n", encoding="utf-8")
    runs = [
        Run(setup_of(state), (SHOWN,), folder / "training.npz", measured=True)
        for state, folder in zip(states, folders, strict=True)
    ]
    shown = [f"{run['moments'][0]['unseen']['loss']:.4f}" for run in trained(runs)]
    alone = [sys.executable, "-I", "-c", RUN_ALL, *map(str, folders)]  # nothing of the course
    assert subprocess.check_output(alone, cwd=tmp_path, encoding="utf-8", timeout=300).split() == shown


def test_the_batches_of_the_code_are_those_of_the_whole_run(tmp_path: Path) -> None:
    """The file holds whole epochs: where the run ends within one, the code leaves out what is behind it."""
    sizes = [(2000, 64), (100, 64), (10, 1)]
    states = [{"filters": "plain", "digits": digits, "batch_size": size} for digits, size in sizes]
    files = [tmp_path / f"{at}.npz" for at in range(len(states))]
    trained([Run(setup_of(state), (0,), file) for state, file in zip(states, files, strict=True)])
    for state, file in zip(states, files, strict=True):
        lines = QUESTIONS[0].answer(state_with(TABLE, **state), "en")["code"]
        (written,) = (line.partition(" = ")[2] for line in lines if line.startswith("batches = "))
        assert len(eval(written, {"run": read_npz(file)})) == TABLE.settings["update"].range[1]


def test_filters_of_a_net_without_filters_are_refused() -> None:
    with pytest.raises(InvalidSettings, match="filters"):
        QUESTIONS[0].cost(state_with(TABLE, net="dense"))


def test_the_loop_of_the_code_has_fifteen_lines_at_most() -> None:
    written = [QUESTIONS[0].answer(state_with(TABLE, **state), "en")["code"] for state in STATES]
    loops = [[line.startswith("for ") for line in code] for code in written]
    assert all(len(loop) - loop.index(True) <= 15 for loop in loops)


Claim = tuple[Setup, int, dict[str, str]]


def _claim(setup: Setup, updates: int, named: int | None = None, **said: object) -> Claim:
    """Return what the text says of a run after so many updates, in numbers as they are written.

    Args:
        setup: of the run.
        updates: after which it is looked at.
        named: rightly, of 1,000 new digits.
        said: unseen_loss, and of those that were practised, as far as they are counted, practised_named
            and practised_loss.
    """
    written = {} if named is None else {"unseen_named": str(named)}
    return setup, updates, written | {name: str(each) for name, each in said.items()}


def _differences(said: dict[str, str], measured: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return what was measured otherwise than it is said."""
    got = {name: measured[digits][what] for name in said for digits, what in [name.split("_")]}
    digits_of = {name: len(text.partition(".")[2]) for name, text in said.items()}
    return {name: each for name, each in got.items() if f"{each:.{digits_of[name]}f}" != said[name]}


def _of_seeds(setup: Setup, updates: int, *named: int) -> list[Claim]:
    return [_claim(replace(setup, seed=seed), updates, each) for seed, each in enumerate(named)]


FEW_DIGITS = replace(PLAIN, digits=100)
BY_LOT = replace(PLAIN, digits=300, labels="random")
CLAIMS = [
    *_of_seeds(READABLE, EPOCH, 825, 774, 781),
    _claim(replace(READABLE, shuffle=0), EPOCH, 234),
    _claim(FEW_DIGITS, 40, 761, unseen_loss="0.87", practised_named=100),
    _claim(SGD, 94, 865),
    _claim(replace(SGD, lr="1.0"), 94, None, unseen_loss="2.3"),
    _claim(replace(READABLE, zero_grad=0), 94, 611, unseen_loss="6.1"),
    *_of_seeds(READABLE, 940, 960, 962, 954),
    _claim(replace(READABLE, lr="0.001"), 940, 937, unseen_loss="0.22"),
    _claim(replace(READABLE, lr="0.1"), 940, 951, unseen_loss="2.8"),
    _claim(PLAIN, 940, 939, practised_named=500),
    _claim(FEW_DIGITS, 400, 767, unseen_loss="1.24", practised_loss="0.0003"),
    _claim(BY_LOT, 500, 101, practised_named=300),
    *_of_seeds(replace(DENSE, moved=4), 200, 858, 854, 844),
    *_of_seeds(replace(PLAIN, moved=4), 200, 790, 820, 809),
    _claim(replace(DENSE, moved=4), 940, 910),
    _claim(replace(PLAIN, moved=4), 940, 892),
]


@pytest.mark.alike(claim="oracle of training", keep=2)
def test_the_text_says_what_runs_name() -> None:
    """Runs of more than an epoch take minutes: with the long tests only."""
    claims = [each for each in CLAIMS if not IS_SAMPLE or each[1] <= EPOCH]
    runs = trained([Run(setup, (updates,), measured=True) for setup, updates, _ in claims])
    found = [_differences(said, run["moments"][0]) for (*_, said), run in zip(claims, runs, strict=True)]
    assert {at: each for at, each in enumerate(found) if each} == {}
    question = (LESSONS / "training" / "model" / "words.js").read_text(encoding="utf-8")
    assert f"EPOCH = {EPOCH};" in question
    assert f"NAMED = {CLAIMS[0][2]['unseen_named']};" in question
    at_end = [said["unseen_named"] for *run, said in CLAIMS if run == [READABLE, 940]]
    assert f"NAMED_AT_END = {at_end[0]};" in question
    asked = json.loads((LESSONS / "training" / "questions.json").read_text(encoding="utf-8"))
    for language in LANGUAGES:
        text = (LESSONS / "training" / f"{language}.md").read_text(encoding="utf-8")
        numbers = set(re.findall(r"\d+(?:\.\d+)?", text + json.dumps([each[language] for each in asked])))
        written = [{*said.values()} for *_, said in CLAIMS]
        assert {at: each - numbers for at, each in enumerate(written) if each - numbers} == {}
