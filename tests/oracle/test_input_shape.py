"""What the input's shape computes in the browser is torch's: shapes, strides, numbers, refusals."""

import random
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from tests.oracle.planted import Fault, caught
from tests.oracle.twin import told

MET, CHAINS, SEEDS, FEW = 2000, 3000, 60, 300
DTYPES = {"float32": torch.float32, "float64": torch.float64, "uint8": torch.uint8, "int64": torch.int64}
SHAPES = ([8, 8, 3], [2, 3, 4], [4, 6], [1, 5], [12], [2, 1, 3, 2], [1, 1, 4, 4])
OPERATIONS = (*["permute"] * 3, "reshape", *["view"] * 2, "flatten", "unsqueeze", "contiguous")
FAULTS = {
    "padding counted once": Fault("input_shape/model/numbers.js", "height + 2 * padding", "height + padding"),
    "types after axes": Fault("input_shape/model/numbers.js", 'if (dtype !== "float32")', "if (false)"),
    "strides of another axis": Fault(
        "input_shape/model/tensor_view.js", "given.strides[axis]),", "given.strides[axes - 1 - axis]),"
    ),
    "view copies": Fault("input_shape/model/tensor_view.js", "if (inView !== inChunk) return null;", ""),
    "an axis too far is taken": Fault("input_shape/model/tensor_view.js", "axis >= axes)", "axis > axes)"),
}
# How torch's words begin, by the name that the figure has for what is wrong.
REASONS = {
    "type": "Input type",
    "axes": "Expected 3D",
    "channels": "Given groups",
    "size": "Calculated padded input size",
}
Answers = dict[str, list[Any]]


def meeting(chance: random.Random) -> dict[str, Any]:
    """Return a tensor and a layer that mostly nearly fit."""
    layer = {
        "in_channels": chance.randint(1, 4),
        "out_channels": 5,
        "kernel_size": chance.randint(1, 7),
        "padding": chance.randint(0, 3),
    }
    shape = [chance.randint(1, 12) for _ in range(chance.choice([1, 2, 3, 3, 3, 4, 4, 4]))]
    if len(shape) > 2 and chance.random() < 0.6:
        shape[-3] = layer["in_channels"]
    return {"shape": shape, "dtype": chance.choice(["float32"] * 4 + list(DTYPES)), "layer": layer}


def _lengths(chance: random.Random, count: int) -> list[int]:
    """Return a shape for so many numbers, now and then one that does not fit."""
    lengths: list[int] = []
    for _ in range(chance.randint(0, 3)):
        lengths.append(chance.choice([each for each in range(1, count + 1) if count % each == 0]))
        count //= lengths[-1]
    lengths.append(count)
    chance.shuffle(lengths)
    if chance.random() < 0.4:
        lengths[chance.randrange(len(lengths))] = -1
    if chance.random() < 0.15:
        lengths[chance.randrange(len(lengths))] = chance.choice([-2, -1, 0, 5, 7])
    return lengths


def _arguments(chance: random.Random, name: str, given: Tensor) -> list[int]:
    axes = given.ndim
    if name == "permute" and chance.random() < 0.8:
        return chance.sample(range(axes), axes)
    if name == "permute":
        return [chance.randint(-axes - 1, axes) for _ in range(chance.choice([axes, axes, axes + 1]))]
    if name in ("reshape", "view"):
        return _lengths(chance, given.numel())
    if name == "flatten":
        return [chance.randint(-axes - 1, axes) for _ in range(chance.randint(0, 2))]
    return [chance.randint(-axes - 2, axes + 1)] if name == "unsqueeze" else []


def chain(chance: random.Random) -> dict[str, Any]:
    """Return a shape and calls, each made for what the one before has given in torch."""
    shape = chance.choice(SHAPES)
    given = torch.zeros(shape)
    calls: list[dict[str, Any]] = []
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(OPERATIONS)
        args = _arguments(chance, name, given)
        calls.append({"name": name, "args": args})
        try:
            given = getattr(given, name)(*args)
        except (RuntimeError, IndexError):
            break
    return {"shape": shape, "calls": calls}


