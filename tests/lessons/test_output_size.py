"""What the output-size lesson says, asks and shows in code is what torch does."""

import io
import re
import subprocess
import sys
from contextlib import redirect_stdout

import pytest
import torch
from torch import nn

from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.output_size.pytorch import code_of, note_code
from lessons.output_size.state import State, state_of

# What is asked most (facts.md, views in thousands): the state that answers it, and what torch says to it.
ASKED: dict[str, tuple[str, str]] = {
    "Conv2d sizes, 21": ("?height=28&kernel_size=5&stride=1", "24"),
    "size of tensor a must match b, 42": ("?height=28&kernel_size=3&stride=1&padding=1", "padding=1"),
    "padding='same', 13": ("?height=28&kernel_size=3&stride=1&padding=same", "padding='same'"),
    "padding='same' with a stride, 13": ("?height=28&kernel_size=3&stride=2&padding=same", "padding=1"),
    "kernel larger than input": (
        "?height=5&kernel_size=7&stride=1",
        "Kernel size can't be greater than actual input size",
    ),
    "output too small, 16": ("?layer=MaxPool2d&height=1&kernel_size=2", "Output size is too small"),
    "mat1/mat2 18, size mismatch 26, shape after each layer 21": (
        "?grade=4&seed=279&exercise=1&answer=1",
        "5 × 12 × 12 = 720",
    ),
}
CONV: dict[str, object] = {
    "layer": "Conv2d",
    "height": 28,
    "width": 28,
    "kernel_size": [3, 3],
    "stride": [1, 1],
    "padding": [0, 0],
    "dilation": 1,
    "ceil_mode": 0,
}
TOLD: dict[str, dict[str, object]] = {
    "as it opens": {},
    "a rectangle": CONV | {"height": 32, "width": 64, "stride": [1, 2], "padding": [1, 1]},
    "same": CONV | {"padding": "same"},
    "same with a stride": CONV | {"padding": "same", "stride": [2, 2]},
    "too small": CONV | {"height": 5, "width": 5, "kernel_size": [7, 7]},
    "dilation": CONV | {"dilation": 2},
    "pool": CONV | {"layer": "MaxPool2d", "kernel_size": [2, 2], "stride": [2, 2]},
    "ceil": CONV | {"layer": "MaxPool2d", "height": 7, "stride": [2, 2], "ceil_mode": 1},
    "a pooling that pads too much": CONV | {"layer": "MaxPool2d", "padding": [2, 2]},
}


def body(section: str, language: str) -> str:
    return lesson("output_size").prose("ko" if language == "ko" else "en").sections[section].body


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_most_is_answered_by_a_link(asked: str, language: str) -> None:
    link, answer = ASKED[asked]
    paragraphs = [each for each in body("asked", language).split("\n\n") if f"]({link})" in each]
    assert len(paragraphs) == 1
    assert answer in paragraphs[0]


def test_the_answers_are_torchs() -> None:
    x = torch.zeros(1, 1, 28, 28)
    assert nn.Conv2d(1, 1, 5)(x).shape[-1] == 24
    with pytest.raises(RuntimeError, match=r"size of tensor a \(28\) must match the size of tensor b \(26\)"):
        torch.add(x, nn.Conv2d(1, 1, 3)(x))
    for mended in (nn.Conv2d(1, 1, 3, padding=1), nn.Conv2d(1, 1, 3, padding="same")):
        assert mended(x).shape == x.shape
    with pytest.raises(ValueError, match="not supported for strided"):
        nn.Conv2d(1, 1, 3, stride=2, padding="same")
    stack = nn.Sequential(nn.Conv2d(1, 5, 5), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(720, 10))
    assert stack(x).shape == (1, 10)


NUMBERS = [
    ("saw", "29", nn.Conv2d(1, 1, 7, 2), (64, 64), (29, 29)),
    ("saw", "24", nn.Conv2d(1, 1, 5), (28, 28), (24, 24)),
    ("remainder", "29", nn.Conv2d(1, 1, 7, 2), (63, 63), (29, 29)),
    ("remainder", "4", nn.Conv2d(1, 1, 3, 2), (10, 10), (4, 4)),
    ("padding", "32", nn.Conv2d(1, 1, 5, padding=2), (32, 32), (32, 32)),
    ("padding", "24", nn.Conv2d(1, 1, 3, dilation=2), (28, 28), (24, 24)),
    ("axes", "28×60", nn.Conv2d(1, 1, 5), (32, 64), (28, 60)),
    ("axes", "32×32", nn.Conv2d(1, 1, 3, (1, 2), 1), (32, 64), (32, 32)),
    ("pooling", "12", nn.MaxPool2d(2), (24, 24), (12, 12)),
    ("pooling", "4", nn.MaxPool2d(2, ceil_mode=True), (7, 7), (4, 4)),
    ("pooling", "2", nn.MaxPool2d(2, 3, 1, ceil_mode=True), (4, 4), (2, 2)),
    ("note", "55×55", nn.Conv2d(1, 1, 11, 4), (227, 227), (55, 55)),
]


@pytest.mark.parametrize(("section", "said", "layer", "size", "made"), NUMBERS)
def test_numbers_of_the_prose_are_torchs(
    section: str, said: str, layer: nn.Module, size: tuple[int, int], made: tuple[int, int]
) -> None:
    assert tuple(layer(torch.zeros(1, 1, *size)).shape[2:]) == made
    assert all(said in body(section, language) for language in LANGUAGES)


def test_every_paragraph_shows_what_it_says_and_no_section_is_long() -> None:
    for language in LANGUAGES:
        for section in lesson("output_size").prose(language).sections.values():
            words = re.sub(r"\]\([^)]*\)", "]", section.body).split()
            assert len(words) <= 180, section.title
            for paragraph in section.body.split("\n\n"):
                assert "](?" in paragraph or paragraph.startswith((">", "**"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("told", TOLD)
def test_code_prints_what_its_last_line_says(told: str, language: str) -> None:
    code = code_of(state_of(TOLD[told]), "ko" if language == "ko" else "en")
    said = io.StringIO()
    with redirect_stdout(said):
        exec(code, {})
    assert code.split("\n")[-1] == f"# {said.getvalue().strip()}"


@pytest.mark.slow
def test_the_notes_code_runs_and_shows_that_its_memory_is_empty() -> None:
    code = note_code("en")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [line[2:] for line in code.splitlines()[-2:]]
    assert done.stdout.splitlines() == ["(1, 1, 55, 55) 3025", "(1, 1, 55, 55) 0"]
    assert all("3,025" in body("code", language) for language in LANGUAGES)


@pytest.mark.parametrize(
    "told",
    [
        {"layer": "Linear"},
        CONV | {"height": 257},
        CONV | {"stride": [0, 1]},
        CONV | {"padding": "full"},
        CONV | {"kernel_size": 3},
        CONV | {"dilation": True},
    ],
)
def test_what_the_figure_cannot_tell_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        state_of(told)


def test_before_the_figure_has_told_anything_it_is_the_notes_second_exercise() -> None:
    assert state_of({}) == State(height=64, width=64, kernel_size=(7, 7), stride=(2, 2))
