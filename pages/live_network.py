"""Lesson: the visitor's picture, layer by layer."""

import streamlit as st

from lessons.kit.page.lesson_page import LessonPage
from lessons.live_network import first_picture

page = LessonPage.of("live_network")
asked, way = (st.query_params.get(name) for name in ("sample", "way"))
page.open(first_picture.as_data(asked, way, page.language))
page.text("saw", folds=("score", "parameters", "flatten", "chosen", "prepare", "trained", "imposed"))

for place, section, figure in (("looking", "looks", "looks"), ("local", "local", "fields")):
    with st.container(key=place), page.folded(section):
        page.figure(f"live_network/{figure}")
page.code()
page.end()