def cases(met: int, chains: int, seeds: int = 0) -> Answers:
    """Return cases by chance, the same every time."""
    chance = random.Random("input shape")
    return {
        "met": [meeting(chance) for _ in range(met)],
        "chains": [chain(chance) for _ in range(chains)],
        "drills": [[seed, number] for seed in range(1, seeds + 1) for number in range(1, 11)],
    }


def torch_meets(case: dict[str, Any]) -> dict[str, Any]:
    """Return what torch says of a tensor and a layer."""
    x = torch.zeros(case["shape"], dtype=DTYPES[case["dtype"]])
    try:
        with torch.no_grad():
            return {"shape": list(nn.Conv2d(**case["layer"])(x).shape), "reason": None}
    except RuntimeError as error:
        return {"shape": None, "reason": next(name for name, words in REASONS.items() if words in str(error))}


def torch_calls(case: dict[str, Any]) -> dict[str, Any]:
    """Return what torch makes of a chain of calls, up to the first that it refuses."""
    given = torch.arange(torch.Size(case["shape"]).numel()).reshape(case["shape"])
    rows: list[list[Any]] = []
    for call in case["calls"]:
        try:
            given = getattr(given, call["name"])(*call["args"])
        except (RuntimeError, IndexError) as error:
            return {"rows": rows, "error": type(error).__name__}
        numbers = given.flatten().tolist()
        rows.append([list(given.shape), list(given.stride()), given.is_contiguous(), numbers])
    return {"rows": rows, "error": None}


def differences(asked: Answers, answers: Answers) -> list[str]:
    """Return every case in which the browser does not say what torch says."""
    pairs = [
        *zip(asked["met"], answers["met"], map(torch_meets, asked["met"]), strict=True),
        *zip(asked["chains"], answers["chains"], map(torch_calls, asked["chains"]), strict=True),
    ]
    return [f"{case}: {found}, torch {wanted}" for case, found, wanted in pairs if found != wanted]


@pytest.mark.slow
def test_shapes_strides_numbers_and_refusals_are_torchs() -> None:
    asked = cases(MET, CHAINS)
    answers = told("inputShape", asked)
    assert differences(asked, answers) == []
    assert 0.2 * MET < sum(each["shape"] is None for each in answers["met"]) < 0.8 * MET
    assert {each["reason"] for each in answers["met"]} == {None, *REASONS}
    assert {each["error"] for each in answers["chains"]} == {None, "RuntimeError", "IndexError"}


test_planted_fault_is_caught = caught(
    FAULTS, lambda copied: differences(cases(FEW, FEW), told("inputShape", cases(FEW, FEW), copied))
)


def test_the_right_answer_of_a_drill_is_what_torch_gives() -> None:
    asked = cases(0, 0, SEEDS)
    refused = 0
    for question in told("inputShape", asked)["drills"]:
        right = [choice for choice in question["choices"] if choice["rule"] is None]
        texts = [str(choice["shape"]) for choice in question["choices"]]
        assert len(right) == 1
        assert 3 <= len(texts) == len(set(texts))
        shape = _torch_answers(question)
        refused += shape is None
        assert right[0]["shape"] == shape
    assert 0.2 < refused / len(asked["drills"]) < 0.7


def _torch_answers(question: dict[str, Any]) -> list[int] | None:
    """Return the shape that comes out, or None where torch refuses, by running the code of the question."""
    state = question["state"]
    if state["view"] == "build":
        x = torch.zeros([int(each) for each in state["shape"].split(",")], dtype=DTYPES[state["dtype"]])
    else:
        x = torch.zeros(8, 8, 3)
    try:
        with torch.no_grad():
            return list(eval(question["code"], {"nn": nn, "x": x}).shape)
    except (RuntimeError, IndexError):
        return None
