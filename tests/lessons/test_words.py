"""Labels and prose: nothing missing, nothing left over, the same in both languages, right for one as well."""

import re
from collections.abc import Iterable
from itertools import chain

import pytest

from cnn_core.doctor import causes
from lessons.catalog import HERE, PAGES, Lesson
from lessons.kit.i18n.korean_particles import PLACE, fill
from lessons.kit.i18n.labels import TABLE, TABLES, label, labels, sentences
from lessons.kit.i18n.language import LANGUAGES, Language, first_language
from lessons.kit.i18n.prose import parse_prose
from tests.browser.figures import CAPTION_LABELS, pattern_of
from tests.browser.server import ROOT
from tests.oracle.twin import answers

SOURCES = [
    *HERE.rglob("settings.json"),
    *HERE.rglob("*.js"),
    *HERE.rglob("*.py"),
    *(ROOT / "pages").glob("*.py"),
]
ONE_LINE = 43  # Latin letters of a page's idea on a phone of 390 px
HANGUL = 1.75  # of them
# How a name begins that is put together in code, `play.${name}`; in any lesson, `${lesson}.reason_${name}`.
BEGINNING = re.compile(r"""[`"'(](\w+\.\w*)\$?\{|"choice_label": "([\w.]+)\"""")
IN_ANY_LESSON = re.compile(r"\}\.(\w+_)\$\{")
# Of these lessons almost every name begins so: what may follow.
WHOLE = {
    "why.": ("cat", "dog", "dense", "flatten", "global", "wide", "average"),
    "grad.": ("input", "kernel", "conv", "active", "pool", "weights", "score", "loss", "bias"),
}


def test_every_label_is_said_in_both_languages_with_the_same_values() -> None:
    for name, both in TABLE.items():
        assert set(both) == set(LANGUAGES), name
        values = [set(re.findall(r"\{(\w+)", both[language])) for language in LANGUAGES]
        assert values[0] == values[1], name


def test_what_ends_as_a_sentence_has_its_full_stop_in_korean_too() -> None:
    ending = re.compile("(니다|세요|까요)$")
    bare = [name for name, both in TABLE.items() if both["en"].endswith(".") and ending.search(both["ko"])]
    assert bare == []


def test_a_label_stands_in_one_table_only() -> None:
    assert len(TABLE) == sum(len(table) for table in TABLES.values())


def unused(names: Iterable[str]) -> list[str]:
    """Return the labels that no code names, and none puts together."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    begun = {first or second for first, second in BEGINNING.findall(code)} - WHOLE.keys()
    begun |= {f"{lesson.name}.{each}" for lesson in PAGES for each in IN_ANY_LESSON.findall(code)}
    begun |= {start + then for start, all_of_them in WHOLE.items() for then in all_of_them}
    written = {*re.findall(r"""["']([a-z_0-9]+\.\w+)["']""", code)}
    return [name for name in names if name not in written and not name.startswith(tuple(begun))]


def test_every_label_is_used() -> None:
    assert unused(TABLE) == []


@pytest.mark.parametrize("name", ["why.nothing", "grad.nothing", "shape.nothing", "nothing.reason_a"])
def test_a_label_that_nobody_says_is_noticed(name: str) -> None:
    assert unused([name]) == [name]


def test_every_label_that_is_asked_for_is_there() -> None:
    asked = set[str]()
    for path in SOURCES:
        asked |= set(re.findall(r'\blabel\("([a-z_]+\.[a-z_0-9]+)"', path.read_text(encoding="utf-8")))
    assert len(asked) > 30
    assert asked - set(TABLE) == set()


def said_elsewhere(folder: str, code: str) -> set[str]:
    """Return the labels that code names, but that do not come to the figures of its folder."""
    named = set(re.findall(r"""["'`]([a-z_0-9]+\.\w+)["'`]""", code)) & TABLE.keys()
    return named - labels("en", folder).keys()


@pytest.mark.parametrize("folder", TABLES)
def test_a_label_comes_to_the_figure_that_says_it(folder: str) -> None:
    modules = (HERE / folder).rglob("*.js")
    assert said_elsewhere(folder, "\n".join(path.read_text(encoding="utf-8") for path in modules)) == set()


def test_a_label_of_another_lesson_is_noticed() -> None:
    assert said_elsewhere("maxpool2d", 'kit.label("why.own")') == {"why.own"}


def test_a_label_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        label("no.such", "en")


@pytest.mark.parametrize("text", ["", "Title\nidea\n", "# Title\n\n## Section {#a}\nbody\n"])
def test_prose_without_title_and_idea_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="title"):
        parse_prose(text)


