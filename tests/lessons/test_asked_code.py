"""The code that a figure asks for: its call is that of the figure, it runs, and prints what it promises."""

import io
import json
from contextlib import redirect_stdout
from typing import Any

import pytest

from lessons.conv2d import code as conv2d
from lessons.convolution import code as convolution
from lessons.convolution.settings import OWN, SAMPLES
from lessons.gradient import code as gradient
from lessons.input_shape import code as input_shape
from lessons.kit.ask.question import Question
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.settings.call import call_of
from lessons.kit.settings.setting import InvalidSettings
from lessons.maxpool2d import code as maxpool2d
from lessons.neuron import code as neuron
from lessons.output_size import code as output_size
from lessons.pooling import code as pooling
from lessons.why_cnn import code as why_cnn
from tests.oracle.asked import STATES, asked
from tests.settings_states import TABLES

RUNS = 200  # of them are run as a visitor would
QUESTIONS: dict[str, Question[Any]] = {
    "conv2d": conv2d.QUESTIONS[0],
    "convolution": convolution.QUESTIONS[0],
    "gradient": gradient.QUESTIONS[0],
    "input_shape": input_shape.QUESTIONS[0],
    "maxpool2d": maxpool2d.QUESTIONS[0],
    "neuron": neuron.QUESTIONS[0],
    "output_size": output_size.QUESTIONS[0],
    "pooling": pooling.QUESTIONS[0],
    "why_cnn": why_cnn.QUESTIONS[0],
}
CALLED = [name for name in QUESTIONS if any(each.argument for each in TABLES[name].settings.values())]
HOSTILE: list[object] = [
    *(
        None,
        True,
        "nope",
        "__import__",
        "9" * 5000,
        -2000,
        2000.5,
        2**70,
        10**400,
        float("nan"),
        float("inf"),
    ),
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


@pytest.mark.parametrize("lesson", CALLED)
def test_both_languages_write_the_same_call(lesson: str) -> None:
    for each in asked(lesson):
        settings = TABLES[lesson].validate(each["state"])
        assert call_of(TABLES[lesson], settings).code == each["call"]
    assert len({each["call"] for each in asked(lesson)}) > STATES / 25


@pytest.mark.slow
@pytest.mark.parametrize("lesson", QUESTIONS)
def test_code_runs_and_prints_what_it_promises(lesson: str) -> None:
    for at, each in enumerate(asked(lesson)[:RUNS]):
        answer = answered(lesson, each["state"], at)
        assert answer["state"] == QUESTIONS[lesson].read(json.dumps(each["state"]).encode())
        printed = prints(answer["code"])
        assert answer["printed"] == ([] if each["state"].get("picture") == why_cnn.OWN else printed), answer
        assert not each["call"] or each["call"] in "\n".join(answer["code"])
        assert len(answer["code"]) + len(answer["printed"]) == each["lines"], answer


def test_code_of_the_start_shows_the_start_of_the_figure() -> None:
    assert answered("convolution", asked("convolution")[0]["state"])["printed"] == ["(1, 1, 7, 7) -1.0"]
    assert answered("maxpool2d", asked("maxpool2d")[0]["state"])["printed"][0] == "(1, 1, 3, 3)"
    assert answered("pooling", asked("pooling")[0]["state"])["printed"] == ["(1, 1, 4, 4) [-0.2, -0.5]"]
    assert answered("conv2d", asked("conv2d")[0]["state"])["printed"][:2] == ["(4, 3, 3, 3) (4,)", "112"]
    assert answered("neuron", asked("neuron")[0]["state"])["printed"] == ["10 5.0"]


def is_refused(lesson: str, state: object) -> bool:
    try:
        QUESTIONS[lesson].cost(TABLES[lesson].validate(state)).check()
    except InvalidSettings:
        return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("lesson", QUESTIONS)
def test_hostile_settings_are_refused_each_by_itself(lesson: str) -> None:
    start = asked(lesson)[0]["state"]
    assert not is_refused(lesson, start)
    taken = [
        (name, at)
        for name in start
        for at, value in enumerate(HOSTILE)
        if not is_refused(lesson, start | {name: value})
    ]
    assert taken == []


def test_neurons_are_asked_with_the_weights_that_they_have() -> None:
    state = next(each["state"] for each in asked("neuron") if not each["state"]["shared"])
    for changes in (
        {"shared": 1},
        {"kernel": [[1] * 9] * 8},
        {"kernel": [[1.5] * 9] * 9},
        {"input": [[0] * 4] * 5},
    ):
        with pytest.raises(InvalidSettings):
            answered("neuron", state | changes)


def test_pixels_of_a_photo_are_not_typed_out() -> None:
    photos = [each["state"] for each in asked("convolution") if each["state"]["input"] in (*SAMPLES, OWN)]
    assert len(photos) > STATES / 50
    for state in photos[:20]:
        code = "\n".join(answered("convolution", state)["code"])
        assert f"torch.rand({state['height']}, {state['width']})" in code


@pytest.mark.parametrize(
    "changes",
    [
        {"input": "three"},
        {"input": [[0]] * 11},
        {"input": [[0, 0]], "kernel_size": 2},
        {"weights": "even"},
        {"weights": [[1]]},
        {"padding": 2},
        {"step": 17},
        {"layer": "global", "step": 2},
    ],
)
def test_what_the_figure_of_pooling_cannot_show_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidSettings):
        answered("pooling", asked("pooling")[0]["state"] | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"input": "heart"},  # a name says no numbers
        {"input": [[1.0, 2.0]]},
        {"height": 8},
        {"kernel": [[1, 2], [3, 4]]},
        {"kernel": [[0.001] * 3] * 3},
        {"kernel": [[True] * 3] * 3},
        {"kernel": [[50] * 3] * 3},
        {"kernel": [[1, 2, 3], [1, 2], [1, 2, 3]]},
        {"kernel": [[1e300] * 3] * 3},
        {"step": 50},
        {"height": 1, "input": [[0] * 7], "padding": 0},
        {"input": "photo", "height": 3, "padding": 3, "padding_mode": "reflect"},
    ],
)
def test_what_the_figure_cannot_show_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidSettings):
        answered("convolution", asked("convolution")[0]["state"] | changes)
