"""Lesson: the arguments of nn.MaxPool2d, beside those of the average poolings."""

from lessons.kit.page.lesson_page import LessonPage, reading_columns

page = LessonPage.of("maxpool2d")
page.open()

text, aside = reading_columns()
with text:
    page.section_with_code("saw")
    page.sections("row")
    page.folds("infinity", "overlap", "average", "adaptive")
with aside:
    page.note()
    page.tries()

page.code()
page.end()
