"""Lesson: a dense net learns positions, a CNN learns shapes."""

from typing import Any

import streamlit as st

from lessons import lesson
from lessons.kit.code_block import in_pytorch
from lessons.kit.exercises import check, things_to_try, visit_seed
from lessons.kit.figure import figure
from lessons.kit.language import Language
from lessons.kit.next import previous_and_next
from lessons.kit.page import current_language, heading, note_box, reading_columns, section
from lessons.kit.visit import visit
from lessons.why_cnn import accuracy, nets, racing
from lessons.why_cnn.pytorch import code_of
from lessons.why_cnn.state import State, state_of

language: Language = current_language()
why_cnn = lesson("why_cnn")
prose = why_cnn.prose(language)
kept = visit("why_cnn")
last: State = kept.get("state", State())
ASKING = 0.25  # seconds between two looks at a race that runs


def take_event(event: dict[str, Any]) -> None:
    """Take what the visitor asks of the race."""
    racing.take_event(event, kept)


def carry_race() -> None:
    """Tell the figure where the race stands; when it has come to its end, the page need not ask any more."""
    entry: racing.Race | None = kept.get("race")
    was_open = entry is not None and entry.is_open
    figure("why_cnn/carrier", key="race", language=language, data={"race": racing.as_data(entry)})
    if entry and was_open and not entry.is_open:
        st.rerun()


heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
data = accuracy.as_data(last) | {"seed": visit_seed(), "answered": kept.get("answered")}
with st.container(key="explore"):
    told = figure("why_cnn", language=language, data=data, on_event=take_event)
    figure("why_cnn/carrier", key="nets", language=language, data=nets.as_data())
    started: racing.Race | None = kept.get("race")
    st.fragment(carry_race, run_every=ASKING if started and started.is_open else None)()
state = kept["state"] = state_of(told)

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
if state != last or not accuracy.is_measured(state):
    accuracy.measure_more(state)
    st.rerun()
