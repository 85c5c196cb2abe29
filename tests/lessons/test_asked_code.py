"""The code that a figure asks for: its call is that of the figure, it runs, and prints what it promises."""

import base64
import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from lessons.catalog import LESSONS, PAGES, lesson
from lessons.convolution.code import OWN, SAMPLES, sample
from lessons.kit.ask.question import AskError
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.page.lesson_page import inline_code, marked, neighbours
from lessons.kit.settings.table import InvalidSettings, call_of
from lessons.live_network.code import read_state
from lessons.why_cnn.code import OWN as OWN_DRAWING
from pages.asking import questions_of
from tests.browser.server import ROOT
from tests.sample import CASES
from tests.settings_states import STATES, TABLES, asked

LONGEST_COPIED = 50_000  # letters: lessons/kit/code/figure.js
RUNS = min(200, CASES // 5)  # of them are run as a visitor would
ASKED = (
    *("conv2d", "convolution", "gradient", "input_shape", "live_network"),
    *("maxpool2d", "neuron", "output_size", "pooling", "why_cnn"),
)
QUESTIONS = {name: next(each for each in questions_of(name) if each.name == "code") for name in ASKED}
WITH_PICTURE = ("convolution", "why_cnn")  # the visitor's own goes beside the settings
CALLED = [name for name in QUESTIONS if any(each.argument for each in TABLES[name].settings.values())]
HOSTILE: list[object] = [
    *(None, True, "nope", "__import__", "9" * 5000, -2000, 2000.5),
    *(2**70, 10**400, float("nan"), float("inf")),
    *([], [[]], [True, True], [float("nan")] * 5, [2**70, 2**70], [1, 2, 3], [[1], [1, 2]]),
    *([[float("inf")] * 2] * 2, [[0] * 2000] * 2000, [[[0]]] * 6000, {}, {"nested": {"deeper": [{}]}}),
]


def answered(lesson: str, state: object, at: int = 0) -> dict[str, Any]:
    question = QUESTIONS[lesson]
    settings = question.read(json.dumps(state).encode())
    question.cost(settings).check()
    return question.answer(settings, LANGUAGES[at % 2])


def prints(code: list[str]) -> list[str]:
    said = io.StringIO()
    with redirect_stdout(said):
        exec("\n".join(code), {})
    return said.getvalue().rstrip().splitlines()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.parametrize("lesson", CALLED)
def test_both_languages_write_the_same_call(lesson: str) -> None:
    for each in asked(lesson):
        state = {name: value for name, value in each["state"].items() if name != "hundredths"}
        settings = TABLES[lesson].validate(state)
        assert call_of(TABLES[lesson], settings).code == each["call"]
    assert len({each["call"] for each in asked(lesson)}) > STATES / 25


@pytest.mark.slow
@pytest.mark.alike("lesson", keep=5)
@pytest.mark.parametrize("lesson", QUESTIONS)
def test_code_runs_and_prints_what_it_promises(lesson: str) -> None:
    for at, each in enumerate(asked(lesson)[:RUNS]):
        answer = answered(lesson, each["state"], at)
        assert json.loads(json.dumps(answer["state"])) == each["state"]
        assert answer["printed"] == prints(answer["code"]), answer
        assert not each["call"] or each["call"] in "\n".join(answer["code"])


def test_code_that_reads_a_file_is_not_said_to_run_as_it_is() -> None:
    reading = [each.name for each in PAGES if "np.load(" in read(each.folder / "code.py")]
    told = [each.name for each in PAGES if '.code("' in read(ROOT / "pages" / f"{each.name}.py")]
    assert reading == told == ["training"]


@pytest.mark.slow
def test_code_of_the_start_shows_the_start_of_the_figure() -> None:
    assert answered("maxpool2d", asked("maxpool2d")[0]["state"])["printed"][0] == "(1, 1, 3, 3)"
    assert answered("pooling", asked("pooling")[0]["state"])["printed"] == ["(1, 1, 4, 4) [-0.2, -0.5]"]
    assert answered("neuron", asked("neuron")[0]["state"])["printed"] == ["10 5.0"]


def is_refused(lesson: str, state: dict[str, object]) -> bool:
    try:
        if lesson == "live_network":
            read_state(state)
            return False
        settings = TABLES[lesson].validate(state)
        QUESTIONS[lesson].cost((settings, b"") if lesson in WITH_PICTURE else settings).check()
    except (InvalidSettings, AskError):
        return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("lesson", QUESTIONS)
def test_hostile_settings_are_refused_each_by_itself(lesson: str) -> None:
    start = asked(lesson)[0]["state"]
    assert not is_refused(lesson, start)
    taken = [
        (name, value) for name in start for value in HOSTILE if not is_refused(lesson, start | {name: value})
    ]
    # With no kernels, a net that was trained opens.
    assert taken == ([("kernels", [])] if lesson == "live_network" else [])


@pytest.mark.parametrize(
    ("lesson", "setting", "own"), [("convolution", "input", OWN), ("why_cnn", "picture", OWN_DRAWING)]
)
def test_code_carries_the_visitors_own_picture(lesson: str, setting: str, own: str) -> None:
    states = [each["state"] for each in asked(lesson) if each["state"][setting] == own]
    assert len(states) > STATES / 100
    state = states[0]
    answer = answered(lesson, state)
    assert "rand(" not in "\n".join(answer["code"])
    assert prints(answer["code"]) == answer["printed"]
    other = state | {"hundredths": base64.b64encode(bytes(784)).decode()}
    assert answered(lesson, other)["printed"] != answer["printed"]
    texts = ("", "%%%", base64.b64encode(bytes(783)).decode(), base64.b64encode(b"e" * 784).decode())
    without = {name: each for name, each in state.items() if name != "hundredths"}
    of_another = asked(lesson)[0]["state"] | {"hundredths": state["hundredths"]}
    for each in (without, of_another, *(state | {"hundredths": wrong} for wrong in (*texts, 7, None))):
        with pytest.raises(AskError, match="not_this_photo"):
            answered(lesson, each)


@pytest.mark.parametrize("name", SAMPLES)
def test_code_of_a_photo_reads_its_pixels(name: str) -> None:
    pixels = sample(name)
    height, width = pixels.shape
    state = asked("convolution")[0]["state"] | {"input": name, "height": height, "width": width, "bias": 0}
    answer = answered(
        "convolution", state | {"kernel_size": [1, 1], "kernel": [[1]], "step": 999, "padding": 0}
    )
    place = divmod(998, width)
    assert answer["printed"] == [f"{(1, 1, height, width)} {round(pixels[place] / 100, 4)}"]
    assert prints(answer["code"]) == answer["printed"]
    assert f"# {pixels.size:,} numbers: {pixels.flat[0] / 100}, " in "\n".join(answer["code"])
    assert len("\n".join(answer["code"])) < LONGEST_COPIED
    with pytest.raises(AskError, match="not_this_photo"):
        answered("convolution", state | {"height": height - 1})


RANDOM: dict[str, object] = {"filters": "random", "scores": 0}
REFUSED: dict[str, list[dict[str, object]]] = {
    "pooling": [
        *({"input": "three"}, {"input": [[0]] * 11}, {"input": [[0, 0]], "kernel_size": 2}),
        *({"weights": "even"}, {"weights": [[1]]}, {"padding": 2}, {"step": 17}),
        {"layer": "global", "step": 2},
    ],
    "convolution": [
        {"input": "heart"},  # a name says no numbers
        *({"input": [[1.0, 2.0]]}, {"height": 8}, {"kernel": [[1, 2], [3, 4]]}),
        *({"kernel": [[0.001] * 3] * 3}, {"kernel": [[True] * 3] * 3}, {"kernel": [[50] * 3] * 3}),
        *({"kernel": [[1, 2, 3], [1, 2], [1, 2, 3]]}, {"kernel": [[1e300] * 3] * 3}, {"step": 50}),
        {"height": 1, "input": [[0] * 7], "padding": 0},
        {
            "input": "photo",
            "height": 3,
            "padding": 3,
            "padding_mode": "reflect",
            "hundredths": base64.b64encode(bytes(3 * 7)).decode(),
        },
    ],
    "neuron": [
        *({"shared": 0}, {"shared": 0, "kernel": [[1] * 9] * 8}, {"shared": 0, "kernel": [[1.5] * 9] * 9}),
        *({"kernel": [[1] * 9] * 9}, {"input": [[0] * 4] * 5}),
    ],
    "input_shape": [
        *({"shape": "1,28,28); import os"}, {"shape": "0,28"}, {"shape": "1,1,1,1,1"}),
        *({"shape": "65,64,256,256"}, {"shape": "65,256,256"}, {"shape": "257,1"}, {"shape": "1,1,1,257"}),
        *({"shape": "1,28,28\n"}, {"shape": "\u0661,28,28"}, {"ops": "numpy"}, {"ops": "permute:2,0,1;x"}),
        *({"ops": "__class__"}, {"ops": "flatten:1,2,3"}),
        {"ops": "flatten.flatten.flatten.flatten.flatten"},
    ],
    "live_network": [
        {"bias": "0"},  # a name says no numbers
        *({"bias": [[0] * 4]}, {"bias": [[0] * 5] * 2}, {"bias": [[2.01] + [0] * 4]}),
        *({"layer": "relu", "relu": 0}, {"layer": "score", "scores": 0}, {"layer": "pool", "row": 13}),
        *({"layer": "conv", "column": 25}, {"filters": "cats_dogs", "digit": 2}),
        RANDOM,  # kernels are missing
        RANDOM | {"scores": 1, "kernels": [[[0.1] * 5] * 5] * 5},
        *(RANDOM | {"kernels": [[[each] * 5] * 5] * 5} for each in (1.01, 0.001, True)),
        *(RANDOM | {"kernels": kernels} for kernels in ([[[0.1] * 5] * 4] * 5, [[[0.1] * 5] * 5] * 60_000)),
        *({"kernels": [[[0.1] * 5] * 5] * 5}, {"hundredths": "%%%"}, {"hundredths": "가"}),
        {"hundredths": base64.b64encode(bytes(783)).decode()},
        {"hundredths": base64.b64encode(bytes([101] * 784)).decode()},
    ],
}


@pytest.mark.parametrize(
    ("lesson", "changes"), [(lesson, each) for lesson, table in REFUSED.items() for each in table]
)
def test_what_a_figure_cannot_show_is_refused(lesson: str, changes: dict[str, object]) -> None:
    start = asked(lesson)[0]["state"]
    assert answered(lesson, start)
    with pytest.raises((InvalidSettings, AskError)):
        answered(lesson, start | changes)


def test_code_is_marked_without_being_changed() -> None:
    html = marked('conv = Conv2d(stride=2, mode="a<b")  # stride=2 & more\n# (1, 2)')
    assert html.count('class="comment"') == 2
    assert "a&lt;b" in html
    assert "&amp; more" in html


def test_code_in_a_sentence_is_code_and_nothing_else_is_markup() -> None:
    assert inline_code("Set `a<b` & go") == "Set <code>a&lt;b</code> &amp; go"


def test_cards_lead_to_the_neighbours_in_reading_order() -> None:
    for before, after in pairwise(LESSONS):
        assert (neighbours(before)[1], neighbours(after)[0]) == (after, before)
    assert (neighbours(LESSONS[0])[0], neighbours(LESSONS[-1])[1]) == (None, lesson("end"))


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


def test_the_counter_counts() -> None:
    assert held_by(lambda: torch.zeros(1000)) == 4000
