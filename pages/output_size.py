"""Lesson: count the places where the window can start."""

from lessons.kit.page.lesson_page import LessonPage
from lessons.kit.page.parts import reading_columns

page = LessonPage.of("output_size")
page.open(exercises=True)

text, aside = reading_columns()
with text:
    page.sections("saw", "remainder", "padding")
    page.folds("axes", "pooling", "asked")
with aside:
    page.note()
    page.tries()

page.code()
page.folded_code("code")
page.end()
