"""The code below the figure runs as it stands and prints what it promises; no text that comes is run."""

import os
import random
from itertools import product
from pathlib import Path

import pytest

from lessons.input_shape.code import TABLE
from lessons.kit.settings.setting import InvalidSettings
from tests.browser.server import ROOT
from tests.lessons.test_asked_code import answered, prints

START = {setting.name: setting.default for setting in TABLE.asked}

RUNS = 60
CHAINS = (
    "",
    "permute:2,0,1",
    "permute:2,0,1.view:-1",
    "permute:2,0,1.contiguous.view:3,64",
    "reshape:3,-1.flatten:1",
    "unsqueeze:4",
    "permute:2,0",
    "flatten.view:5,-1",
)


@pytest.fixture(autouse=True)
def in_the_folder_of_the_course() -> object:
    """The code says that it wants to be run there, for the pictures."""
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


def assert_prints_what_it_promises(**changes: object) -> None:
    answer = answered("input_shape", START | changes)
    assert answer["printed"]
    assert prints(answer["code"]) == answer["printed"], answer


@pytest.mark.parametrize("mend", range(4))
@pytest.mark.parametrize("name", TABLE.settings["snippet"].choices)
def test_code_of_a_snippet(name: str, mend: int) -> None:
    assert_prints_what_it_promises(view="mend", snippet=name, mend=mend)


def test_code_of_tensors_that_are_built() -> None:
    chance = random.Random(9)
    for _ in range(RUNS):
        shape = [chance.randint(1, 12) for _ in range(chance.randint(1, 4))]
        assert_prints_what_it_promises(
            shape=",".join(map(str, shape)),
            dtype=chance.choice(["float32", *TABLE.settings["dtype"].choices]),
            in_channels=chance.choice([shape[-3] if len(shape) > 2 else 1, 3]),
            kernel_size=chance.randint(1, 7),
            padding=chance.randint(0, 2),
        )


@pytest.mark.parametrize("chain", CHAINS)
def test_code_of_calls_on_the_small_picture(chain: str) -> None:
    assert_prints_what_it_promises(view="memory", ops=chain)


@pytest.mark.parametrize("steps", list(product((0, 1), repeat=3)))
def test_code_of_a_file(steps: tuple[int, int, int]) -> None:
    assert_prints_what_it_promises(view="file", permute=steps[0], scale=steps[1], batch=steps[2])


def test_a_drill_shows_no_code_before_its_answer() -> None:
    answer = answered("input_shape", START | {"view": "drill"})
    assert "nn." not in "".join(answer["code"])
    assert answer["printed"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"view": "shell"},
        {"shape": "1,28,28); import os"},
        {"shape": "0,28"},
        {"shape": "1,1,1,1,1"},
        {"shape": "65,64,256,256"},
        {"shape": "65,256,256"},
        {"shape": "257,1"},
        {"shape": "1,1,1,257"},
        {"shape": "1,28,28\n"},
        {"shape": "\u0661,28,28"},
        {"shape": [1, 28, 28]},
        {"dtype": "complex64"},
        {"in_channels": True},
        {"kernel_size": 99},
        {"snippet": "__import__"},
        {"mend": 4},
        {"ops": "numpy"},
        {"ops": "permute:2,0,1;x"},
        {"ops": "__class__"},
        {"ops": "flatten:1,2,3"},
        {"ops": "flatten.flatten.flatten.flatten.flatten"},
        {"ops": 3},
        {"scale": 2},
    ],
)
def test_what_the_figure_cannot_say_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidSettings):
        answered("input_shape", START | changes)
