"""The code below the live network: it runs as it stands and prints what its last lines say."""

import io
import os
import random
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from cnn_core.network import feature_maps, load_weights
from cnn_core.pictures import WAYS
from lessons.kit.i18n.language import LANGUAGES
from lessons.live_network import picture
from lessons.live_network.pytorch import code_of, run
from lessons.live_network.state import FILTERS, TRAINED, State, state_of

NOTES_PRINTS = "out1 :  torch.Size([1, 5, 24, 24])\nout2 :  torch.Size([1, 5, 12, 12])\n"
RUNS = 40


def execute(code: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        exec(code, {})
    return said.getvalue()


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


def last_lines(code: str) -> str:
    """Return what a code says that it prints."""
    lines = code.split("\n")
    count = next(at for at, line in enumerate(reversed(lines)) if not line.startswith("# "))
    return "".join(f"{line[2:]}\n" for line in lines[-count:])


def random_settings(chance: random.Random) -> dict[str, Any]:
    """Return what the figure may tell."""
    filters = chance.choice(FILTERS)
    is_trained = filters in TRAINED
    relu, scores = chance.randint(0, 1), chance.randint(0, 1) if is_trained else 0
    layers = ["conv", "pool", *(["relu"] if relu else []), *(["score"] if scores else [])]
    layer = chance.choice(layers)
    size = 24 if layer in ("conv", "relu") else 12
    told: dict[str, Any] = {"filters": filters, "seed": 3, "relu": relu, "scores": scores, "layer": layer}
    told |= {"bias": [chance.randint(-200, 200) / 100 for _ in range(5)]}
    told |= {"pool": chance.choice(["max", "average"]), "digit": chance.randint(0, 1)}
    told |= {"down": chance.randint(-8, 8), "right": chance.randint(-8, 8), "map": chance.randint(1, 5)}
    told |= {"row": chance.randint(1, size), "column": chance.randint(1, size)}
    if not is_trained:
        weights = range(-60, 61)
        told["kernels"] = [
            [[chance.choice(weights) / 100 for _ in range(5)] for _ in range(5)] for _ in range(5)
        ]
    return told


@pytest.mark.parametrize("seed", range(RUNS))
def test_code_prints_what_its_last_lines_say(seed: int) -> None:
    chance = random.Random(seed)
    state = state_of(random_settings(chance))
    source = chance.choice(picture.SAMPLES)
    way = chance.choice([None, "drawing", "photo"])
    shown, _ = picture.first_shown(source, way)
    code = code_of(state, shown.prepared.pixels, chance.choice(LANGUAGES))
    said = execute(code)
    assert said == last_lines(code)
    place = (state.digit,) if state.layer == "score" else (state.map - 1, state.row - 1, state.column - 1)
    torchs = run(state, torch.tensor(shown.prepared.pixels))[state.layer][0][place].item()
    assert float(said.split("\n")[-2]) == pytest.approx(torchs, abs=0.00005)


def test_the_state_at_the_start_is_the_shipped_network() -> None:
    prepared = picture.sample("paper_3").prepared
    maps = run(state_of({}), torch.tensor(prepared.pixels))
    shipped = feature_maps(prepared.pixels, load_weights("digits"), activation=True)
    for name, theirs in (("conv", shipped.conv), ("relu", shipped.relu), ("pool", shipped.pool)):
        assert torch.allclose(maps[name][0], torch.tensor(theirs), atol=1e-12)
    assert torch.allclose(maps["score"][0], torch.tensor(shipped.scores), atol=1e-9)


def test_the_notes_network_prints_what_the_note_prints() -> None:
    state = State(relu=False, scores=False)
    assert state.is_note
    code = code_of(state, picture.sample("paper_3").prepared.pixels, "en")
    assert execute(code).startswith(NOTES_PRINTS)
    assert last_lines(code).startswith(NOTES_PRINTS)
    assert "ReLU" not in code
    assert "Linear" not in code


def test_every_sample_in_every_reading_is_the_picture_of_the_code() -> None:
    for source in picture.SAMPLES:
        for way in WAYS:
            code = code_of(State(layer="score", digit=2), picture.sample(source, way).prepared.pixels, "en")
            assert execute(code) == last_lines(code), (source, way)


@pytest.mark.slow
@pytest.mark.parametrize("filters", ["digits_plain", "cats_dogs"])
def test_code_runs_where_there_is_torch_and_nothing_of_ours(tmp_path: Path, filters: str) -> None:
    code = code_of(State(filters=filters, layer="score"), picture.sample("paper_3").prepared.pixels, "en")
    assert run_alone(code, tmp_path) == last_lines(code)


def test_code_that_leans_on_this_repository_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_alone("import cnn_core", tmp_path)


def test_a_moved_picture_gives_other_scores_than_a_centred_one() -> None:
    pixels = torch.tensor(picture.sample("paper_3").prepared.pixels)
    centred, moved = (run(state, pixels)["score"] for state in (State(), replace(State(), right=6)))
    assert (int(centred.argmax()), int(moved.argmax())) == (3, 8)
