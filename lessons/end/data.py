"""What the last page knows: one line a lesson, and the ideas behind wrong answers."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from lessons.catalog import LESSONS
from lessons.kit.i18n.language import unbroken
from lessons.kit.quiz.bank import abilities

IDEAS = Path(__file__).parent / "ideas.json"


@cache
def as_data() -> dict[str, Any]:
    """Return "can" by lesson, and "ideas" by name with the "rules" against each."""
    can = abilities()  # a lesson that is new may have no line yet
    return {
        "can": {
            lesson.name: can[lesson.name] | {"show": lesson.address + can[lesson.name]["show"]}
            for lesson in LESSONS
            if lesson.name in can
        },
        "ideas": json.loads(unbroken(IDEAS.read_text(encoding="utf-8"))),
    }
