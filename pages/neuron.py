"""Lesson: each output cell is a neuron, and all of them share their weights."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section

language = current_language()
neuron = lesson("neuron")
prose = neuron.prose(language)

heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    figure("neuron", language=language, data={"seed": visit_seed()})

text, aside = reading_columns()
with text:
    for name in ("saw", "sharing", "counting"):
        section(prose, name)
    figure("neuron/counting", key="counting", language=language)
    section(prose, "collapse")
    figure("neuron/collapse", key="collapse", language=language)
with aside:
    note_box(prose, "note")
    things_to_try(neuron, language)

code_of_figure("neuron", language=language)
check(neuron, language)
previous_and_next(neuron, language)
