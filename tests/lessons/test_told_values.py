"""What a figure tells comes over a socket that anyone can write to: every lesson's settings are checked."""

import importlib
import json
import logging
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from lessons.catalog import HERE
from lessons.kit.figure.told import read_told, settings_in
from lessons.kit.page.told_values import whole
from tests.lessons.test_asked_code import answered
from tests.oracle.twin import node
from tests.settings_states import TABLES

TOLD: dict[str, dict[str, Any]] = {
    "neuron": {"picture": [0] * 25, "weights": [[1] * 9], "bias": -3, "relu": 1, "step": 5},
    "why_cnn": {
        "picture": "cat_1",
        "right": 0,
        "down": 0,
        "rotate": 0,
        "shuffle": 0,
        "practice": "centred",
        "net": "global",
    },
}
HOSTILE: list[object] = [
    None,
    True,
    "nope",
    "__import__",
    "9" * 5000,
    -2000,
    2000.5,
    12_000,
    2**70,
    10**400,
    float("nan"),
    float("inf"),
    [],
    [[]],
    [True, True],
    [float("nan")] * 5,
    [2**70, 2**70],
    [1, 2, 3],
    [[1], [1, 2]],
    [[float("inf")] * 2] * 2,
    [[0] * 2000] * 2000,
    [[[0]]] * 60_000,
    {},
    {"height": 2**70, "width": 2**70},
    {"nested": {"deeper": [{}]}},
]
LESSONS = tuple(TOLD)
RUNS = 200  # states of each figure


def reader(name: str) -> Callable[[dict[str, Any]], Any]:
    """Return what reads a lesson's settings."""
    return importlib.import_module(f"lessons.{name}.state").state_of


def test_every_lesson_whose_figure_tells_python_something_is_among_these() -> None:
    assert {path.parent.name for path in HERE.glob("*/state.py")} == set(TOLD)


@pytest.mark.parametrize("name", LESSONS)
def test_hostile_settings_are_refused_each_by_itself(name: str) -> None:
    state_of = reader(name)
    state_of(TOLD[name])
    for key in TOLD[name]:
        for at, value in enumerate(HOSTILE):
            with pytest.raises(ValueError, match=r"\w"):
                pytest.fail(f"{key} was taken as {state_of(TOLD[name] | {key: value})}, number {at}")


@pytest.mark.parametrize("name", LESSONS)
def test_a_missing_setting_is_refused_or_as_at_the_start(name: str) -> None:
    for key in TOLD[name]:
        left = {each: value for each, value in TOLD[name].items() if each != key}
        try:
            reader(name)(left)
        except ValueError:
            continue


def test_whatever_a_figure_can_tell_is_taken() -> None:
    asked = {"lessons": LESSONS, "root": str(HERE), "runs": RUNS}
    command = [node(), str(Path(__file__).with_name("told.js"))]
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, check=True, encoding="utf-8"
    )
    told: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    assert set(told) == set(TOLD)
    for name, states in told.items():
        for each in states:
            assert reader(name)(each), (name, each)


class Held(TorchDispatchMode):
    """Counts the bytes that torch lays out in memory for what it is asked."""

    bytes = 0

    def __torch_dispatch__(
        self,
        func: Callable[..., object],
        types: object,
        args: tuple[object, ...] = (),
        kwargs: dict[str, object] | None = None,
    ) -> object:
        """Do what is asked and add the memory behind the answer."""
        given = func(*args, **(kwargs or {}))
        if isinstance(given, Tensor) and given.device.type == "cpu":
            self.bytes += given.untyped_storage().nbytes()
        return given


def held_by(ask: Callable[[], object]) -> int:
    """Return how many bytes torch lays out for this."""
    with Held() as mode:
        ask()
    return mode.bytes


def largest_tensor(**changes: object) -> object:
    """Ask for the code of the largest layer on such a tensor."""
    start = {setting.name: setting.default for setting in TABLES["input_shape"].asked}
    layer: dict[str, object] = {"in_channels": 64, "kernel_size": 11, "padding": 5}
    return answered("input_shape", start | layer | changes)


def largest_layer() -> dict[str, object]:
    """Return the state of /output-size in which most is computed."""
    pairs = {"kernel_size": [16, 16], "stride": [1, 1], "padding": [8, 8]}
    return {"layer": "Conv2d", "height": 256, "width": 256, **pairs, "dilation": 1, "ceil_mode": 0}


LARGEST: dict[str, Callable[[], object]] = {
    "input_shape": lambda: largest_tensor(shape="64,64,256,256"),
    "input_shape, refused": lambda: largest_tensor(shape="64,63,256,256", dtype="float64"),
    "output_size": lambda: answered("output_size", largest_layer()),
}
MOST_BYTES = 10_000_000


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_state_of_a_figure_takes_little_memory(name: str) -> None:
    assert held_by(LARGEST[name]) < MOST_BYTES


def test_a_whole_number_is_no_fraction_and_within_its_limits() -> None:
    assert (whole(2, (1, 2)), whole(1.0, (1, 2))) == (2, 1)
    for value in (0, 1.5, 3, True, "2"):
        with pytest.raises(ValueError, match="number"):
            whole(value, (1, 2))


def test_the_counter_counts() -> None:
    assert held_by(lambda: torch.zeros(1000)) == 4000


def test_a_page_meets_hostile_settings_with_its_start_and_one_line(caplog: pytest.LogCaptureFixture) -> None:
    for name in ("neuron", "why_cnn"):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert read_told(reader(name), {"step": "nope", "practice": "nope"}) == reader(name)({})
        assert [record.exc_info for record in caplog.records] == [None]
    assert settings_in({"settings": ["no", "dictionary"]}) == settings_in(None) == {}
