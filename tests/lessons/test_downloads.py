"""A file's way from the figure's request to the figure's data."""

import base64
from collections.abc import Mapping
from typing import Any

import pytest

from lessons.kit.export import downloads

REQUEST = {"download": {"id": "7-1", "kind": "png", "state": {"step": 3}}}


def draw(kind: str, state: Mapping[str, Any]) -> bytes:
    return f"{kind} of step {state['step']}".encode()


def refuse(kind: str, state: Mapping[str, Any]) -> bytes:
    raise ValueError(kind)


def test_a_file_is_made_after_the_page_and_then_waits_in_the_data() -> None:
    state = dict[str, Any]()
    assert downloads.ask(REQUEST, state, "convolution")
    assert downloads.waiting(state, "convolution") is None
    assert downloads.fulfil(state, "convolution", draw)
    made = downloads.waiting(state, "convolution")
    assert made == {"id": "7-1", "type": "image/png", "base64": base64.b64encode(b"png of step 3").decode()}


def test_it_is_made_once() -> None:
    state = dict[str, Any]()
    downloads.ask(REQUEST, state, "convolution")
    assert downloads.fulfil(state, "convolution", draw)
    assert not downloads.fulfil(state, "convolution", refuse)


def test_it_leaves_the_data_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    state, now = dict[str, Any](), [100.0]
    monkeypatch.setattr(downloads.time, "monotonic", lambda: now[0])
    downloads.ask(REQUEST, state, "convolution")
    downloads.fulfil(state, "convolution", draw)
    now[0] += downloads.STAYS
    assert downloads.waiting(state, "convolution")
    now[0] += 0.1
    assert downloads.waiting(state, "convolution") is None


@pytest.mark.parametrize(
    "request_",
    [
        {"id": "1", "kind": "png", "state": {"step": 3}},
        {"id": "1", "kind": "exe", "state": {"step": 3}},
        {"id": "1", "kind": "png", "state": [3]},
        {"id": "1"},
    ],
    ids=str,
)
def test_what_cannot_be_made_is_answered_all_the_same(request_: dict[str, object]) -> None:
    state = dict[str, Any]()
    make = refuse if request_.get("state") == {"step": 3} else draw
    downloads.ask({"download": request_}, state, "convolution")
    assert downloads.fulfil(state, "convolution", make)
    made = downloads.waiting(state, "convolution")
    assert made is not None
    assert (made["id"], made["base64"]) == ("1", None)


def test_other_events_and_other_figures_are_left_alone() -> None:
    state = dict[str, Any]()
    assert not downloads.ask({"sample": "cat"}, state, "convolution")
    assert not downloads.ask({"download": "png"}, state, "convolution")
    assert not downloads.fulfil(state, "convolution", draw)
    downloads.ask(REQUEST, state, "pooling")
    assert not downloads.fulfil(state, "convolution", draw)
    assert downloads.fulfil(state, "pooling", draw)
