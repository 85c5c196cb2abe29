"""The questions of all lessons, for the pages that ask or tell of more than one."""

from functools import cache
from typing import Any

from lessons.catalog import LESSONS
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.quiz.bank import asked_of


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
