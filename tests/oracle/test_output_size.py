"""10,000 random exercises on output sizes: our answer is torch's, and every wrong rule is recognised."""

import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from tests.oracle import twin
from tests.oracle.planted import Fault, caught
from tests.oracle.twin import LESSONS
from tests.sample import CASES

Json = Any
MODEL = Path("output_size", "model")
EXERCISES = Path("output_size", "exercises", "model")
GRADES = ("note", "1", "2", "3", "4", "back")
NOTE_ANSWERS = [[55], [29], [32], [28, 60], [64, 32]]
FEW = 150
LARGEST_TRIED = 16
TRIED = range(1, 9)
FAULTS = [
    Fault("output_size/exercises/model/answer.js", "!always.includes(name)", "always.includes(name)"),
    Fault("output_size/model/misconceptions.js", "return maps * side * side", "return maps * side"),
]


def exercise_at(*places: tuple[str, int, int], lessons: Path = LESSONS) -> list[Json]:
    """Return the exercises of these grades, seeds and numbers."""
    calls = [("exerciseOf", list(place)) for place in places]
    return twin.answers(calls, lessons / EXERCISES)


def exercises(count: int, lessons: Path = LESSONS) -> list[Json]:
    """Return random exercises of all grades, the same on every machine."""
    chance = random.Random("exercises")
    places = [
        (chance.choice(GRADES[1:]), chance.randint(1, 9999), chance.randint(1, 999)) for _ in range(count)
    ]
    return exercise_at(*places, lessons=lessons)


@cache
def all_exercises() -> list[Json]:
    return exercises(2 * CASES)


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


Asked = tuple[str, list[Json]]
Rules = Callable[[Asked], dict[str, Json]]


def rules_for(found: list[Json], lessons: Path = LESSONS) -> Rules:
    """Return what the wrong rules of the figure give: asked all at once, for node takes a while to start."""
    asked = [each for exercise in found for each in asked_about(exercise)]
    calls = [("givenByRules", [subject, *settings]) for subject, settings in asked]
    given = dict(zip(map(json.dumps, asked), twin.answers(calls, lessons / MODEL), strict=True))
    return lambda each: given[json.dumps(each)]


def asked_about(exercise: Json) -> list[Asked]:
    """Return all that the rules are asked about an exercise."""
    if exercise["asks"] == "features":
        return [("flatten_size", [exercise["channels"], exercise["input"][1], exercise["layers"]])]
    subject = "output_size" if exercise["layer"] == "Conv2d" else "pooled_size"
    axes = [(subject, settings_of(exercise, axis)) for axis in (0, 1)]
    if exercise["asks"] == "shape":
        pairs = [exercise[name] for name in ("input", "kernel_size", "stride", "padding")]
        return [*axes, ("output_shape", pairs)]
    if exercise["asks"] == "size":
        return axes
    return [*axes, *(("output_size", with_tried(exercise, tried)) for tried in (*TRIED, TRIED.stop))]


def with_tried(exercise: Json, tried: int) -> list[Json]:
    """Return the settings with a padding or a stride that is tried."""
    settings, place = settings_of(exercise, 1), 3 if exercise["asks"] == "padding" else 2
    return [*settings[:place], tried, *settings[place + 1 :]]


def expected(exercise: Json, rules: Rules) -> list[tuple[list[Json], set[str]]]:
    """Return wrong answers to an exercise, and for each the rules that must be named."""
    right = exercise["answer"]
    if exercise["asks"] == "shape":
        return of_shape(exercise, rules)
    if exercise["asks"] in ("size", "features"):
        given = rules(asked_about(exercise)[-1])
        numbers = set(given.values()) - {None, right[0]}
        return [([number], {name for name in given if given[name] == number}) for number in numbers]
    return [([tried], backwards(exercise, tried, rules)) for tried in TRIED if [tried] != right]


def backwards(exercise: Json, tried: int, rules: Rules) -> set[str]:
    """Return the rules by which this padding or stride, and not the next, would give what is wanted."""
    now, then = (rules(("output_size", with_tried(exercise, each))) for each in (tried, tried + 1))
    return {name for name in now if now[name] == exercise["target"] != then[name]}


def of_shape(exercise: Json, rules: Rules) -> list[tuple[list[Json], set[str]]]:
    down, across, pairs = map(rules, asked_about(exercise))
    shapes = {name: [down[name], across[name]] for name in down} | {
        name: given or [None, None] for name, given in pairs.items()
    }
    possible = [shape for shape in shapes.values() if None not in shape and shape != exercise["answer"]]
    return [(shape, {name for name, other in shapes.items() if other == shape}) for shape in possible]


def faults(found: list[Json], lessons: Path = LESSONS) -> list[str]:
    """Say where an answer is not torch's, and where a rule is not named, or one is that does not fit."""
    said = [
        f"{each}: torch says {torch_answer(each)}" for each in found if torch_answer(each) != each["answer"]
    ]
    rules = rules_for(found, lessons)
    asked = [(each, answer, named) for each in found for answer, named in expected(each, rules)]
    answers = twin.run([("diagnosisOf", [each, answer]) for each, answer, _ in asked], lessons / EXERCISES)
    for (each, answer, named), given in zip(asked, answers, strict=True):
        if set(given.get("answer", ["crashed"])) != named:
            said.append(f"{each}, answered {answer}: {given} in place of {named}")
    return said


@pytest.mark.slow
def test_the_notes_five_have_the_answers_of_facts_and_torch() -> None:
    note = exercise_at(*(("note", 1, number) for number in range(1, 6)))
    assert [each["answer"] for each in note] == NOTE_ANSWERS
    assert [torch_answer(each) for each in note] == NOTE_ANSWERS
    assert faults(note) == []


@pytest.mark.slow
def test_every_answer_is_torchs_and_every_wrong_rule_is_named() -> None:
    assert faults(all_exercises())[:3] == []


def test_right_answers_are_never_diagnosed() -> None:
    calls = [("diagnosisOf", [each, each["answer"]]) for each in all_exercises()]
    assert all(given == [] for given in twin.answers(calls, LESSONS / EXERCISES))


def test_all_kinds_are_asked_and_several_rules_may_fit() -> None:
    found = all_exercises()[:FEW]
    rules = rules_for(found)
    assert {each["asks"] for each in found} == {"size", "shape", "features", "padding", "stride"}
    assert any(len(named) > 1 for each in found for _, named in expected(each, rules))
    assert any(each["ceil_mode"] for each in found)
    assert any(each["dilation"] > 1 for each in found)


test_planted_fault_is_caught = caught(FAULTS, lambda copied: faults(exercises(FEW, copied), copied))
