"""Lesson: N, C, H, W, and what torch says when they are not so."""

from lessons.kit.page.lesson_page import LessonPage
from lessons.kit.page.parts import reading_columns

page = LessonPage.of("input_shape")
page.open()

text, aside = reading_columns()
with text:
    page.sections("saw", "message")
    page.folds("reshape", "memory", "file", "asked")
with aside:
    page.note()
    page.tries()

page.code()
page.end()
