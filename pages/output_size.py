"""Lesson: count the places where the window can start."""

from lessons.kit.page.lesson_page import LessonPage

page = LessonPage.of("output_size")
page.open(exercises=True)
page.text("saw", "remainder", "padding", folds=("axes", "pooling", "asked"))
page.code()
page.folds("code")
page.end()
