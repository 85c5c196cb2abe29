"""The laboratory in the browser changes pictures as cnn_core does, and its nets answer as torch does."""

import math
import random
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
import torch

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved, shuffle, shuffled, turned
from cnn_core.three_nets import COUNTED, PRACTICES, load_hundredths, with_weights
from lessons.kit.settings.table import Settings
from lessons.why_cnn.code import TABLE, net_of, practised
from tests.oracle.planted import MOVED_THE_OTHER_WAY, Fault, caught
from tests.oracle.twin import LESSONS, told
from tests.settings_states import legal

pytestmark = pytest.mark.slow

CASES, FEW = 150, 24
FAULTS = {
    "moved the other way": MOVED_THE_OTHER_WAY,
    "turned the other way": Fault(
        "kit/silhouettes/nets.js", "cosine * y - sine * x", "cosine * y + sine * x"
    ),
    "shuffled backwards": Fault("kit/silhouettes/nets.js", "still.values[order[at]]", "still.values[at]"),
    "bias of the wrong unit": Fault("kit/silhouettes/nets.js", '"3.bias"], UNIT ** 2', '"3.bias"], UNIT'),
    "second convolution's bias too small": Fault(
        "kit/silhouettes/nets.js", '"4.bias"], UNIT ** 2', '"4.bias"], UNIT'
    ),
    "ReLU left out": Fault("kit/silhouettes/nets.js", "Math.max(sum, 0)", "sum"),
    "average for the largest": Fault("kit/silhouettes/nets.js", "Math.max(best, each)", "best + each"),
    "sum for the mean": Fault("kit/silhouettes/nets.js", "0) / values.length", "0)"),
    "no more room": Fault(
        "kit/silhouettes/nets.js", "globalPooling(largest, WIDE_PADDING)", "globalPooling(largest)"
    ),
}


def is_same(state: Settings, picture: np.ndarray, answer: dict[str, Any]) -> bool:
    """Return whether picture, scores and shares are those of cnn_core and torch."""
    down, right, name = state.number("down"), state.number("right"), net_of(state)
    gone = moved(turned(picture[None], state.number("rotate")), np.array([down]), np.array([right]))
    gone = shuffled(gone) if state.number("shuffle") else gone
    net = with_weights(name, load_hundredths(name, 0, practised(state)))
    with torch.inference_mode():
        scores = net(torch.tensor(gone)[:, None])[0]
    return (
        np.array_equal(np.rint(gone * 100).ravel(), np.array(answer["picture"]))
        and np.allclose(scores.numpy(), answer["scores"], rtol=0, atol=1e-9)
        and np.allclose(scores.softmax(0).numpy(), answer["shares"], rtol=0, atol=1e-9)
        and answer["distance"] == math.floor(math.hypot(right, down) + 0.5)
    )


def wrong(count: int, lessons: Path = LESSONS) -> list[Settings]:
    """Return the states, of some by chance, in which the browser's modules compute something else."""
    chance = random.Random("why cnn")
    states = [TABLE.validate(legal(TABLE, chance)) for _ in range(count)]
    pictures = [held_out()[0][chance.randrange(400)] for _ in range(count)]
    weights = {
        f"{practice} {name}": {
            key: values.ravel().tolist() for key, values in load_hundredths(name, 0, practice).items()
        }
        for practice, name in product(PRACTICES, COUNTED)
    }
    sent = {
        "weights": weights,
        "order": list(shuffle()),
        "pictures": [np.rint(each * 100).astype(int).ravel().tolist() for each in pictures],
        "addresses": ["?" + urlencode(dict(state)) for state in states],
    }
    asked = zip(states, pictures, told("whyCnn", sent, lessons), strict=True)
    return [state for state, picture, answer in asked if not is_same(state, picture, answer)]


def test_every_answer_is_torchs() -> None:
    assert wrong(CASES) == []


test_planted_fault_is_caught = caught(FAULTS, lambda copied: wrong(FEW, copied))
