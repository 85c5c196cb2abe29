"""Korean particles follow the reading, in Python and in the browser alike."""

import json
import random

import pytest

from lessons.catalog import HERE, LESSONS
from lessons.kit.i18n.korean_particles import PAIRS, READINGS, UnknownReading, fill, particle, reading
from lessons.kit.quiz.bank import read_items
from tests.browser.server import ROOT
from tests.browser.visit import TWO_FORMS
from tests.oracle.twin import run

CASES = json.loads((ROOT / "tests" / "lessons" / "particles.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "pair", "wanted"), CASES, ids=[case[2] for case in CASES])
def test_particle_follows_the_reading(text: str, pair: str, wanted: str) -> None:
    assert particle(text, pair) == wanted


def test_an_unknown_word_gets_both_forms_on_a_page() -> None:
    with pytest.raises(UnknownReading):
        reading("xyzzy")
    assert particle("xyzzy", "은는") == "xyzzy은(는)"


def test_fill_puts_values_in_as_they_are() -> None:
    assert fill("{name|이가} {n}개", name="{n}", n=3) == "{n}은(는) 3개".replace("은(는)", "이(가)")
    assert fill("{a|을를} 더한 {b}", a="−3", b="0.50") == "−3을 더한 0.50"


def in_the_browser(cases: list[tuple[str, str]]) -> list[str]:
    """Return what the twin in JavaScript makes of texts and pairs."""
    calls = [("particle", [*each]) for each in cases]
    return [each["answer"] for each in run(calls, HERE / "kit" / "i18n")]


def test_the_browser_gives_every_case_its_particle() -> None:
    assert in_the_browser([(text, pair) for text, pair, _ in CASES]) == [wanted for *_, wanted in CASES]


def test_the_browser_gives_the_same_particle_to_whatever_may_stand_in_a_sentence() -> None:
    source = random.Random(7)
    numbers = [f"{source.uniform(-999, 999):.{source.randint(0, 2)}f}".replace("-", "−") for _ in range(500)]
    words = [
        *READINGS["word"],
        *READINGS["letter"],
        *READINGS["symbol"],
        "커널",
        "패딩",
        "행",
        "xyzzy",
        "toString",
    ]
    joints = [
        "",
        " ",
        "_",
        "(",
        ")",
        "[",
        "]",
        "×",
        "=",
        ", ",
        ".",
        "`",
        "*",
        "”",
        "%",
        "\n",
        "\u00a0",
        "7",
        "R",
        "가",
    ]
    pieces = [*words, *(word.upper() for word in words), *numbers[:50], *joints * 20]
    mixed = ["".join(source.choices(pieces, k=source.randint(0, 5))) for _ in range(5000)]
    cases = [(text, source.choice([*PAIRS])) for text in [*numbers, *mixed]]
    assert in_the_browser(cases) == [particle(text, pair) for text, pair in cases]


def test_no_particle_of_two_forms_is_written_by_hand() -> None:
    files = [path for ending in ("*.json", "*.md", "*.js", "*.css") for path in HERE.rglob(ending)]
    found = [
        (path.name, *by_hand) for path in files if (by_hand := TWO_FORMS.findall(path.read_text("utf-8")))
    ]
    assert len(files) > 300
    assert found == []
    assert TWO_FORMS.findall("{q}을(를) 올림하고") == ["을(를)"]


def test_every_answer_that_is_repeated_has_a_particle() -> None:
    for lesson in LESSONS:
        for item in read_items(lesson.folder):
            for option in item["ko"].get("options", ()):
                assert reading(option), option
