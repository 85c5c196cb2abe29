"""Lesson: N, C, H, W, and what torch says when they are not so."""

import streamlit as st

from lessons.catalog import lesson
from lessons.input_shape.figure_data import as_data
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section

language = current_language()
input_shape = lesson("input_shape")
prose = input_shape.prose(language)

heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    figure("input_shape", language=language, data=as_data(language) | {"seed": visit_seed()})

text, aside = reading_columns()
with text:
    for name in ("saw", "message", "reshape", "memory", "file", "asked"):
        section(prose, name)
with aside:
    note_box(prose, "note")
    things_to_try(input_shape, language)

code_of_figure("input_shape", language=language)
check(input_shape, language)
previous_and_next(input_shape, language)
