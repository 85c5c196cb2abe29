"""Going further: the shape that leaves every line of one's own model, and why it breaks."""

import json

import streamlit as st

from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.lesson_page import current_language, heading, is_framed, section

OPENS_IN = ("conv2d", "maxpool2d", "output_size")

language = current_language()
doctor = lesson("doctor")
prose = doctor.prose(language)
tables = {
    lesson(name).address[1:]: json.loads((lesson(name).folder / "settings.json").read_text(encoding="utf-8"))
    for name in OPENS_IN
}
examples = json.loads((doctor.folder / "examples.json").read_text(encoding="utf-8"))

heading(prose)
with st.container(key="explore"):
    figure("doctor", language=language, data={"examples": examples, "tables": tables})
if is_framed():
    st.stop()
with st.container(key="reads"):
    section(prose, "reads")
with st.container(key="terminal"):
    section(prose, "terminal")
