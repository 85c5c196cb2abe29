"""Exercise sheets: what torch answers, with the slip behind each wrong number, on paper in both languages."""

import base64
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from lessons.catalog import lesson
from lessons.classroom import code as limits
from lessons.classroom.code import QUESTIONS, read_sheet, sheet_pdf
from lessons.kit.ask.question import AskError
from lessons.kit.i18n.labels import label, labels
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import questions
from tests.lessons.test_paper import streams_of
from tests.oracle.twin import told

SEEDS = (1, 417, 9999)
GRADES = ("note", "1", "2", "3", "4", "back")
COUNT = 5
ROOMS = ("output_size", "input_shape")


@cache
def drawn(name: str, language: Language) -> dict[str, Any]:
    """Return what a lesson's sheet.js draws for all grades and seeds, and its check questions."""
    asked = [[grade, seed, COUNT] for grade in GRADES for seed in SEEDS]
    own = [each.as_data() for each in questions(lesson(name).folder, language)]
    given = {"lesson": name, "labels": labels(language, name), "asked": asked, "questions": own}
    return told("sheet", given)


def items(name: str, language: Language) -> Iterator[dict[str, Any]]:
    found = drawn(name, language)
    for part in found["parts"]:
        yield from part["items"]
    for check in found["checks"]:
        yield from check


def body_of(language: Language, *, is_key: bool) -> bytes:
    """Return a sheet with exercises and check questions of both lessons."""
    parts, at = list[Any](), 7
    for name in ROOMS:
        found = drawn(name, language)
        checks = {"title": lesson(name).prose(language).title, "address": "/", "items": found["checks"][at]}
        parts += [found["parts"][at], checks]
    return json.dumps({"seed": 417, "is_key": is_key, "parts": parts}).encode()


def packed(text: str) -> str:
    """Return a text without its spaces and joiners: where a line ends is no matter here."""
    return re.sub(r"\s|[\u2060\u200b]", "", text)


def written_in(file: bytes, folder: Path) -> str:
    """Return the text of a PDF, packed."""
    path = folder / "sheet.pdf"
    path.write_bytes(file)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, timeout=30)
    return packed(done.stdout.decode())


def by_torch(item: dict[str, Any], height: int, width: int, channels: int) -> tuple[int, ...]:
    layers: list[nn.Module] = [eval(each, {"nn": nn}) for each in item["code"]]
    return tuple(nn.Sequential(*layers)(torch.zeros(1, channels, height, width)).shape)


def test_the_answers_of_the_sheet_are_torchs() -> None:
    seen = set[int]()
    for item in (each for part in drawn("output_size", "en")["parts"] for each in part["items"]):
        sides = [int(each) for each in re.findall(r"\d+", item["stem"])]
        answer = [int(each.replace(",", "")) for each in item["answer"].split(" × ")]
        if "?" in item["code"][0]:  # asked backwards: put in, the answer gives what was wanted
            solved = item | {"code": [item["code"][0].replace("?", str(answer[0]))]}
            assert by_torch(solved, sides[0], sides[1], 1)[2:] == tuple(sides[-2:])
        elif "Flatten" in item["stem"]:
            assert by_torch(item, sides[1], sides[2], sides[0]) == (1, answer[0])
        else:
            assert by_torch(item, sides[0], sides[1], 1)[2:] == (answer[0], answer[-1])
        seen.add(len(item["code"]))
    assert seen >= {1, 3}


@pytest.mark.slow
@pytest.mark.parametrize("name", ROOMS)
def test_every_exercise_names_slips_that_are_no_answer(name: str, language: Language) -> None:
    found = list(items(name, language))
    assert len(found) > COUNT * len(SEEDS)
    for item in found:
        values = [slip["value"] for slip in item["slips"]]
        assert values or "?" in item["code"][0], item  # asked backwards, no usual rule may lead elsewhere
        assert len({*values, item["answer"]}) == len(values) + 1
        assert all(slip["why"] and not re.search(r"\[\w+\.\w+\]|{", slip["why"]) for slip in item["slips"])
        assert not item["options"] or {*item["options"]} == {*values, item["answer"]}


def test_the_sentences_about_a_stack_name_no_number_of_one_of_its_layers() -> None:
    stacks = [part["items"] for part in drawn("output_size", "en")["parts"] if "grade=4" in part["address"]]
    told = [slip["why"] for part in stacks for each in part for slip in each["slips"]]
    by_layers = [why for why in told if re.search("one pixel a step|leaves the padding out|rounds up", why)]
    assert by_layers
    assert not re.findall(r"\d", " ".join(by_layers))


def lines_of(picture: Image.Image) -> np.ndarray:
    """Return how dark a page is at each place, coarsely: two programs draw no letter alike."""
    return np.asarray(picture.convert("L").resize((119, 168), Image.Resampling.BOX), float).ravel()


def first_drawn(file: bytes, folder: Path) -> Image.Image:
    """Return the first page of a PDF, as poppler draws it."""
    (folder / "sheet.pdf").write_bytes(file)
    asked = ["pdftoppm", "-r", "72", "-singlefile", "-png", "sheet.pdf", "page"]
    subprocess.run(asked, cwd=folder, check=True, timeout=30)
    return Image.open(io.BytesIO((folder / "page.png").read_bytes()))


