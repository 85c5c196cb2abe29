"""The live network in the browser gives torch's numbers layer by layer, exactly, for settings by chance."""

import random
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import torch
from torch import Tensor

from cnn_core.network import load_weights
from lessons.live_network import shipped
from tests.monkey.lessons.live_network_layers import TRAINED, Asked, Layers, legal, moved
from tests.monkey.lessons.live_network_numbers import scores_of
from tests.oracle.planted import MOVED_THE_OTHER_WAY, Fault, caught
from tests.oracle.twin import LESSONS, told
from tests.sample import CASES

FEW = 25
FAULTS = {
    "bias dropped": Fault("kit/pictures/nets.js", "bias: bias * HUNDREDTH", "bias: 0"),
    "bias of the scores dropped": Fault("kit/pictures/nets.js", "each * TEN_THOUSANDTH", "0 * each"),
    "ReLU left out": Fault("kit/pictures/nets.js", "chosen.relu ? conv.map(relu)", "chosen.relu ? conv"),
    "average for the largest": Fault("kit/pictures/nets.js", 'kind === "max"', 'kind !== "max"'),
    "moved the other way": MOVED_THE_OTHER_WAY,
    "shares that do not add up": Fault("kit/arithmetic/scores.js", "power / sum", "power"),
    "weights of the next class": Fault(
        "kit/arithmetic/scores.js",
        "const first = output * features.length;\n    let",
        "const first = 0;\n    let",
    ),
}


def _picture(chance: random.Random) -> list[list[int]]:
    return [[chance.choice([0, 0, chance.randint(0, 100)]) for _ in range(28)] for _ in range(28)]


def differences(query: dict[str, str], picture: Tensor, answer: dict[str, Any]) -> list[str]:
    """Return the layers that are not torch's; all in whole numbers, so nothing may differ at all."""
    asked, kernels = Asked(query), torch.tensor(answer["kernels"], dtype=torch.float64).reshape(5, 5, 5)
    layers = Layers.of(moved(picture, asked.down, asked.right), kernels, asked)
    expected: dict[str, Tensor | None] = {"conv": layers.conv, "pool": layers.pool}
    expected |= {"relu": layers.active if asked.relu else None, "scores": None, "shares": None}
    if asked.filters in TRAINED:
        learned = torch.tensor(load_weights(asked.filters).conv_weight)[:, 0]
        assert torch.equal(kernels, (learned * 100).round())
        if asked.scores:
            scores = scores_of(asked, layers.pool)
            expected |= {"scores": scores, "shares": (scores / 1e6).softmax(0)}
    different = [name for name, tensor in expected.items() if not _same(answer[name], tensor, name)]
    return [*different, *(f"{each} is refused" for each in answer["refused"])]


def _same(numbers: list[float] | None, expected: Tensor | None, name: str) -> bool:
    if numbers is None or expected is None:
        return numbers is None and expected is None
    found = torch.tensor(numbers, dtype=torch.float64)
    tolerance = 1e-12 if name == "shares" else 0.0  # exp is the only step that is not exact
    return bool(((found - expected.flatten()).abs() <= tolerance).all())


def wrong(count: int, lessons: Path = LESSONS) -> list[str]:
    """Return the layers, of states by chance, that are not torch's in the browser's modules."""
    chance = random.Random("live network")
    addresses = [legal(chance) for _ in range(count)]
    pictures = [_picture(chance) for _ in range(count)]
    pixels = [list(chain(*each)) for each in pictures]
    received = {"nets": shipped.as_data(), "pixels": pixels}
    addressed = ["?" + urlencode(each) for each in addresses]
    answers = told("liveNetwork", {"received": received, "addresses": addressed}, lessons)
    return [
        f"{name} at {query}"
        for query, picture, answer in zip(addresses, pictures, answers, strict=True)
        for name in differences(query, torch.tensor(picture, dtype=torch.float64), answer)
    ]


def test_every_layer_is_torchs() -> None:
    assert wrong(min(300, CASES // 2)) == []


test_planted_fault_is_caught = caught(FAULTS, lambda copied: wrong(FEW, copied))
