"""Lesson: each output cell is a neuron, and all of them share their weights."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.figure.told import read_told
from lessons.kit.page.code_block import in_pytorch
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section
from lessons.neuron.pytorch import code_of
from lessons.neuron.state import state_of

language = current_language()
neuron = lesson("neuron")
prose = neuron.prose(language)

heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    told = figure("neuron", language=language, data={"seed": visit_seed()})

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

in_pytorch(code_of(read_told(state_of, told), language), key="neuron", language=language)

check(neuron, language)
previous_and_next(neuron, language)
