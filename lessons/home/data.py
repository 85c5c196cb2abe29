"""The questions of all lessons, for the pages that ask or tell of more than one."""

import re
from functools import cache
from typing import Any

from lessons.catalog import FURTHER, LESSONS, Lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import asked_of, read_items

WORDS_A_MINUTE = 200
FIGURE = 5  # minutes: the first minute, the guess, and looking around
TRY = 1  # minute: each thing to try
ASKED = 3  # questions in the lesson
QUESTION = 1.5  # minutes, with looking it up in the figure
STEP = 5  # minutes: nobody knows it better
LINK = re.compile(r"\]\([^)]*\)")


def words_of(lesson: Lesson) -> int:
    """Return how many words the lesson's text has; English ones, for both languages say the same."""
    bodies = (f"{part.title} {part.body}" for part in lesson.prose("en").sections.values())
    return len(LINK.sub("", " ".join(bodies)).split())


def minutes_of(lesson: Lesson) -> int:
    """Return the minutes that the start page gives for a lesson, to the nearest five."""
    tries = sum(item["kind"] == "try" for item in read_items(lesson.folder))
    minutes = words_of(lesson) / WORDS_A_MINUTE + FIGURE + TRY * tries + QUESTION * ASKED
    return max(STEP, STEP * round(minutes / STEP))


def course_data(language: Language) -> dict[str, object]:
    """Return lessons (with minutes) and further pages, each with title and idea, as JSON values."""
    return {
        "lessons": [{**each.about(language), "minutes": minutes_of(each)} for each in LESSONS],
        "further": [each.about(language) for each in FURTHER],
    }


@cache
def as_data() -> dict[str, Any]:
    """Return "questions" by language and id, each with the address that shows the truth."""
    return {
        "questions": {
            language: {
                each["id"]: each
                for lesson in LESSONS
                for kind in ("check", "retrieval")
                for each in asked_of(lesson, language, kind)
            }
            for language in LANGUAGES
        }
    }
