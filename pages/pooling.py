"""Lesson: summarise each window by one number."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section
from lessons.pooling import maps, measured

language = current_language()
pooling = lesson("pooling")
prose = pooling.prose(language)

heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    figure("pooling", language=language, data=maps.as_data() | {"seed": visit_seed()})

text, aside = reading_columns()
with text:
    for name in ("saw", "move", "gradient", "edges", "global", "stride", "overfitting"):
        section(prose, name)
    figure("kit/curves", key="many", language=language, data=measured.curves(language))
    st.html(measured.how(language))
with aside:
    note_box(prose, "note")
    things_to_try(pooling, language)

code_of_figure("pooling", language=language)
check(pooling, language)
previous_and_next(pooling, language)
