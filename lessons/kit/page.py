"""The parts of a lesson's page around its figure."""

import html
import logging

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lessons.kit.labels import label
from lessons.kit.language import Language, is_language
from lessons.kit.prose import Prose


def heading(prose: Prose) -> None:
    """Show the page's title and, beside it, the one idea."""
    st.html(
        f'<header class="lesson-heading"><h1>{html.escape(prose.title)}</h1>'
        f"<p>{html.escape(prose.idea)}</p></header>"
    )


def section(prose: Prose, name: str) -> None:
    """Show one named section of the prose."""
    part = prose.sections[name]
    st.markdown(f"## {part.title}\n\n{part.body}")


def reading_columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the place for prose and the place for notes: beside it, or below it on a narrow screen."""
    with st.container(key="reading"):
        text, aside = st.columns([5, 3], gap="large")
    return text, aside


def note_box(prose: Prose, name: str) -> None:
    """Show the section that quotes the lecture note and says what this course says instead."""
    part = prose.sections[name]
    with st.container(key="note-box"):
        st.markdown(f"### {part.title}\n\n{part.body}")


def current_language() -> Language:
    """Return the language of the page: what the frame's switch says, else English."""
    chosen = st.session_state.get("lang")
    return chosen if is_language(chosen) else "en"


def failure(error: Exception) -> bool:
    """Say that something went wrong, in the visitor's language; what it was goes to the server's log."""
    logging.getLogger(__name__).error("a page failed", exc_info=error)
    sentence = label("state.failed", current_language())
    st.html(f'<p role="alert" class="failure">{html.escape(sentence)}</p>')
    return True
