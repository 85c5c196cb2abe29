"""The code below the figure runs as it stands and prints what its last lines say; no text told is run."""

import io
import os
import random
from contextlib import redirect_stdout
from itertools import product
from pathlib import Path

import pytest

from lessons.input_shape.pytorch import code_of
from lessons.input_shape.snippets import NAMES
from lessons.input_shape.state import DTYPES, State, calls_of, state_of
from lessons.kit.i18n.language import LANGUAGES
from tests.browser.server import ROOT

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


def run(code: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        exec(code, {})
    return said.getvalue()


def promised(code: str) -> str:
    """Return what the comments at the end of the code say that it prints."""
    lines = code.splitlines()
    end = len(lines)
    while lines[end - 1].startswith("#"):
        end -= 1
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines[end:])


def assert_prints_what_it_says(state: State, language: str) -> None:
    code = code_of(state, "ko" if language == "ko" else "en")
    printed = "\n".join(line.rstrip() for line in run(code).strip().splitlines())
    wanted = promised(code)
    assert wanted
    assert printed.replace(" ", "") == wanted.replace(" ", ""), code


@pytest.mark.parametrize("mend", range(4))
@pytest.mark.parametrize("name", NAMES)
def test_code_of_a_snippet(name: str, mend: int) -> None:
    state = State(view="mend", snippet=name, mend=mend)
    assert_prints_what_it_says(state, LANGUAGES[mend % 2])


def test_code_of_tensors_that_are_built() -> None:
    chance = random.Random(9)
    for _ in range(RUNS):
        shape = tuple(chance.randint(1, 12) for _ in range(chance.randint(1, 4)))
        state = State(
            shape=shape,
            dtype=chance.choice(["float32", *DTYPES]),
            in_channels=chance.choice([shape[-3] if len(shape) > 2 else 1, 3]),
            kernel_size=chance.randint(1, 7),
            padding=chance.randint(0, 2),
        )
        assert_prints_what_it_says(state, chance.choice(LANGUAGES))


@pytest.mark.parametrize("chain", CHAINS)
def test_code_of_calls_on_the_small_picture(chain: str) -> None:
    assert_prints_what_it_says(State(view="memory", calls=calls_of(chain)), "ko")


@pytest.mark.parametrize("steps", list(product((False, True), repeat=3)))
def test_code_of_a_file(steps: tuple[bool, bool, bool]) -> None:
    assert_prints_what_it_says(State(view="file", steps=steps), "en")


def test_a_drill_shows_no_code_before_its_answer() -> None:
    assert "nn." not in code_of(State(view="drill"), "en")


@pytest.mark.parametrize(
    "told",
    [
        {"view": "shell"},
        {"shape": "1,28,28); import os"},
        {"shape": "0,28"},
        {"shape": "1,1,1,1,1"},
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
def test_what_the_figure_cannot_say_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        state_of(told)
