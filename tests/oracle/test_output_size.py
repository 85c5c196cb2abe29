"""10,000 random exercises on output sizes: our answer is torch's, and every wrong rule is recognised."""

import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from cnn_core import GeometryError
from cnn_core.misconceptions import SUBJECTS, diagnose
from tests.oracle import sweeps, twin
from tests.oracle.planted import Fault, plant

Json = Any
LESSONS = Path(__file__).parents[2] / "lessons"
COUNTING = LESSONS / "output_size" / "counting"
GRADES = ("note", "1", "2", "3", "4", "back")
NOTE_ANSWERS = [[55], [29], [32], [28, 60], [64, 32]]
FEW = 600
REFUSED = 2000
LARGEST_TRIED = 16


def exercises(count: int, folder: Path = COUNTING) -> list[Json]:
    """Return random exercises of all grades, the same on every machine."""
    chance = random.Random("exercises")
    calls = [
        ("exerciseOf", [chance.choice(GRADES[1:]), chance.randint(1, 9999), chance.randint(1, 999)])
        for _ in range(count)
    ]
    return [given["answer"] for given in twin.run(calls, folder)]


@cache
def all_exercises() -> list[Json]:
    return exercises(2 * sweeps.CASES)


def layer_of(exercise: Json, **changes: int) -> nn.Module:
    """Return the layer that an exercise asks about, as PyTorch builds it, weights left out."""
    settings: dict[str, Json] = {
        "kernel_size": tuple(exercise["kernel_size"]),
        "padding": tuple(exercise["padding"]),
        "dilation": exercise["dilation"],
    }
    if exercise["isStrideGiven"]:
        settings["stride"] = tuple(exercise["stride"])
    settings |= changes
    if exercise["layer"] == "Conv2d":
        return nn.Conv2d(1, 1, **settings, device="meta")
    return nn.MaxPool2d(**settings, ceil_mode=exercise["ceil_mode"])


def shape_of(layer: nn.Module, channels: int, height: int, width: int) -> list[int]:
    """Return the shape of what a layer makes of one picture."""
    return list(layer(torch.empty(1, channels, height, width, device="meta")).shape[1:])


def stack_of(exercise: Json) -> nn.Module:
    read, layers = exercise["channels"], list[nn.Module]()
    for name, made, kernel, stride, padding in exercise["layers"]:
        if name == "MaxPool2d":
            layers.append(nn.MaxPool2d(kernel, stride, padding))
        else:
            layers.append(nn.Conv2d(read, made, kernel, stride, padding, device="meta"))
            read = made
    return nn.Sequential(*layers, nn.Flatten())


def torch_answer(exercise: Json) -> list[int]:
    """Return what torch answers to an exercise."""
    height, width = exercise["input"]
    asks = exercise["asks"]
    if asks == "features":
        return shape_of(stack_of(exercise), exercise["channels"], height, width)
    if asks in ("padding", "stride"):
        wanted = [1, exercise["target"], exercise["target"]]
        lowest = 0 if asks == "padding" else 1
        tried = range(lowest, LARGEST_TRIED)
        found = [n for n in tried if shape_of(layer_of(exercise, **{asks: n}), 1, height, width) == wanted]
        assert len(found) == 1, f"{found} all answer {exercise}"
        return found
    shape = shape_of(layer_of(exercise), 1, height, width)[1:]
    return shape if asks == "shape" else shape[:1]


def settings_of(exercise: Json, axis: int) -> list[Json]:
    """Return an axis of an exercise as the rules take it."""
    i, k, s, p = (exercise[name][axis] for name in ("input", "kernel_size", "stride", "padding"))
    if exercise["layer"] == "Conv2d":
        return [i, k, s, p, exercise["dilation"]]
    return [i, k, s if exercise["isStrideGiven"] else None, p, exercise["ceil_mode"]]


def subject_of(exercise: Json) -> str:
    return "output_size" if exercise["layer"] == "Conv2d" else "pooled_size"


def given_by(rule: Callable[..., object], settings: list[Json]) -> Json:
    try:
        return rule(*settings)
    except GeometryError:
        return None


