"""Lesson: the arguments of nn.Conv2d build its weights."""

import streamlit as st

from lessons.catalog import lesson
from lessons.conv2d import picture
from lessons.conv2d.pytorch import code_of
from lessons.conv2d.state import state_of
from lessons.kit.figure.figure import figure
from lessons.kit.figure.told import is_asked, read_told, told_by
from lessons.kit.i18n.refusing import sentences
from lessons.kit.layer_form.torch_says import torch_says
from lessons.kit.page.code_block import in_pytorch, section_with_code
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, note_columns, reading_columns, section

language = current_language()
conv2d = lesson("conv2d")
prose = conv2d.prose(language)
told = told_by("conv2d")
shown = read_told(state_of, told)
heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
data = {"photo": picture.as_data(), "refusals": sentences(language), "seed": visit_seed()}
# What torch says belongs to the settings it was asked about: the figure compares.
data |= {"torch": torch_says(shown.call, shown.input_shape).as_data(str(told.get("asked"))) if told else None}
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

in_pytorch(code_of(shown, language), key="conv2d", language=language, is_asked=is_asked(told))

check(conv2d, language)
previous_and_next(conv2d, language)
