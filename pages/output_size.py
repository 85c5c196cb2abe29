"""Lesson: count the places where the window can start."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.figure.told import is_asked, read_told
from lessons.kit.i18n.refusing import sentences
from lessons.kit.page.code_block import code_block, in_pytorch
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section
from lessons.output_size.pytorch import code_of, note_code
from lessons.output_size.state import state_of

language = current_language()
output_size = lesson("output_size")
prose = output_size.prose(language)
data = {"seed": visit_seed(), "refusals": sentences(language)}

heading(prose, ("explore", "exercises", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    shown = figure("output_size", language=language, data=data)
with st.container(key="exercises"):
    section(prose, "exercises")
    figure("output_size/exercises", language=language, data=data)

text, aside = reading_columns()
with text:
    for name in ("saw", "remainder", "padding", "axes", "pooling", "asked"):
        section(prose, name)
with aside:
    note_box(prose, "note")
    things_to_try(output_size, language)

in_pytorch(
    code_of(read_told(state_of, shown), language),
    key="output_size",
    language=language,
    is_asked=is_asked(shown),
)
section(prose, "code")
name = prose.sections["code"].title
code_block(note_code(language), key="output_size_note", language=language, about=name)

check(output_size, language)
previous_and_next(output_size, language)
