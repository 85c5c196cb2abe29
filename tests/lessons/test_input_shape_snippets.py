"""Every broken snippet and every mend is run here once more, by itself: the page shows what torch says."""

import base64
import json
import re
import subprocess
import sys
import zlib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn

from lessons.input_shape import snippets
from lessons.input_shape.code import TABLE
from lessons.input_shape.snippets import wide_photo
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.lessons.test_asked_code import answered, prints

ITEMS: dict[str, dict[str, Any]] = {item["name"]: item for item in snippets.items()}
MOST_LINES = 6
# What makes a mend wrong although it runs, where its input looks like the right one's.
KNOWN_BY_ITS_INPUT = ("channels_last", "colour_into_grey", "bytes", "doubles", "flatten_size", "no_flatten")


@cache
def names() -> dict[str, Any]:
    """Return what the snippets find, made by the code that a learner copies."""
    made: dict[str, Any] = {"base64": base64, "zlib": zlib, "np": np, "Image": Image}
    for line in (snippets.digit_code("en"), snippets.photo_code(snippets.photo(), "en")):
        exec(line, made)
    return {"torch": torch, "nn": nn, "F": F, "np": np, "digit": made["digit"], "photo": made["photo"]}


def said(code: str) -> tuple[str, str, dict[str, Any]]:
    """Return torch's error with its words, or "" and what comes out; and the names that the code leaves."""
    *lines, last = code.split("\n")
    left = dict(names())
    try:
        exec("\n".join(lines), left)
        value = eval(last, left)
    except Exception as error:  # noqa: BLE001 - whatever torch says is compared
        return type(error).__name__, str(error).strip(), left
    return "", str(tuple(value.shape)) if isinstance(value, Tensor) else repr(value), left


@pytest.mark.parametrize("name", ITEMS)
def test_a_snippet_fails_and_has_a_right_mend_and_one_that_is_not(name: str) -> None:
    """That torch says the words that the page shows is held by the code of each, which is run alone below."""
    item = ITEMS[name]
    assert len(item["code"]) < MOST_LINES
    assert snippets.ran(item).error
    for mend in item["mends"]:
        assert (mend["verdict"] == "error") == bool(snippets.ran(item, mend).error)
    verdicts = [mend["verdict"] for mend in item["mends"]]
    assert len(verdicts) == 3
    assert "right" in verdicts
    assert set(verdicts) & {"luck", "error"}
    assert set(verdicts) <= {"right", "luck", "error"}


@pytest.mark.parametrize("name", KNOWN_BY_ITS_INPUT)
def test_what_runs_without_being_right_is_told_by_its_input_or_its_answer(name: str) -> None:
    item = ITEMS[name]
    found: dict[str, list[tuple[str, list[float], str]]] = {"right": [], "luck": [], "error": []}
    for mend in item["mends"]:
        _, answer, left = said("\n".join(snippets.mended(item, mend)))
        found[mend["verdict"]].append((answer, left["x"].double().flatten().tolist(), str(left["x"].dtype)))
    assert found["luck"]
    for each in found["luck"]:
        assert each not in found["right"]


def test_permute_keeps_the_picture_and_reshape_tears_it() -> None:
    right, wrong = (
        said("\n".join(snippets.mended(ITEMS["channels_last"], ITEMS["channels_last"]["mends"][at])))[2]["x"]
        for at in (0, 1)
    )
    photo = torch.from_numpy(np.array(names()["photo"])) / 255
    assert right.shape == wrong.shape
    assert torch.equal(right[0, 2], photo[:, :, 2])
    assert not torch.equal(wrong[0, 2], photo[:, :, 2])


@pytest.mark.parametrize("name", ITEMS)
def test_both_languages_explain_the_snippet_and_each_mend(name: str) -> None:
    parts = [ITEMS[name], *ITEMS[name]["mends"]]
    for part in parts:
        texts = [
            part[language] if isinstance(part["en"], str) else part[language]["why"] for language in LANGUAGES
        ]
        assert texts[0] != texts[1]
        assert re.search("[가-힣]", texts[1])
        assert texts[1].endswith("다.") or texts[1].endswith("요.")
        codes = [sorted(re.findall(r"`[^`]+`", text)) for text in texts]
        assert codes[0] == codes[1]


def test_a_visitor_gives_no_code() -> None:
    """Only names of ours choose what runs: whatever else is asked is refused before anything runs."""
    assert list(TABLE.settings["snippet"].choices) == [item["name"] for item in snippets.items()]


START = {setting.name: setting.default for setting in TABLE.asked}

SNIPPETS = [
    START | {"view": "mend", "snippet": name, "mend": mend}
    for name, mend in product(TABLE.settings["snippet"].choices, range(4))
]
FILES = [
    START | {"view": "file"} | dict(zip(("permute", "scale", "batch"), steps, strict=True))
    for steps in product((0, 1), repeat=3)
]
# Runs each of the codes by itself, and prints what each has printed.
EACH_BY_ITSELF = """
import io, json, sys
from contextlib import redirect_stdout

printed = []
for code in json.load(sys.stdin):
    with redirect_stdout(io.StringIO()) as said:
        exec(code, {})
    printed.append(said.getvalue().rstrip().splitlines())
print(json.dumps(printed))
"""


@pytest.mark.slow
def test_code_with_pictures_runs_in_an_empty_folder_without_this_repository(tmp_path: Path) -> None:
    answers = [answered("input_shape", state, at) for at, state in enumerate([*SNIPPETS, *FILES])]
    codes = ["\n".join(answer["code"]) for answer in answers]
    assert sum("frombytes" in code or "frombuffer" in code for code in codes) > len(codes) / 2
    alone = [sys.executable, "-I", "-c", EACH_BY_ITSELF]
    said = json.loads(subprocess.check_output(alone, input=json.dumps(codes), cwd=tmp_path, encoding="utf-8"))
    assert said == [answer["printed"] for answer in answers]
    assert all(said)


def test_code_says_which_pixels_it_carries(language: Language) -> None:
    answer = answered("input_shape", FILES[0], LANGUAGES.index(language))
    line = next(line for line in answer["code"] if line.startswith("photo = "))
    assert "4,608" in line.split("# ")[1]
    names: dict[str, Any] = {}
    exec("\n".join([*answer["code"][:6], line]), names)
    assert names["photo"].size == wide_photo().size
    assert names["photo"].tobytes() == wide_photo().tobytes()


def test_code_of_no_calls_and_of_a_drill_before_its_answer() -> None:
    """All else is held by the code of states by chance: `test_asked_code.py`."""
    answer = answered("input_shape", START | {"view": "memory", "ops": ""})
    assert prints(answer["code"]) == answer["printed"] != []
    answer = answered("input_shape", START | {"view": "drill"})
    assert "nn." not in "".join(answer["code"])
    assert answer["printed"] == []
