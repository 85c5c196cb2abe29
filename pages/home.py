"""The start: a list of what there is."""

import html
from pathlib import Path

import streamlit as st

from lessons import LESSONS
from lessons.kit.page import current_language, heading
from lessons.kit.prose import read_prose

HERE = Path(__file__).parent

language = current_language()
prose = read_prose(HERE.parent / "lessons" / "home" / f"{language}.md")

heading(prose)
intro = prose.sections["lessons"]
with st.container(key="intro"):
    st.html(f"<h2>{html.escape(intro.title)}</h2><p>{html.escape(intro.body)}</p>")
for number, lesson in enumerate(LESSONS, 1):
    lesson_prose = lesson.prose(language)
    with st.container(key=f"lesson-{number}", border=True):
        st.page_link(HERE / f"{lesson.name}.py", label=f"**{number}\u2002{lesson_prose.title}**")
        st.html(f'<p class="idea">{html.escape(lesson_prose.idea)}</p>')
