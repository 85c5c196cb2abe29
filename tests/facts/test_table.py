"""Every line of the fact sheet is held by a test, and every test of the facts holds a line."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.facts.table import CONVOLUTION, FACTS, LIVE, POOLING

SHEET = Path(__file__).parents[3] / "shared" / "facts.md"
SECTIONS = ("Convolution", "Pooling", "The live network", "PyTorch's own words")


def lines_of(sheet: str) -> list[tuple[str, str]]:
    """Return (section, text) of every line of the sections held here; a line goes on where it is indented."""
    lines: list[tuple[str, str]] = []
    section = ""
    for row in sheet.splitlines():
        if row.startswith("## "):
            section = next((name for name in SECTIONS if row[3:].startswith(name)), "")
        elif section and re.match(r"- |\d+\. ", row):
            lines.append((section, row.removeprefix("- ")))
        elif section and row and not row.startswith(" ") and lines[-1][1][0].isupper():
            lines[-1] = (section, f"{lines[-1][1]} {row}")
        elif section and row and not row.startswith(" "):
            lines.append((section, row))
        elif row.strip() and section:
            lines[-1] = (section, f"{lines[-1][1]} {row.strip()}")
    return lines


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


@pytest.mark.parametrize("where", [CONVOLUTION, POOLING, LIVE])
def test_every_test_of_a_fact_stands_in_the_table(where: str) -> None:
    named = {test for _, _, module, tests in FACTS if module == where for test in tests}
    assert {name for name in vars(import_module(where)) if name.startswith("test_")} == named


def test_every_line_of_the_sheet_is_held() -> None:
    """Where the sheet lies beside the repository it is read; elsewhere the table counts its lines."""
    counts = [sum(section == name for section, *_ in FACTS) for name in SECTIONS]
    assert counts == [14, 10, 9, 14]
    if SHEET.is_file():
        sheet = SHEET.read_text(encoding="utf-8")
        assert unheld(sheet) == []
        assert len(lines_of(sheet)) == len(FACTS)


def test_a_line_that_is_not_held_would_be_noticed() -> None:
    sheet = (
        "## Pooling\n- Max pads with minus infinity: so it\n  is.\n- A new fact.\n## Elsewhere\n- Not ours.\n"
    )
    assert unheld(sheet) == ["A new fact."]
