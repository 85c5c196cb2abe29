"""The code below the figure: it runs as it stands and prints what its last line says."""

import io
import json
import random
import subprocess
from contextlib import redirect_stdout
from itertools import pairwise

import pytest
import torch

from cnn_core.refusals import GeometryError
from lessons import HERE, LESSONS
from lessons.convolution.pytorch import START, code_of
from lessons.convolution.state import State
from lessons.kit.code.code_block import changed_arguments, marked
from lessons.kit.page.next import neighbours
from lessons.kit.questions.exercises import inline_code
from lessons.kit.words.language import LANGUAGES
from tests.oracle.twin import node

MODES = ("zeros", "reflect", "replicate", "circular")
RUNS = 300
DEFAULTS = """
import { withinLimits } from "%(kit)s/stage/address.js";
import { toRows } from "%(kit)s/arithmetic/grid.js";
import { inputOf, kernelOf, settings } from "%(lesson)s/settings.js";
const chosen = withinLimits(settings, {});
console.log(JSON.stringify({ ...chosen, input: toRows(inputOf(chosen)), kernel: toRows(kernelOf(chosen)) }));
"""


def random_state(chance: random.Random) -> State | None:
    """Return a state the figure can have, None where these settings have no output."""

    def rows(height: int, width: int, numbers: list[float]) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(chance.choice(numbers) for _ in range(width)) for _ in range(height))

    whole = chance.random() < 0.5
    weights = [float(value) if whole else value / 100 for value in range(-9, 10)]
    pixels = [float(value) if whole else value / 100 for value in range(10)]
    sizes = [(chance.randint(3, 12), chance.randint(3, 12)), (chance.randint(1, 7), chance.randint(1, 7))]
    settings = (chance.randint(1, 6), chance.randint(0, 3), chance.randint(1, 4), chance.choice(MODES))
    grids = (rows(*sizes[0], pixels), rows(*sizes[1], weights))
    try:
        state = State(*grids, *settings, bias=chance.choice(weights))
        steps = state.output_shape[0] * state.output_shape[1]
        return State(*grids, *settings, bias=state.bias, step=chance.randint(1, steps))
    except GeometryError:
        return None


def run(code: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        exec(code, {})
    return said.getvalue()


def test_code_prints_what_its_last_line_says_for_random_settings() -> None:
    torch.set_num_threads(1)
    chance = random.Random(5)
    tried = 0
    while tried < RUNS:
        state = random_state(chance)
        if state is None:
            continue
        tried += 1
        code = code_of(state, LANGUAGES[tried % 2])
        assert run(code) == code.splitlines()[-1].removeprefix("# ") + "\n", code


def test_code_of_the_start_shows_the_start_of_the_figure() -> None:
    paths = {"kit": (HERE / "kit").as_uri(), "lesson": (HERE / "convolution").as_uri()}
    script = ["--input-type=module", "--eval", DEFAULTS % paths]
    done = subprocess.run([node(), *script], capture_output=True, encoding="utf-8", timeout=60, check=True)
    figure = json.loads(done.stdout)
    assert [list(row) for row in START.input] == figure["input"]
    assert [list(row) for row in START.kernel] == figure["kernel"]
    for name in ("stride", "padding", "dilation", "padding_mode", "bias", "step"):
        assert getattr(START, name) == figure[name], name
    assert code_of(START, "en").endswith("# (1, 1, 7, 7) -1.0")


def test_only_arguments_that_differ_from_the_defaults_are_written() -> None:
    code = code_of(State(((1.0, 2.0),), ((3.0,),)), "en")
    assert "nn.Conv2d(1, 1, kernel_size=1, bias=False)" in code
    assert "conv.bias" not in code
    state = State(START.input, ((1.0, 2.0),), 2, 1, 2, "reflect", 1)
    wanted = 'kernel_size=(1, 2), stride=2, padding=1, dilation=2, padding_mode="reflect")'
    assert wanted in code_of(state, "en")


def test_pixels_of_a_picture_are_not_typed_out() -> None:
    state = State(tuple((0.5,) * 40 for _ in range(30)), START.kernel)
    code = code_of(state, "en")
    assert "torch.rand(30, 40)" in code
    assert code.count("\n") < 20
    assert run(code) == "(1, 1, 28, 38)\n"


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("Conv2d(1, 1, kernel_size=3)", "Conv2d(1, 1, kernel_size=3, stride=2)", {"stride=2"}),
        ("Conv2d(kernel_size=3, padding=1)", "Conv2d(kernel_size=(3, 5), padding=1)", {"kernel_size=(3, 5)"}),
        ("Conv2d(padding=1)", "Conv2d(padding=1)", set[str]()),
        ("Conv2d(padding=1)", "Conv2d()", set[str]()),
    ],
)
def test_what_changed_is_found(before: str, after: str, changed: set[str]) -> None:
    assert changed_arguments(before, after) == changed


def test_code_is_marked_without_being_changed() -> None:
    code = 'conv = Conv2d(stride=2, mode="a<b")  # stride=2 & more\n# (1, 2)'
    html = marked(code, {"stride=2"})
    assert html.count('class="changed"') == 1
    assert html.count('class="comment"') == 2
    assert "a&lt;b" in html
    assert "&amp; more" in html


def test_code_in_a_sentence_is_code_and_nothing_else_is_markup() -> None:
    assert inline_code("Set `a<b` & go") == "Set <code>a&lt;b</code> &amp; go"


def test_cards_lead_to_the_neighbours_in_reading_order() -> None:
    for before, after in pairwise(LESSONS):
        assert (neighbours(before)[1], neighbours(after)[0]) == (after, before)
    assert (neighbours(LESSONS[0])[0], neighbours(LESSONS[-1])[1]) == (None, None)
