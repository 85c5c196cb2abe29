"""How to teach with the course: prepared states, projector, exercises, files, and a server for a class."""

import streamlit as st

from lessons.catalog import LESSONS, lesson
from lessons.kit.figure.figure import figure
from lessons.kit.page.lesson_page import current_language, heading, section
from lessons.kit.quiz.bank import abilities

language = current_language()
prose = lesson("classroom").prose(language)
heading(prose)
can = abilities()
states = [
    f"{number}. [{each.prose(language).title}]({each.address}{shown['show']}): {shown[language]}"
    for number, each in enumerate(LESSONS, start=1)
    if (shown := can.get(each.name))
]
with st.container(key="classroom"):
    section(prose, "states")
    st.markdown("\n".join(states))
    for name in ("projector", "exercises"):
        section(prose, name)
    lessons = [each.about(language) for each in LESSONS]
    data = {"lessons": lessons, "rooms": ["output_size", "input_shape"]}
    figure("classroom", key="sheet", language=language, data=data)
    for name in ("files", "stored", "run"):
        section(prose, name)
