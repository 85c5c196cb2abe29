"""What a visitor's session keeps for one page."""

from typing import Any

import streamlit as st


def visit(page: str) -> dict[str, Any]:
    """Return the dictionary of this session for one page, the same one at every run.

    A plain one, for wherever a script or a callback touches `st.session_state` itself, Streamlit may end it
    because the browser has sent something new. What was half done then stays half done: a picture was noted
    as answered and never shown.
    """
    return st.session_state.setdefault(f"visit-{page}", {})
