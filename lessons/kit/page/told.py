"""What a figure has told: for what only Python can answer."""

from typing import Any

import streamlit as st


def told_by(key: str) -> dict[str, Any]:
    """Return the settings that the figure at this place told last, {} before it has told any.

    They are known before the figure is shown: what Python answers may go into its data.
    """
    state: Any = st.session_state.get(key) or {}
    return dict(state.get("settings") or {})


def is_asked(told: dict[str, Any]) -> bool:
    """Return whether the guess is still open, as far as is known: a figure that has told nothing may ask."""
    return bool(told.get("is_asked", True))
