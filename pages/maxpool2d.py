"""Lesson: the arguments of nn.MaxPool2d, beside those of the average poolings."""

from lessons.kit.page.lesson_page import LessonPage

page = LessonPage.of("maxpool2d")
page.open()
page.text("saw", "row", folds=("infinity", "overlap", "average", "adaptive"))
page.code()
page.end()
