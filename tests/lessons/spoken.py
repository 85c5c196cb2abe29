"""What a lesson's text says, in both languages alike."""

from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES


def both_say(name: str, section: str, *words: str) -> bool:
    """Return whether both languages say all of these in a section of a lesson."""
    bodies = [lesson(name).prose(language).sections[section].body for language in LANGUAGES]
    return all(word in body for body in bodies for word in words)
