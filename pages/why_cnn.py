"""Lesson: a dense net learns positions, a CNN learns shapes."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.figure.told import read_told
from lessons.kit.i18n.language import Language
from lessons.kit.page.code_block import in_pytorch
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, folded, heading, note_box, reading_columns, section
from lessons.why_cnn import control, nets
from lessons.why_cnn.pytorch import code_of
from lessons.why_cnn.state import state_of

language: Language = current_language()
why_cnn = lesson("why_cnn")
prose = why_cnn.prose(language)

heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    state = read_told(state_of, figure("why_cnn", language=language, data={"seed": visit_seed()}))
    figure("why_cnn/carrier", key="nets", language=language, data=nets.as_data())

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

in_pytorch(code_of(state, language), key="why_cnn", language=language)

check(why_cnn, language)
previous_and_next(why_cnn, language)
