"""Lesson: summarise each window by one number."""

from functools import partial

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.figure.told import read_told
from lessons.kit.page.code_block import in_pytorch
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section
from lessons.kit.page.visit import visit
from lessons.pooling import maps, measured
from lessons.pooling.pytorch import code_of, start
from lessons.pooling.state import state_of

language = current_language()
pooling = lesson("pooling")
prose = pooling.prose(language)

heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
shown = visit("live_network").get("shown")  # the picture shown last in this visit, if there was one
data = maps.as_data(shown.prepared.pixels if shown else None) | {"seed": visit_seed()}
with st.container(key="explore"):
    told = figure("pooling", language=language, data=data)

text, aside = reading_columns()
with text:
    for name in ("saw", "move", "gradient", "edges", "global", "stride", "overfitting"):
        section(prose, name)
    figure("kit/curves", key="many", language=language, data=measured.curves(language))
    st.html(measured.how(language))
with aside:
    note_box(prose, "note")
    things_to_try(pooling, language)

in_pytorch(
    code_of(read_told(partial(state_of, start=start()), told), language), key="pooling", language=language
)

check(pooling, language)
previous_and_next(pooling, language)
