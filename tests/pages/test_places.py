"""The heights that a page keeps for its figures: one measured table, no style sheet that repeats it."""

from lessons.catalog import LESSONS
from pages.places import read_places, style_of
from tests.house import tree


def test_a_place_is_as_high_as_was_measured_for_its_width() -> None:
    style = style_of({"neuron": {"0": 900, "560": 700}})
    assert style.splitlines() == [
        ".st-key-neuron { min-height: var(--place) }",
        "@container place (width >= 0px) { .st-key-neuron { --place: 900px } }",
        "@container place (width >= 560px) { .st-key-neuron { --place: 700px } }",
    ]


def test_every_lesson_has_its_place() -> None:
    assert {lesson.name for lesson in LESSONS} <= set(read_places())


def test_no_style_sheet_keeps_a_place_of_its_own() -> None:
    sheets = [path for path in tree.files(".css") if "--place:" in tree.read(path)]
    assert [tree.name(path) for path in sheets] == []
