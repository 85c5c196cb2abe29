"""What the route of questions answers, and what it refuses with a sentence in both languages."""

import asyncio
import json
import threading
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from httpx2 import Response
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from cnn_core import doctor
from lessons.doctor.code import MOST_BYTES, QUESTIONS
from lessons.kit.ask.question import ERRORS, AskError, Cost, Question, read_json
from lessons.kit.figure import figure
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.maxpool2d import code as maxpool2d
from pages import asking
from tests.pages.conftest import Ask
from tests.settings_states import TABLES, legal

START = legal(TABLES["maxpool2d"], Random(1))


@pytest.fixture
def post(ask: Ask) -> Ask:
    """Ask /maxpool2d's question about the code, unless something else is named."""

    def post_state(content: object = START, *, path: str = "maxpool2d/code", **named: str) -> Response:
        return ask(path, content, **named)

    return post_state


def assert_refused(answer: Response, code: str) -> None:
    assert answer.status_code == ERRORS[code]["status"], answer.text
    assert answer.json()["error"] == code
    assert answer.json()["message"]
    assert answer.headers["cache-control"] == "no-store"


def test_the_code_of_a_state_is_answered_for_that_state(post: Ask, language: Language) -> None:
    answer = post(language=language)
    assert answer.status_code == 200
    assert answer.json()["state"] == START
    assert list(answer.json()["state"]) == [setting.name for setting in TABLES["maxpool2d"].asked]
    assert answer.json()["code"][0] == "import torch"
    assert answer.headers["cache-control"] == "no-store"
    assert {name for name in answer.headers if name.startswith(("access-control", "set-cookie"))} == set()


@pytest.mark.parametrize(
    "state",
    [
        *([], [START], START | {"more": 1}, {name: each for name, each in START.items() if name != "width"}),
        *(START | {name: beyond} for name in ("height", "width") for beyond in (0, 10, 1.0, True, "1", None)),
        *(START | {"kernel_size": sides} for sides in (1, [1], [1, 8], [0, 1], [1, True], [1, 1, 1], "1")),
    ],
    ids=str,
)
def test_what_is_no_state_of_a_figure_is_refused(post: Ask, state: object) -> None:
    assert post(state).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"\xff\xfe", b"{", b'{"height": NaN}', b'{"height": -Infinity}', b'"\\ud800"', b"null"),
        *(b"[" * 16_000, b'{"a":' * 3_000, b"1" * 16_000),
    ],
)
def test_what_is_no_json_of_a_figure_is_refused(post: Ask, body: bytes) -> None:
    answer = post(body)
    assert answer.status_code == 422
    assert answer.json()["error"] in {"not_json", "not_settings"}


def test_a_sentence_names_the_setting_and_its_range_in_the_visitors_language(post: Ask) -> None:
    wrong = START | {"height": 10}
    assert post(wrong).json()["message"] == "height must be a whole number from 1 to 9."
    assert post(wrong, language="ko").json()["message"] == "`height`에는 1부터 9까지의 정수가 와야 합니다."


def test_a_long_body_is_refused_whether_it_says_so_or_not(client: TestClient, post: Ask) -> None:
    assert_refused(post(b"1" * 16_385), "body_too_large")

    def parts() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 1024

    address = f"{asking.PREFIX}/maxpool2d/code?modules={figure.DIGEST}"
    answer = client.post(address, content=parts(), headers={"Content-Type": "application/json"})
    assert "content-length" not in answer.request.headers
    assert_refused(answer, "body_too_large")


def test_a_slow_body_is_not_waited_for() -> None:
    async def never() -> Message:
        await asyncio.sleep(60)
        return {}

    request = Request({"type": "http", "method": "POST", "headers": []}, never)
    with pytest.raises(AskError, match="body_timeout"):
        asyncio.run(asking.read_body(request, 100, 0.05))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"path": "maxpool2d/nothing"}, "no_such_question"),
        ({"path": "nothing/code"}, "no_such_question"),
        ({"path": "kit/code"}, "no_such_question"),
        ({"path": "..%2fkit/code"}, "no_such_question"),
        ({"modules": "0" * 16}, "renewed"),
        ({"Content_Type": "text/plain"}, "wrong_media_type"),
        ({"Content_Type": "application/x-www-form-urlencoded"}, "wrong_media_type"),
        ({"Sec_Fetch_Site": "cross-site"}, "other_site"),
        ({"Sec_Fetch_Site": "same-site"}, "other_site"),
    ],
)
def test_what_no_page_of_the_course_asks_is_refused(post: Ask, asked: dict[str, str], code: str) -> None:
    assert_refused(post(**asked), code)


