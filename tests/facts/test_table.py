"""Every line of the fact sheet is held by a test, and every test of the facts holds a line."""

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from tests.facts.other_sections import NOTE, PICTURE
from tests.facts.table import CONVOLUTION, FACTS, LIVE, POOLING
from tests.facts.test_note import MISCONCEPTIONS

SHEET = Path(__file__).parents[3] / "shared" / "facts.md"
# How many lines each section has; each is held by one test or more.
SECTIONS = {
    "What the lecture note says": 17,
    "Convolution": 14,
    "Pooling": 10,
    "The live network": 9,
    "A visitor's picture": 5,
    "PyTorch's own words": 14,
    "What even good sources get wrong": 1,
    "Misconceptions that quizzes must meet": 1,
    "What beginners ask most": 1,
}
INTRODUCTION = "`lecture-note.ko.txt` is the note"  # says where the lines come from


def lines_of(sheet: str) -> list[tuple[str, str]]:
    """Return (section, text) of every line of the sections held here.

    A line is a bullet, a row of a table, or a paragraph; rows that are indented belong to the bullet.
    """
    lines: list[tuple[str, str]] = []
    section, goes_on = "", False
    for row in sheet.splitlines():
        text = re.sub(r"^(- |\| )", "", row).strip()
        if row.startswith("## "):
            section = next((name for name in SECTIONS if row[3:].startswith(name)), "")
            goes_on = False
        elif not section or not text or text.startswith(("|---", "The note |")):
            goes_on = False
        elif row.startswith(" ") or goes_on:
            lines[-1] = (section, f"{lines[-1][1]} {text}")
        else:
            lines.append((section, text))
            goes_on = not re.match(r"- |\| |\d+\. ", row)
    return [line for line in lines if not line[1].startswith(INTRODUCTION)]


def unheld(sheet: str) -> list[str]:
    """Return the lines that no entry of the table begins like."""
    starts = [(section, start) for section, start, _, _ in FACTS]
    return [
        text
        for section, text in lines_of(sheet)
        if not any(section == held and text.startswith(start) for held, start in starts)
    ]


@pytest.mark.parametrize(
    ("where", "test"), sorted({(where, test) for _, _, where, tests in FACTS for test in tests})
)
def test_the_named_test_exists(where: str, test: str) -> None:
    assert callable(getattr(import_module(where), test))


@pytest.mark.parametrize("where", [CONVOLUTION, POOLING, LIVE, NOTE, PICTURE])
def test_every_test_of_a_fact_stands_in_the_table(where: str) -> None:
    named = {test for _, _, module, tests in FACTS if module == where for test in tests}
    assert {name for name in vars(import_module(where)) if name.startswith("test_")} == named


def test_every_line_of_the_sheet_is_held() -> None:
    """Where the sheet lies beside the repository it is read; elsewhere the table counts its lines."""
    held = {(section, start) for section, start, *_ in FACTS}
    assert Counter(section for section, _ in held) == SECTIONS
    if SHEET.is_file():
        sheet = SHEET.read_text(encoding="utf-8")
        assert unheld(sheet) == []
        assert Counter(section for section, _ in lines_of(sheet)) == SECTIONS


def test_every_misconception_of_the_sheet_is_looked_for() -> None:
    if SHEET.is_file():
        (said,) = (
            text
            for section, text in lines_of(SHEET.read_text(encoding="utf-8"))
            if section.startswith("Misconceptions")
        )
        assert said.removesuffix(".").split(" - ") == [*MISCONCEPTIONS]


def test_a_line_that_is_not_held_would_be_noticed() -> None:
    sheet = (
        "## Pooling\n- Max pads with minus infinity: so it\n  is.\n- A new fact.\n## Elsewhere\n- Not ours.\n"
    )
    assert unheld(sheet) == ["A new fact."]
