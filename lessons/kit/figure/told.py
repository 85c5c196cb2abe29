"""What a figure has told: for what only Python can answer."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import streamlit as st

State = TypeVar("State")


def settings_in(state: Mapping[str, object] | None) -> dict[str, Any]:
    """Return the settings in what Streamlit keeps of a figure; {} before it has told any."""
    settings = (state or {}).get("settings")
    return dict(cast("dict[str, Any]", settings)) if isinstance(settings, dict) else {}


def read_told(state_of: Callable[[dict[str, Any]], State], told: dict[str, Any]) -> State:
    """Return the state that a figure has told; where it is none, what the figure starts with.

    Nobody who uses the figure meets that: who sent it gets a page, and the log one line.

    Args:
        state_of: a lesson's: of {} it returns the start, and it raises ValueError for what is no state.
        told: the settings.
    """
    try:
        return state_of(told)
    except ValueError as error:
        logging.getLogger(__name__).warning("settings that no figure tells: %s", error)
        return state_of({})


def told_by(key: str) -> dict[str, Any]:
    """Return the settings that the figure at this place told last, {} before it has told any.

    They are known before the figure is shown: what Python answers may go into its data.
    """
    return settings_in(st.session_state.get(key))


def is_asked(told: dict[str, Any]) -> bool:
    """Return whether the guess is still open, as far as is known: a figure that has told nothing may ask."""
    return bool(told.get("is_asked", True))
