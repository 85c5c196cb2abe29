"""Lesson: the visitor's picture, layer by layer."""

import streamlit as st

from cnn_core.pictures import PictureError
from lessons import lesson
from lessons.kit.code_block import in_pytorch
from lessons.kit.exercises import check, things_to_try, visit_seed
from lessons.kit.figure import figure
from lessons.kit.labels import label
from lessons.kit.next import previous_and_next
from lessons.kit.page import current_language, heading, note_box, reading_columns, section
from lessons.kit.upload import Refused
from lessons.live_network import picture, weights
from lessons.live_network.pytorch import code_of
from lessons.live_network.state import state_of

language = current_language()
live_network = lesson("live_network")
prose = live_network.prose(language)
state = st.session_state
if "shown" not in state:
    asked, asked_way = st.query_params.get("sample"), st.query_params.get("way")
    state.shown, state.unknown = picture.first_shown(asked, asked_way)


def take_picture() -> None:
    """Take what the visitor has handed to the figure; a refusal leaves the picture that is there."""
    event = state["live_network"]["event"]
    state.refused, state.answered, state.unknown = None, event.get("at"), ""
    try:
        state.shown = picture.from_event(event, state.shown)
    except PictureError as error:
        state.refused = Refused(event.get("name") or "", error)


heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
refused: Refused | None = state.get("refused")
refusal = refused.say(language) if refused else ""
if state.unknown:
    taken = f"sample={state.shown.source}"
    refusal = label("set.refused_name", language, asked=state.unknown, taken=taken)
# "answered" makes the answer to the same thing twice two answers: the figure waits for each.
data = picture.as_data(state.shown) | {"refusal": refusal, "answered": state.get("answered")}
data |= {"nets": weights.as_data(), "seed": visit_seed()}
with st.container(key="explore"):
    told = figure("live_network", language=language, data=data, on_event=take_picture)

text, aside = reading_columns()
with text:
    for name in ("saw", "parameters", "flatten", "score", "prepare", "trained"):
        section(prose, name)
with aside:
    note_box(prose, "note")
    things_to_try(live_network, language)

code = code_of(state_of(told), state.shown.source, state.shown.prepared, language)
in_pytorch(code, key="live_network", language=language)

check(live_network, language)
previous_and_next(live_network, language)
