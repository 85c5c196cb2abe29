"""Lesson: a dot product at every stop of the window."""

from lessons.kit.page.lesson_page import LessonPage, reading_columns

page = LessonPage.of("convolution")
page.open()

text, aside = reading_columns()
with text:
    page.sections("saw", "stride")
    page.folds("padding", "flip", "silent")
    with page.folded("formula"):
        page.figure("convolution/values")
with aside:
    page.figure("convolution/companion")
page.notes()
page.code()
page.end()
