"""Labels and prose: nothing missing, nothing left over, the same in both languages."""

import re

import pytest

from lessons.catalog import HERE, PAGES, Lesson
from lessons.kit.i18n.labels import TABLE, TABLES, label
from lessons.kit.i18n.language import LANGUAGES, Language, first_language
from lessons.kit.i18n.prose import parse_prose
from tests.browser.server import ROOT

SOURCES = [
    *HERE.rglob("settings.json"),
    *HERE.rglob("*.js"),
    *HERE.rglob("*.py"),
    *(ROOT / "pages").glob("*.py"),
]
ONE_LINE = 43  # Latin letters of a page's idea on a phone of 390 px
HANGUL = 1.75  # of them
# Labels whose name is put together from parts: the part before it and what may follow.
OF_PICTURES = ("up.", "step.", "way.", "pad.", "src.", "sample.", "input.", "kernel.")
POOLING = ("pool.layer_", "pool.input_", "pool.net_", "pool.curves_")
OF_NETS = (
    "why.cat",
    "why.dog",
    "why.dense",
    "why.flatten",
    "why.global",
    "why.axis_",
    "why.wide",
    "why.average",
    "why.third_",
    "why.pooling_",
    "silhouette.",
    "field.",
    "looks.",
)
NEURON_PARTS = ("set", "ask", "right", "rule", "as", "kernel", "table", "torch")
OF_NEURONS = tuple(f"neuron.{part}_" for part in NEURON_PARTS)
SHAPE_PARTS = ("view", "why", "axis", "role", "tell", "does", "step", "drill", "predict", "verdict")
OF_SHAPES = tuple(f"shape.{part}_" for part in SHAPE_PARTS)
OF_SIZES = ("size.axis_", "size.cell_", "size.why_", "size.window", "size.ex_", "size.hint_")
SIGNATURE_PARTS = ("chip", "changed", "predict", "written", "torch", "reason", "input")
OF_SIGNATURES = tuple(f"{lesson}.{part}_" for lesson in ("conv2d", "maxpool2d") for part in SIGNATURE_PARTS)
OF_DOCTOR = ("doctor.role_", "doctor.example_", "doctor.card_")
TRAINING_PARTS = ("optimizer", "filters", "predict", "column", "torch", "digit", "do", "open")
OF_TRAINING = tuple(f"training.{part}_" for part in TRAINING_PARTS)
GRADIENT_PARTS = (
    *("view", "input", "kernel", "pool", "tab", "rule", "equation", "said", "kink", "number"),
    *("digit", "change", "mistake"),
)
GRADIENT_GRIDS = ("input", "kernel", "conv", "active", "pool", "weights", "score", "loss")
OF_GRADIENTS = (
    *(f"grad.{part}_" for part in (*GRADIENT_PARTS, "slope", "updated")),
    *(f"grad.{grid}" for grid in GRADIENT_GRIDS),
    "torch.grad_",
    *(f"glive.{part}_" for part in ("by", "said", "pin")),
)
OF_LESSONS = (
    *OF_TRAINING,
    *OF_DOCTOR,
    *OF_GRADIENTS,
    *OF_PICTURES,
    *POOLING,
    *OF_NETS,
    *OF_NEURONS,
    *OF_SHAPES,
    *OF_SIZES,
    *OF_SIGNATURES,
)
OF_LIVE = ("live.move_", "live.filters_", "live.pool_")
FAMILIES = (*OF_LESSONS, *OF_LIVE, "next.", "predict.", "set.", "play.", "out.", "projector.")


def test_every_label_is_said_in_both_languages_with_the_same_values() -> None:
    for name, both in TABLE.items():
        assert set(both) == set(LANGUAGES), name
        values = [set(re.findall(r"\{(\w+)", both[language])) for language in LANGUAGES]
        assert values[0] == values[1], name


def test_a_label_stands_in_one_table_only() -> None:
    assert len(TABLE) == sum(len(table) for table in TABLES.values())


def test_every_label_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    unused = [name for name in TABLE if f'"{name}"' not in code and not name.startswith(FAMILIES)]
    assert unused == []


def test_every_label_that_is_asked_for_is_there() -> None:
    asked = set[str]()
    for path in SOURCES:
        asked |= set(re.findall(r'\blabel\("([a-z_]+\.[a-z_0-9]+)"', path.read_text(encoding="utf-8")))
    assert len(asked) > 30
    assert asked - set(TABLE) == set()


def test_a_label_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        label("no.such", "en")


@pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.name)
def test_prose_has_the_same_sections_in_both_languages(lesson: Lesson) -> None:
    english, korean = (lesson.prose(language) for language in LANGUAGES)
    assert list(english.sections) == list(korean.sections)
    assert english.title != korean.title


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.name)
def test_an_idea_stands_in_one_line_on_a_phone_where_its_place_is_kept(
    lesson: Lesson, language: Language
) -> None:
    assert sum(HANGUL if letter >= "ᄀ" else 1 for letter in lesson.prose(language).idea) <= ONE_LINE
