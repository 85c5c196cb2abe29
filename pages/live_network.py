"""Lesson: the visitor's picture, layer by layer."""

from typing import Any

import streamlit as st

from cnn_core.pictures import PictureError
from lessons.catalog import lesson
from lessons.kit.figure.figure import figure
from lessons.kit.figure.told import is_asked, read_told
from lessons.kit.i18n.labels import label
from lessons.kit.page.code_block import in_pytorch
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next
from lessons.kit.page.parts import current_language, folded, heading, note_box, reading_columns, section
from lessons.kit.page.visit import visit
from lessons.kit.pictures.upload import Refused
from lessons.live_network import picture, weights
from lessons.live_network.pytorch import code_of
from lessons.live_network.state import state_of

language = current_language()
live_network = lesson("live_network")
prose = live_network.prose(language)
kept = visit("live_network")
if "shown" not in kept:
    asked, asked_way = st.query_params.get("sample"), st.query_params.get("way")
    kept["shown"], kept["unknown"] = picture.first_shown(asked, asked_way)


def take_picture(event: dict[str, Any]) -> None:
    """Take what the visitor has handed to the figure; a refusal leaves the picture that is there."""
    kept["refused"], kept["answered"], kept["unknown"] = None, event.get("at"), ""
    try:
        kept["shown"] = picture.from_event(event, kept["shown"])
    except PictureError as error:
        kept["refused"] = Refused(event.get("name") or "", error)


shown: picture.Shown = kept["shown"]
heading(prose, ("explore", "explain", "pytorch", "check"), language=language)
refused: Refused | None = kept.get("refused")
refusal = refused.say(language) if refused else ""
if kept["unknown"] == picture.GONE:
    refusal = label("up.gone", language)
elif kept["unknown"]:
    taken = f"sample={shown.source}"
    refusal = label("set.refused_name", language, asked=kept["unknown"], taken=taken)
# "answered" makes the answer to the same thing twice two answers: the figure waits for each.
data = picture.as_data(shown) | {"refusal": refusal, "answered": kept.get("answered")}
data |= {"may_be_photo": refused is not None and picture.may_be_photo(refused.error)}
data |= {"nets": weights.as_data(), "seed": visit_seed()}
with st.container(key="explore"):
    told = figure("live_network", language=language, data=data, on_event=take_picture)

text, aside = reading_columns()
with text:
    for name in ("saw", "parameters", "flatten", "score", "prepare", "trained"):
        section(prose, name)
        if name == "score":
            folded(prose, "chosen")
    folded(prose, "imposed")
with aside:
    note_box(prose, "note")
    things_to_try(live_network, language)

code = code_of(read_told(state_of, told), shown.prepared.pixels, language)
in_pytorch(code, key="live_network", language=language, is_asked=is_asked(told))

check(live_network, language)
previous_and_next(live_network, language)
