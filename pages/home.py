"""The start: a figure that moves when touched, and the map of the course."""

import html
from pathlib import Path

import streamlit as st

from lessons.catalog import LESSONS, PARTS
from lessons.kit.figure.figure import figure
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.prose import read_prose
from lessons.kit.page.parts import current_language, heading
from lessons.live_network import picture, weights

HERE = Path(__file__).parent
FIRST = "digit_3"

language = current_language()
titles = {
    each.name: f"{number}\u2002{each.prose(language).title}" for number, each in enumerate(LESSONS, start=1)
}

heading(read_prose(HERE.parent / "lessons" / "home" / f"{language}.md"))
pixels = picture.whole(picture.sample(FIRST).prepared.pixels.ravel(), 100)
data = {"pixels": pixels, "net": weights.as_data()["digits"], "own": False}
figure("home", language=language, data=data)
figure(
    "home/course",
    key="course-progress",
    language=language,
    data={"lessons": [{"name": name, "title": title} for name, title in titles.items()]},
)
with st.container(key="map"):
    for part in PARTS:
        with st.container(key=f"part-{part}"):
            st.html(f'<h2 class="part">{html.escape(label(f"home.part_{part}", language))}</h2>')
            for each in (each for each in LESSONS if each.part == part):
                with st.container(key=f"lesson-{each.name}"):
                    icon = ":material/radio_button_unchecked:"
                    st.page_link(HERE / f"{each.name}.py", label=f"**{titles[each.name]}**", icon=icon)
                    st.html(f'<p class="idea">{html.escape(each.prose(language).idea)}</p>')
