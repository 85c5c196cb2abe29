"""Going further: the gradient of every number, from the loss back to the pixels."""

from lessons.kit.page.lesson_page import LessonPage
from lessons.kit.page.parts import reading_columns

page = LessonPage.of("gradient")
page.open()

text, aside = reading_columns()
with text:
    page.sections("saw", "weights")
    page.folds("turned", "blocked", "promise", "batch", "digit")
with aside:
    page.tries()

page.code()
page.end()
