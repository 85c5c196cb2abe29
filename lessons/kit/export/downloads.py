"""Files that a figure asks for: made in memory, handed back in the figure's data, never written to disk."""

import base64
import logging
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, cast

TYPES = {"png": "image/png", "pdf": "application/pdf", "gif": "image/gif"}
STAYS = 10.0
"""Seconds for which a file stays in the figure's data: a page may run again before the browser has it."""

LONGEST_ID = 40


@dataclass(frozen=True)
class Made:
    """The answer to one request; `file` is None when it could not be made."""

    id: str
    kind: str
    file: bytes | None
    at: float


def ask(event: Mapping[str, Any], state: MutableMapping[Any, Any], key: str) -> bool:
    """Note the file that a figure's event asks for; return False if it asks for something else.

    For the figure's `on_event`. Nothing is made here: Streamlit fades a page while a callback works.

    Args:
        event: what the figure has handed over: {"download": {"id", "kind", "state"}}.
        state: the page's `visit`, where the request waits for `fulfil` and the file for `waiting`.
        key: the figure's.
    """
    request = event.get("download")
    if not isinstance(request, Mapping):
        return False
    state[f"{key}.asked"] = request
    return True


def fulfil(
    state: MutableMapping[Any, Any], key: str, make: Callable[[str, Mapping[str, Any]], bytes]
) -> bool:
    """Make the file that was asked for, if one was; then the page has to run again to hand it over.

    For the end of a page: all of it stands there already, so nothing waits for the file but who asked for it.

    Args:
        state: as for `ask`.
        key: as for `ask`.
        make: draws a file of some kind ("png", "pdf", "gif") from the figure's state; a ValueError says that
            this is no state of the figure.
    """
    request: Mapping[str, Any] | None = state.pop(f"{key}.asked", None)
    if request is None:
        return False
    kind, shown, file = str(request.get("kind")), request.get("state"), None
    try:
        if kind in TYPES and isinstance(shown, Mapping):
            file = make(kind, cast("Mapping[str, Any]", shown))
    except ValueError:
        logging.getLogger(__name__).info("a file was asked for that cannot be made", exc_info=True)
    state[f"{key}.made"] = Made(str(request.get("id"))[:LONGEST_ID], kind, file, time.monotonic())
    return True


def waiting(state: Mapping[Any, Any], key: str) -> dict[str, str | None] | None:
    """Return the newest file as JSON values for the figure's data, or None."""
    made: Made | None = state.get(f"{key}.made")
    if made is None or time.monotonic() - made.at > STAYS:
        return None
    text = None if made.file is None else base64.b64encode(made.file).decode()
    return {"id": made.id, "type": TYPES.get(made.kind, ""), "base64": text}
