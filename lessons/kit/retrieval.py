"""A lesson opens with a question about an earlier one: what is recalled now and then stays."""

from typing import Any

from lessons import LESSONS, Lesson
from lessons.kit.labels import label
from lessons.kit.language import LANGUAGES, Language
from lessons.kit.questions import Question, questions

LONGEST = 12  # characters of an option that still fits into the band on a phone


def _short(lesson: Lesson) -> set[str]:
    """Return the ids of a lesson's questions whose options fit, in either language."""

    def fits(question: Question) -> bool:
        return all(len(option.text) <= LONGEST for option in question.options)

    asked = [questions(lesson.folder, language, "retrieval") for language in LANGUAGES]
    return set[str].intersection(*({each.id for each in some if fits(each)} for some in asked))


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
        if each.id in _short(earlier)
    ]
    return asked[seed % len(asked)] if asked else None
