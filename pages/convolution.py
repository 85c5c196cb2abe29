"""Lesson: a dot product at every stop of the window."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, note_columns, reading_columns, section

language = current_language()
convolution = lesson("convolution")
prose = convolution.prose(language)
heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    figure("convolution", language=language, data={"seed": visit_seed()})

text, aside = reading_columns()
with text:
    for name in ("saw", "flip", "stride", "padding", "silent", "formula"):
        section(prose, name)
    figure("convolution/values", key="values", language=language)
with aside:
    figure("convolution/companion", key="companion", language=language)
note, tries = note_columns()
with note:
    note_box(prose, "note")
with tries:
    things_to_try(convolution, language)

code_of_figure("convolution", language=language)

check(convolution, language)
previous_and_next(convolution, language)
