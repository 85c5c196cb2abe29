"""Questions that come back: what a lesson may ask about earlier ones, and what home asks of all of them."""

from functools import cache
from typing import Any

from lessons.catalog import LESSONS, Lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import Question, questions

LONGEST = 12  # characters of an option that still fits into the band on a phone


@cache
def _short(lesson: Lesson, kind: str) -> set[str]:
    """Return the ids of a lesson's questions whose options fit, in either language."""

    def fits(question: Question) -> bool:
        return all(len(option.text) <= LONGEST for option in question.options)

    asked = [questions(lesson.folder, language, kind) for language in LANGUAGES]
    return set[str].intersection(*({each.id for each in some if fits(each)} for some in asked))


def asked_of(lesson: Lesson, language: Language, kind: str) -> list[dict[str, Any]]:
    """Return a lesson's questions of one kind as another page asks them: with its number and its address."""
    number = LESSONS.index(lesson) + 1
    return [
        each.as_data() | {"number": number, "show": lesson.address + each.show}
        for each in questions(lesson.folder, language, kind)
    ]


@cache
def earlier_questions(name: str, language: Language) -> list[dict[str, Any]]:
    """Return what the figure of lesson `name` may ask about earlier lessons; [] for any other figure.

    Which of them is asked is decided in the browser, for only there is kept what the visitor has answered.
    """
    names = [lesson.name for lesson in LESSONS]
    before = LESSONS[: names.index(name)] if name in names else ()
    return [
        each
        for lesson in before
        for kind in ("retrieval", "check")
        for each in asked_of(lesson, language, kind)
        if each["id"] in _short(lesson, kind)
    ]
