"""Going further: the gradient of every number, from the loss back to the pixels."""

from lessons.kit.page.lesson_page import LessonPage

page = LessonPage.of("gradient")
page.open()
page.text("saw", "weights", folds=("turned", "blocked", "promise", "batch", "digit"), has_note=False)
page.code()
page.end()
