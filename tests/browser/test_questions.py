"""The guess before a figure, and the questions below it: asked, told, kept back and due again."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.catalog import LESSONS, lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.quiz.bank import earlier_questions
from tests.browser import actions
from tests.browser.accessibility import violations
from tests.browser.figures import Lesson, open_figure, read_figure, wait_for_figure
from tests.browser.in_page import ask
from tests.browser.visit import open_page

# What the code prints at the start: the answer to the figure's own question.
PRINTED = {
    "conv2d": "# (4, 3, 3, 3) (4,)",
    "maxpool2d": "# (1, 1, 3, 3)",
    "output-size": "# (1, 1, 29, 29)",
    "live-network": "# (1, 5, 24, 24) (1, 5, 12, 12) (1, 10)",
    "input-shape": "# (5, 24, 24)",
}
# On a phone what is told has at least this part of its band's width.
LEAST = 0.9


def test_a_lesson_asks_first_about_an_earlier_one_which_leaves_what_a_link_has_set(page: Page) -> None:
    open_figure(page, "convolution")
    page.locator("[data-figure=convolution] .predict .pill").first.click()
    open_figure(page, "pooling", shift=2)
    band = page.locator("[data-figure=pooling] .predict")
    number = LESSONS.index(lesson("convolution")) + 1
    expect(band).to_contain_text(label("step.from_lesson", "en", n=number))
    stem = band.locator("#predict-question").inner_text()
    [options] = [each["options"] for each in earlier_questions("pooling", "en") if each["stem"] in stem]
    right, wrong = (
        next(each["text"] for each in options if (each["rule"] is None) is ok) for ok in (True, False)
    )
    heights = [band.bounding_box()]
    band.get_by_role("button", name=wrong, exact=True).click()
    expect(band.locator(".told")).to_contain_text(label("quiz.answer_is", "en", answer=right))
    heights.append(band.bounding_box())
    assert read_figure(page).query["shift"] == "2"
    band.get_by_role("button", name=label("quiz.go_on", "en")).click()
    expect(band).to_contain_text(label("predict.move_one", "en"))
    heights.append(band.bounding_box())
    assert heights == heights[:1] * 3  # the figure below does not jump
    open_figure(page, "pooling")
    expect(band).to_contain_text(label("predict.move_one", "en"))


@pytest.mark.alike("lesson", keep=2)
@pytest.mark.parametrize("lesson", PRINTED)
def test_code_says_nothing_before_the_guess(page: Page, lesson: str, language: Language) -> None:
    open_figure(page, lesson, lang=language)
    code = page.locator(f".st-key-code-{lesson.replace('-', '_')} pre.code")
    band = page.locator(".predict")
    skip = band.get_by_role("button", name=label("quiz.skip", language), exact=True)
    expect(code).to_contain_text("# ?")
    if "retrieval" in (band.get_attribute("class") or ""):
        skip.click()
        band.get_by_role("button", name=label("quiz.go_on", language), exact=True).click()
    page.wait_for_timeout(1000)  # in which an answer would come that must not
    expect(code).not_to_contain_text(PRINTED[lesson])
    lines = (code.text_content() or "").count("\n")
    skip.click()
    expect(code).to_contain_text(PRINTED[lesson])
    assert (code.text_content() or "").count("\n") == lines
    page.reload()  # a guess is kept, a skip is not
    wait_for_figure(page, lesson, language)
    expect(code).to_contain_text("# ?")
    band.locator(".pill").first.click()
    expect(code).to_be_visible()


@pytest.mark.alike("lesson", keep=2)
@pytest.mark.parametrize("lesson", ["convolution", "live-network", "pooling", "output-size"])
def test_what_a_guess_is_told_has_room(phone: Page, lesson: Lesson, language: Language) -> None:
    open_figure(phone, lesson, lang=language)
    band = phone.locator(".predict")
    height = band.evaluate("band => band.clientHeight")
    pills = band.locator(".pill")
    assert pills.count() > 1
    for at in range(pills.count()):
        pills.nth(at).click()
        width, out, under, lines = ask(band, "standing.told")
        assert (width > LEAST, out <= 0, under, lines) == (True, True, 0, 1)
        assert band.evaluate("band => band.clientHeight") == height
        band.locator(".told + .quiet").click()


@dataclass(frozen=True)
class Asked:
    """Where in the figure the answer stands, and what beside it is said or drawn of a wrong guess.

    hidden: what is there only with the answer.
    """

    lesson: Lesson
    answer: str
    place: str
    wrong: str
    told: str
    drawn: tuple[str, str] = ("", "")
    hidden: str = ""


BEYOND = label("size.mark_beyond", "en", n=30, pixel=65)
ASKED = (
    Asked("conv2d", "(4, 3, 3, 3)", ".foot .shapes", "(4, 3, 3)", "one kernel", (".guessed", ""), ".filter"),
    Asked("maxpool2d", "(1, 1, 3, 3)", ".result-shape", "4×4", "needs ceil_mode=True", (".mark.mistake", "")),
    Asked("neuron", "9 weights to learn", ".rows .note", "81", label("neuron.rule_not_shared", "en")),
    Asked("output-size", "29", ".size", "30", "30", (".mistake-words", BEYOND)),
    *(
        Asked(
            "input-shape", "5, 24, 24", place, "(1, 5, 24, 24)", label("shape.drill_batch_axis_added", "en")
        )
        for place in (".view", ".code-line")
    ),
)


@pytest.mark.parametrize("asked", ASKED, ids=lambda each: f"{each.lesson} {each.place}")
def test_what_is_asked_is_hidden_until_a_guess_and_a_wrong_one_is_told_and_drawn(
    page: Page, asked: Asked
) -> None:
    open_figure(page, asked.lesson)
    figure = page.locator(f"[data-figure={asked.lesson.replace('-', '_')}]")
    place, band = figure.locator(asked.place).first, figure.locator(".predict")
    drawn, words = asked.drawn
    answer = re.compile(rf"(?<![\d]){re.escape(asked.answer)}(?![\d])")
    for _ in ("once", "asked again"):
        expect(place).to_contain_text("?")
        expect(place).not_to_contain_text(answer)
        if asked.hidden:
            expect(figure.locator(asked.hidden).filter(visible=True)).to_have_count(0)
        band.get_by_role("button", name=asked.wrong, exact=True).click()
        expect(band.locator(".told")).to_contain_text(asked.told)
        expect(place).to_contain_text(answer)
        if drawn:
            expect(figure.locator(drawn)).to_be_visible()
            expect(figure.locator(drawn)).to_contain_text(words)
        band.get_by_role("button", name=label("quiz.again", "en")).click()


NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def check(page: Page) -> Locator:
    open_page(page, "/convolution?lang=en")
    check = page.locator(".kit-check")
    expect(check.locator(".circle")).to_have_count(3)
    return check


def option(check: Locator, name: str) -> Locator:
    return check.locator(".choice").filter(has_text=re.compile(f"^{name}$"))


def test_a_wrong_answer_is_told_and_drawn_and_the_right_one_leads_on(check: Locator) -> None:
    page = check.page
    still = check.locator(".check aside")
    still.scroll_into_view_if_needed()
    expect(check.locator(".show")).not_to_have_attribute("href", re.compile(""))
    expect(still).to_contain_text(label("quiz.covered", "en"))
    option(check, "How wide the added border is").focus()
    page.keyboard.press("Enter")
    expect(check).to_contain_text("Not quite: that is padding.")
    expect(check.get_by_role("status")).to_have_text(re.compile("^Not quite: that is padding"))
    expect(still).to_contain_text("Row 1, column 2")  # the question's own state
    option(check, "How far the window moves each time").dblclick()  # one press, taken back by none
    expect(check).not_to_contain_text("Not quite:")
    expect(option(check, "How far the window moves each time")).to_have_attribute("aria-pressed", "true")
    expect(check.locator(".so-far")).to_have_text(label("quiz.count", "en", k=1, n=8))
    check.get_by_role("button", name=label("quiz.unsure", "en")).click()
    check.locator(".show").click()
    expect(page).to_have_url(re.compile(r"(?=.*stride=2)(?=.*step=2)"))
    check.get_by_role("button", name=label("quiz.next", "en")).click()
    expect(check).to_contain_text(label("quiz.question", "en", i=2, n=3))
    page.reload()  # answers are kept, and not read out again
    expect(check).to_contain_text(label("quiz.question", "en", i=2, n=3))
    expect(check.locator(".card [role=status]")).to_be_empty()
    check.locator(".circle").first.click()
    expect(check).to_contain_text("Right. The window jumps two cells")
    assert list(violations(page)) == []


def test_after_the_three_the_others_are_asked_now_or_on_later_days(page: Page, language: Language) -> None:
    page.clock.set_fixed_time(NOON)
    open_page(page, f"/convolution?lang={language}")
    actions.solve_all(page)
    check = page.locator(".kit-check")
    check.get_by_role("button", name=label("quiz.next", language)).click()
    expect(check).to_contain_text(label("quiz.all_solved", language, n=3))
    check.get_by_role("button", name=label("quiz.more_now", language, n=5)).click()
    expect(check.locator(".circle")).to_have_count(5)
    open_page(page, f"/?lang={language}")
    expect(page.get_by_text(label("nav.done", language, k=1, n=9)).first).to_be_visible()
    expect(check.locator(".card")).to_have_count(0)  # nothing is due on the same day
    page.clock.set_fixed_time(NOON + timedelta(days=1))
    page.reload()
    count = check.locator(".card-head span")
    asked = int(re.findall(r"\d+", count.inner_text())[0])
    assert 3 <= asked <= 5  # those that were wrong at first, and some that were not asked
    check.locator(".start").click()
    expect(check.locator(".circle")).to_have_count(asked)
    check.get_by_role("button", name=label("quiz.show", language)).click()
    check.get_by_role("button", name=label("quiz.next", language)).click()
    page.reload()
    expect(count).to_contain_text(str(asked - 1))
    check.get_by_role("button", name=label("quiz.not_today", language)).click()
    expect(check.locator(".card")).to_have_count(0)


def test_an_answer_can_be_revealed_and_the_focus_goes_to_it(check: Locator) -> None:
    check.get_by_role("button", name=label("quiz.show", "en")).press("Enter")
    expect(option(check, "How far the window moves each time")).to_be_focused()
    expect(check).to_contain_text("The answer. The window jumps two cells")
    expect(check.locator(".circle").first).to_have_attribute(
        "aria-label", re.compile(label("quiz.shown", "en"))
    )


def test_things_to_try_start_in_the_figure_and_hide_what_is_to_be_seen(check: Locator) -> None:
    check.page.locator("details", has=check.page.locator(".tries")).locator("summary").first.click()
    tries = check.page.locator(".tries li").filter(has_text="Ones everywhere")
    expect(tries.get_by_text("The false edges vanish")).to_be_hidden()
    tries.get_by_text("What to see").click()
    expect(tries.get_by_text("The false edges vanish")).to_be_visible()
    tries.get_by_role("link", name="Try it in the figure").click()
    expect(check.page).to_have_url(re.compile(r"(?=.*input=ones)(?=.*kernel=sobel_x)"))