@pytest.mark.parametrize(
    ("cookie", "accepted", "first"),
    [
        (None, None, "en"),
        (None, "ko-KR", "ko"),
        ("en", "ko-KR", "en"),
        ("ko", "en-US", "ko"),
        ("xx", "ko", "ko"),
    ],
)
def test_the_first_language_is_the_one_chosen_before_then_the_browsers(
    cookie: str | None, accepted: str | None, first: str
) -> None:
    assert first_language(cookie, accepted) == first


@pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.name)
def test_an_idea_stands_in_one_line_on_a_phone_where_its_place_is_kept(
    lesson: Lesson, language: Language
) -> None:
    assert sum(HANGUL if letter >= "ᄀ" else 1 for letter in lesson.prose(language).idea) <= ONE_LINE


# A count, at most one word, and a plural: "{n} grey pictures", "**{n}** pixels".
COUNTED = re.compile(
    r"(?<!×)\{(\w+)\}(?:\*\*)? (?:more |of |[a-z]+-?[a-z]* )?(?P<noun>[a-z]+s|maxima|axes)\b"
)
NOT_PLURALS = {
    *("across", "arrives", "as", "belongs", "comes", "cuts", "does", "ends", "goes", "has", "is", "lacks"),
    *("lays", "less", "lies", "makes", "meets", "moves", "needs", "passes", "reads", "says", "spans"),
    *("stands", "starts", "stays", "stops", "takes", "terms", "this", "was", "wins"),
}
# What is never one: the course's own data and sizes, or what a label is chosen for when there are several.
NEVER_ONE = {
    "conv2d.times": "a product",
    "doctor.sees": "a product",
    "glive.said_bias": "the 576 places of a map",
    "glive.said_conv": "the 576 places of a map",
    "glive.said_features": "a weight for each of ten classes",
    "glive.said_nothing": "five filters or more",
    "glive.said_pixel": "five filters",
    "grad.said_pixel": "the pixels of a picture",
    "grad.said_pool_average": "four cells",
    "home.about": "five minutes or more",
    "home.in_order": "the lessons of the course",
    "home.stopped": "the questions of a lesson",
    "input_size_not_positive": "none, or less",
    "kernel_larger_than_input": "more than one cell",
    "live.accuracy_digits": "all held-out pictures",
    "live.accuracy_cats_dogs": "all held-out pictures",
    "live.accuracy_digits_moved": "all held-out pictures",
    "live.accuracy_cats_dogs_moved": "all held-out pictures",
    "pool.curves_test": "all test digits",
    "pool.curves_trained": "all digits it was trained on",
    "nav.done": "the lessons of the course",
    "neuron.differ": "the nine outputs",
    "neuron.folded": "the nine rows",
    "neuron.matrix_note": "81 edges, 9 or 81 weights",
    "neuron.neuron_note": "16 pixels",
    "neuron.right_shared": "nine weights",
    "neuron.rule_picture": "nine weights",
    "neuron.same": "the nine outputs",
    "neuron.same_relu": "the nine outputs",
    "pool.how_measured": "a recipe of the course",
    "pooling_larger_than_input": "more than one cell",
    "refused_too_long": "more than the doctor reads",
    "refused_too_many_lines": "more than the doctor reads",
    "shape.most_calls": "four calls",
    "size.ex_several": "several rules",
    "size.hint_stride_1": "a stride that gives one window is not asked for",
    "too_many_axes": "five axes or more",
    "size.why_dilation_times_kernel": "a product",
    "training.count": "all updates of a run",
    "training.predict_why_all": "all updates of a run",
    "training.say_one": "the names of two runs",
    "up.too_long_side": "more than a limit of the course",
    "up.too_many_pixels": "a limit of the course",
    "way.regions": "more than a drawing has",
}
OF_FIXED_NUMBERS = "why."  # five seeds, all held-out pictures
ENGLISH = {name: both["en"] for name, both in TABLE.items()} | sentences("en")


