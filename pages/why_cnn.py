"""Lesson: a dense net learns positions, a CNN learns shapes."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, folded, heading, note_box, reading_columns, section
from lessons.why_cnn import control

language = current_language()
why_cnn = lesson("why_cnn")
prose = why_cnn.prose(language)

heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    figure("why_cnn", language=language, data={"seed": visit_seed()})

text, aside = reading_columns()
with text:
    section(prose, "saw")
    section(prose, "pooling")
    with folded(prose, "room"):
        figure("kit/curves", key="room", language=language, data=control.curves(language))
    section(prose, "practice")
    folded(prose, "tried")
    section(prose, "turn")
    section(prose, "shuffle")
with aside:
    note_box(prose, "note")
    things_to_try(why_cnn, language)

with st.container(key="looking"):
    section(prose, "looks")
    figure("why_cnn/looks", key="looks", language=language)
with st.container(key="local"):
    section(prose, "local")
    figure("why_cnn/fields", key="fields", language=language)

code_of_figure("why_cnn", language=language)
check(why_cnn, language)
previous_and_next(why_cnn, language)
