"""Lesson: the arguments of nn.Conv2d build its weights."""

from lessons.conv2d import code
from lessons.kit.page.lesson_page import LessonPage, note_columns, reading_columns

page = LessonPage.of("conv2d")
page.open({"photo": code.picture_data()})

text, aside = reading_columns()
with text:
    page.sections("saw", "shape")
    page.folds("count", "groups", "start", "traps")
with aside:
    page.figure("conv2d/start")
note, tries = note_columns()
with note:
    page.note()
with tries:
    page.tries(is_folded=True)

page.code()
page.end()
