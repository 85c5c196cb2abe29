"""The terms of the course in both languages, each with a figure that shows it."""

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.lesson_page import current_language, heading

language = current_language()
heading(lesson("glossary").prose(language))
figure("glossary", language=language)
