"""Lesson: the arguments of nn.Conv2d build its weights."""

import streamlit as st

from lessons.catalog import lesson
from lessons.conv2d import picture
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure, section_with_code
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, note_columns, reading_columns, section

language = current_language()
conv2d = lesson("conv2d")
prose = conv2d.prose(language)
heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
data = {"photo": picture.as_data(), "seed": visit_seed()}
with st.container(key="explore"):
    figure("conv2d", language=language, data=data)

text, aside = reading_columns()
with text:
    for name in ("saw", "shape", "count", "groups", "start"):
        section(prose, name)
    section_with_code(prose, "traps", language=language)
with aside:
    figure("conv2d/start", key="start", language=language)
note, tries = note_columns()
with note:
    note_box(prose, "note")
with tries:
    things_to_try(conv2d, language)

code_of_figure("conv2d", language=language)
check(conv2d, language)
previous_and_next(conv2d, language)
