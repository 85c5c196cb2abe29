"""The start: a digit to draw, the course as one path, where to go on, and what is asked most."""

from pathlib import Path

import streamlit as st

from cnn_core.datasets import whole_hundredths
from lessons.home.data import course_data
from lessons.kit.figure.figure import figure
from lessons.kit.i18n.prose import read_prose
from lessons.kit.page.lesson_page import current_language, heading, section
from lessons.live_network import picture, shipped

HERE = Path(__file__).parent
DIGITS = range(10)

language = current_language()
prose = read_prose(HERE.parent / "lessons" / "home" / f"{language}.md")
heading(prose)
samples = [picture.sample(f"digit_{digit}").prepared.pixels.ravel() for digit in DIGITS]
data = {"net": shipped.as_data()["digits"], "samples": [whole_hundredths(each).tolist() for each in samples]}
figure("home", language=language, data=data)
course = course_data(language)
with st.container(key="map"):
    figure("home/path", key="course-path", language=language, data=course)
    with st.container(key="side"):
        figure("home/course", key="course-progress", language=language, data=course)
        figure("kit/check", key="due", language=language)
with st.container(key="asked"):
    section(prose, "asked")
