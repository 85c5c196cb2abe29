"""The laboratory in the browser changes pictures as cnn_core does, and its nets answer as torch does."""

import json
import math
import random
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
import torch

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved, shuffle, shuffled, turned
from cnn_core.three_nets import NETS, PRACTICES, load_hundredths, with_weights
from lessons.why_cnn.state import State
from tests.oracle.planted import Fault, copy_of_twin
from tests.oracle.twin import ROOT, node

pytestmark = pytest.mark.slow

DRIVER = Path(__file__).with_name("why_cnn_twin.js")
LESSONS = ROOT / "lessons"
CASES, FEW = 150, 24
FAULTS = {
    "moved the other way": Fault("why_cnn/transforms.js", "row - down", "row + down"),
    "turned the other way": Fault("why_cnn/transforms.js", "cosine * y - sine * x", "cosine * y + sine * x"),
    "shuffled backwards": Fault("why_cnn/transforms.js", "values[order[at]]", "values[at]"),
    "bias of the wrong unit": Fault("why_cnn/nets.js", '"3.bias"], UNIT ** 2', '"3.bias"], UNIT'),
    "second convolution's bias too small": Fault(
        "why_cnn/nets.js", '"4.bias"], UNIT ** 2', '"4.bias"], UNIT'
    ),
    "ReLU left out": Fault("why_cnn/nets.js", "Math.max(sum, 0)", "sum"),
    "average for the largest": Fault("why_cnn/nets.js", "Math.max(best, each)", "best + each"),
}


def cases(count: int) -> tuple[list[State], list[np.ndarray]]:
    """Return states and pictures by chance, the same every time."""
    chance = random.Random("why cnn")
    states = [
        State(
            right=chance.randint(-6, 6),
            down=chance.randint(-6, 6),
            rotate=chance.choice([0, chance.randrange(-90, 91, 5)]),
            shuffle=chance.random() < 0.3,
            practice=chance.choice(["centred", "moved"]),
            net=chance.choice(NETS),
        )
        for _ in range(count)
    ]
    return states, [held_out()[0][chance.randrange(400)] for _ in range(count)]


def address(state: State) -> str:
    names = ("right", "down", "rotate", "practice", "net")
    return "?" + urlencode({name: getattr(state, name) for name in names} | {"shuffle": int(state.shuffle)})


def browser(states: list[State], pictures: list[np.ndarray], lessons: Path) -> list[dict[str, Any]]:
    """Return what the browser's modules compute."""
    weights = {
        f"{practice} {name}": {
            key: values.ravel().tolist() for key, values in load_hundredths(name, 0, practice).items()
        }
        for practice in PRACTICES
        for name in NETS
    }
    sent = {
        "weights": weights,
        "order": list(shuffle()),
        "pictures": [np.rint(each * 100).astype(int).ravel().tolist() for each in pictures],
        "addresses": [address(state) for state in states],
    }
    done = subprocess.run(
        [node(), str(DRIVER), str(lessons)],
        input=json.dumps(sent),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def is_same(state: State, picture: np.ndarray, answer: dict[str, Any]) -> bool:
    """Return whether picture, scores and shares are those of cnn_core and torch."""
    gone = moved(turned(picture[None], state.rotate), np.array([state.down]), np.array([state.right]))
    gone = shuffled(gone) if state.shuffle else gone
    net = with_weights(state.net, load_hundredths(state.net, 0, state.practised))
    with torch.inference_mode():
        scores = net(torch.tensor(gone)[:, None])[0]
    return (
        np.array_equal(np.rint(gone * 100).ravel(), np.array(answer["picture"]))
        and np.allclose(scores.numpy(), answer["scores"], rtol=0, atol=1e-9)
        and np.allclose(scores.softmax(0).numpy(), answer["shares"], rtol=0, atol=1e-9)
        and answer["distance"] == math.floor(math.hypot(state.right, state.down) + 0.5)
    )


def wrong(count: int, lessons: Path = LESSONS) -> list[State]:
    states, pictures = cases(count)
    answers = browser(states, pictures, lessons)
    return [
        state
        for state, picture, answer in zip(states, pictures, answers, strict=True)
        if not is_same(state, picture, answer)
    ]


def test_every_answer_is_torchs() -> None:
    assert wrong(CASES) == []


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_caught(name: str, tmp_path: Path) -> None:
    copied = copy_of_twin(LESSONS, tmp_path, FAULTS[name])
    assert wrong(FEW, copied)
