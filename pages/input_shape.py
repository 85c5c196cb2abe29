"""Lesson: N, C, H, W, and what torch says when they are not so."""

from lessons.kit.page.lesson_page import LessonPage

page = LessonPage.of("input_shape")
page.open()
page.text("saw", "message", folds=("reshape", "memory", "file", "asked"))
page.code()
page.end()
