"""What a lesson may ask about earlier ones, in both languages."""

import pytest

from lessons.catalog import LESSONS, Lesson
from lessons.kit.quiz.bank import LONGEST, earlier_questions


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


def test_the_first_lesson_and_a_figure_below_it_ask_nothing() -> None:
    assert earlier_questions(LESSONS[0].name, "en") == []
    assert earlier_questions("kit/check", "en") == []
