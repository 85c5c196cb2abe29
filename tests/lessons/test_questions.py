"""The questions: whole in both languages, true by torch, and not given away by their looks."""

import re
from copy import deepcopy
from functools import cache
from typing import Any, cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from cnn_core.moved_accuracy import counted, held_out
from cnn_core.pooling_nets import measured
from lessons.catalog import PAGES, Lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import QuestionError, check_item, questions, read_items, suggestions
from lessons.live_network.code import State, run
from lessons.live_network.picture import sample
from lessons.pooling.measured import counts_of
from tests.facts.said_by_torch import reads, weights
from tests.oracle.torch_says import refusal

ASKING = [lesson for lesson in PAGES if (lesson.folder / "questions.json").is_file()]
ITEMS: list[dict[str, Any]] = [item for lesson in ASKING for item in read_items(lesson.folder)]
CHOICES = [item for item in ITEMS if item["kind"] != "try"]
SUGGESTED = [item for item in ITEMS if item["kind"] == "try"]
LEAST_CHECKS = 6
MATRIX = re.compile(r"(?:pixels|weights|outputs)(\[\[.*?\]\])")


def t(rows: list[list[float]]) -> Tensor:
    """Return a grid as (1, 1, H, W)."""
    return torch.tensor([[rows]], dtype=torch.float32)


def out(layer: nn.Module, *shape: int) -> tuple[int, ...]:
    """Return the shape of what a layer makes of an input of this shape."""
    return tuple(layer(torch.zeros(*shape)).shape)


def named(source: str, way: str | None = None, right: int = 0) -> int:
    """Return which digit the shipped network calls a sample, moved to the right by so many pixels."""
    pixels = torch.tensor(sample(source, way).prepared.pixels)
    return int(run(State(right=right), pixels)["score"].argmax())


def accuracy(net: str, practice: str = "centred", distance: int = 0, degrees: int = 0) -> float:
    """Return which share of the pictures a net of /why-cnn names rightly, as it was measured; 0 to 1."""
    counts = counted(net, practice, distance, degrees)
    return sum(counts) / len(counts) / len(held_out()[1])


def generalisation_gap(way: str) -> float:
    """Return how much better a net of /pooling names digits it was trained on than new ones; 0 to 1."""
    seen, new = (counts_of(way, part)[-1] for part in ("trained", "test"))
    pictures = measured()["settings"]["pictures"]
    return (sum(seen) / pictures - sum(new) / measured()["test_pictures"]) / len(seen)


OWN_NAMES = (t, out, reads, named, accuracy, generalisation_gap)
PROOF_NAMES = {
    "torch": torch,
    "nn": nn,
    "F": F,
    "params": weights,
    "error": refusal,
    **{each.__name__: each for each in OWN_NAMES},
}
CODE = r"`([^`]*)`"
OTHER_DIGITS = str.maketrans("0123456789∞", "12345678980")
NUMBER = r"-?(?:∞|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:/\d+)?"


def flat(value: object) -> list[object]:
    """Return the numbers and words of a value in order, however they are nested."""
    if isinstance(value, (list, tuple)):
        return [one for each in cast("list[object]", value) for one in flat(each)]
    if isinstance(value, bool):
        return [str(value)]  # True is no 1
    return [round(value, 6) if isinstance(value, float) else value]


def numbers(text: str) -> list[object]:
    """Return the numbers that stand in a text outside code: "2,880개", "5×5", "−∞", "4/9"."""
    found = re.findall(NUMBER, re.sub(CODE, "", text).replace("−", "-"))
    parts = [each.replace(",", "").replace("∞", "inf").partition("/") for each in found]
    return flat([float(above) / float(below or 1) for above, _, below in parts])


def said(text: str) -> list[object]:
    """Return what an option says: its code, else its numbers, else itself."""
    return re.findall(CODE, text) or numbers(text) or [text]


@cache
def evaluated(source: str, *options: str) -> list[object]:
    """Return the value of a proof or an answer; `options` are the code or the words of each option."""
    return flat(eval(source, {**PROOF_NAMES, "options": options}))


def is_part(part: list[object], whole: list[object]) -> bool:
    left = iter(whole)
    return all(each in left for each in part)


def right_of(item: dict[str, Any]) -> int:
    """Return the place of the right option: no mistake stands behind it."""
    return item["misconceptions"].index(None)


