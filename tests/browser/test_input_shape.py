"""The input's shape in a real browser: bricks, typed shapes, drill, keyboard; snippets are walked."""

import pytest
from playwright.sync_api import Page, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import follow_link, open_figure, read_figure
from tests.browser.in_page import ask
from tests.browser.visit import NewPage
from tests.monkey.lessons.input_shape import said_by_torch

LESSON = "input-shape"


def test_a_token_names_its_axis_and_outlines_it(page: Page) -> None:
    open_figure(page, LESSON, view="mend", snippet="channels_last")
    page.get_by_role("button", name="28 channels").hover()
    expect(page.locator(".explained")).to_contain_text(label("shape.tell_given", "en"))
    assert page.locator(".axis.pointed").evaluate_all("all => all.map(one => one.dataset.axis)") == ["C", "C"]
    assert page.locator(".axis.conflict").evaluate_all("all => all.map(one => one.dataset.axis)") == [
        "C",
        "C",
    ]


def test_a_brick_names_its_axes(page: Page) -> None:
    open_figure(page, LESSON, shape="28,28")
    brick = page.locator(".view .brick svg").first
    expect(brick).to_have_accessible_name("H = 28, W = 28, float32")


@pytest.mark.alike("shape", keep=2)
@pytest.mark.parametrize("shape", ["28,28", "3,28,28", "1,3,224,224", "8,16,28,28", "64,512,224,224"])
def test_a_brick_has_room_for_its_numbers_on_a_phone(
    new_page: NewPage, shape: str, language: Language
) -> None:
    page = new_page("phone")
    open_figure(page, LESSON, lang=language, shape=shape)
    for width in (320, 360, 390, 480):
        page.set_viewport_size({"width": width, "height": 844})
        assert ask(page, "standing.crowded") == [], width


def test_what_is_being_typed_is_not_written_over_by_an_answer(page: Page) -> None:
    open_figure(page, "input-shape", view="build")
    field = page.get_by_role("textbox", name="shape")
    with page.expect_response("**/-/ask/input_shape/**"):
        follow_link(page, "input-shape", {"kernel_size": 2})  # asks as soon as the hand rests
        field.fill("4, 6")
    page.wait_for_timeout(100)  # in which the answer is painted
    field.press("Enter")
    page.wait_for_function("() => new URLSearchParams(location.search).get('shape') === '4,6'")


@pytest.mark.alike("typed", keep=2)
@pytest.mark.parametrize("typed", ["1,1,28,28); exit()", "0,28", "1,2,3,4,5", "28,,28", "300"])
def test_what_is_no_shape_gets_one_sentence_and_nothing_is_lost(page: Page, typed: str) -> None:
    open_figure(page, LESSON, shape="3,20,30")
    field = page.get_by_role("textbox", name="shape")
    field.fill(typed)
    field.press("Enter")
    after = read_figure(page)
    assert after.alert == label("shape.typed_wrong", "en", asked=typed)
    assert after.query["shape"] == "3,20,30"
    field.fill("(2, 3, 20, 30)")
    field.press("Enter")
    assert read_figure(page).query["shape"] == "2,3,20,30"
    assert read_figure(page).alert == ""


def test_a_picture_is_torn_by_reshape_and_what_torch_refuses_or_is_no_number_is_said(page: Page) -> None:
    open_figure(page, LESSON, view="memory", ops="permute:2,0,1")
    expect(page.get_by_role("img", name=label("shape.whole", "en"))).to_be_visible()
    actions.choice(page, "shape.operation").select_option("reshape")
    page.get_by_role("textbox", name=label("shape.numbers", "en")).fill("3; import os")
    actions.button(page, "shape.add").click()
    assert read_figure(page).alert == label("shape.numbers_wrong", "en", name="reshape", n="1–5")
    follow_link(page, LESSON, {"view": "memory", "ops": "permute:2,0,1.view:-1"})
    assert "view size is not compatible" in said_by_torch(page)
    actions.choice(page, "shape.examples").select_option("reshape:3,8,8")
    expect(page.get_by_role("img", name=label("shape.torn", "en"))).to_be_visible()


def test_a_drill_is_a_link_and_is_answered_by_keys_alone(page: Page) -> None:
    open_figure(page, LESSON, view="drill", seed=12)
    first = page.locator(".drill-code").text_content()
    page.locator(".drill .pills button").first.focus()
    page.keyboard.press("2")
    expect(page.locator(".drill-told")).not_to_be_empty()
    page.keyboard.press("Enter")  # the focus stands on "next question"
    assert read_figure(page).query["question"] == "2"
    assert page.locator(".drill-code").text_content() != first
    open_figure(page, LESSON, view="drill", seed=12)
    assert page.locator(".drill-code").text_content() == first


def test_ten_seconds_end_a_question_only_for_who_asked_for_them(new_page: NewPage) -> None:
    page = new_page(first=True)
    page.clock.install()
    open_figure(page, LESSON, view="drill", seed=3)
    page.clock.run_for(15_000)
    expect(page.locator(".drill-told")).to_be_empty()
    actions.switch(page, "shape.drill_clock").click()
    page.clock.run_for(10_500)
    expect(page.locator(".drill-told")).to_contain_text(label("shape.drill_late", "en"))


def test_the_page_is_used_by_the_keyboard_alone(page: Page) -> None:
    open_figure(page, LESSON, view="mend", snippet="channels_last")
    actions.choice(page, "shape.snippet").focus()
    page.keyboard.press("ArrowDown")
    assert read_figure(page).query["snippet"] == "colour_into_grey"
    for _ in range(4):  # the two arrows, the code, the words
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # the first token
    page.keyboard.press("ArrowRight")
    expect(page.locator(".token").nth(1)).to_be_focused()
    expect(page.locator(".explained")).to_contain_text(
        label("shape.tell_kernel_channels", "en").replace("`", "")
    )
    page.keyboard.press("Tab")  # the first mend
    page.keyboard.press("Enter")
    assert read_figure(page).query["mend"] == "1"


def test_a_phone_has_room_for_the_longest_view(phone: Page) -> None:
    """The band of the question stays as high as it was, and so leaves the next view less than it would."""
    open_figure(phone, LESSON, lang="ko")
    refused = "permute:2,0,1.contiguous.unsqueeze:9.unsqueeze:0"
    follow_link(phone, LESSON, {"view": "memory", "ops": refused})
    said_by_torch(phone)
    beyond = phone.locator(".view.memory").first.evaluate("view => view.scrollHeight - view.clientHeight")
    assert beyond <= 0  # else the dock would lie over the last controls


@pytest.mark.parametrize("view", ["memory", "drill"])
def test_a_view_that_is_chosen_leaves_no_white_below_it(phone: Page, view: str) -> None:
    open_figure(phone, LESSON)
    tab = phone.locator(".tab", has_text=label(f"shape.view_{view}", "en"))
    tab.click()
    expect(tab).to_have_attribute("aria-pressed", "true")
    ends = phone.locator(".stage-host.input_shape").evaluate(
        "host => [host, host.lastElementChild].map(one => Math.round(one.getBoundingClientRect().bottom))"
    )
    below = phone.locator(".st-key-input_shape").evaluate("place => place.getBoundingClientRect().bottom")
    assert max(*ends, below) - min(ends) <= 2
