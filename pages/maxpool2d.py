"""Lesson: the arguments of nn.MaxPool2d, beside those of the average poolings."""

import streamlit as st

from lessons import lesson
from lessons.kit.code.code_block import in_pytorch, section_with_code
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section
from lessons.kit.page.told import is_asked, read_told, told_by
from lessons.kit.questions.exercises import check, things_to_try, visit_seed
from lessons.kit.signature.torch_says import torch_says
from lessons.kit.stage.figure import figure
from lessons.kit.words.refusing import sentences
from lessons.maxpool2d.pytorch import code_of
from lessons.maxpool2d.state import state_of

language = current_language()
maxpool2d = lesson("maxpool2d")
prose = maxpool2d.prose(language)
told = told_by("maxpool2d")
shown = read_told(state_of, told)
heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
data = {"refusals": sentences(language), "seed": visit_seed()}
# What torch says belongs to the settings it was asked about: the figure compares.
data |= {"torch": torch_says(shown.call, shown.input_shape).as_data(str(told.get("asked"))) if told else None}
with st.container(key="explore"):
    figure("maxpool2d", language=language, data=data)

text, aside = reading_columns()
with text:
    section_with_code(prose, "saw", language=language)
    for name in ("row", "infinity", "overlap", "average", "adaptive"):
        section(prose, name)
with aside:
    note_box(prose, "note")
    things_to_try(maxpool2d, language)

in_pytorch(code_of(shown, language), key="maxpool2d", language=language, is_asked=is_asked(told))

check(maxpool2d, language)
previous_and_next(maxpool2d, language)
