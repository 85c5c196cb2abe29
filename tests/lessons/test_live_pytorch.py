"""The code below the live network: it runs as it stands and prints what its last lines say."""

import base64
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch

from cnn_core.network import feature_maps, load_weights
from cnn_core.pictures import WAYS
from lessons.kit.ask.question import AskError, Question
from lessons.kit.settings.setting import InvalidSettings
from lessons.live_network import picture
from lessons.live_network.code import QUESTIONS, code_of, printed, run
from lessons.live_network.settings import PIXELS, TABLE, State, read_state
from tests.lessons.test_asked_code import HOSTILE, prints
from tests.oracle.asked import asked
from tests.settings_states import illegal

NOTES_PRINTS = ["out1 :  torch.Size([1, 5, 24, 24])", "out2 :  torch.Size([1, 5, 12, 12])"]
RUNS = 60
CODE: Question[Any] = QUESTIONS[0]


def hundredths(source: str = "paper_3", way: str | None = None) -> bytes:
    """Return a sample's pixels as the browser hands them over."""
    return bytes(picture.as_data(picture.sample(source, way))["pixels"])


START: dict[str, object] = {"kernels": [], "hundredths": base64.b64encode(hundredths()).decode()}
start_with = partial(State, hundredths=hundredths())


def run_alone(code: str, folder: Path) -> str:
    """Return what code prints as a file in an empty folder, with nothing of this repository on its path."""
    file = folder / "saved.py"
    file.write_text(code + "\n", encoding="utf-8")
    told = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    run = [sys.executable, "-P", str(file)]
    done = subprocess.run(
        run, cwd=folder, env=told, capture_output=True, encoding="utf-8", timeout=120, check=True
    )
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("at", range(RUNS))
def test_the_last_line_of_the_code_is_torchs(at: int) -> None:
    _, state = CODE.read(json.dumps(asked("live_network")[at]["state"]).encode())
    place = (state.digit,) if state.layer == "score" else (state.map - 1, state.row - 1, state.column - 1)
    torchs = run(state, torch.tensor(state.pixels))[state.layer][0][place].item()
    assert float(printed(state)[-1]) == pytest.approx(torchs, abs=0.00005)


def test_the_state_at_the_start_is_the_shipped_network() -> None:
    pixels = picture.sample("paper_3").prepared.pixels
    maps = run(State(), torch.tensor(pixels))
    shipped = feature_maps(pixels, load_weights("digits"), activation=True)
    for name, theirs in (("conv", shipped.conv), ("relu", shipped.relu), ("pool", shipped.pool)):
        assert torch.allclose(maps[name][0], torch.tensor(theirs), atol=1e-12)
    assert torch.allclose(maps["score"][0], torch.tensor(shipped.scores), atol=1e-9)


def test_the_notes_network_prints_what_the_note_prints() -> None:
    state = start_with(relu=False, scores=False)
    assert state.is_note
    code = code_of(state, "en")
    assert prints(code) == printed(state)
    assert printed(state)[:2] == NOTES_PRINTS
    assert "ReLU" not in "\n".join(code)
    assert "Linear" not in "\n".join(code)


@pytest.mark.slow
def test_every_sample_in_every_reading_is_the_picture_of_the_code() -> None:
    for source in picture.SAMPLES:
        for way in WAYS:
            state = State(layer="score", digit=2, hundredths=hundredths(source, way))
            assert prints(code_of(state, "en")) == printed(state), (source, way)


@pytest.mark.slow
@pytest.mark.parametrize("filters", ["digits_plain", "cats_dogs"])
def test_code_runs_where_there_is_torch_and_nothing_of_ours(tmp_path: Path, filters: str) -> None:
    state = start_with(filters=filters, layer="score")
    assert run_alone("\n".join(code_of(state, "en")), tmp_path).splitlines() == printed(state)


def test_code_that_leans_on_this_repository_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_alone("import cnn_core", tmp_path)


def test_a_visitors_own_picture_goes_with_its_code() -> None:
    chance = random.Random(3)
    own = State(layer="score", digit=3, hundredths=bytes(chance.randint(0, 100) for _ in range(PIXELS)))
    assert prints(code_of(own, "ko")) == printed(own)
    assert printed(own)[0] == "(1, 5, 24, 24) (1, 5, 12, 12) (1, 10)"
    assert printed(own)[1] != printed(replace(own, hundredths=hundredths()))[1]


def test_a_moved_picture_gives_other_scores_than_a_centred_one() -> None:
    pixels = torch.tensor(picture.sample("paper_3").prepared.pixels)
    centred, moved = (run(state, pixels)["score"] for state in (State(), State(right=6)))
    assert (int(centred.argmax()), int(moved.argmax())) == (3, 8)


def start() -> dict[str, Any]:
    """Return what is asked about the figure as it opens."""
    settings = {each.name: each.default for each in TABLE.asked}
    return settings | {"bias": [[0] * 5]} | START


@pytest.mark.parametrize(
    "changes",
    [
        {"bias": "0"},  # a name says no numbers
        {"bias": [[0] * 4]},
        {"bias": [[0] * 5] * 2},
        {"bias": [[2.01] + [0] * 4]},
        {"layer": "relu", "relu": 0},
        {"layer": "score", "scores": 0},
        {"layer": "pool", "row": 13},
        {"layer": "conv", "column": 25},
        {"filters": "cats_dogs", "digit": 2},
        {"filters": "random", "scores": 0},  # kernels are missing
        {"filters": "random", "scores": 1, "kernels": [[[0.1] * 5] * 5] * 5},
        {"filters": "random", "scores": 0, "kernels": [[[0.1] * 5] * 4] * 5},
        {"filters": "random", "scores": 0, "kernels": [[[1.01] * 5] * 5] * 5},
        {"filters": "random", "scores": 0, "kernels": [[[0.001] * 5] * 5] * 5},
        {"filters": "random", "scores": 0, "kernels": [[[True] * 5] * 5] * 5},
        {"filters": "random", "scores": 0, "kernels": [[[0.1] * 5] * 5] * 60_000},
        {"kernels": [[[0.1] * 5] * 5] * 5},
        {"kernels": None},
        {"kernels": "none"},
        {"hundredths": "%%%"},
        {"hundredths": "가"},
        {"hundredths": None},
        {"hundredths": 784},
        {"hundredths": base64.b64encode(bytes(783)).decode()},
        {"hundredths": base64.b64encode(bytes([101] * 784)).decode()},
        {"more": 1},
    ],
)
def test_what_the_figure_cannot_show_is_refused(changes: dict[str, object]) -> None:
    assert read_state(start())
    with pytest.raises((InvalidSettings, AskError)):
        read_state(start() | changes)


def test_hostile_settings_are_refused_each_by_itself() -> None:
    for name in start():
        for value in HOSTILE:
            if (name, value) != ("kernels", []):  # it opens with a net that was trained
                with pytest.raises((InvalidSettings, AskError)):
                    read_state(start() | {name: value})


def test_nothing_but_states_of_the_figure_is_answered() -> None:
    chance = random.Random(8)
    for _ in range(500):
        wrong = illegal(TABLE, chance)
        with pytest.raises(InvalidSettings):
            CODE.read(json.dumps(wrong | START if isinstance(wrong, dict) else wrong).encode())
    for name in START:
        with pytest.raises((InvalidSettings, AskError)):
            read_state({key: value for key, value in start().items() if key != name})
