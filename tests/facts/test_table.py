"""Every line of the fact sheets is held by a test (`sheet.json`), and every test of the facts holds a line.

The sheets are kept beside the repository; here their lines are shortened, to be read alone.
"""

import json
import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.oracle.test_sweeps import SWEEPS

SHEET = Path(__file__).parents[3] / "shared" / "facts.md"
HELD: dict[str, Any] = json.loads(Path(__file__).with_name("sheet.json").read_text(encoding="utf-8"))
# section, first words of the line -> module below `tests`, names of its tests
FACTS: dict[str, dict[str, dict[str, list[str]]]] = HELD["facts"]
# Lines 1 to 40 of the sheet about gradients.
WAY_BACK: dict[str, dict[str, list[str]]] = HELD["way_back"]
NAMED = [where for lines in (*FACTS.values(), WAY_BACK) for where in lines.values()]
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
    return [text for section, text in lines_of(sheet) if not text.startswith((*FACTS[section],))]


def test_every_named_test_exists_and_every_test_of_a_fact_is_named() -> None:
    named = Counter((module, test) for where in NAMED for module, tests in where.items() for test in tests)
    for module in {module for module, _ in named}:
        tests = {name for name in vars(import_module(f"tests.{module}")) if name.startswith("test_")}
        ours = {test.split("[")[0] for where, test in named if where == module}
        assert ours <= tests, ours - tests
        is_about_facts = module.startswith("facts.") and module != "facts.test_messages"
        assert not is_about_facts or ours == tests, tests - ours
    swept = {test.partition("[")[2].rstrip("]") for where, test in named if where == "oracle.test_sweeps"}
    assert swept <= set(SWEEPS)


def test_every_line_of_the_sheets_is_held() -> None:
    """Where the sheet lies beside the repository it is read; elsewhere the table counts its lines."""
    assert {section: len(lines) for section, lines in FACTS.items()} == SECTIONS
    assert list(WAY_BACK) == [str(number) for number in range(1, 41)]
    if SHEET.is_file():
        sheet = SHEET.read_text(encoding="utf-8")
        assert unheld(sheet) == []
        assert Counter(section for section, _ in lines_of(sheet)) == SECTIONS
        (said,) = (text for section, text in lines_of(sheet) if section.startswith("Misconceptions"))
        assert said.removesuffix(".").split(" - ") == [*HELD["misconceptions"]]


def test_a_line_that_is_not_held_would_be_noticed() -> None:
    sheet = (
        "## Pooling\n- Max pads with minus infinity: so it\n  is.\n- A new fact.\n## Elsewhere\n- Not ours.\n"
    )
    assert unheld(sheet) == ["A new fact."]
