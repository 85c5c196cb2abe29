"""Lesson: a dense net learns positions, a CNN learns shapes."""

from lessons.kit.page.lesson_page import LessonPage
from lessons.kit.page.parts import reading_columns

page = LessonPage.of("why_cnn")
page.open()

text, aside = reading_columns()
with text:
    page.sections("saw")
    page.folds("pooling", "room", "practice", "tried", "turn", "shuffle")
with aside:
    page.note()
    page.tries()

page.code()
page.end()
