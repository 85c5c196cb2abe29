"""What follows the course: its terms, the ideas behind wrong answers, and what is said of each lesson."""

import re
from itertools import chain

import pytest

from lessons.catalog import HERE, LESSONS, PAGES, Lesson
from lessons.end.data import as_data
from lessons.home import data as home
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.i18n.prose import read_terms, with_links
from lessons.kit.quiz.bank import LONGEST, earlier_questions, read_items

TERMS = read_terms()
IDEAS = as_data()["ideas"]
LINK = re.compile(r"\[[^\]]+\]\(/glossary#([^)]+)\)")


def test_every_term_has_one_line_in_each_language() -> None:
    assert len(TERMS) >= 75
    for anchor, entry in TERMS.items():
        assert re.fullmatch(r"[a-z0-9_-]+", anchor)
        for language in LANGUAGES:
            assert re.fullmatch(r"[^\n]{10,180}[.]", entry[language]["is"]), (anchor, language)
    for language in LANGUAGES:
        names = [entry[language]["term"] for entry in TERMS.values()]
        assert len(names) == len(set(names))


def test_a_lesson_links_a_term_once_and_what_it_links_is_there(language: Language) -> None:
    for lesson in LESSONS:
        sections = lesson.prose(language).sections.values()
        anchors = [*chain.from_iterable(LINK.findall(part.linked) for part in sections)]
        assert len(anchors) == len(set(anchors)) > 3, lesson.name
        assert set(anchors) <= set(TERMS)
        for part in sections:  # nothing but links is added
            assert re.sub(r"\[([^\]]+)\]\(/glossary#[^)]+\)", r"\1", part.linked) == part.body


@pytest.mark.parametrize(
    ("language", "text", "linked"),
    [
        ("en", "Two **filters**, a filter.", "Two [**filters**](/glossary#filter), a filter."),
        ("en", "Max pooling pools.", "[Max pooling](/glossary#max-pooling) pools."),
        ("ko", "커널을 옮기면 커널은", "[커널](/glossary#kernel)을 옮기면 커널은"),
        ("ko", "이것이 **등변성**이고", "이것이 [**등변성**](/glossary#equivariance)이고"),
        ("ko", "필터링과 나필터", "필터링과 나필터"),
        ("en", "The strides of a tensor", "The strides of a [tensor](/glossary#tensor)"),
    ],
)
def test_the_first_mention_is_linked(language: Language, text: str, linked: str) -> None:
    assert with_links(text, language, set()) == linked


@pytest.mark.parametrize(
    "text",
    [
        *("`kernel`", "[a kernel](?step=1)", "$kernel$", "> a kernel"),
        *("“a kernel”", "```\nkernel\n```", "kernel_size"),
    ],
)
def test_code_links_formulas_and_quotes_are_left_alone(text: str) -> None:
    assert with_links(text, "en", set()) == text


def test_every_wrong_answer_goes_against_one_idea() -> None:
    offered = {
        rule
        for each in PAGES
        if each in LESSONS or each.name == "gradient"
        for item in read_items(each.folder)
        for rule in item.get("misconceptions", ())
        if rule
    }
    rules = [rule for idea in IDEAS.values() for rule in idea["rules"]]
    assert len(rules) == len(set(rules))
    assert offered - set(rules) == set()


@pytest.mark.slow
def test_every_rule_of_an_idea_is_one_that_somebody_can_follow() -> None:
    files = [
        *HERE.glob("*/questions.json"),
        *(path for path in HERE.rglob("*.js") if "end" not in path.parts),
    ]
    said = "\n".join(path.read_text(encoding="utf-8") for path in files)
    rules = [rule for idea in IDEAS.values() for rule in idea["rules"]]
    assert [rule for rule in rules if not re.search(rf"\b{rule}\b", said)] == []


def test_every_lesson_has_its_line() -> None:
    assert list(as_data()["can"]) == [lesson.name for lesson in LESSONS]


@pytest.mark.parametrize("lesson", LESSONS[1:], ids=lambda lesson: lesson.name)
def test_a_lesson_asks_about_earlier_ones_what_fits_its_band(lesson: Lesson) -> None:
    english, korean = earlier_questions(lesson.name, "en"), earlier_questions(lesson.name, "ko")
    assert [each["id"] for each in english] == [each["id"] for each in korean]
    before = {each.name: number for number, each in enumerate(LESSONS[: LESSONS.index(lesson)], start=1)}
    for asked in english:
        assert asked["number"] == before[asked["lesson"]]
    assert all(len(option["text"]) <= LONGEST for asked in [*english, *korean] for option in asked["options"])


def test_the_last_lesson_may_ask_about_nearly_all_others() -> None:
    asked = {each["lesson"] for each in earlier_questions(LESSONS[-1].name, "en")}
    assert len(asked) >= len(LESSONS) - 2


def test_what_is_for_later_lessons_is_also_asked_at_home() -> None:
    folders = [page.folder for page in PAGES if (page.folder / "questions.json").exists()]
    later = {each["id"] for folder in folders for each in read_items(folder) if each["kind"] == "retrieval"}
    assert later <= home.as_data()["questions"]["en"].keys()


def test_the_first_lesson_and_a_figure_below_it_ask_nothing() -> None:
    assert earlier_questions(LESSONS[0].name, "en") == []
    assert earlier_questions("kit/check", "en") == []
