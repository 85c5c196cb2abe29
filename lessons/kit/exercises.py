"""What a lesson asks of its reader: things to try in the figure, and questions to check oneself."""

import html
import re
import secrets
from collections.abc import Sequence
from typing import Any

import streamlit as st

from lessons import LESSONS, Lesson
from lessons.kit.figure import figure
from lessons.kit.labels import label
from lessons.kit.language import Language
from lessons.kit.questions import questions, suggestions

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


def earlier_question(lesson: Lesson, number: int, language: Language) -> dict[str, Any]:
    """Return a question that a later page asks about an earlier lesson, as a card needs it.

    Args:
        lesson: the earlier one.
        number: which of its retrieval questions, from 0.
        language: of the question.
    """
    question = questions(lesson.folder, language, "retrieval")[number].as_data()
    origin = label("step.from_lesson", language, n=LESSONS.index(lesson) + 1)
    return question | {"from": origin, "show": f"{lesson.address}{question['show']}"}


def check(lesson: Lesson, language: Language, earlier: Sequence[dict[str, Any]] = ()) -> None:
    """Show the questions of a lesson as cards; answers stay in the visitor's browser.

    Args:
        lesson: whose questions.
        language: of the questions.
        earlier: what is asked first about earlier lessons, as `earlier_question` returns it.
    """
    asked = [*earlier, *(each.as_data() for each in questions(lesson.folder, language))]
    data = {"lesson": lesson.name, "seed": visit_seed(), "questions": asked}
    with st.container(key="check"):
        st.markdown(f"## {label('step.check', language)}")
        figure("kit/check", key=f"check-{lesson.name}", language=language, data=data)