@pytest.mark.slow
@pytest.mark.alike("language")
@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not installed here")
def test_the_preview_is_the_first_page_of_the_sheet_and_of_its_key(
    language: Language, tmp_path: Path
) -> None:
    (preview,) = [each for each in QUESTIONS if each.name == "first_pages"]
    body = body_of(language, is_key=False)
    answer = preview.answer(preview.read(body), language)
    assert answer["state"] == json.loads(body)
    shown = [Image.open(io.BytesIO(base64.b64decode(each))) for each in answer["pages"]]
    assert {each.size for each in shown} == {(595, 842)}
    printed = [
        first_drawn(sheet_pdf(body_of(language, is_key=is_key), language), tmp_path)
        for is_key in (False, True)
    ]
    alike = np.corrcoef([lines_of(each) for each in (*shown, *printed)])[:2, 2:]
    assert min(alike[0][0], alike[1][1]) > 0.7 > 0.4 > max(alike[0][1], alike[1][0])


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed here")
@pytest.mark.alike("language")
def test_the_paper_holds_the_exercises_and_only_the_key_their_answers(
    language: Language, tmp_path: Path
) -> None:
    sheet, key = (body_of(language, is_key=is_key) for is_key in (False, True))
    asked, solved = (written_in(sheet_pdf(each, language), tmp_path) for each in (sheet, key))
    parts = json.loads(sheet)["parts"]
    for item in (each for part in parts for each in part["items"]):
        for text in (item["stem"], *item["code"], *item["options"]):
            assert packed(text) in asked
        for slip in item["slips"]:
            assert packed(slip["why"]) in solved
            assert packed(slip["why"]) not in asked
        answer = packed(item["answer"])
        assert answer in solved
    seed = packed(label("sheet.seed_is", language, seed=417))
    for text in (asked, solved):
        assert text.count(seed) >= 2  # above, and below every page
        assert all(part["address"] in text for part in parts)


@pytest.mark.slow
def test_a_sheet_has_its_text_as_text_and_the_same_bytes_again() -> None:
    body = body_of("ko", is_key=True)
    file = sheet_pdf(body, "ko")
    assert file == sheet_pdf(body, "ko")
    assert b"CourseHangul" in file
    assert b"/Type3" not in file
    assert any(b"beginbfchar" in each or b"beginbfrange" in each for each in streams_of(file))


def test_the_same_seed_draws_the_same_and_another_one_others() -> None:
    first, second = (drawn("output_size", "en")["parts"][at] for at in (3, 4))
    assert first["items"] != second["items"]
    assert [each["code"] for each in first["items"]] == [
        each["code"] for each in drawn("output_size", "ko")["parts"][3]["items"]
    ]


ITEM: dict[str, Any] = {"stem": "a", "code": [], "options": [], "answer": "1", "slips": []}
PART: dict[str, Any] = {"title": "a", "address": "/", "items": [ITEM]}
SHEET: dict[str, Any] = {"seed": 1, "is_key": False, "parts": [PART]}
LONG = "x" * (limits.MOST_LETTERS + 1)
NO_PARTS: list[Any] = [None, {}, [7], [PART] * (limits.MOST_PARTS + 1)]
WRONG: list[Any] = [
    [],
    7,
    {},
    {**SHEET, "more": 1},
    *({**SHEET, "seed": seed} for seed in (0, 10_000, 1.0, True, "1", None)),
    {**SHEET, "is_key": 1},
    *({**SHEET, "parts": parts} for parts in NO_PARTS),
    *(
        {**SHEET, "parts": [{**PART, **change}]}
        for change in (
            *({"title": LONG}, {"address": None}, {"items": [ITEM] * (limits.MOST_ITEMS + 1)}, {"more": 1}),
        )
    ),
    *(
        {**SHEET, "parts": [{**PART, "items": [{**ITEM, **change}]}]}
        for change in (
            *({"stem": LONG}, {"stem": ["a"]}, {"code": "a"}, {"code": [1]}),
            *({"options": ["a"] * (limits.MOST_LINES + 1)}, {"answer": 1}, {"slips": [["1", "a"]]}),
            *({"slips": [{"value": "1"}]}, {"slips": [{"value": "1", "why": LONG}]}),
        )
    ),
]


def test_what_is_no_sheet_is_refused_in_the_visitors_language() -> None:
    assert read_sheet(json.dumps(SHEET).encode()).parts[0].items[0].stem == "a"
    (about,) = [each for each in QUESTIONS if each.name == "sheet"]
    for wrong in WRONG:
        with pytest.raises(AskError, match="not_a_sheet") as refused:
            about.answer(about.read(json.dumps(wrong).encode()), "ko")
        assert len({refused.value.say(language) for language in LANGUAGES}) == 2
    with pytest.raises(AskError, match="not_json"):
        about.answer(b"{", "en")


@pytest.mark.slow
def test_texts_that_no_line_has_room_for_and_letters_that_no_font_has_are_written_all_the_same() -> None:
    odd = ["x" * limits.MOST_LETTERS, "\ud800", "\u0000\n\t", "🐈", "$x^", "한\u200b글" * 150, ""]
    items = [{**ITEM, "stem": text, "code": [text], "options": [text], "answer": text} for text in odd]
    body = json.dumps({**SHEET, "parts": [{**PART, "items": items}]}).encode()
    assert sheet_pdf(body, "ko").startswith(b"%PDF-")
