"""The pages of nn.Conv2d and nn.MaxPool2d: every block of code runs, and the prose says what torch says."""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import torch
from torch import nn

from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.maxpool2d import code as maxpool2d
from tests.oracle.signatures import LESSONS, figure_says
from tests.oracle.twin import run
from tests.settings_states import TABLES

FENCE = re.compile(r"^```python\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
NAMES = ("conv2d", "maxpool2d")


def prints(code: str) -> list[str]:
    """Return the lines that code prints, and fail if it does not run."""
    said = io.StringIO()
    with redirect_stdout(said):
        exec(compile(code, "page", "exec"), {})
    return said.getvalue().rstrip().splitlines()


def promised(code: str) -> list[str]:
    """Return what the comments at the end of code say that it prints."""
    lines = code.rstrip().splitlines()
    last = max(at for at, line in enumerate(lines) if not line.startswith("#"))
    return [line.removeprefix("# ").removeprefix("#") for line in lines[last + 1 :]]


def test_alexnets_first_layer_can_be_set() -> None:
    first = {"out_channels": 64, "kernel_size": [11, 11], "stride": [4, 4], "size": "56"}
    (said,) = figure_says("conv2d", [first])
    assert said["call"] == "nn.Conv2d(3, 64, kernel_size=11, stride=4)"
    assert said["state"]["kernel_size"] == [11, 11]
    assert (said["count"], said["output"]) == (64 * 3 * 11 * 11 + 64, [12, 12])


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_at_its_start_asks_about_the_defaults(name: str) -> None:
    (said,) = figure_says(name, [{}])
    assert TABLES[name].validate(said["state"]) == {each.name: each.default for each in TABLES[name].asked}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_blocks_of_code_in_the_prose_run(name: str, language: Language) -> None:
    text = (lesson(name).folder / f"{language}.md").read_text(encoding="utf-8")
    blocks = [found["code"] for found in FENCE.finditer(text)]
    assert blocks
    for code in blocks:
        assert prints(code) == promised(code)


def test_the_map_of_the_figure_is_that_of_the_code() -> None:
    asked = {"input": "map", "height": 9, "width": 9}
    (said,) = run([("mapOf", [asked])], LESSONS / "maxpool2d" / "model")
    assert said["answer"]["values"] == [each for row in maxpool2d.SIGNED for each in row]


def said(name: str, *words: str) -> bool:
    texts = [(Path(lesson(name).folder) / f"{each}.md").read_text(encoding="utf-8") for each in LANGUAGES]
    return all(word in text for text in texts for word in words)


def count(layer: nn.Module) -> int:
    return sum(parameter.numel() for parameter in layer.parameters())


def test_the_numbers_of_the_prose_are_torchs() -> None:
    layers = (nn.Conv2d(1, 5, 5), nn.Conv2d(3, 5, 5), nn.Conv2d(1, 5, 5, bias=False), nn.Conv2d(8, 8, 3))
    assert [count(layer) for layer in layers] == [130, 380, 125, 584]
    assert [count(nn.Conv2d(8, 8, 3, groups=groups)) for groups in (2, 8)] == [296, 80]
    assert said("conv2d", "130", "380", "125", "584", "296", "80", "(5, 1, 5, 5)", "±0.2")
    far = nn.MaxPool2d(2, 1, 1, 3)(torch.ones(1, 1, 2, 2))
    assert float(far.min()) == -torch.inf
    last = nn.MaxPool2d(2, 3, 1, ceil_mode=True)(torch.ones(1, 1, 4, 4))
    assert tuple(last.shape[2:]) == (2, 2)
    map_of_start = torch.tensor(maxpool2d.SIGNED)[:7, :7].float()[None, None]
    _, indices = nn.MaxPool2d(2, return_indices=True)(map_of_start)
    assert int(indices[0, 0, 1, 1]) == 16
    assert said("maxpool2d", "= 16", "4 / 9", "1 / 4")
