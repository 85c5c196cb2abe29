"""The output-size page by its accessibility tree: guesses, exercises, keyboard, links, refusals."""

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import open_figure
from tests.browser.visit import NewPage, open_stage
from tests.lessons.test_prose import ASKED

LESSON = "output-size"
MAIN = "[data-figure=output_size]"
EXERCISES = "[data-figure='output_size/exercises']"


def main(page: Page) -> Locator:
    return page.locator(MAIN)


def exercises(page: Page) -> Locator:
    return page.locator(EXERCISES)


def size(page: Page) -> Locator:
    return main(page).locator(".size")


def guess(page: Page, text: str) -> None:
    main(page).get_by_role("button", name=text, exact=True).click()


def answer(page: Page, *numbers: str) -> None:
    """Type an answer to the exercise and check it."""
    fields = exercises(page).get_by_role("textbox")
    for at, number in enumerate(numbers):
        fields.nth(at).fill(number)
    press(page, "size.ex_check")


def press(page: Page, name: str, language: Language = "en", **values: object) -> None:
    exercises(page).get_by_role("button", name=label(name, language, **values), exact=True).click()


def told(page: Page) -> Locator:
    return exercises(page).get_by_role("status").filter(has_text=".").first


def test_arrows_walk_the_windows_and_the_sentence_says_where_each_starts(page: Page) -> None:
    open_figure(page, LESSON, height=28, kernel_size=5, stride=2, padding=1)
    actions.skip(page)
    main(page).get_by_role("grid").focus()
    page.keyboard.press("Home")
    expect(main(page)).to_contain_text("Window 1 starts 1 before the first pixel")
    page.keyboard.press("ArrowRight")
    expect(main(page)).to_contain_text("Window 2 starts at pixel 2 and ends at pixel 6.")
    page.keyboard.press("End")
    page.wait_for_function("() => location.search.includes('step=13')")


def test_a_wrong_number_is_met_by_its_rule_a_right_one_by_steps(page: Page, language: Language) -> None:
    open_figure(page, LESSON, lang=language, grade="note", exercise=2)
    fields = exercises(page).get_by_role("textbox")
    fields.first.fill("30")
    fields.first.press("Enter")
    values = {"q": "28.5", "p": 0, "k": 7}
    expect(told(page)).to_contain_text(label("size.why_ceil_not_floor", language, **values))
    fields.first.fill("29")
    fields.first.press("Enter")
    expect(told(page)).to_contain_text(label("quiz.right", language))
    expect(exercises(page).get_by_role("list").filter(has_text="28 + 1 = 29")).to_be_visible()


def test_all_rules_that_fit_are_named_and_each_can_be_drawn(page: Page) -> None:
    open_figure(page, LESSON, grade="3", seed=1, exercise=1)
    answer(page, "14")
    rules = exercises(page).locator(".rule")
    expect(rules).to_have_count(2)
    first = exercises(page).locator(".mistake-words").inner_text()
    rules.nth(1).click()
    expect(rules.nth(1)).to_have_attribute("aria-pressed", "true")
    assert exercises(page).locator(".mistake-words").inner_text() != first


def test_an_address_and_a_link_of_the_text_open_the_fold_of_what_they_set(page: Page) -> None:
    fields = exercises(page).locator("input.answer")
    open_stage(page, "output_size", kernel_size=4)
    expect(fields.last).to_be_attached()
    expect(fields.last).to_be_hidden()
    page.reload()  # the address holds what the exercises show unasked as well
    expect(fields.last).to_be_attached()
    expect(fields.last).to_be_hidden()
    actions.follow_in_text(page, "?grade=4&seed=279&exercise=1&answer=1")
    expect(fields.last).to_be_in_viewport()
    page.reload()
    expect(fields.last).to_be_visible()
    open_stage(page, "output_size", grade="2", seed=4127, exercise=1)
    expect(fields.last).to_be_visible()


def test_a_seed_is_a_link_and_the_key_opens_it_with_its_answers(new_page: NewPage) -> None:
    page, other = new_page(), new_page()
    for each in (page, other):
        open_figure(each, LESSON, grade="2", seed=77, exercise=3)
    same = exercises(other).locator(".answering").inner_text()
    expect(exercises(page).locator(".answering")).to_have_text(same, use_inner_text=True)
    open_figure(page, LESSON, grade="2", seed=77, exercise=3, answer=1)
    expect(told(page)).to_contain_text("The answer is")


def test_the_box_is_placed_by_keys_and_by_hand_and_fills_the_fields(page: Page) -> None:
    open_figure(page, LESSON, grade="note", exercise=4)
    corner = exercises(page).locator(".corner")
    corner.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowLeft")
    fields = exercises(page).get_by_role("textbox")
    assert [fields.nth(at).input_value() for at in (0, 1)] == ["31", "59"]
    actions.drag_over(page, corner, (0.5, 0.5), (-1.5, -0.2))
    assert int(fields.nth(1).input_value()) < 50


@pytest.mark.alike("typed")
@pytest.mark.parametrize("typed", ["print(1)", "", "-3", "1e9"])
def test_what_is_no_number_gets_one_sentence_and_hints_come_one_by_one(page: Page, typed: str) -> None:
    open_figure(page, LESSON, grade="note", exercise=2)
    answer(page, "7")
    expect(told(page)).to_contain_text("Not 7")
    answer(page, typed)
    expect(exercises(page).get_by_role("alert")).to_have_text(label("size.ex_not_a_number", "en"))
    expect(exercises(page).locator(".told")).to_be_empty()  # it was said of another answer
    assert exercises(page).get_by_role("textbox").first.input_value() == typed
    for number in (1, 2, 3):
        press(page, "size.ex_hint", n=number)
        expect(exercises(page).locator(".hints li")).to_have_count(number)
    expect(exercises(page).locator(".hints")).not_to_contain_text("29")


def test_an_exercise_that_cannot_be_had_gets_one_sentence(page: Page) -> None:
    open_figure(page, LESSON, seed=0, grade="1")
    expect(exercises(page).get_by_role("alert")).to_contain_text("seed=0")


def test_each_question_that_is_asked_most_is_answered_by_its_state(page: Page) -> None:
    open_figure(page, LESSON)
    actions.skip(page)
    for link, _, words in ASKED.values():
        page.locator(f".stMarkdown a[href='{link}']").last.click()
        place = exercises(page).locator(".stack") if "grade" in link else main(page)
        shown = place if len(words) > 2 else size(page)
        expect(shown).to_contain_text(words)
