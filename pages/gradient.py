"""Going further: the gradient of every number, from the loss back to the pixels."""

import streamlit as st

from lessons.gradient import unsure_digit
from lessons.kit.page.lesson_page import LessonPage
from lessons.kit.page.parts import reading_columns

page = LessonPage.of("gradient")
page.open()

text, aside = reading_columns()
with text:
    page.sections("saw", "weights", "turned", "blocked", "promise", "batch")
with aside:
    page.tries()

with st.container(key="digit"):
    page.sections("digit")
    page.figure("gradient/live", unsure_digit.as_data())

page.code()
page.end()
