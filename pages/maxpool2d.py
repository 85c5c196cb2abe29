"""Lesson: the arguments of nn.MaxPool2d, beside those of the average poolings."""

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure, section_with_code
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section

language = current_language()
maxpool2d = lesson("maxpool2d")
prose = maxpool2d.prose(language)
heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
with st.container(key="explore"):
    figure("maxpool2d", language=language, data={"seed": visit_seed()})

text, aside = reading_columns()
with text:
    section_with_code(prose, "saw", language=language)
    for name in ("row", "infinity", "overlap", "average", "adaptive"):
        section(prose, name)
with aside:
    note_box(prose, "note")
    things_to_try(maxpool2d, language)

code_of_figure("maxpool2d", language=language)
check(maxpool2d, language)
previous_and_next(maxpool2d, language)
