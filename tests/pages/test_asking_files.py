"""What the route of questions does with a picture's bytes."""

import base64
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lessons.convolution import code
from lessons.convolution.code import SAMPLES
from lessons.kit.ask.question import ERRORS
from lessons.kit.figure import figure
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import MOST_BYTES_OF_PICTURE, about_picture
from pages import asking
from pages.serving import middleware
from tests.bench.simulated_paper import saved
from tests.cnn_core.test_pictures_files import FILES, jpeg
from tests.pages.conftest import Ask
from tests.settings_states import state_with

PICTURE = {"input": [[1, 2, 3], [4, 5, 6], [7, 8, 9]], "height": 3, "width": 3, "padding": 0}
KERNEL = {"kernel_size": [1, 2], "kernel": [[1, -1]], "bias": 0, "step": 2}
SMALL: dict[str, Any] = dict(state_with(code.TABLE, **PICTURE, **KERNEL))
PHOTO, BYTES = "convolution/photo", "application/octet-stream"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The routes of questions behind our own middleware, as they are served."""
    with TestClient(Starlette(routes=asking.routes(), middleware=middleware())) as client:
        yield client


def test_a_photo_reaches_the_figure_pixel_by_pixel(ask: Ask) -> None:
    grey = np.arange(120, dtype=np.uint8).reshape(8, 15)
    given = ask(PHOTO, saved(grey), Content_Type=BYTES).json()
    sent = np.frombuffer(base64.b64decode(given["hundredths"]), np.uint8)
    assert (given["name"], given["height"], given["width"]) == ("photo", 8, 15)
    assert np.array_equal(sent.reshape(8, 15), np.rint(grey / 2.55).astype(np.uint8))


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"hello", "not_a_picture"),
        (b"", "not_a_picture"),
        (saved(np.zeros((90, 90), np.uint8))[:60], "truncated"),
    ],
)
def test_what_is_no_picture_is_refused(ask: Ask, file: bytes, reason: str, language: Language) -> None:
    answer = ask(PHOTO, file, language, Content_Type=BYTES)
    said = answer.json()
    assert answer.status_code == 200  # any other is an error in the browser's console
    assert said["error"] == reason
    # The browser says it with the file's name, which is never sent.
    values = {"name": label("up.unnamed", language)} | said["values"]
    assert said["message"] == label(f"up.{reason}", language, **values)
    assert answer.headers["cache-control"] == "no-store"


def test_a_sample_is_given_by_name_and_nothing_else_is(ask: Ask) -> None:
    for name in SAMPLES:
        assert ask("convolution/sample", name).json() == code.as_data(name, code.sample(name))
    for asked in ("photo", "heart", "../../etc/passwd", None, 7, ["cat"], {"cat": 1}):
        assert ask("convolution/sample", asked).json()["error"] == "not_a_choice", asked


def test_a_picture_comes_as_bytes_and_a_name_as_json(ask: Ask) -> None:
    for question, content, media in (
        ("photo", saved(np.zeros((3, 3), np.uint8)), "application/json"),
        ("photo", saved(np.zeros((3, 3), np.uint8)), "image/png"),
        ("sample", "cat", "application/octet-stream"),
    ):
        answer = ask(f"convolution/{question}", content, Content_Type=media)
        assert answer.json()["error"] == "wrong_media_type"
    assert ask(PHOTO, b"", modules="0" * 16, Content_Type=BYTES).json()["error"] == "renewed"


def test_more_than_25_megabytes_are_not_read(client: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(26):
            yield bytes(1_000_000)

    headers = {"Content-Type": "application/octet-stream"}
    address = f"{asking.PREFIX}/convolution/photo?modules={figure.DIGEST}"
    assert MOST_BYTES_OF_PICTURE == 25_000_000
    for body in (parts(), bytes(MOST_BYTES_OF_PICTURE + 1)):
        assert client.post(address, content=body, headers=headers).json()["error"] == "body_too_large"


WRITTEN: list[str] = []
TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def watch(event: str, details: tuple[Any, ...]) -> None:
    """Note every file and folder that is made, though it be deleted again; such a hook stays for good."""
    if event in ("tempfile.mkstemp", "os.mkdir") or (event == "open" and details[2] & TO_WRITE):
        WRITTEN.append(str(details[0]))


def spool(file: bytes, _about: bytes) -> dict[str, Any]:
    """Planted: what is written and deleted at once."""
    with tempfile.TemporaryFile() as kept:
        kept.write(file)
    return {}


@pytest.mark.slow
def test_no_byte_of_a_picture_is_written(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "cut off": jpeg()[:-400],
        "no picture": b"hello",
        **{name: make() for name, make in FILES.items()},
    }
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # of what is imported for a kind of file
    sys.addaudithook(watch)
    WRITTEN.clear()
    for question, (name, file) in product((PHOTO, "live_network/picture"), files.items()):
        answer = ask(question, file, Content_Type=BYTES).json()
        assert ("error" in answer) == (name in ("cut off", "no picture")), (question, name)
    assert WRITTEN == []
    assert [*tmp_path.iterdir()] == []  # by what is not written in Python neither
    monkeypatch.setitem(asking.QUESTIONS, "convolution", (about_picture("spooled", spool, bytes),))
    ask("convolution/spooled", b"1", Content_Type=BYTES)
    assert WRITTEN != []


def test_two_pictures_are_read_at_once(ask: Ask, monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    go_on, reading = threading.Event(), threading.Barrier(3)

    def wait(_file: bytes, _about: bytes) -> dict[str, Any]:
        reading.wait(20)
        go_on.wait(20)
        return {}

    monkeypatch.setitem(
        asking.QUESTIONS, "convolution", (*code.QUESTIONS, about_picture("slow", wait, bytes))
    )
    pool = asking.POOLS["pictures"]
    slow = partial(ask, "convolution/slow", b"1", Content_Type=BYTES)
    first = [threading.Thread(target=slow) for _ in range(2)]
    for each in first:
        each.start()
    reading.wait(20)  # both are being read
    places = [pool.submit(go_on.wait) for _ in range(asking.MOST_WAITING)]
    answer = ask(PHOTO, b"1", language, Content_Type=BYTES)
    assert (answer.status_code, answer.json()["error"]) == (503, "busy")
    assert answer.json()["message"] == ERRORS["busy"][language].format(seconds=asking.RETRY_SECONDS)
    assert answer.headers["retry-after"] == str(asking.RETRY_SECONDS)
    assert ask("convolution/code", SMALL).status_code == 200
    go_on.set()
    for each in first:
        each.join(20)
    assert all(place.result(20) for place in places)
