"""Lesson: the visitor's picture, layer by layer."""

from lessons import lesson
from lessons.kit.page import current_language, heading, section

language = current_language()
prose = lesson("live_network").prose(language)

heading(prose)
section(prose, "saw")
