"""Lesson: a dot product at every stop of the window."""

from typing import Any

import streamlit as st

from lessons.catalog import lesson
from lessons.convolution import photo
from lessons.convolution.stills import file_of
from lessons.kit.export import downloads
from lessons.kit.figure.figure import figure
from lessons.kit.page.code_block import code_of_figure
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, note_columns, reading_columns, section
from lessons.kit.page.visit import visit

language = current_language()
convolution = lesson("convolution")
prose = convolution.prose(language)
kept = visit("convolution")
if "photo" not in kept:
    kept["photo"] = photo.first_answer(st.query_params.get("input"))


def take_event(event: dict[str, Any]) -> None:
    """Take what the figure asks for: a file of it, a sample's pixels, or those of the visitor's own photo."""
    if not downloads.ask(event, kept, "convolution") and photo.asks_for_photo(event):
        kept["photo"] = photo.answer(event)


heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
data = photo.as_data(kept["photo"], language)
data |= {"seed": visit_seed(), "file": downloads.waiting(kept, "convolution")}
with st.container(key="explore"):
    figure("convolution", language=language, data=data, on_event=take_event)

text, aside = reading_columns()
with text:
    for name in ("saw", "flip", "stride", "padding", "silent", "formula"):
        section(prose, name)
    figure("convolution/values", key="values", language=language)
with aside:
    figure("convolution/companion", key="companion", language=language)
note, tries = note_columns()
with note:
    note_box(prose, "note")
with tries:
    things_to_try(convolution, language)

code_of_figure("convolution", language=language)

check(convolution, language)
previous_and_next(convolution, language)
if downloads.fulfil(kept, "convolution", file_of):
    st.rerun()
