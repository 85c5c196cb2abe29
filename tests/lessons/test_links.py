"""Nobody is told to use what waits behind "More settings", unless the words say so or their link opens it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from lessons.catalog import HERE, LESSONS, PAGES, Lesson, lesson
from lessons.kit.i18n.labels import TABLE, label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import read_items
from lessons.why_cnn.code import shares_of
from tests.lessons.test_terms_in_order import quoted
from tests.settings_states import TABLES, Line, lines_of, state_with, written_of

PARAGRAPH = re.compile(r"\n\s*\n|\n(?=- |\d+\. )")
QUERY = re.compile(r"\]\(\?([^)]*)\)")
# What a control is called in a sentence that tells of a state and asks for no press.
TOLD = {
    ("neuron.try.bias-slider", "relu"),  # "Sum 8, ReLU on"
    ("live.note_code", "filters"),  # is said when a switch is pressed that waits as well
    ("live.seed_random", "filters"),  # is said when the seed is pressed, which stands beside them
    ("pool.argument_fixed", "layer"),  # is said under another layer, which has opened what waits
}
ASKING = [each.name for each in PAGES if (HERE / each.name / "questions.json").exists()]
Passage = tuple[str, str, dict[str, Any], bool]
"""An id, its text, what its link sets, and whether it tells a visitor what to do."""


def passages(folder: Path, language: Language) -> Iterator[Passage]:
    """Yield every paragraph, label and question of a page."""
    prose = (folder / f"{language}.md").read_text(encoding="utf-8")
    for i, text in enumerate(PARAGRAPH.split(prose)):
        named = [dict(parse_qsl(query)) for query in QUERY.findall(text)]
        yield f"{folder.name}.{i}", text, {name: value for one in named for name, value in one.items()}, False
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    steps = written_of(folder.name).get("first_minute", [])
    for name, both in labels.items():
        yield name, both[language], {}, name in [step.get("say") for step in steps]
    for item in read_items(folder):
        said = item[language]
        state = dict(item.get("state", {}))
        yield item["id"], said["stem"], state, item["kind"] == "try"
        for text in (said.get("see", ""), *said.get("options", ()), *said.get("feedback", ())):
            yield item["id"], text, state, False


def names_of(name: str, setting: Line, language: Language) -> set[str]:
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


def opens(table: dict[str, Line], state: dict[str, Any]) -> bool:
    """Return whether a state opens what waits, as `arrive` in `lessons/kit/controls/settings.js` does."""
    return any(
        setting.get("more")
        and name in state
        and str(state[name]) not in {str(setting.get("default")), str(setting.get("first"))}
        for name, setting in table.items()
    )


def hidden(folder: Path, language: Language, found: Iterator[Passage]) -> list[tuple[str, str]]:
    """Return the passages that name a control which their reader may not see."""
    table = lines_of(folder.name)
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


@pytest.mark.parametrize("name", ASKING)
def test_no_control_is_named_that_may_be_hidden(name: str, language: Language) -> None:
    folder = HERE / name
    assert hidden(folder, language, passages(folder, language)) == []


@pytest.mark.parametrize("name", [lesson.name for lesson in LESSONS])
def test_the_first_minute_asks_for_what_is_there(name: str) -> None:
    table, steps = lines_of(name), written_of(name)["first_minute"]
    view = table.get("view", {})
    views = view["choices"] if view.get("control") == "tabs" else [None]  # each with settings of its own
    for step in (step for step in steps if "of" in step):
        assert not all(table[each].get("more") for each in step["of"])
        assert step.get("only", {}).get("view") in views
        if table.get("layer", {}).get("control") == "call":  # of another layer its control may not be there
            layer = step["only"]["layer"]
            assert all(layer in table[each].get("argument", [layer]) for each in step["of"])


@pytest.mark.parametrize("name", [lesson.name for lesson in LESSONS])
def test_the_first_minute_asks_for_a_change_not_for_what_a_link_may_have_set(
    name: str, language: Language
) -> None:
    for step in (step for step in written_of(name)["first_minute"] if "say" in step):
        said = label(step["say"], language)
        assert not re.search(r"[Ss]et .* to \d|” o(n|ff)\b|\d으?로 바꿔|(켜|꺼) 보", said)


def test_the_first_move_of_why_cnn_is_one_that_the_nets_do_not_answer_alike() -> None:
    table, steps = lines_of("why_cnn"), written_of("why_cnn")["first_minute"]
    far = steps[0]["by"]
    assert f"right by {far}" in label("why.first_move", "en")
    answers = {
        net: shares_of(state_with(TABLES["why_cnn"], net=net, right=far)) for net in table["net"]["choices"]
    }
    assert {net for net, (cat, dog) in answers.items() if cat > dog} == {"flatten", "global"}  # it is a cat


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


LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])+)\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```python\n.*?^```$", re.MULTILINE | re.DOTALL)
MOST_WORDS = 180
NEEDS_NONE = (">", "$$", "**", "[")  # a quotation, a formula, what is asked, what is cited
WITH_ITS_PRICE = ("pooling", "stride")  # ends with what no figure shows
IN_EVERY_STATE = {"#input-window", "#output-cell"}
# Said of every picture: shapes, counts, and where a number comes from.
OF_ANY_PICTURE = {
    *("Five kernels of 5×5 weights", "`ReLU`", "`MaxPool2d(2)`", "ten scores", "A filter", "pooling"),
    *("A score", "Average pooling", "The cell in map 3, row 5, column 7", "score's contributions"),
    *("The last shape before `Flatten`", "Random filters", "Hand-made filters"),
    *("random filters read digits too", "filters that were trained plainly", "ours", "trained plainly"),
    *("Filters that stayed random", "start equal", "another seed", "exactly these two layers"),
}


def links_of(each: Lesson) -> list[tuple[str, str]]:
    """Return the words and the address of every link in a lesson's prose; Korean has the same addresses."""
    return [link for section in each.prose("en").sections.values() for link in LINK.findall(section.body)]


@pytest.mark.parametrize("each", LESSONS, ids=lambda each: each.name)
def test_a_link_that_only_points_is_true_in_every_state(each: Lesson) -> None:
    links = links_of(each)
    assert links
    assert {target for _, target in links if target.startswith("#")} <= IN_EVERY_STATE


def test_a_link_about_a_map_names_its_input_for_a_visitors_own_comes_first() -> None:
    pooling = lesson("pooling")
    for words, target in links_of(pooling):
        assert "input=" in target, words
    for item in read_items(pooling.folder):
        assert "input" in item["state"], item["id"]


def test_a_link_about_a_picture_names_it() -> None:
    links = links_of(lesson("live_network"))
    without = {words for words, target in links if not re.search(r"\b(sample|picture|silhouette)=", target)}
    assert without == OF_ANY_PICTURE


@pytest.mark.parametrize("each", LESSONS, ids=lambda each: each.name)
def test_every_paragraph_leads_to_the_figure_and_no_section_is_long(each: Lesson) -> None:
    for language in LANGUAGES:
        for name, section in each.prose(language).sections.items():
            body = FENCE.sub("", section.body)
            assert len(re.sub(r"\]\([^)]*\)", "", body).split()) <= MOST_WORDS, section.title
            paragraphs = filter(None, map(str.strip, body.split("\n\n")))
            bare = [part for part in paragraphs if "](?" not in part and not part.startswith(NEEDS_NONE)]
            assert len(bare) == ((each.name, name) == WITH_ITS_PRICE), bare
