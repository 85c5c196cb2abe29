"""Every percentage on a page is counted again from weights or logs, and says its test set and seeds."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from cnn_core import control_nets, pooling_nets
from cnn_core.held_out import measured_when_moved
from cnn_core.moved_accuracy import counted
from cnn_core.network import SHIPPED_WEIGHTS, measured_accuracy
from cnn_core.rounding import round_result
from lessons.catalog import lesson
from lessons.kit.i18n.labels import TABLE
from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import read_prose
from lessons.kit.quiz.bank import read_items
from tests.browser.server import ROOT

PAGES = sorted(path.parent for path in (ROOT / "lessons").glob("*/en.md"))
# A number before a percent sign, and numbers joined to it: "96.7 to 97.8 %", "83.7, 88.9 and 92.4 %".
JOINED = re.compile(r"(?:\d+\.\d+(?:–|, | to | and |에서 )+)*\d+(?:\.\d+)?[ \xa0]?%(?!p)", re.ASCII)
TEST_SET: dict[Language, str] = {
    "en": r"test (digits|pictures|silhouettes)",
    "ko": r"테스트 (숫자|이미지|실루엣)",
}
SEEDS: dict[Language, str] = {"en": r"\bseeds?\b|\bone net\b", "ko": r"시드|신경망 하나"}
# What a visitor reads besides prose, labels and questions.
WORDS = [
    *(ROOT / "lessons" / name for name in ("kit/i18n/terms.json", "end/ideas.json", "kit/quiz/can.json")),
    *(ROOT / "lessons" / name for name in ("input_shape/snippets.json", "doctor/examples.json")),
]
NO_ACCURACIES = {("neuron", "3.19")}  # a share of weights, held by test_prose.py

OF_LABEL = re.compile(r"(\}|\d)(\*\*)?\s?%")
NO_ACCURACY_LABELS = {
    "conv.drawn_at": "a size",
    "way.restless": "a brightness",
    "neuron.counted": "a share of weights",
    "why.axis_starts": "an axis",
}
# What a figure says of its accuracies whatever is chosen (tests/browser/test_why_cnn.py), by what the labels
# with these accuracies begin with. Together the labels of a group name the test set and the seeds.
IN_WHY_CNN = (("why.accuracy", "why.accuracy_seeds"),)
SAID_BESIDE = {
    "why.": IN_WHY_CNN,
    "predict.": IN_WHY_CNN,
    "live.spread": (("live.accuracy_digits",), ("live.accuracy_cats_dogs",)),
    "curves.": (("pool.curves_test",),),
}


def percentages(text: str) -> list[str]:
    """Return the numbers of a text that are percentages, as they are written."""
    plain = re.sub(r"\]\([^)]*\)", "]", text).replace("*", "")
    return [number for found in JOINED.findall(plain) for number in re.findall(r"\d+(?:\.\d+)?", found)]


def is_complete(text: str, language: Language) -> bool:
    """Return whether a text with accuracies names the test set and how many seeds."""
    return all(re.search(each[language], text) for each in (TEST_SET, SEEDS))


def is_basis_said(name: str, texts: dict[str, str], language: Language) -> bool:
    """Return whether a label with an accuracy, or what stands beside it, names the test set and the seeds."""
    said = next((groups for start, groups in SAID_BESIDE.items() if name.startswith(start)), ((name,),))
    return all(is_complete(" ".join(texts[each] for each in group), language) for group in said)


def written(percent: float) -> str:
    return f"{round_result(percent, 1):.1f}"


def mean_of(counts: Sequence[int], pictures: int) -> str:
    return written(100 * sum(counts) / len(counts) / pictures)


def of_live_network() -> list[str]:
    digits = {name: measured_accuracy(name)["digits"] for name in SHIPPED_WEIGHTS if name != "cats_dogs"}
    reached = {
        name: [written(each / 10) for each in (of.right, min(of.right_by_seed), max(of.right_by_seed))]
        for name, of in digits.items()
    }
    moved = measured_when_moved("digits")["relu max"][8]
    one_net = [written(moved[8 + right] / 10) for right in (4, 8)]
    kinds = ("digits", "digits_plain", "digits_random", "digits_equal")
    compared = [number for kind in kinds for number in reached[kind]]
    luckiest = reached["digits"][-1]  # in the title of a section
    return [*reached["digits"], mean_of(digits["digits"].right_by_seed, 1000), *one_net, luckiest, *compared]


def of_why_cnn() -> list[str]:
    record = control_nets.measured()
    practised = [mean_of(counts[4], 400) for counts in record["practised"]["dense"].values()]

    def reached(net: str, practice: str, distance: int) -> str:
        return mean_of(counted(net, practice, distance, 0), 400)

    return [
        *(reached(net, "centred", distance) for net in ("flatten", "global") for distance in (0, 4)),
        *(end(reached("wide", "centred", far) for far in range(7)) for end in (min, max)),
        *(reached("average", "centred", far) for far in (0, 6)),
        *practised,
        reached("dense", "centred", 4),
        *(reached("global", practice, far) for far in (4, 6) for practice in ("centred", "moved")),
    ]


def of_pooling() -> list[str]:
    record = pooling_nets.measured()
    updates = record["settings"]["updates"]
    return [
        mean_of(record["right"][way]["test"][updates.index(at)], record["test_pictures"])
        for at in (1000, 4000)
        for way in ("none", "max")
    ]


COUNTED = {"live_network": of_live_network, "why_cnn": of_why_cnn, "pooling": of_pooling}


@pytest.mark.parametrize("name", COUNTED)
def test_every_percentage_of_a_page_is_counted_again(name: str, language: Language) -> None:
    sections = lesson(name).prose(language).sections.values()
    said = [number for section in sections for number in percentages(f"{section.title}\n{section.body}")]
    assert said == COUNTED[name]()


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_an_accuracy_says_its_test_set_and_its_seeds(folder: Path, language: Language) -> None:
    for section in read_prose(folder / f"{language}.md").sections.values():
        text = f"{section.title}\n{section.body}"
        said = {number for number in percentages(text) if (folder.name, number) not in NO_ACCURACIES}
        assert not said or (folder.name in COUNTED and is_complete(text, language)), section.title


def test_an_accuracy_in_a_figure_says_its_test_set_and_its_seeds(language: Language) -> None:
    texts = {name: both[language] for name, both in TABLE.items()}
    found = {name for name, text in texts.items() if OF_LABEL.search(text)} - NO_ACCURACY_LABELS.keys()
    assert len(found) > 25
    assert [name for name in sorted(found) if not is_basis_said(name, texts, language)] == []
    bare = texts | {"why.accuracy": "{n}", "live.accuracy_digits_moved": "{p} %"}
    assert not is_basis_said("why.range", bare, language)
    assert not is_basis_said("live.accuracy_digits_moved", bare, language)


def test_no_question_writes_an_accuracy_by_hand(language: Language) -> None:
    asked = [item for folder in PAGES if (folder / "questions.json").exists() for item in read_items(folder)]
    assert len(asked) > 90
    assert [item["id"] for item in asked if percentages(str(item[language]))] == []


@pytest.mark.parametrize("place", WORDS, ids=lambda place: place.name)
def test_no_accuracy_is_written_where_nobody_counts_it_again(place: Path) -> None:
    assert percentages(place.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted", ["right in 97.8 %", "97.8 % of 1,000 test digits", "97.8 % with six seeds"]
)
def test_a_bare_accuracy_is_noticed(planted: str) -> None:
    assert percentages(planted) == ["97.8"]
    assert not is_complete(planted, "en")
    assert percentages("96.7 to 97.8 %, and 83.7, 88.9 and 92.4 %") == [
        "96.7",
        "97.8",
        "83.7",
        "88.9",
        "92.4",
    ]
