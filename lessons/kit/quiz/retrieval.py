"""A lesson opens with a question about an earlier one: what is recalled now and then stays."""

from functools import cache
from typing import Any

from lessons.catalog import LESSONS, Lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import Question, questions

LONGEST = 12  # characters of an option that still fits into the band on a phone


def _short(lesson: Lesson) -> set[str]:
    """Return the ids of a lesson's questions whose options fit, in either language."""

    def fits(question: Question) -> bool:
        return all(len(option.text) <= LONGEST for option in question.options)

    asked = [questions(lesson.folder, language, "retrieval") for language in LANGUAGES]
    return set[str].intersection(*({each.id for each in some if fits(each)} for some in asked))


@cache
def earlier_questions(name: str, language: Language) -> list[dict[str, Any]]:
    """Return what the figure of lesson `name` may ask about earlier lessons; [] for any other figure.

    Which of them is asked is decided in the browser, for only there is kept what the visitor has answered.
    """
    names = [lesson.name for lesson in LESSONS]
    before = LESSONS[: names.index(name)] if name in names else ()
    return [
        each.as_data() | {"lesson": lesson.name, "from": label("step.from_lesson", language, n=number)}
        for number, lesson in enumerate(before, start=1)
        for each in questions(lesson.folder, language, "retrieval")
        if each.id in _short(lesson)
    ]
