"""The terms as the browser fetches them: for the page that lists them, and for text that mentions them."""

from copy import deepcopy
from functools import cache

from lessons.catalog import LESSONS, PAGES, Lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.i18n.prose import Terms, read_terms


def _numbered(shown_in: Lesson, language: Language) -> str:
    number = f"{LESSONS.index(shown_in) + 1}\u2002" if shown_in in LESSONS else ""
    return number + shown_in.prose(language).title


@cache
def as_data() -> Terms:
    """Return the terms, each with the "lesson" that shows it, in both languages."""
    terms = deepcopy(read_terms())
    for entry in terms.values():
        shown_in = next(each for each in PAGES if each.address == entry["show"].partition("?")[0])
        for language in LANGUAGES:
            entry[language]["lesson"] = _numbered(shown_in, language)
    return terms
