"""What the start page's figures need of the course: its lessons in reading order, and what follows them."""

from lessons.catalog import FURTHER, LESSONS, Lesson
from lessons.kit.i18n.language import Language
from lessons.kit.page.minutes import minutes_of


def _line(lesson: Lesson, language: Language) -> dict[str, str]:
    prose = lesson.prose(language)
    return {"name": lesson.name, "title": prose.title, "idea": prose.idea}


def course_data(language: Language) -> dict[str, object]:
    """Return lessons (with minutes) and further pages, each with title and idea, as JSON values."""
    return {
        "lessons": [{**_line(each, language), "minutes": minutes_of(each)} for each in LESSONS],
        "further": [_line(each, language) for each in FURTHER],
    }
