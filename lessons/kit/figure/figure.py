"""A figure on a page: the only Python that knows Streamlit's component."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

from lessons.kit.figure import assets
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language

MOUNT = Path(__file__).parent / "component.js"


@cache
def _renderer(name: str) -> Callable[..., Any]:
    """Return the component of one figure: "kit/check" is `.kit-check` to the style sheet."""
    return component(
        f"cnn_figure_{name.replace('/', '_')}",
        html=f'<div class="stage-place"><div class="stage-host {name.replace("/", "-")}"></div></div>',
        js=MOUNT.read_text(encoding="utf-8"),
    )


def figure(
    name: str,
    *,
    language: Language,
    key: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Show the figure of lesson `name`.

    Args:
        name: the folder whose figure.js is the figure: a lesson's, or one of the kit such as "kit/check".
        language: of every word in it.
        key: its place in `st.session_state`; a lesson's own figure has the lesson's name.
        data: what only Python can compute: JSON values.
    """
    place = key or name
    _renderer(name)(
        key=place,
        data={
            "figure": name,
            "entry": assets.address_of("kit/figure/mount_figure.js"),
            "language": language,
            "failed": label("state.failed", language),
            "reload": label("state.reload", language),
            "data": data or {},
        },
    )
