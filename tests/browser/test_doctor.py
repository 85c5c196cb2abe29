"""The doctor in a browser: what is typed is read, kept, mended and taken back, by hand and by keyboard."""

import json
import random
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from cnn_core import doctor
from cnn_core.doctor.diagnosis import Failure, Line
from lessons.catalog import lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.accessibility import violations
from tests.browser.in_page import ask
from tests.browser.test_deep_links import SIDEWAYS
from tests.browser.visit import NewPage, open_page
from tests.oracle import test_doctor
from tests.oracle.test_doctor import shape_of
from tests.sample import SEED

QUESTION = re.compile(r"/-/ask/doctor/")
SOURCES = json.loads((lesson("doctor").folder / "examples.json").read_text("utf-8"))
EXAMPLES: dict[str, dict[str, str]] = {each["name"]: each for each in SOURCES}
BEYOND = """class Net(nn.Module):
    def forward(self, x):
        x = F.relu(x)
        for layer in self.layers:
            x = layer(x)
        return x"""
TYPED = 12  # of the corpus
ANSWERED = 15_000  # ms on a machine that is shared
NO_SHAPE = {
    "breaks": label("doctor.does_not_fit", "en"),
    "not_read": label("doctor.not_read", "en"),
    "not_reached": "–",
}
# What stands in the column of shapes.
ROWS = "table => [...table.tBodies[0].rows].map(row => row.cells[2].title || row.cells[2].textContent)"


# Letter by letter, quicker than any hand.
TYPE = """(area, text) => { for (const letter of text) {
  area.setRangeText(letter, area.value.length, area.value.length, "end");
  area.dispatchEvent(new Event("input"));
} }"""


def field(page: Page, language: Language = "en") -> Locator:
    """Return the field of code."""
    return page.get_by_role("textbox", name=label("doctor.code", language), exact=True)


def open_doctor(page: Page, language: Language = "en") -> None:
    open_page(page, f"/doctor?lang={language}")
    field(page, language).wait_for()


def shapes(page: Page) -> list[str]:
    """Return what stands in the column of shapes, line by line."""
    return page.locator("table.lines").evaluate(ROWS)


def open_example(page: Page, name: str) -> None:
    actions.button(page, "doctor.examples").click()
    page.get_by_role("menuitem", name=label(f"doctor.example_{name}", "en"), exact=True).click()


def verdict(page: Page) -> Locator:
    return page.locator(".doctor .band [role=status]")


def stands(line: Line, failure: Failure | None) -> str:
    """Return what must stand beside a line of code."""
    if line.state == "breaks" and failure and failure.speaker == "Python":
        return label("doctor.does_not_run", "en")
    if line.state in NO_SHAPE:
        return NO_SHAPE[line.state]
    shape = line.shape
    parts = [part for part in shape or () if isinstance(part, tuple)]
    return ", ".join(map(str, parts)) if parts else str(shape or "")


def test_what_is_typed_is_read_line_by_line_and_kept_through_a_reload(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if QUESTION.search(request.url) else None)
    open_doctor(page)
    expect(verdict(page)).to_contain_text(label("doctor.never_run", "en"))
    field(page).press_sequentially("model = nn.Sequential(\n")
    page.keyboard.press("Tab")
    page.keyboard.type("nn.Conv2d(1, 6, 5),\nnn.MaxPool2d(2),\n")
    page.keyboard.press("Home")
    page.keyboard.type(")")
    expect(verdict(page)).to_contain_text("(1, 6, 12, 12)")
    expect(field(page)).to_have_value(re.compile(r"Sequential\(\n    nn\.Conv2d.*\n    nn\.MaxPool2d"))
    assert shapes(page)[1:3] == ["(1, 6, 24, 24)", "(1, 6, 12, 12)"]
    asked.clear()
    field(page).evaluate(TYPE, "  # twenty letters")
    expect(page.locator(".doctor .band")).to_have_attribute("aria-busy", "false", timeout=ANSWERED)
    assert len(asked) == 1, "a key is no question: the hand must rest"
    field(page).focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(field(page)).not_to_be_focused()
    text = field(page).input_value()
    page.reload()
    field(page).wait_for()
    expect(field(page)).to_have_value(text)
    expect(verdict(page)).to_contain_text("(1, 6, 12, 12)")


