"""What a figure has told, before it is shown again: for what only Python can answer, in the figure's data."""

from typing import Any

import streamlit as st


def told_by(key: str) -> dict[str, Any]:
    """Return the settings that the figure at this place told last, {} before it has told any."""
    state: Any = st.session_state.get(key) or {}
    return dict(state.get("settings") or {})
