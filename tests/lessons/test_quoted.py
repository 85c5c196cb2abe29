"""What the text calls by a name in quotation marks is called so: a control, a part of a page, a page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.catalog import HERE, PAGES
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import read_items

QUOTE = re.compile(r"“[^”]+”|‘[^’]+’|\"[^\"]+\"")
NOT_OURS = re.compile(r"```.*?```|^>.*?$|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
# What somebody says or reads, no name of anything on a page.
SAID: dict[Language, set[str]] = {
    "en": {
        *("size mismatch", "channel 1", "above zero", "none of them", "None of them", "Neither"),
        *("weight sharing", "near", "for dog", "ink *here* speaks for cat"),
    },
    "ko": {
        *("1번 채널", "아무것도 아님", "해당 없음", "둘 다 아님"),
        *("가중치 공유", "개 쪽", "*여기에* 픽셀이 있으면 고양이 쪽"),
    },
}
KIT = HERE / "kit" / "i18n"  # speaks of what several pages have
FOLDERS = [HERE / each.name for each in PAGES] + [HERE / "home", KIT]


def _table(folder: Path) -> dict[str, dict[str, str]]:
    file = folder / "labels.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def texts(folder: Path, language: Language) -> Iterator[str]:
    """Yield the prose, the labels and the questions of one page."""
    if (folder / f"{language}.md").exists():
        yield (folder / f"{language}.md").read_text(encoding="utf-8")
    yield from (both[language] for both in _table(folder).values())
    if (folder / "questions.json").exists():
        for item in read_items(folder):
            said = item[language]
            yield from (said["stem"], said.get("see", ""))
            yield from (*said.get("options", ()), *said.get("feedback", ()))


def quoted(text: str) -> set[str]:
    """Return what our own words put into quotation marks; a whole sentence is a claim, no name."""
    found = {each[0].strip('“”‘’"') for each in QUOTE.finditer(NOT_OURS.sub("]", text))}
    return {each for each in found if not each.endswith(".")}


def names(folder: Path, language: Language) -> set[str]:
    """Return what things on a page are called: its labels, the kit's, the pages' titles."""
    tables = [_table(each) for each in (FOLDERS if folder == KIT else (folder, KIT))]
    labels = {both[language] for table in tables for both in table.values()}
    return labels | {each.prose(language).title for each in PAGES}


def unknown(folder: Path, language: Language) -> set[str]:
    """Return what is quoted and nobody is called; what both languages quote alike is a message of PyTorch."""
    ours = {each for text in texts(folder, language) for each in quoted(text)}
    other: Language = "ko" if language == "en" else "en"
    theirs = {each for text in texts(folder, other) for each in quoted(text)}
    return ours - theirs - names(folder, language) - SAID[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_quoted_by_name_is_called_so(language: Language) -> None:
    found = {folder.name: unknown(folder, language) for folder in FOLDERS}
    assert {name: what for name, what in found.items() if what} == {}


def test_there_is_much_that_is_quoted() -> None:
    ours = {each for folder in FOLDERS for text in texts(folder, "en") for each in quoted(text)}
    assert {"Next layer", "Shared weights", "Keep to compare", "Export progress"} <= ours


@pytest.mark.parametrize("text", ["Press “Next step”.", "switch “Sharing” off", 'Choose "Random".'])
def test_a_planted_name_is_caught(text: str) -> None:
    assert quoted(text) - names(HERE / "live_network", "en")
