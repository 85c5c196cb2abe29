"""A link of the text shows what its sentence says, whatever was pressed before it.

A link sets every setting of its figure: those it does not name are as at the start. What is no such setting,
or starts with what the visitor has brought, it must name itself.
"""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from lessons.catalog import HERE, LESSONS, PAGES, Lesson, lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.i18n.prose import read_prose
from lessons.kit.quiz.bank import read_items
from lessons.kit.settings.setting import InvalidSettings, Setting
from lessons.kit.settings.table import Table

LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])+)\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```python\n.*?^```$", re.MULTILINE | re.DOTALL)
MOST_WORDS = 180
NEEDS_NONE = (">", "$$", "**", "[")  # a quotation, a formula, what is asked, what is cited
WITH_ITS_PRICE = ("pooling", "stride")  # ends with what no figure shows
IN_EVERY_STATE = {"#input-window", "#output-cell"}
# Said of every picture: shapes, counts, and where a number comes from.
OF_ANY_PICTURE = {
    "Five kernels of 5×5 weights",
    "`ReLU`",
    "`MaxPool2d(2)`",
    "ten scores",
    "A filter",
    "pooling",
    "A score",
    "Average pooling",
    "The cell in map 3, row 5, column 7",
    "score's contributions",
    "The last shape before `Flatten`",
    "Random filters",
    "Hand-made filters",
    "random filters read digits too",
    "filters that were trained plainly",
    "ours",
    "trained plainly",
    "Filters that stayed random",
    "start equal",
    "another seed",
    "exactly these two layers",
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


def test_what_is_asked_most_opens_a_state_that_there_is() -> None:
    asked: list[tuple[str, str]] = LINK.findall(read_prose(HERE / "home" / "en.md").sections["asked"].body)
    assert len(asked) == 15
    for words, target in asked:
        page = next(each for each in PAGES if each.address == urlsplit(target).path)
        for name, values in parse_qs(urlsplit(target).query).items():
            setting = Table.read(page.folder / "settings.json").settings[name]
            value = values[0]
            kinds = [value, *([int(value), [int(value)] * 2] if value.isdigit() else [])]
            assert any(_can_be(setting, each) for each in kinds), (words, name)


@pytest.mark.parametrize("each", LESSONS, ids=lambda each: each.name)
def test_every_paragraph_leads_to_the_figure_and_no_section_is_long(each: Lesson) -> None:
    for language in LANGUAGES:
        for name, section in each.prose(language).sections.items():
            body = FENCE.sub("", section.body)
            assert len(re.sub(r"\]\([^)]*\)", "", body).split()) <= MOST_WORDS, section.title
            paragraphs = filter(None, map(str.strip, body.split("\n\n")))
            bare = [part for part in paragraphs if "](?" not in part and not part.startswith(NEEDS_NONE)]
            assert len(bare) == ((each.name, name) == WITH_ITS_PRICE), bare


def _can_be(setting: Setting, value: object) -> bool:
    try:
        setting.check(value)
    except InvalidSettings:
        return False
    return True