def is_held(item: dict[str, Any], language: Language) -> bool:
    """Return whether the right option says what torch does, no other does, and each says its answer."""
    texts: list[str] = item[language]["options"]
    answers: list[str | None] = item.get("answers", [None] * len(texts))
    proved = evaluated(item["proof"], *((re.findall(CODE, text) or [text])[0] for text in texts))
    for at, (text, answer) in enumerate(zip(texts, answers, strict=True)):
        given = evaluated(answer) if answer else said(text)
        if (given == proved) != (at == right_of(item)) or (answer and not is_part(numbers(text), given)):
            return False
    return True


def ids(item: dict[str, Any]) -> str:
    return str(item["id"])


@pytest.mark.parametrize("item", SUGGESTED, ids=ids)
def test_what_is_to_be_seen_is_true_by_torch(item: dict[str, Any]) -> None:
    assert evaluated(item["proof"]) == evaluated(item["value"])


TOLD = re.compile(r"(?:[Ss]et|then|and) `(\w+)=([^`]+)`|()shape (?:to )?([\d, ]+\d)|()dtype `(\w+)`")


@pytest.mark.parametrize("item", SUGGESTED, ids=ids)
def test_what_is_to_be_tried_is_not_done_already_where_it_starts(item: dict[str, Any]) -> None:
    stem, state = item["en"]["stem"], {name: str(value) for name, value in item["state"].items()}
    for name, start in re.findall(r"`(\w+)` from (\S+) to", stem):
        assert state[name] == start
    for name, value, _, shape, _, dtype in TOLD.findall(stem):
        assert state.get(name) != value.strip("'") or not name
        assert state.get("shape") != shape.replace(", ", ",")
        assert state.get("dtype") != dtype


@pytest.mark.parametrize("item", CHOICES, ids=ids)
def test_the_right_option_and_no_other_says_what_torch_does(item: dict[str, Any], language: Language) -> None:
    assert is_held(item, language)


@pytest.mark.parametrize("item", CHOICES, ids=ids)
def test_planted_answer_is_caught(item: dict[str, Any], language: Language) -> None:
    options: list[str] = item[language]["options"]
    answers: list[str | None] = item.get("answers", [None] * len(options))
    for at, (text, answer) in enumerate(zip(options, answers, strict=True)):
        moved = [None if each == at else "another" for each in range(len(options))]
        assert at == right_of(item) or not is_held({**item, "misconceptions": moved}, language)
        changed = text.translate(OTHER_DIGITS)
        if changed != text and (numbers(text) if answer else at == right_of(item)):
            planted = [changed if each == text else each for each in options]
            assert not is_held({**item, language: {"options": planted}}, language)


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
    english, korean = ([numbers(each) for each in item[language]["options"]] for language in LANGUAGES)
    assert english == korean


@pytest.mark.parametrize("item", CHOICES, ids=ids)
def test_feedback_goes_on_from_its_first_word(item: dict[str, Any]) -> None:
    # It follows "Not 25:" or "Not quite:" in English, and a whole sentence in Korean.
    for option, said in enumerate(item["en"]["feedback"]):
        assert said[0].islower() or option == right_of(item) or said[0] == "`"
        assert not said[0].islower() or option != right_of(item)
        assert said.endswith(".")
    assert item["ko"]["stem"].endswith("까요?")
    assert all(said.endswith(("다.", "요.")) for said in item["ko"]["feedback"])


def test_the_right_option_is_not_given_away_by_its_length(language: str) -> None:
    alone_longest = 0
    for item in CHOICES:
        lengths = [len(option) for option in item[language]["options"]]
        right = lengths.pop(right_of(item))
        alone_longest += right > max(lengths)
    assert 0 < alone_longest <= 0.4 * len(CHOICES)


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
        {"misconceptions": ["one", "two", "three"]},
        {"misconceptions": [None, None, "size_kept_by_default"]},
        *({"misconceptions": ["stride_is_padding", None]}, {"en_options": ["9", "9", "3"]}),
        *({"answers": ["9", "25"]}, {"ko_options": ["9개", "25개"]}, {"ko_feedback": ["하나입니다."]}),
        *({"kind": "riddle"}, {"state": {}}, {"ko": {"stem": "무엇일까요?"}}),
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
