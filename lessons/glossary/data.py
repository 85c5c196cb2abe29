"""The terms as the browser fetches them: for the page that lists them, and for text that mentions them."""

from copy import deepcopy
from functools import cache

from lessons.catalog import PAGES, numbered_title
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.i18n.prose import Terms, read_terms


@cache
def as_data() -> Terms:
    """Return the terms, each with the "lesson" that shows it, in both languages."""
    terms = deepcopy(read_terms())
    for entry in terms.values():
        shown_in = next(each for each in PAGES if each.address == entry["show"].partition("?")[0])
        for language in LANGUAGES:
            entry[language]["lesson"] = numbered_title(shown_in, language)
    return terms