def test_the_input_shape_is_taken_as_it_is_typed_and_refused_with_its_limits(page: Page) -> None:
    open_doctor(page)
    field(page).fill("m = nn.Sequential(nn.Conv2d(1, 6, 5))")
    shape = page.get_by_label(label("doctor.input_shape", "en"), exact=True)
    for typed in ("1,1,100001,28", "1,1,1000000,28"):
        shape.fill(typed)
        expect(verdict(page)).to_contain_text("from 1 to 100,000 each")
    for typed in ("１，１，１２，１２", "torch.Size([1, 1, 12, 12])"):
        shape.fill("1,1,9,9")
        expect(verdict(page)).to_contain_text("(1, 6, 5, 5)")
        shape.fill(typed)
        expect(verdict(page)).to_contain_text("(1, 6, 8, 8)")


def test_of_two_models_that_break_the_band_says_which_one_was_read(page: Page) -> None:
    open_doctor(page)
    field(page).fill("a = nn.Sequential(nn.ReLU())\nb = nn.Sequential(nn.Conv2d(3, 1, 3))")
    expect(verdict(page)).to_contain_text(re.compile("Line 2 does not fit.*line 2 was read, and not a"))
    made = "class Net(nn.Module):\n    def forward(self, x):\n        return nn.Conv2d(1, 5, 5)(x)\n"
    field(page).fill(f"a = nn.Sequential(nn.Conv2d(1, 5, 5))\n{made}b = Net()")
    expect(verdict(page)).to_contain_text(re.compile("^ *It runs, but.*line 5 was read, and not a"))
    expect(page.get_by_role("button", name=label("doctor.go_to", "en", n=4))).to_be_visible()


def test_a_mend_is_applied_taken_back_and_saved(page: Page, tmp_path: Path) -> None:
    open_doctor(page)
    open_example(page, "flatten")
    expect(verdict(page)).to_contain_text(label("doctor.breaks_line", "en", n=9))
    assert shapes(page)[8] == label("doctor.does_not_fit", "en")
    expect(page.locator(".torch-said")).to_contain_text("mat1 and mat2 shapes cannot be multiplied")
    assert list(violations(page)) == []
    field(page).focus()
    page.keyboard.press("F8")
    expect(page.locator("tr.current th")).to_have_text("9")
    page.locator("button.token", has_text="400").click()
    selected = field(page).evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert selected == "16 * 5 * 5"
    page.locator(".offers li", has_text="padding=2").get_by_role("button").click()
    expect(verdict(page)).to_contain_text("It runs. (1, 10) comes out; 51,902 parameters.")
    expect(page.locator(".line-sentence")).to_contain_text("What now arrives at Linear: (1, 400).")
    expect(page.locator("tr em").first).to_have_text("28")
    assert list(violations(page)) == []  # also where the bricks are higher than the code
    expect(actions.button(page, "set.undo")).to_be_focused()
    mended = actions.download(page, tmp_path, actions.button(page, "code.save").click).read_text("utf-8")
    assert "nn.Conv2d(1, 6, 5, padding=2)" in mended
    assert doctor.diagnose(mended, (1, 1, 28, 28)).verdict == "runs"
    actions.button(page, "set.undo").click()
    expect(field(page)).to_have_value(EXAMPLES["flatten"]["text"])
    expect(verdict(page)).to_contain_text(label("doctor.breaks_line", "en", n=9))
    actions.button(page, "set.undo").click()  # the example itself
    expect(field(page)).to_have_value("")


