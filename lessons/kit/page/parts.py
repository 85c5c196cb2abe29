"""The parts of a lesson's page around its figure."""

import html
import logging
from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language, is_language
from lessons.kit.i18n.prose import Prose

SHORTENED = {"pytorch", "check"}  # parts whose names are too long for the header of a small window


def heading(prose: Prose, parts: Sequence[str] = (), *, language: Language = "en") -> None:
    """Show the page's title, beside it the one idea, and links to the parts of the page.

    Args:
        prose: holds title and idea.
        parts: the parts in their order, by the key of their container, which the label "step.{key}" names.
        language: of the links.
    """
    links = "".join(
        f'<a href="#{part}"{" aria-current=true" if part == parts[0] else ""}>'
        f"{_part_name(part, language)}</a>"
        for part in parts
    )
    name = html.escape(label("nav.sections", language))
    sections = f'<nav class="sections" aria-label="{name}">{links}</nav>' if parts else ""
    with st.container(key="heading"):  # it comes in its own time: its place is kept
        st.html(
            f'<header class="lesson-heading"><h1>{html.escape(prose.title)}</h1>'
            f"<p>{html.escape(prose.idea)}</p>{sections}</header>"
        )


def _part_name(part: str, language: Language) -> str:
    """Return the name of a part in HTML: in the header of a small window it may be a shorter one."""
    long = html.escape(label(f"step.{part}", language))
    if part not in SHORTENED:
        return long
    short = html.escape(label(f"step.{part}_short", language))
    return f'<span class="long">{long}</span><span class="short">{short}</span>'


def section(prose: Prose, name: str) -> None:
    """Show one named section of the prose."""
    part = prose.sections[name]
    st.markdown(f"## {part.title}\n\n{part.linked}")


def folded(prose: Prose, name: str) -> DeltaGenerator:
    """Show one named section folded behind its heading, and return its place."""
    part = prose.sections[name]
    place = st.expander(part.title)
    place.markdown(part.linked)
    return place


def reading_columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the place for prose, and beside it the place for what stays in sight while it is read."""
    with st.container(key="explain"):
        text, aside = st.columns([7, 5], gap="large")
    return text, aside


def note_columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return two places of equal width, one below the other on a narrow screen."""
    with st.container(key="notes"):
        left, right = st.columns(2, gap="large")
    return left, right


def note_box(prose: Prose, name: str) -> None:
    """Show, behind a press, what a section quotes of the lecture note and what this course says instead."""
    part = prose.sections[name]
    whole = label("note.whole", current_language())
    with st.container(key="note-box"), st.expander(part.title):
        st.markdown(f"{part.body}\n\n[{whole}](/note)")


def current_language() -> Language:
    """Return the language of the page: what the frame's switch says, else English."""
    chosen = st.session_state.get("lang")
    return chosen if is_language(chosen) else "en"


def is_framed() -> bool:
    """Return whether only the figure of the page is asked for: "?view=figure"."""
    return "figure" in st.query_params.get_all("view")


def failure(error: Exception) -> bool:
    """Say that something went wrong, in the visitor's language; what it was goes to the server's log."""
    logging.getLogger(__name__).error("a page failed", exc_info=error)
    sentence = label("state.failed", current_language())
    st.html(f'<p role="alert" class="failure">{html.escape(sentence)}</p>')
    return True
