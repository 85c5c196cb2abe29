"""What the output-size lesson says and shows in code is what torch does."""

import subprocess
import sys

import pytest
import torch
from torch import nn

from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES

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


@pytest.mark.slow
@pytest.mark.alike("language")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_code_runs_and_shows_that_its_memory_is_empty(language: str) -> None:
    code = body("code", language).split("```python\n")[1].removesuffix("```")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [line[2:] for line in code.splitlines()[-2:]]
    assert done.stdout.splitlines() == ["(1, 1, 55, 55) 3025", "(1, 1, 55, 55) 0"]
    assert "3,025" in body("code", language)
