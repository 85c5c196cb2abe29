"""A figure on a page: the only Python that knows Streamlit's component."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

from lessons.kit import assets
from lessons.kit.labels import label, labels
from lessons.kit.language import Language

HERE = Path(__file__).parent

def _nothing() -> None:
    """Take note of nothing: Streamlit wants a callback for every value a component may send."""


@cache
def _renderer(name: str) -> Callable[..., Any]:
    return component(
        f"cnn_figure_{name}",
        html=f'<div class="stage-place"><div class="stage-host {name}"></div></div>',
        css=(HERE / "kit.css").read_text(encoding="utf-8"),
        js=(HERE / "mount.js").read_text(encoding="utf-8"),
    )


def figure(
    name: str,
    *,
    language: Language,
    data: dict[str, Any] | None = None,
    on_event: Callable[[], None] = _nothing,
) -> dict[str, Any]:
    """Show the figure of lesson `name` and return the settings the visitor has come to rest on ({} at first).

    Args:
        name: the lesson's folder; its figure.js is the figure, and its name is the figure's key.
        language: of every word in it.
        data: what only Python can compute: JSON values.
        on_event: called before the page runs again when the visitor hands something over, such as a
            picture; it finds it in `st.session_state[name]["event"]`.
    """
    result = _renderer(name)(
        key=name,
        data={
            "figure": name,
            "entry": assets.address_of("kit/entry.js"),
            "language": language,
            "labels": labels(language),
            "loading": label("state.loading", language),
            "failed": label("state.failed", language),
            "data": data or {},
        },
        default={"settings": {}},
        on_settings_change=_nothing,
        on_event_change=on_event,
    )
    return dict(result["settings"] or {})
