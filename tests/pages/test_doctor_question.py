"""The doctor's question over HTTP: the core's own diagnosis for exactly what was asked, and nothing else."""

import json

import pytest

from cnn_core import doctor
from lessons.doctor.code import MOST_BYTES, QUESTIONS
from lessons.kit.ask.question import ERRORS
from lessons.kit.i18n.language import LANGUAGES
from pages import asking
from tests.oracle import test_doctor
from tests.oracle.test_doctor import shape_of
from tests.pages.conftest import Ask

PATH = "doctor/diagnosis"
NET = "nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU())"
ASKED = {"text": NET, "input_shape": "1,1,28,28"}


@pytest.mark.slow
def test_every_model_of_the_corpus_is_answered_as_the_core_answers_it(ask: Ask) -> None:
    for item in test_doctor.items():
        shape = shape_of(item)
        asked = {"text": item["source"], "input_shape": ",".join(map(str, shape))}
        answer = ask(PATH, asked)
        assert answer.status_code == 200, item["id"]
        found = json.loads(json.dumps(doctor.diagnose(item["source"], shape).as_data()))
        assert answer.json() == {"state": asked, **found}, item["id"]


def test_a_step_says_what_it_was_given_and_the_arguments_of_its_layer(ask: Ask) -> None:
    (conv, relu) = ask(PATH, ASKED).json()["steps"]
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
def test_what_is_no_text_and_no_shape_is_refused_with_one_sentence(
    ask: Ask, asked: object, code: str
) -> None:
    for language in LANGUAGES:
        answer = ask(PATH, asked, language)
        assert answer.status_code == ERRORS[code]["status"], answer.text
        assert answer.json()["error"] == code
        assert answer.json()["message"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = 1\n" * 201, "too_many_lines"),
        ("가" * 20_001, "too_long"),
        ("#" * (MOST_BYTES - 200), "too_long"),
        ("(" * 5_000, None),
        ("\ud800", "not_text"),
        ("__import__('os').system('true')", None),
    ],
)
def test_a_text_beyond_the_bounds_is_answered_in_the_doctors_own_words(
    ask: Ask, text: str, reason: str | None
) -> None:
    asked = ASKED | {"text": text}
    answer = ask(PATH, asked)
    assert answer.status_code == 200, answer.text
    found = json.loads(answer.content)
    assert found["state"] == asked  # half a character too comes back as it was sent
    assert found["verdict"] in {"not_read", "breaks"}
    if reason:
        assert [said["reason"] for said in found["refusals"]] == [reason]
        assert all(said["en"] and said["ko"] for said in found["refusals"])


def test_an_input_that_no_picture_has_is_named(ask: Ask) -> None:
    (said,) = ask(PATH, ASKED | {"input_shape": "0,1,28,28"}).json()["refusals"]
    assert said["reason"] == "input_shape"


def test_the_server_warms_the_doctor_up_before_anybody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [question.warm_up for question in QUESTIONS] == [doctor.warm_up]
    warmed: list[str] = []
    for each in QUESTIONS:
        monkeypatch.setitem(each.__dict__, "warm_up", lambda: warmed.append("doctor"))
    asking.warm_up()
    assert warmed == ["doctor"]