def one_number(exercise: Json) -> tuple[str, list[Json]]:
    if exercise["asks"] == "features":
        return "flatten_size", [exercise["channels"], exercise["input"][1], exercise["layers"]]
    return subject_of(exercise), settings_of(exercise, 1)


def expected(exercise: Json) -> list[tuple[list[Json], set[str]]]:
    """Return wrong answers to an exercise, and for each the rules that must be named."""
    right = exercise["answer"]
    if exercise["asks"] == "shape":
        return of_shape(exercise, right)
    question, settings = one_number(exercise)
    if exercise["asks"] in ("size", "features"):
        numbers = {given_by(rule, settings) for rule in SUBJECTS[question].wrong.values()} - {None, right[0]}
        return [([number], set(diagnose(number, question, *settings))) for number in numbers]
    place = 3 if exercise["asks"] == "padding" else 2
    return [
        ([tried], backwards(exercise, settings, place, tried)) for tried in range(1, 9) if [tried] != right
    ]


def backwards(exercise: Json, settings: list[Json], place: int, tried: int) -> set[str]:
    """Return the rules by which this padding or stride, and not the next, would give what is wanted."""

    def made(rule: Callable[..., object], value: int) -> Json:
        return given_by(rule, [*settings[:place], value, *settings[place + 1 :]])

    rules = SUBJECTS["output_size"].wrong.items()
    target = exercise["target"]
    return {name for name, rule in rules if made(rule, tried) == target != made(rule, tried + 1)}


def of_shape(exercise: Json, right: list[int]) -> list[tuple[list[Json], set[str]]]:
    wrong = dict(SUBJECTS[subject_of(exercise)].wrong)
    shapes = {
        name: [given_by(rule, settings_of(exercise, axis)) for axis in (0, 1)] for name, rule in wrong.items()
    }
    pairs = [exercise[name] for name in ("input", "kernel_size", "stride", "padding")]
    for name, rule in SUBJECTS["output_shape"].wrong.items():
        given = given_by(rule, [tuple(pair) for pair in pairs])
        shapes[name] = list(given) if given else [None, None]
    possible = [shape for shape in shapes.values() if None not in shape and shape != right]
    return [(shape, {name for name, other in shapes.items() if other == shape}) for shape in possible]


def faults(found: list[Json], folder: Path = COUNTING) -> list[str]:
    """Say where an answer is not torch's, and where a rule is not named, or one is that does not fit."""
    said = [
        f"{each}: torch says {torch_answer(each)}" for each in found if torch_answer(each) != each["answer"]
    ]
    asked = [(each, answer, rules) for each in found for answer, rules in expected(each)]
    answers = twin.run([("diagnosisOf", [each, answer]) for each, answer, _ in asked], folder)
    for (each, answer, rules), given in zip(asked, answers, strict=True):
        if set(given.get("answer", ["crashed"])) != rules:
            said.append(f"{each}, answered {answer}: {given} in place of {rules}")
    return said


def test_the_notes_five_have_the_answers_of_facts_and_torch() -> None:
    note = [
        given["answer"] for given in twin.run([("exerciseOf", ["note", 1, n]) for n in range(1, 6)], COUNTING)
    ]
    assert [each["answer"] for each in note] == NOTE_ANSWERS
    assert [torch_answer(each) for each in note] == NOTE_ANSWERS
    assert faults(note) == []


def test_every_answer_is_torchs_and_every_wrong_rule_is_named() -> None:
    assert faults(all_exercises())[:3] == []


def test_right_answers_are_never_diagnosed() -> None:
    calls = [("diagnosisOf", [each, each["answer"]]) for each in all_exercises()]
    assert all(given == {"answer": []} for given in twin.run(calls, COUNTING))


