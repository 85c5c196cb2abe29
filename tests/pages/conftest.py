"""The route of questions, asked without a browser."""

import json
from collections.abc import Callable, Iterator

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lessons.kit.figure import figure
from pages import asking

Ask = Callable[..., Response]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The routes of questions, served in this process."""
    with TestClient(Starlette(routes=asking.routes())) as client:
        yield client


@pytest.fixture
def ask(client: TestClient) -> Ask:
    """Ask a question as a figure asks it, bytes as they are, all else as JSON; what is named differs."""

    def post(
        path: str, content: object, language: str = "en", modules: str = figure.DIGEST, **headers: str
    ) -> Response:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        named = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        named |= {name.replace("_", "-"): text for name, text in headers.items()}
        address = f"{asking.PREFIX}/{path}?lang={language}&modules={modules}"
        return client.post(address, content=body, headers=named)

    return post
