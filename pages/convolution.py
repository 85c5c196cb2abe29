"""Lesson: a dot product at every stop of the window."""

from lessons import lesson
from lessons.kit.figure import figure
from lessons.kit.page import current_language, heading, section

language = current_language()
prose = lesson("convolution").prose(language)

heading(prose)
figure("convolution", language=language)
section(prose, "saw")