def unformed(template: str) -> list[str]:
    """Return the plurals that stand behind a count whatever it is."""
    return [found["noun"] for found in COUNTED.finditer(template) if found["noun"] not in NOT_PLURALS]


def filled(template: str, count: int) -> str:
    """Return a label with this count at every place."""
    return fill(template, **dict.fromkeys(re.findall(r"\{(\w+)", template), count))


def test_every_plural_behind_a_count_has_a_form_for_one() -> None:
    wrong = {
        name: unformed(text)
        for name, text in (ENGLISH | {name: both["en"] for name, both in causes.sentences().items()}).items()
        if name not in NEVER_ONE and not name.startswith(OF_FIXED_NUMBERS) and unformed(text)
    }
    assert wrong == {}


def test_no_article_stands_before_what_is_filled_in() -> None:
    """A or an follows the sound of the word: a PDF file, an SVG file; a 7, an 8."""
    told = ENGLISH | {name: both["en"] for name, both in causes.sentences().items()}
    assert [name for name, text in told.items() if re.search(r"\ban? `?\{", text, re.IGNORECASE)] == []


def test_zero_and_two_take_the_plural_and_one_does_not() -> None:
    formed = {name: text for name, text in ENGLISH.items() if re.search(r"\|[^}]*\|", text)}
    assert len(formed) > 40
    for name, text in formed.items():
        for count in (0, 1, 2):
            said = filled(text, count)
            assert "{" not in said, name
            assert "|" not in said, name
        assert filled(text, 1).replace("1", "2") != filled(text, 2), name
        assert filled(text, 0).replace("0", "2") == filled(text, 2), name


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("conv.sentence", "the 1 product adds up to 1"),
        ("predict.right", "The product is 1;"),
        ("pool.sentence", "the largest of 1 number is **1**"),
        ("pool.sentence_conv", "1 number times its weight makes **1**"),
        ("shape.why_axes", "There is 1 axis."),
        ("predict.stays_right", "1 of 1 maximum is the same, and 1 of 1 average."),
    ],
)
def test_one_is_one(name: str, one: str) -> None:
    assert one in filled(ENGLISH[name], 1)


def test_a_plural_without_a_form_would_be_found() -> None:
    assert unformed("the {n} products add up to {s}") == ["products"]
    assert unformed("**{n}** more cells") == unformed("{n} grey cells") == ["cells"]
    assert unformed("the {n} {n|product adds|products add} up; {n} is left") == []


def test_the_browser_fills_labels_as_python_does() -> None:
    cases = [(text, count) for both in TABLE.values() for text in both.values() for count in (0, 1, 2)]
    calls = [("fill", [text, dict.fromkeys(re.findall(r"\{(\w+)", text), count)]) for text, count in cases]
    assert answers(calls, HERE / "kit" / "i18n") == [filled(text, count) for text, count in cases]


READ_BY_TESTS = [
    *chain.from_iterable(CAPTION_LABELS.values()),
    "pool.sentence",
    "pool.sentence_conv",
    "pool.wins",
]


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("name", READ_BY_TESTS)
def test_a_sentence_is_read_back_whatever_its_count(name: str, count: int) -> None:
    for language in LANGUAGES:
        values = dict.fromkeys((place["name"] for place in PLACE.finditer(TABLE[name][language])), count)
        found = pattern_of(name, language).search(label(name, language, **values).replace("**", ""))
        assert found is not None
        assert found.groupdict() == {key: str(count) for key in values}
