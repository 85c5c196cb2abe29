"""The neuron in the browser gives torch's numbers: window, sum, neuron and row of the matrix alike."""

import itertools
import random
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.monkey.lessons.live_network_layers import moved
from tests.monkey.lessons.neuron import BIAS_DROPPED, KERNELS, TABLE, counts_of, in_a_row, numbers_of
from tests.oracle.planted import MOVED_THE_OTHER_WAY, Fault, caught
from tests.oracle.twin import LESSONS, told
from tests.settings_states import query

CASES = 300
SIZES = [(28, 5, 5), (5, 1, 1), (5, 5, 8), (40, 7, 8), (9, 4, 3)]
FAULTS = {
    "bias dropped": BIAS_DROPPED,
    "weights of another output": Fault(
        "neuron/model/limits.js", "row.reduce((sum, weight, at)", "weights[0].reduce((sum, weight, at)"
    ),
    "moved the other way": MOVED_THE_OTHER_WAY,
    "ReLU of the window left out": Fault("neuron/model/limits.js", "Math.max(step.output, 0)", "step.output"),
    "kernel not turned": Fault("neuron/collapse/figure.js", ".toReversed()", ""),
    "biases counted per pixel": Fault("neuron/counting/counts.js", "biases: outputs }", "biases: pixels }"),
}


def asked() -> dict[str, list[Any]]:
    chance = random.Random("neuron")
    names = ("picture_size", "kernel_size", "out_channels")
    pairs = itertools.product(KERNELS, KERNELS, ("nothing", "relu"))
    return {
        "neurons": ["?" + urlencode(query(TABLE, chance)) for _ in range(CASES)],
        "sizes": [dict(zip(names, sizes, strict=True)) for sizes in SIZES],
        "pairs": [dict(zip(("first", "second", "between"), pair, strict=True)) for pair in pairs],
    }


def grid(numbers: list[Any], side: int) -> Tensor:
    return torch.tensor(numbers, dtype=torch.float64).reshape(1, 1, side, side)


def torchs_outputs(state: dict[str, Any]) -> tuple[Tensor, Tensor]:
    """Return the nine sums and the nine outputs of a state that the figure asks about."""
    picture, weights = grid(state["input"], 5), torch.tensor(state["kernel"], dtype=torch.float64)
    if state["shared"]:
        sums = F.conv2d(picture, weights[None, None]).flatten()
    else:
        sums = (nn.Unfold(3)(picture)[0] * weights.T).sum(0)
    with_bias = sums + state["bias"]
    return sums, with_bias.relu() if state["relu"] else with_bias


def neuron_differs(answer: dict[str, Any]) -> bool:
    """Return whether one of the four views is not torch's, or something else is asked than is shown."""
    state, chosen = answer["state"], answer["chosen"]
    sums, outputs = torchs_outputs(state)
    at = state["step"] - 1
    window = nn.Unfold(3)(grid(state["input"], 5))[0, :, at]
    weights = torch.tensor(state["kernel"], dtype=torch.float64)
    own = torch.tensor(numbers_of(chosen["kernel"])) if state["shared"] else weights[at]
    still = torch.tensor(numbers_of(chosen["input"])).reshape(5, 5)
    expected = {"sums": sums, "outputs": outputs, "window": window, "kernel": own, "products": window * own}
    expected |= {"sum": sums[at], "before": sums[at] + state["bias"], "output": outputs[at]}
    expected |= {"picture": moved(still, chosen["down"], chosen["right"])}
    shown = answer | {"picture": state["input"]}
    return answer["refused"] != [] or any(
        not torch.equal(torch.tensor(shown[name]).double(), number.double())
        for name, number in expected.items()
    )


def counts_differ(sizes: dict[str, int], counts: dict[str, Any]) -> bool:
    """Return whether the counts are not those of torch's layers and of the whole matrix."""
    entries, *expected = counts_of(*sizes.values())
    found = [sum(counts[kind].values()) for kind in ("dense", "own", "shared")]
    found += [counts["edges"], counts["distinct"], counts["uses"]]
    return found != expected or abs(counts["percent"] - 100 * counts["edges"] / entries) > 0.005


def pair_differs(pair: dict[str, str], answer: dict[str, Any]) -> bool:
    """Return whether two convolutions in a row, or the one kernel, are not torch's."""
    picture, one, two = grid(answer["picture"], 7), grid(answer["one"], 3), grid(answer["two"], 3)
    torchs = in_a_row(picture, one, two, pair["between"])
    same = int((torchs["in_two"] == torchs["in_one"]).sum())
    names = {"inTwo": "in_two", "kernel": "kernel", "inOne": "in_one"}
    differs = any(answer[name] != torchs[said].flatten().tolist() for name, said in names.items())
    return differs or answer["same"] != same or (pair["between"] == "nothing" and same != 9)


def wrong(lessons: Path = LESSONS) -> list[str]:
    question = asked()
    answers = told("neuron", question, lessons)
    found = [f"neuron {each['chosen']}" for each in answers["neurons"] if neuron_differs(each)]
    sizes = zip(question["sizes"], answers["counts"], strict=True)
    found += [f"counts {size}" for size, counts in sizes if counts_differ(size, counts)]
    pairs = zip(question["pairs"], answers["pairs"], strict=True)
    return found + [f"pair {pair}" for pair, answer in pairs if pair_differs(pair, answer)]


def test_every_number_is_torchs() -> None:
    assert wrong() == []


test_planted_fault_is_caught = caught(FAULTS, wrong)