def test_only_a_post_asks(client: TestClient) -> None:
    for method in ("GET", "PUT", "DELETE", "OPTIONS"):
        assert client.request(method, f"{asking.PREFIX}/maxpool2d/code").status_code == 405


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A question "slow" of /maxpool2d, which answers when the event is set."""
    go_on = threading.Event()

    def answer(_asked: object, _language: Language) -> dict[str, Any]:
        go_on.wait(20)
        return {}

    slow = Question("slow", read_json, lambda _: Cost(), answer)
    monkeypatch.setitem(asking.QUESTIONS, "maxpool2d", (*maxpool2d.QUESTIONS, slow))
    yield go_on
    go_on.set()


def test_a_full_line_says_when_to_come_again(post: Ask, waiting: threading.Event) -> None:
    pool = asking.POOLS["torch"]
    places = [pool.submit(waiting.wait) for _ in range(1 + asking.MOST_WAITING)]
    answer = post({}, path="maxpool2d/slow", language="ko")
    assert_refused(answer, "busy")
    assert answer.headers["retry-after"] == str(asking.RETRY_SECONDS)
    waiting.set()
    assert all(place.result(20) for place in places)
    assert post({}, path="maxpool2d/slow").status_code == 200


def test_who_leaves_the_line_gives_the_place_back(waiting: threading.Event) -> None:
    pool = asking.WorkerPool(1)
    at_work = pool.submit(waiting.wait)

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    request = Request({"type": "http", "method": "POST", "headers": []}, gone)
    for _ in range(3 * asking.MOST_WAITING):
        with pytest.raises(asking.ClientDisconnect):
            asyncio.run(pool.run(request, waiting.wait))
    waiting.set()
    assert at_work.result(20)


@pytest.mark.parametrize(
    ("cost", "code"), [(Cost(numbers=10**8), "too_large"), (Cost(multiplications=10**10), "too_costly")]
)
def test_what_costs_too_much_never_runs(
    post: Ask, monkeypatch: pytest.MonkeyPatch, cost: Cost, code: str
) -> None:
    ran: list[object] = []
    costly = Question("costly", read_json, lambda _: cost, lambda asked, _: {"ran": ran.append(asked)})
    monkeypatch.setitem(asking.QUESTIONS, "maxpool2d", (costly,))
    assert_refused(post({}, path="maxpool2d/costly"), code)
    assert ran == []


def test_an_answer_that_fails_is_a_sentence(post: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> dict[str, Any]:
        raise KeyError("inside")

    monkeypatch.setitem(
        asking.QUESTIONS,
        "maxpool2d",
        (*maxpool2d.QUESTIONS, Question("fails", read_json, lambda _: Cost(), fail)),
    )
    answer = post({}, path="maxpool2d/fails")
    assert_refused(answer, "failed")
    assert "inside" not in answer.text
    assert post().status_code == 200


def test_every_reason_has_its_sentence_in_both_languages() -> None:
    for code, line in ERRORS.items():
        assert set(line) == {"status", *LANGUAGES}, code
        assert 400 <= line["status"] < 600


PATH = "doctor/diagnosis"
NET = "nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU())"
ASKED = {"text": NET, "input_shape": "1,1,28,28"}


def test_a_model_is_answered_as_the_core_answers_it_each_step_with_its_layer(ask: Ask) -> None:
    answer = ask(PATH, ASKED).json()
    found = doctor.diagnose(NET, (1, 1, 28, 28)).as_data()
    assert answer == {"state": ASKED, **json.loads(json.dumps(found))}
    (conv, relu) = answer["steps"]
    assert conv["given"] == [1, 1, 28, 28]
    assert conv["layer"]["name"] == "Conv2d"
    assert conv["layer"]["arguments"]["kernel_size"] == 5
    assert (relu["given"], relu["layer"]["name"]) == ([1, 6, 24, 24], "ReLU")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"[" * 50_000, "not_json"),
        ([], "not_settings"),
        ({"text": NET}, "other_settings"),
        (ASKED | {"more": 1}, "other_settings"),
        (ASKED | {"text": 1}, "not_written"),
        (ASKED | {"text": [NET]}, "not_written"),
        *(
            (ASKED | {"input_shape": shape}, "not_written")
            for shape in ("", "a", "1,,2", "-1,3", "1,2,3,4,5,6,7", "9999999", "1,1\n", [1, 1, 28, 28], None)
        ),
        (b" " * (MOST_BYTES + 1), "body_too_large"),
    ],
)
def test_what_is_no_text_and_no_shape_is_refused(ask: Ask, asked: object, code: str) -> None:
    for language in LANGUAGES:
        assert_refused(ask(PATH, asked, language), code)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "가" * 20_001}, "too_long"),
        ({"text": "#" * (MOST_BYTES - 200)}, "too_long"),
        ({"text": "\ud800"}, "not_text"),
        ({"input_shape": "0,1,28,28"}, "input_shape"),  # no picture has it
    ],
)
def test_what_is_beyond_bounds_is_answered_by_the_doctor(
    ask: Ask, changes: dict[str, str], reason: str
) -> None:
    answer = ask(PATH, ASKED | changes)
    assert answer.status_code == 200, answer.text
    found = json.loads(answer.content)
    assert found["state"] == ASKED | changes  # half a character too comes back as it was sent
    assert found["verdict"] in {"not_read", "breaks"}
    assert [said["reason"] for said in found["refusals"]] == [reason]
    assert all(said["en"] and said["ko"] for said in found["refusals"])


def test_the_server_warms_the_doctor_up_before_anybody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [question.warm_up for question in QUESTIONS] == [doctor.warm_up]
    warmed: list[str] = []
    for each in QUESTIONS:
        monkeypatch.setitem(each.__dict__, "warm_up", lambda: warmed.append("doctor"))
    asking.warm_up()
    assert warmed == ["doctor"]
