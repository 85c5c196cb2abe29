"""Lesson: the arguments of nn.Conv2d build its weights."""

from lessons.conv2d import code
from lessons.kit.page.lesson_page import LessonPage, reading_columns

page = LessonPage.of("conv2d")
page.open({"photo": code.picture_data()})

text, aside = reading_columns()
with text:
    page.sections("saw", "shape")
    page.folds("count", "groups", "start", "traps")
with aside:
    page.figure("conv2d/start")
page.notes()
page.code()
page.end()
