"""The course as one ASGI application: `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from lessons.kit.page.lesson_page import failure
from pages import serving

app = st.App(
    Path(__file__).parent / "pages" / "frame.py",
    lifespan=serving.lifespan,
    routes=serving.routes(),
    middleware=serving.middleware(),
    on_script_error=failure,
)