def test_a_layer_opens_in_its_lesson_with_its_arguments(page: Page) -> None:
    open_doctor(page)
    open_example(page, "vgg")
    page.get_by_role("link", name=label("doctor.open_line", "en", n=2, page="conv2d"), exact=True).wait_for()
    hrefs = {
        urlsplit(link.get_attribute("href") or "").path: link.get_attribute("href") or ""
        for link in page.locator("table.lines a").all()
    }
    assert set(hrefs) == {"/conv2d", "/output-size", "/maxpool2d"}
    page.get_by_role("link", name=label("doctor.open_line", "en", n=2, page="conv2d"), exact=True).click()
    page.locator("[data-figure=conv2d] .stage").wait_for()
    query = parse_qs(urlsplit(page.url).query)
    assert [query[name] for name in ("in_channels", "out_channels", "padding")] == [["3"], ["32"], ["1"]]
    page.go_back()
    field(page).wait_for()
    expect(field(page)).to_have_value(EXAMPLES["vgg"]["text"])


@pytest.mark.parametrize("built", [5, 500, 719, 99_999])
def test_the_words_of_what_is_lacking_are_in_one_piece(page: Page, built: int, language: Language) -> None:
    open_page(page, f"/doctor?lang={language}#code=nn.Linear({built}, 10)&input_shape=1,720")
    words = page.locator(".doctor .lacking b")
    words.wait_for(timeout=ANSWERED)
    assert ask(words, "standing.lines") == 1


def test_a_phone_in_korean_and_dark_has_it_all(new_page: NewPage) -> None:
    page = new_page("phone", dark=True, locale="ko-KR")
    open_doctor(page, "ko")
    for text, said in (
        (EXAMPLES["flatten"]["text"], "9번 줄이 맞지 않습니다."),
        ("x = ,", "1번 줄은 실행되지 않습니다."),
        (BEYOND, "4번 줄"),
    ):
        field(page, "ko").fill(text)
        expect(verdict(page)).to_contain_text(said)
        assert list(violations(page)) == []
        assert page.evaluate(SIDEWAYS) == [0, 0]
        assert ask(page, "standing.besideLines") == 0
    assert shapes(page)[3] == label("doctor.not_read", "ko")
    boxes = "code => [...code.getClientRects()].length"
    for width in (320, 360, 390, 430):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.get_by_text("--input 1,3,32,32", exact=True).evaluate(boxes) == 1
        assert page.evaluate(SIDEWAYS) == [0, 0]
    assert shapes(page)[2] == "(1, 1, 28, 28)"


def test_a_server_that_is_away_is_said_and_asked_again(page: Page) -> None:
    open_doctor(page)
    page.route(QUESTION, lambda route: route.fulfill(body="no answer"))
    field(page).fill("nn.Flatten()")
    failed = page.locator(".doctor .failed")
    expect(failed).to_contain_text(label("state.no_answer", "en"))
    page.unroute(QUESTION)
    actions.button(page, "state.try_again").click()
    expect(verdict(page)).to_contain_text("(1, 784)")
    expect(failed).to_be_hidden()


def test_models_of_the_corpus_have_the_cores_shapes(page: Page) -> None:
    sources = [(item["source"].replace("\r\n", "\n"), shape_of(item)) for item in test_doctor.items()]
    short = [each for each in sources if each[0].count("\n") < 40 and len(each[1]) == 4]
    open_doctor(page)
    for text, shape in random.Random(SEED).sample(short, TYPED):
        page.get_by_label(label("doctor.input_shape", "en"), exact=True).fill(", ".join(map(str, shape)))
        field(page).fill(text)
        expect(page.locator(".doctor .band")).to_have_attribute("aria-busy", "false", timeout=ANSWERED)
        found = doctor.diagnose(text, shape)
        stand = [stands(each, found.failure) for each in found.lines]
        assert shapes(page)[: len(stand)] == stand, text
