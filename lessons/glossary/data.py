"""The terms as the browser fetches them: for the page that lists them, and for text that mentions them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from lessons.catalog import LESSONS, Lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.i18n.unbroken import unbroken

FILE = Path(__file__).parent / "terms.json"


def _numbered(shown_in: Lesson, language: Language) -> str:
    return f"{LESSONS.index(shown_in) + 1}\u2002{shown_in.prose(language).title}"


@cache
def as_data() -> dict[str, dict[str, Any]]:
    """Return each term by its anchor, in both languages: "term", "is" (one sentence), "lesson" that shows it."""
    terms: dict[str, dict[str, Any]] = json.loads(unbroken(FILE.read_text(encoding="utf-8")))
    for entry in terms.values():
        shown_in = next(each for each in LESSONS if each.address == entry["show"].partition("?")[0])
        for language in LANGUAGES:
            entry[language]["lesson"] = _numbered(shown_in, language)
    return terms
