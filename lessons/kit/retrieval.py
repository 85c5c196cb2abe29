"""A lesson opens with a question about an earlier one: what is recalled now and then stays."""

from typing import Any

from lessons import LESSONS, Lesson
from lessons.kit.labels import label
from lessons.kit.language import Language
from lessons.kit.questions import questions


def opening_question(lesson: Lesson, language: Language, seed: int) -> dict[str, Any] | None:
    """Return a question of an earlier lesson for the figure's Predict band, None where no lesson came before.

    Args:
        lesson: that is opened.
        language: of the question.
        seed: of the visit; it chooses, so that the question stays while the page runs again.
    """
    asked = [
        each.as_data() | {"from": label("step.from_lesson", language, n=number)}
        for number, earlier in enumerate(LESSONS[: LESSONS.index(lesson)], start=1)
        for each in questions(earlier.folder, language, "retrieval")
    ]
    return asked[seed % len(asked)] if asked else None
