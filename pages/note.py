"""The lecture note, section by section: what it says, what this course says, and why."""

import streamlit as st

from lessons.catalog import LESSONS, lesson, numbered_title
from lessons.kit.page.lesson_page import current_language, heading

language = current_language()
prose = lesson("note").prose(language)
heading(prose)
with st.container(key="from-note"):
    for number, each in enumerate(LESSONS, start=1):
        own, part = each.prose(language), prose.sections[each.address[1:]]
        quoted = own.sections["note"].body.replace("](?", f"]({each.address}?")
        with st.expander(part.title, expanded=number == 1):
            st.markdown(f"{quoted}\n\n{part.body}\n\n[{numbered_title(each, language)} →]({each.address})")
