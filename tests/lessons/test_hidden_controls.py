"""Nobody is told to use what waits behind "More settings", unless the words say so or their link opens it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from lessons.catalog import HERE, LESSONS, PAGES
from lessons.kit.i18n.labels import TABLE, label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import read_items
from tests.lessons.test_quoted import quoted

PARAGRAPH = re.compile(r"\n\s*\n|\n(?=- |\d+\. )")
QUERY = re.compile(r"\]\(\?([^)]*)\)")
# What a control is called in a sentence that tells of a state and asks for no press.
TOLD = {
    ("neuron.try.bias-slider", "relu"),  # "Sum 8, ReLU on"
    ("live.note_code", "filters"),  # is said when a switch is pressed that waits as well
    ("pool.argument_fixed", "layer"),  # is said under another layer, which has opened what waits
}
ASKING = [each.name for each in PAGES if (HERE / each.name / "questions.json").exists()]
Passage = tuple[str, str, dict[str, Any], bool]
"""An id, its text, what its link sets, and whether it tells a visitor what to do."""


def settings_of(name: str) -> dict[str, dict[str, Any]]:
    """Return the table of a lesson's settings."""
    return json.loads((HERE / name / "settings.json").read_text(encoding="utf-8"))["settings"]


def passages(folder: Path, language: Language) -> Iterator[Passage]:
    """Yield every paragraph, label and question of a page."""
    prose = (folder / f"{language}.md").read_text(encoding="utf-8")
    for i, text in enumerate(PARAGRAPH.split(prose)):
        named = [dict(parse_qsl(query)) for query in QUERY.findall(text)]
        yield f"{folder.name}.{i}", text, {name: value for one in named for name, value in one.items()}, False
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    steps = json.loads((folder / "settings.json").read_text(encoding="utf-8")).get("first_minute", [])
    for name, both in labels.items():
        yield name, both[language], {}, name in [step.get("say") for step in steps]
    for item in read_items(folder):
        said = item[language]
        state = dict(item.get("state", {}))
        yield item["id"], said["stem"], state, item["kind"] == "try"
        for text in (said.get("see", ""), *said.get("options", ()), *said.get("feedback", ())):
            yield item["id"], text, state, False


def names_of(name: str, setting: dict[str, Any], language: Language) -> set[str]:
    """Return what the control of a setting and its choices are called on the page."""
    of_choices = [f"{setting.get('choice_label', '')}{choice}" for choice in setting.get("choices", ())]
    words = [TABLE[key][language] for key in (setting.get("label"), *of_choices) if key in TABLE]
    return {*words, name}


def is_named(names: set[str], text: str, *, is_task: bool) -> bool:
    """Return whether a text names a control: in quotation marks, in a task also as code or with a capital."""
    if names & quoted(text):
        return True
    in_code = {code.split("=")[0] for code in re.findall(r"`([^`(]+)`", text)}
    written = {name for name in names if name[:1].isupper() and re.search(rf"\b{re.escape(name)}\b", text)}
    return is_task and bool(names & in_code or written)


def opens(table: dict[str, dict[str, Any]], state: dict[str, Any]) -> bool:
    """Return whether a state opens what waits, as `arrive` in `lessons/kit/controls/more.js` does."""
    return any(
        setting.get("more")
        and name in state
        and str(state[name]) not in {str(setting.get("default")), str(setting.get("first"))}
        for name, setting in table.items()
    )


def hidden(folder: Path, language: Language, found: Iterator[Passage]) -> list[tuple[str, str]]:
    """Return the passages that name a control which their reader may not see."""
    table = settings_of(folder.name)
    waits = {
        name: names_of(name, setting, language) for name, setting in table.items() if setting.get("more")
    }
    return [
        (passage, name)
        for passage, text, state, is_task in found
        if label("set.more", language) not in text and not opens(table, state)
        for name, names in waits.items()
        if is_named(names, text, is_task=is_task) and (passage, name) not in TOLD
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKING)
def test_no_control_is_named_that_may_be_hidden(name: str, language: Language) -> None:
    folder = HERE / name
    assert hidden(folder, language, passages(folder, language)) == []


@pytest.mark.parametrize("name", [lesson.name for lesson in LESSONS])
def test_the_first_minute_asks_for_what_is_there(name: str) -> None:
    table = settings_of(name)
    steps = json.loads((HERE / name / "settings.json").read_text(encoding="utf-8"))["first_minute"]
    for asked in (step["of"] for step in steps if "of" in step):
        assert not all(table[each].get("more") for each in asked)


@pytest.mark.parametrize(
    ("text", "is_task", "state"),
    [
        ("Switch “Reads per pixel” on.", False, {"stride": 2}),
        ("Set `dilation=2` on 7×7.", True, {"dilation": 1}),
    ],
)
def test_a_planted_name_is_found(text: str, is_task: bool, state: dict[str, Any]) -> None:
    def found(words: str, asked: dict[str, Any]) -> list[tuple[str, str]]:
        planted: list[Passage] = [("planted", words, asked, is_task)]
        return hidden(HERE / "convolution", "en", iter(planted))

    assert found(text, state)
    assert not found(text, {"dilation": 2})
    assert not found(f"{text} “More settings”", {})
