"""What a lesson asks of its reader: things to try in the figure, and questions to check oneself."""

import html
import re
import secrets

import streamlit as st

from lessons.catalog import Lesson
from lessons.kit.figure.figure import figure
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.quiz.bank import ability, questions, suggestions

SEEDS = 2**31


def visit_seed() -> int:
    """Return a number that stays the same for this visit: what is shuffled keeps its order over reruns."""
    return st.session_state.setdefault("visit_seed", secrets.randbelow(SEEDS))


def inline_code(text: str) -> str:
    """Return text as HTML, what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def things_to_try(lesson: Lesson, language: Language) -> None:
    """Show what to try in the figure: a link to where it starts, and behind a press what is to be seen."""
    start, see = label("quiz.try", language), label("quiz.see", language)
    entries = [
        f"<li><p>{inline_code(each.stem)}</p>"
        f'<p><a href="{html.escape(each.show)}">{start}</a></p>'
        f"<details><summary>{see}</summary><p>{inline_code(each.see)}</p></details></li>"
        for each in suggestions(lesson.folder, language)
    ]
    heading = label("quiz.try_heading", language)
    st.html(f'<section class="tries"><h2>{heading}</h2><ul>{"".join(entries)}</ul></section>')


def check(lesson: Lesson, language: Language) -> None:
    """Show the questions of a lesson, one at a time; answers stay in the visitor's browser.

    Args:
        lesson: whose questions.
        language: of the questions.
    """
    asked = [each.as_data() for each in questions(lesson.folder, language)]
    can = ability(lesson.name, language)
    data = {"lesson": lesson.name, "seed": visit_seed(), "can": can, "questions": asked}
    with st.container(key="check"):
        st.markdown(f"## {label('step.check', language)}")
        figure("kit/check", key=f"check-{lesson.name}", language=language, data=data)
