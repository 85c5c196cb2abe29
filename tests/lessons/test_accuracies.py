"""Every percentage on a page is counted again from weights or logs, and says its test set and seeds."""

import re
from collections.abc import Iterable, Sequence

import pytest

from cnn_core import control_nets
from cnn_core.held_out import measured_when_moved
from cnn_core.moved_accuracy import counted
from cnn_core.network import SHIPPED_WEIGHTS, measured_accuracy
from cnn_core.rounding import round_result
from lessons.catalog import LESSONS, Lesson, lesson
from lessons.kit.i18n.language import LANGUAGES, Language

# A number before a percent sign, and numbers joined to it: "96.7 to 97.8 %", "83.7, 88.9 and 92.4 %".
JOINED = re.compile(r"(?:\d+\.\d+(?:–|, | to | and |에서 )+)*\d+(?:\.\d+)?\s?%(?!p)", re.ASCII)
TEST_SET: dict[Language, str] = {"en": r"test (digits|pictures)", "ko": r"테스트 (숫자|이미지)"}
SEEDS: dict[Language, str] = {"en": r"\bseeds?\b|\bone net\b", "ko": r"시드|신경망 하나"}
NO_ACCURACIES = {("neuron", "3.19")}  # a share of weights, held by tests/facts


def percentages(text: str) -> list[str]:
    """Return the numbers of a text that are percentages, as they are written."""
    plain = re.sub(r"\]\([^)]*\)", "]", text).replace("*", "")
    return [number for found in JOINED.findall(plain) for number in re.findall(r"\d+(?:\.\d+)?", found)]


def is_complete(text: str, language: Language) -> bool:
    """Return whether a text with accuracies names the test set and how many seeds."""
    return all(re.search(each[language], text) for each in (TEST_SET, SEEDS))


def written(percent: float) -> str:
    return f"{round_result(percent, 1):.1f}"


def spread(counts: Iterable[int], pictures: int) -> set[str]:
    """Return lowest, mean and highest seed."""
    found = list(counts)
    return {written(100 * each / pictures) for each in (min(found), sum(found) / len(found), max(found))}


def of_live_network() -> set[str]:
    digits = {name: measured_accuracy(name)["digits"] for name in SHIPPED_WEIGHTS if name != "cats_dogs"}
    moved = measured_when_moved("digits")["relu max"][8]
    found = {written(moved[8 + right] / 10) for right in (0, 4, 8)}
    for name, reached in digits.items():
        ends = spread(reached.right_by_seed, reached.pictures)
        mean = written(100 * sum(reached.right_by_seed) / len(reached.right_by_seed) / reached.pictures)
        found |= {written(100 * reached.right / reached.pictures)} | (
            ends if name == "digits" else ends - {mean}
        )
    return found


def mean_of(counts: Sequence[int]) -> str:
    return written(100 * sum(counts) / len(counts) / 400)


def of_why_cnn() -> set[str]:
    record = control_nets.measured()
    wide = [100 * sum(at) / len(at) / record["pictures"] for at in record["wide"][:7]]
    found = {mean_of(counted(net, "centred", far, 0)) for net in ("flatten", "global") for far in (0, 4)}
    found |= {mean_of(counted("global", "centred", 6, 0)), mean_of(counted("dense", "centred", 4, 0))}
    found |= {mean_of(counted("global", "moved", far, 0)) for far in (4, 6)}
    found |= {mean_of(counts[4]) for counts in record["practised"]["dense"].values()}
    return found | {written(min(wide)), written(max(wide)), mean_of(record["average"][0])}


COUNTED = {"live_network": of_live_network, "why_cnn": of_why_cnn}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COUNTED)
def test_every_percentage_of_a_page_is_counted_again(name: str, language: Language) -> None:
    sections = lesson(name).prose(language).sections.values()
    assert {number for section in sections for number in percentages(section.body)} == COUNTED[name]()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("each", LESSONS, ids=lambda each: each.name)
def test_an_accuracy_says_its_test_set_and_its_seeds(each: Lesson, language: Language) -> None:
    for section in each.prose(language).sections.values():
        said = {number for number in percentages(section.body) if (each.name, number) not in NO_ACCURACIES}
        assert not said or (each.name in COUNTED and is_complete(section.body, language)), section.title


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
