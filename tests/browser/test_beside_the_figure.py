"""Around the sliding window: guesses drawn, the companion of the text, the projector, other pages."""

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import hands
from tests.browser.figures import grid, open_figure, read_figure, wait_for_figure
from tests.browser.visit import NewPage

pytestmark = pytest.mark.rotates

LESSON = "convolution"
VISIBLE_COLOURS = """outline => {
  const style = getComputedStyle(outline);
  return [style.borderTopStyle, outline.getBoundingClientRect().width > 0];
}"""


def test_a_wrong_guess_is_drawn_until_the_window_moves(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, stride=2, step=3)
    drawn = page.locator(".mark.mistake:visible")
    pills = page.get_by_role("group", name=label("predict.next_cell", "en")).get_by_role("button")
    wrong = 0
    for index in range(pills.count()):
        pills.nth(index).click()
        is_wrong = page.locator(".predict .told").inner_text().strip().startswith("Not ")
        wrong += drawn.count()
        assert drawn.count() == (1 if is_wrong else 0)
        if is_wrong:
            assert drawn.evaluate(VISIBLE_COLOURS) == ["dashed", True]
        page.get_by_role("button", name=label("quiz.again", "en")).click()
        assert drawn.count() == 0
    assert wrong == pills.count() - 1
    pills.first.click()
    hands.button(page, "play.next", "en").click()
    expect(drawn).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_the_text_points_into_the_companion(page: Page, base_url: str, language: Language) -> None:
    before = open_figure(page, base_url, LESSON, lang=language)
    word = page.locator('.stMarkdown a[href="#input-window"]')
    word.hover()
    outline = page.locator(".miniature .mark.pointed-0:visible")
    expect(outline).to_have_count(1)
    page.mouse.move(5, 5)
    expect(outline).to_have_count(0)
    word.focus()
    expect(outline).to_have_count(1)
    page.keyboard.press("Enter")
    assert read_figure(page).query == before.query
    assert "#" not in page.url
    # What is true of one state only sets it, and the next link takes its outline away.
    page.locator('.stMarkdown a[href$="#output-left"]').click()
    expect(page.locator(".companion .half").nth(1).locator(".mark.pointed-0:visible")).to_have_count(1)
    assert [read_figure(page).grid("fig.output")[row, 1] for row in range(1, 6)] == ["3", "4", "4", "4", "3"]
    page.locator(".stMarkdown a[href*='input=flat&kernel=blur']").click()
    expect(outline).to_have_count(0)
    assert "#" not in page.url


def test_a_link_sets_the_figure_and_the_companion_without_scrolling(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    link = page.get_by_role("link", name="A picture of all ones")
    link.scroll_into_view_if_needed()
    place = link.bounding_box()
    link.click()
    page.wait_for_timeout(300)
    assert link.bounding_box() == place
    cells = page.locator(".companion .half").nth(1).locator(".cell").all_text_contents()
    assert cells[:5] == ["3", "0", "0", "0", "−3"]
    assert read_figure(page).query["input"] == "ones"
    page.get_by_role("button", name=label("nav.to_figure", "en")).click()
    expect(grid(page, "Output")).to_be_in_viewport()


def test_on_a_phone_the_companion_comes_up_and_goes(new_page: NewPage, base_url: str) -> None:
    page = new_page("phone")
    open_figure(page, base_url, LESSON)
    companion = page.locator(".companion")
    expect(companion).to_be_hidden()
    page.get_by_role("link", name="the window", exact=True).click()
    expect(companion).to_be_visible()
    expect(page.locator(".miniature .mark.pointed-0:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(companion).to_be_hidden()
    page.get_by_role("link", name="to the next stop").click()
    expect(companion).to_be_visible()
    companion.get_by_role("button", name=label("state.close", "en")).click()
    expect(companion).to_be_hidden()


def test_the_letters_of_the_formula_follow_the_figure(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    values = page.locator(".values")
    expect(values).to_contain_text("s = 1 Stride")
    expect(values).to_contain_text("Row 4, column 2 (r = 3, c = 1): 1 + (2 + 0 − 2")
    hands.press(page, "+", "stride", "en")
    expect(values).to_contain_text("s = 2 Stride")
    hands.press(page, "+", "bias", "en")
    expect(values).to_contain_text("b = 2 Bias")


def test_the_projector_shows_the_figure_alone(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("p")
    expect(page.get_by_role("slider", name=label("set.stride", "en"))).to_be_hidden()
    whole = {"x": 0, "y": 0, "width": 1440, "height": 900}
    assert page.locator(".stage-host.projector").bounding_box() == pytest.approx(whole, abs=0.1)
    assert read_figure(page).grid("fig.output")[4, 3] == "?"
    page.keyboard.press("a")
    assert read_figure(page).grid("fig.output")[4, 3] == "2"
    page.keyboard.press("ArrowRight")
    assert read_figure(page).query["step"] == "24"
    page.keyboard.press("ArrowLeft")
    assert read_figure(page).query["step"] == "23"
    page.keyboard.press("Space")
    page.wait_for_function("() => Number(new URLSearchParams(location.search).get('step')) > 23")
    page.keyboard.press("Escape")
    expect(page.get_by_role("slider", name=label("set.stride", "en"))).to_be_visible()
    expect(page.locator(".stage-host.projector")).to_have_count(0)


def test_a_letter_typed_into_a_cell_does_not_start_the_projector(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    grid(page, "Kernel").get_by_role("gridcell").first.click()
    page.keyboard.type("p")
    expect(page.locator(".stage-host.projector")).to_have_count(0)


def test_a_page_left_right_after_a_change_does_not_come_back(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    other = lesson("live_network").prose("en").title
    hands.press(page, "+", "stride", "en")
    page.get_by_test_id("stSidebar").get_by_role("link", name=other).click()
    wait_for_figure(page, "live-network", "en")
    page.wait_for_timeout(700)
    wait_for_figure(page, "live-network", "en")
    page.go_back()
    assert wait_for_figure(page, LESSON, "en").query["stride"] == "2"


def test_the_parts_of_the_page_are_linked_and_marked(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    parts = page.get_by_role("navigation", name=label("nav.sections", "en"))
    expect(parts.locator("[aria-current]")).to_have_text(label("step.explore", "en"))
    parts.get_by_role("link", name=label("step.check", "en")).click()
    expect(page.get_by_role("heading", name=label("step.check", "en"), exact=True)).to_be_in_viewport()
    assert "#" not in page.url
