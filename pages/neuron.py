"""Lesson: each output cell is a neuron, and all of them share their weights."""

from lessons.kit.page.lesson_page import LessonPage, reading_columns

page = LessonPage.of("neuron")
page.open()

text, aside = reading_columns()
with text:
    page.sections("saw", "sharing")
    for name in ("counting", "collapse"):
        with page.folded(name):
            page.figure(f"neuron/{name}")
with aside:
    page.note()
    page.tries()

page.code()
page.end()
