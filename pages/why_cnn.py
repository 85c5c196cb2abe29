"""Lesson: a dense net learns positions, a CNN learns shapes."""

from typing import Any

import streamlit as st

from lessons import lesson
from lessons.kit.code.code_block import in_pytorch
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, heading, note_box, reading_columns, section
from lessons.kit.page.told import read_told
from lessons.kit.page.visit import visit
from lessons.kit.questions.exercises import check, things_to_try, visit_seed
from lessons.kit.stage.figure import figure
from lessons.kit.words.language import Language
from lessons.why_cnn import accuracy, nets, racing
from lessons.why_cnn.pytorch import code_of
from lessons.why_cnn.state import state_of

language: Language = current_language()
why_cnn = lesson("why_cnn")
prose = why_cnn.prose(language)
kept = visit("why_cnn")
ASKING = 0.4  # seconds between two looks at what is being counted or trained


def take_event(event: dict[str, Any]) -> None:
    """Take what the visitor asks of the race."""
    racing.take_event(event, kept)


def is_busy() -> bool:
    """Return whether the server still counts or trains for this page."""
    entry: racing.Race | None = kept.get("race")
    return (entry is not None and entry.is_open) or not accuracy.is_measured(state)


def carry() -> None:
    """Tell the figure what has been counted and where the race stands, as long as there is news."""
    was_busy = is_busy()
    news = {"race": racing.as_data(kept.get("race")), "accuracy": accuracy.as_data(state)}
    figure("why_cnn/carrier", key="news", language=language, data=news)
    if was_busy and not is_busy():
        st.rerun()


heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
data = {"seed": visit_seed(), "answered": kept.get("answered"), "pictures": accuracy.pictures()}
with st.container(key="explore"):
    state = read_told(state_of, figure("why_cnn", language=language, data=data, on_event=take_event))
    accuracy.ask_for(state)
    figure("why_cnn/carrier", key="nets", language=language, data=nets.as_data())

text, aside = reading_columns()
with text:
    for name in ("saw", "pooling", "practice", "turn", "shuffle"):
        section(prose, name)
with aside:
    note_box(prose, "note")
    things_to_try(why_cnn, language)

with st.container(key="looking"):
    section(prose, "looks")
    figure("why_cnn/looks", key="looks", language=language)
with st.container(key="local"):
    section(prose, "local")
    figure("why_cnn/fields", key="fields", language=language)

in_pytorch(code_of(state, language), key="why_cnn", language=language)

check(why_cnn, language)
previous_and_next(why_cnn, language)
# Last of all: a look that is due while the page still runs would come right behind it, and Streamlit's page
# then now and then loses what it has just been sent ("Bad delta path index").
with st.container(key="news-place"):
    st.fragment(carry, run_every=ASKING if is_busy() else None)()
