"""The code below the neuron: it runs as it stands and prints what its last line says."""

import io
import json
import random
import subprocess
from contextlib import redirect_stdout
from typing import Any

import pytest

from lessons.catalog import HERE
from lessons.kit.i18n.language import LANGUAGES
from lessons.neuron.pytorch import code_of, outputs_of
from lessons.neuron.state import State, state_of
from tests.oracle.twin import node

RUNS = 60
TOLD = """
import { withinLimits } from "%(kit)s/settings/address.js";
import { tell } from "%(lesson)s/numbers.js";
import { settings } from "%(lesson)s/settings.js";
console.log(JSON.stringify(tell(withinLimits(settings, %(wanted)s))));
"""


def run(code: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        exec(code, {})
    return said.getvalue()


def random_state(chance: random.Random) -> State:
    rows = chance.choice([1, 9])
    return State(
        picture=tuple(chance.randint(0, 3) for _ in range(25)),
        weights=tuple(tuple(chance.randint(-9, 9) for _ in range(9)) for _ in range(rows)),
        bias=chance.randint(-12, 12),
        relu=chance.random() < 0.5,
        step=chance.randint(1, 9),
    )


def told(wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what the figure tells Python of these settings."""
    folders = {"kit": (HERE / "kit").as_uri(), "lesson": (HERE / "neuron").as_uri()}
    script = TOLD % (folders | {"wanted": json.dumps(wanted)})
    done = subprocess.run(
        [node(), "--input-type=module", "--eval", script],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("seed", range(RUNS))
def test_code_prints_what_its_last_line_says(seed: int) -> None:
    code = code_of(random_state(random.Random(seed)), LANGUAGES[seed % 2])
    assert f"# {run(code)}" == code.split("\n")[-1] + "\n"


def test_it_counts_the_parameters() -> None:
    shared, own = State(), State(weights=State().weights * 9)
    assert run(code_of(shared, "en")) == "10 5.0\n"
    assert run(code_of(own, "ko")) == "82 5.0\n"


def test_before_the_figure_has_told_anything_it_is_the_figures_start() -> None:
    assert state_of({}) == state_of(told({}))


def test_what_the_figure_tells_is_what_is_written() -> None:
    state = state_of(told({"shared": 0, "right": 1, "relu": 0, "bias": 4, "step": 9}))
    assert (len(state.weights), state.relu, state.bias, state.step) == (9, False, 4, 9)
    assert state.picture[:5] == (0, 1, 0, 2, 1)
    assert outputs_of(state).shape == (3, 3)
