"""The questions: whole in both languages, true by torch, and not given away by their looks."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from lessons.catalog import PAGES, Lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.quiz.bank import QuestionError, check_item, questions, read_items, suggestions
from lessons.live_network.code import run
from lessons.live_network.picture import sample
from lessons.live_network.settings import State

ASKING = [lesson for lesson in PAGES if (lesson.folder / "questions.json").is_file()]
ITEMS: list[dict[str, Any]] = [item for lesson in ASKING for item in read_items(lesson.folder)]
CHOICES = [item for item in ITEMS if item["kind"] != "try"]
LEAST_CHECKS = 6
MATRIX = re.compile(r"(?:pixels|weights|outputs)(\[\[.*?\]\])")


def t(rows: list[list[float]]) -> Tensor:
    """Return a grid as (1, 1, H, W)."""
    return torch.tensor([[rows]], dtype=torch.float32)


def out(layer: nn.Module, *shape: int) -> tuple[int, ...]:
    """Return the shape of what a layer makes of an input of this shape."""
    return tuple(layer(torch.zeros(*shape)).shape)


def params(layer: nn.Module) -> int:
    """Return how many numbers a layer learns."""
    return sum(each.numel() for each in layer.parameters())


def error(call: Callable[[], object]) -> str:
    """Return torch's own words when it refuses, "" when it does not."""
    try:
        call()
    except (RuntimeError, ValueError, TypeError) as refused:
        return str(refused)
    return ""


def reads(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> Tensor:
    """Return how often each pixel is read: the gradient of the summed output of a kernel of ones."""
    x = torch.zeros(1, 1, size, size, requires_grad=True)
    F.conv2d(x, torch.ones(1, 1, kernel, kernel), None, stride, padding, dilation).sum().backward()
    assert x.grad is not None
    return x.grad[0, 0]


def named(source: str, way: str | None = None, right: int = 0) -> int:
    """Return which digit the shipped network calls a sample, moved to the right by so many pixels."""
    pixels = torch.tensor(sample(source, way).prepared.pixels)
    return int(run(State(right=right), pixels)["score"].argmax())


OWN_NAMES = {"t": t, "out": out, "params": params, "reads": reads, "error": error, "named": named}
PROOF_NAMES = {"torch": torch, "nn": nn, "F": F, **OWN_NAMES}


def is_proved(item: dict[str, Any]) -> bool:
    return bool(eval(item["proof"], dict(PROOF_NAMES)) == eval(item["value"]))


def ids(item: dict[str, Any]) -> str:
    return str(item["id"])


@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_question_is_true_by_torch(item: dict[str, Any]) -> None:
    assert is_proved(item)


def test_planted_falsehood_is_caught() -> None:
    assert not is_proved({"proof": "out(nn.Conv2d(1, 1, 3), 1, 5, 5)", "value": "(1, 5, 5)"})


def test_lessons_ask_enough_and_suggest_something_to_try() -> None:
    assert ASKING
    for lesson in ASKING:
        assert len(questions(lesson.folder, "en")) >= LEAST_CHECKS
        assert 2 <= len(suggestions(lesson.folder, "en")) <= 3


def test_names_are_unique_and_say_lesson_and_kind() -> None:
    assert len({item["id"] for item in ITEMS}) == len(ITEMS)
    for lesson in ASKING:
        for item in read_items(lesson.folder):
            assert item["id"].startswith(f"{lesson.name.replace('_', '-')}.{item['kind']}.")


@pytest.mark.parametrize("item", CHOICES, ids=ids)
def test_code_and_numbers_are_the_same_in_both_languages(item: dict[str, Any]) -> None:
    for part in ("stem", "options"):
        said = [
            " ".join([item[language][part]] if part == "stem" else item[language][part])
            for language in LANGUAGES
        ]
        assert len({tuple(sorted(re.findall(r"`([^`]*)`", each))) for each in said}) == 1
        assert len({tuple(MATRIX.findall(each)) for each in said}) == 1


@pytest.mark.parametrize("item", CHOICES, ids=ids)
def test_feedback_goes_on_from_its_first_word(item: dict[str, Any]) -> None:
    # It follows "Not 25:" or "Not quite:" in English, and a whole sentence in Korean.
    for option, said in enumerate(item["en"]["feedback"]):
        assert said[0].islower() or option == item["correct"] or said[0] == "`"
        assert not said[0].islower() or option != item["correct"]
        assert said.endswith(".")
    assert item["ko"]["stem"].endswith("까요?")
    assert all(said.endswith(("다.", "요.")) for said in item["ko"]["feedback"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_option_is_not_given_away_by_its_length(language: str) -> None:
    alone_longest = 0
    for item in CHOICES:
        lengths = [len(option) for option in item[language]["options"]]
        right = lengths.pop(item["correct"])
        alone_longest += right > max(lengths)
    assert 0 < alone_longest <= 0.4 * len(CHOICES)


def test_a_state_that_is_shown_names_pytorchs_arguments() -> None:
    known = {"height", "width", "input", "kernel", "reads", "step", "kernel_size", "stride", "padding"}
    known |= {"dilation", "padding_mode", "bias"}
    for item in read_items(next(lesson.folder for lesson in ASKING if lesson.name == "convolution")):
        assert set(item["state"]) <= known


@pytest.mark.parametrize("lesson", ASKING, ids=lambda lesson: lesson.name)
def test_both_languages_show_the_same_states(lesson: Lesson) -> None:
    for kind in ("check", "retrieval"):
        english, korean = (questions(lesson.folder, language, kind) for language in LANGUAGES)
        assert [(each.id, each.show) for each in english] == [(each.id, each.show) for each in korean]
        assert all(each.show.startswith("?") for each in english)


def planted(**changes: object) -> dict[str, Any]:
    """Return a question with a fault."""
    item = deepcopy(next(item for item in ITEMS if item["kind"] == "check"))
    for name, value in changes.items():
        language, _, part = name.partition("_")
        if part in {"stem", "options", "feedback"}:
            item[language][part] = value
        else:
            item[name] = value
    return item


@pytest.mark.parametrize(
    "fault",
    [
        {"correct": 0},
        {"misconceptions": [None, None, "size_kept_by_default"]},
        {"misconceptions": ["stride_is_padding", None]},
        {"en_options": ["9", "9", "3"]},
        {"ko_options": ["9개", "25개"]},
        {"ko_feedback": ["하나입니다."]},
        {"kind": "riddle"},
        {"state": {}},
        {"ko": {"stem": "무엇일까요?"}},
    ],
)
def test_planted_fault_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(QuestionError):
        check_item(planted(**fault))


def test_question_without_proof_is_refused() -> None:
    item = planted()
    del item["proof"]
    with pytest.raises(QuestionError, match="proof"):
        check_item(item)