def test_all_kinds_are_asked_and_several_rules_may_fit() -> None:
    found = all_exercises()[:FEW]
    assert {each["asks"] for each in found} == {"size", "shape", "features", "padding", "stride"}
    assert any(len(rules) > 1 for each in found for _, rules in expected(each))
    assert any(each["ceil_mode"] for each in found)
    assert any(each["dilation"] > 1 for each in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        Fault(
            "rules.js",
            "places(i + p - effectiveKernelSize(k, d), s)",
            "places(i + 2 * p - effectiveKernelSize(k, d), s)",
        ),
        Fault("rules.js", "places(i + 2 * p - k, s)", "places(i + 2 * p - k - 1, s)"),
        Fault("diagnosis.js", "answer + 1)) !== asked.target", "answer + 1)) === asked.target"),
        Fault("exercise.js", "answer: [maps * last * last]", "answer: [maps * last]"),
    ],
)
def test_planted_fault_is_caught(fault: Fault, tmp_path: Path) -> None:
    for part in ("kit/arithmetic", "kit/quiz", "output_size/counting"):
        shutil.copytree(LESSONS / part, tmp_path / part)
    folder = tmp_path / "output_size" / "counting"
    plant(folder, fault)
    assert faults(exercises(FEW, folder), folder)


def random_axes(chance: random.Random) -> list[Json]:
    """Return the settings of height and width, legal or not."""
    layer = chance.choice(["Conv2d", "MaxPool2d"])
    shared = {
        "layer": layer,
        "dilation": chance.randint(1, 3),
        "ceil_mode": layer == "MaxPool2d" and chance.random() < 0.5,
    }
    is_same = layer == "Conv2d" and chance.random() < 0.2
    return [
        shared
        | {
            "input_size": chance.randint(1, 12),
            "kernel_size": chance.randint(1, 5),
            "stride": chance.randint(1, 4),
            "padding": "same" if is_same else chance.randint(0, 3),
        }
        for _ in "hw"
    ]


def run_torch(axes: list[Json]) -> tuple[list[int], str | None]:
    """Return the size torch gives, or its message."""
    pairs = {name: tuple(axis[name] for axis in axes) for name in ("kernel_size", "stride", "padding")}
    settings: dict[str, Json] = pairs | {"dilation": axes[0]["dilation"]}
    if axes[0]["padding"] == "same":
        settings["padding"] = "same"
    image = torch.zeros(1, 1, axes[0]["input_size"], axes[1]["input_size"])
    try:
        if axes[0]["layer"] == "Conv2d":
            return list(nn.Conv2d(1, 1, **settings)(image).shape[2:]), None
        return list(nn.MaxPool2d(**settings, ceil_mode=axes[0]["ceil_mode"])(image).shape[2:]), None
    except (RuntimeError, ValueError) as error:
        return [0, 0], str(error)


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
def test_sizes_and_refusals_are_torchs_word_for_word() -> None:
    chance = random.Random("refusals")
    cases = [random_axes(chance) for _ in range(REFUSED)]
    counted = [
        given["answer"]
        for given in twin.run([("countAxis", [axis]) for case in cases for axis in case], COUNTING)
    ]
    pairs = list(zip(counted[::2], counted[1::2], strict=True))
    said = [given["answer"] for given in twin.run([("torchSays", list(pair)) for pair in pairs], COUNTING)]
    messages = set[str]()
    for case, (down, across), words in zip(cases, pairs, said, strict=True):
        sizes, message = run_torch(case)
        assert words == message, (case, words, message)
        if message is None:
            assert [down["size"], across["size"]] == sizes
        else:
            messages.add(message.split(" ")[0])
    assert messages == {"Calculated", "padding='same'", "pad", "Given"}


def never_read(axis: Json) -> list[int]:
    """Return the pixels without a gradient, when all weights are ones."""
    x = torch.zeros(1, 1, axis["input_size"], requires_grad=True)
    settings = (axis[name] for name in ("stride", "padding", "dilation"))
    F.conv1d(x, torch.ones(1, 1, axis["kernel_size"]), None, *settings).sum().backward()
    assert x.grad is not None
    return [at for at in range(axis["input_size"]) if float(x.grad[0, 0, at]) == 0]


def test_pixels_that_are_never_read_have_no_gradient() -> None:
    chance = random.Random("unread")
    axes = [axis for _ in range(FEW) for axis in random_axes(chance)]
    axes = [axis | {"layer": "Conv2d", "ceil_mode": False} for axis in axes if axis["padding"] != "same"]
    counted = [given["answer"] for given in twin.run([("countAxis", [axis]) for axis in axes], COUNTING)]
    possible = [(axis, given) for axis, given in zip(axes, counted, strict=True) if not given["refused"]]
    assert len(possible) > FEW
    for axis, given in possible:
        assert given["unread"] == never_read(axis), axis
