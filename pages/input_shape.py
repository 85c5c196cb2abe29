"""Lesson: N, C, H, W, and what torch says when they are not so."""

import streamlit as st

from lessons.catalog import lesson
from lessons.input_shape.figure_data import as_data
from lessons.input_shape.pytorch import code_of
from lessons.input_shape.state import state_of
from lessons.kit.figure.figure import figure
from lessons.kit.figure.told import is_asked, read_told
from lessons.kit.page.code_block import in_pytorch
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section

language = current_language()
input_shape = lesson("input_shape")
prose = input_shape.prose(language)

heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    data = as_data(language) | {"seed": visit_seed()}
    told = figure("input_shape", language=language, data=data)

text, aside = reading_columns()
with text:
    for name in ("saw", "message", "reshape", "memory", "file", "asked"):
        section(prose, name)
with aside:
    note_box(prose, "note")
    things_to_try(input_shape, language)

in_pytorch(
    code_of(read_told(state_of, told), language),
    key="input_shape",
    language=language,
    is_asked=is_asked(told),
)

check(input_shape, language)
previous_and_next(input_shape, language)
