"""Lesson: summarise each window by one number."""

import streamlit as st

from lessons.kit.page.lesson_page import LessonPage, reading_columns
from lessons.pooling import measured

page = LessonPage.of("pooling")
page.open(measured.maps_as_data())

text, aside = reading_columns()
with text:
    page.sections("saw", "move")
    page.folds("global", "edges", "gradient", "stride")
    with page.folded("overfitting"):
        page.figure("kit/curves", measured.curves(page.language))
        st.html(measured.how(page.language))
with aside:
    page.note()
    page.tries()

page.code()
page.end()
