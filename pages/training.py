"""Going further: the note's network trained in the visitor's browser."""

from lessons.kit.page.lesson_page import LessonPage
from lessons.kit.page.parts import reading_columns
from lessons.training import packed

page = LessonPage.of("training")
page.open(packed.ten_digits())

text, aside = reading_columns()
with text:
    page.sections("saw", "step", "batch", "edges", "dense", "unseen")
with aside:
    page.tries()

page.code()
page.figure("training/npz")
page.end()
