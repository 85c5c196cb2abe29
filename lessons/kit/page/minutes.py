"""How long a lesson takes: its words, its figure, its questions. An estimate, but a computed one."""

import re

from lessons.catalog import Lesson
from lessons.kit.quiz.bank import read_items

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
