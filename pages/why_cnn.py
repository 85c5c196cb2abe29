"""Lesson: a dense net learns positions, a CNN learns shapes."""

from lessons.kit.page.lesson_page import LessonPage

page = LessonPage.of("why_cnn")
page.open()
page.text("saw", folds=("pooling", "room", "practice", "tried", "turn", "shuffle"))
page.code()
page.end()
