"""Lesson: the visitor's picture, layer by layer."""

import streamlit as st

from cnn_core.pictures import PictureError
from lessons import lesson
from lessons.kit.figure import figure
from lessons.kit.labels import label
from lessons.kit.page import current_language, heading, section
from lessons.kit.upload import Refused
from lessons.live_network import picture

language = current_language()
prose = lesson("live_network").prose(language)
state = st.session_state
if "shown" not in state:
    address = st.query_params
    state.shown, state.unknown = picture.first_shown(address.get("sample"), address.get("way"))


def take_picture() -> None:
    """Take what the visitor has handed to the figure; a refusal leaves the picture that is there."""
    event = state["live_network"]["event"]
    state.refused, state.answered, state.unknown = None, event.get("at"), ""
    try:
        state.shown = picture.from_event(event, state.shown)
    except PictureError as error:
        state.refused = Refused(event.get("name") or "", error)


heading(prose)
refused: Refused | None = state.get("refused")
refusal = refused.say(language) if refused else ""
if state.unknown:
    taken = f"sample={state.shown.source}"
    refusal = label("set.refused_name", language, asked=state.unknown, taken=taken)
# "answered" makes the answer to the same thing twice two answers: the figure waits for each.
data = picture.as_data(state.shown) | {"refusal": refusal, "answered": state.get("answered")}
figure("live_network", language=language, data=data, on_event=take_picture)
section(prose, "saw")
