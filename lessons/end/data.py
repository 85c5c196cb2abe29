"""What the last page knows: one line a lesson, the questions, and the ideas behind wrong answers."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from lessons.catalog import LESSONS, Lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.i18n.unbroken import unbroken
from lessons.kit.quiz.bank import questions

HERE = Path(__file__).parent


def _read(name: str) -> dict[str, dict[str, Any]]:
    return json.loads(unbroken((HERE / f"{name}.json").read_text(encoding="utf-8")))


def _asked(lesson: Lesson, language: Language) -> dict[str, dict[str, Any]]:
    """Return what is asked about a lesson, by its id, each with the address that shows the truth."""
    return {
        each.id: each.as_data() | {"lesson": lesson.name, "show": lesson.address + each.show}
        for kind in ("check", "retrieval")
        for each in questions(lesson.folder, language, kind)
    }


@cache
def as_data() -> dict[str, Any]:
    """Return "can" by lesson, "ideas" by name with the "rules" against each, "questions" by language, id."""
    can = _read("can")  # a lesson that is new may have no line yet
    return {
        "can": {
            lesson.name: line | {"show": lesson.address + line["show"]}
            for lesson, line in ((each, can[each.name]) for each in LESSONS if each.name in can)
        },
        "ideas": _read("ideas"),
        "questions": {
            language: {key: asked for lesson in LESSONS for key, asked in _asked(lesson, language).items()}
            for language in LANGUAGES
        },
    }
