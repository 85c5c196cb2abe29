"""Lesson: count the places where the window can start."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure, section_with_code
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section

language = current_language()
output_size = lesson("output_size")
prose = output_size.prose(language)

heading(prose, ("explore", "exercises", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    figure("output_size", language=language, data={"seed": visit_seed()})
with st.container(key="exercises"):
    section(prose, "exercises")
    figure("output_size/exercises", language=language)

text, aside = reading_columns()
with text:
    for name in ("saw", "remainder", "padding", "axes", "pooling", "asked"):
        section(prose, name)
with aside:
    note_box(prose, "note")
    things_to_try(output_size, language)

code_of_figure("output_size", language=language)
section_with_code(prose, "code", language=language)
check(output_size, language)
previous_and_next(output_size, language)
