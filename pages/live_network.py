"""Lesson: the visitor's picture, layer by layer."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, folded, heading, note_box, reading_columns, section
from lessons.live_network import first_picture

language = current_language()
live_network = lesson("live_network")
prose = live_network.prose(language)
heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
data = first_picture.as_data(st.query_params.get("sample"), st.query_params.get("way"), language)
with st.container(key="explore"):
    figure("live_network", language=language, data=data | {"seed": visit_seed()})

text, aside = reading_columns()
with text:
    for name in ("saw", "parameters", "flatten", "score", "prepare", "trained"):
        section(prose, name)
        if name == "score":
            folded(prose, "chosen")
    folded(prose, "imposed")
with aside:
    note_box(prose, "note")
    things_to_try(live_network, language)

code_of_figure("live_network", language=language)
check(live_network, language)
previous_and_next(live_network, language)
