"""The map of the course: its parts, and in each the lessons with their one idea."""

import html
from pathlib import Path

import streamlit as st

from lessons.catalog import LESSONS, PAGES, PARTS, Lesson
from lessons.kit.figure.figure import figure
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language


def _titles(language: Language) -> dict[str, str]:
    return {
        each.name: f"{number}\u2002{each.prose(language).title}"
        for number, each in enumerate(LESSONS, start=1)
    }


def progress(language: Language) -> None:
    """Show which lessons the visitor has done."""
    lessons = [{"name": name, "title": title} for name, title in _titles(language).items()]
    figure("home/course", key="course-progress", language=language, data={"lessons": lessons})


def _card(lesson: Lesson, title: str, pages: Path, language: Language) -> None:
    with st.container(key=f"lesson-{lesson.name}"):
        icon = ":material/radio_button_unchecked:" if lesson in LESSONS else ":material/chevron_right:"
        st.page_link(pages / f"{lesson.name}.py", label=f"**{title}**", icon=icon)
        st.html(f'<p class="idea">{html.escape(lesson.prose(language).idea)}</p>')


def course_map(pages: Path, language: Language) -> None:
    """Show the parts of the course with their lessons, and what follows them.

    Args:
        pages: the folder of the lessons' pages.
        language: of the page.
    """
    titles = _titles(language)
    with st.container(key="map"):
        for part in (*PARTS, "further"):
            with st.container(key=f"part-{part}"):
                st.html(f'<h2 class="part">{html.escape(label(f"home.part_{part}", language))}</h2>')
                for each in PAGES:
                    if each.part == part:
                        title = titles.get(each.name, each.prose(language).title)
                        _card(each, title, pages, language)
