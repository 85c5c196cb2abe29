"""Where to go from a lesson: the one before and the one after, in reading order."""

import streamlit as st

from lessons.catalog import LESSONS, PAGES, Lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language


def neighbours(lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
    """Return the page before, None for the first, and the one after; after the last lesson comes the end."""
    place = PAGES.index(lesson)
    before = PAGES[place - 1] if place > 0 else None
    after = PAGES[place + 1] if place + 1 < len(PAGES) else None
    return before, after


def _card(lesson: Lesson | None, name: str, language: Language) -> None:
    if lesson is None:
        return
    number = f"{LESSONS.index(lesson) + 1}\u2002" if lesson in LESSONS else ""
    title = f"{number}{lesson.prose(language).title}"
    arrow = " →" if name == "nav.next" else ""
    with st.container(key=name.replace(".", "-")):
        # The page's script stands beside frame.py, which Streamlit takes for the place paths start from.
        st.page_link(
            f"{lesson.name}.py", label=f":small[{label(name, language)}] **{title}{arrow}**", width="stretch"
        )


def previous_and_next(lesson: Lesson, language: Language) -> None:
    """Show two equal cards that lead on; the one that goes forward is filled."""
    before, after = neighbours(lesson)
    with st.container(key="neighbours"):
        left, right = st.columns(2)
        with left:
            _card(before, "nav.previous", language)
        with right:
            _card(after, "nav.next", language)
