"""The sliding window in a real browser: its controls, and what stands around it."""

from playwright.sync_api import Page, expect

from lessons.catalog import lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import Lesson, open_figure, read_figure, wait_for_figure

LESSON: Lesson = "convolution"
ONE_STEP = 600  # ms at 1x; a paused figure must stand still for longer than that


def wait_for_step(page: Page, step: int) -> None:
    """Wait until the address says this step or a later one."""
    page.wait_for_function(
        "step => Number(new URLSearchParams(location.search).get('step')) >= step", arg=step
    )


def test_play_ends_at_the_last_step_begins_again_and_pause_holds(page: Page) -> None:
    open_figure(page, LESSON, step=47)
    page.get_by_role("combobox", name="Speed").select_option("4")
    actions.button(page, "play.play").click()
    wait_for_step(page, 49)
    expect(actions.button(page, "play.play")).to_be_visible()
    done = read_figure(page)
    assert list(done.grid("fig.output").values()).count("") == 0
    actions.button(page, "play.play").click()
    page.wait_for_function("() => new URLSearchParams(location.search).get('step') < 40")
    actions.button(page, "play.pause").click()
    paused = read_figure(page)
    page.wait_for_timeout(ONE_STEP)
    assert read_figure(page) == paused


def test_preset_beyond_what_can_be_typed_can_be_edited(page: Page) -> None:
    open_figure(page, LESSON, kernel="count", kernel_size=7, padding=3)
    actions.type_into(page, actions.grid(page, "fig.kernel").get_by_role("gridcell").nth(0), "5")
    assert read_figure(page).grid("fig.kernel")[1, 1] == "5"
    actions.button(page, "play.first").click()
    assert read_figure(page).query["step"] == "1"


def test_minus_brings_a_longer_side_down_to_the_limit_of_both(page: Page) -> None:
    open_figure(page, LESSON, height=4, width=9, padding=0, kernel_size="2,6")
    for expected in ("4", "3"):
        actions.press(page, "−", "kernel_size")
        assert read_figure(page).query["kernel_size"] == expected


def test_a_link_in_the_text_stops_what_plays(page: Page) -> None:
    open_figure(page, LESSON, step=1)
    actions.button(page, "play.play").click()
    wait_for_step(page, 2)
    page.get_by_test_id("stMain").locator('a[href*="step="]').first.click()
    linked = read_figure(page).query
    expect(actions.button(page, "play.play")).to_be_visible()
    page.wait_for_timeout(2 * ONE_STEP)
    assert read_figure(page).query == linked


def test_what_is_spoken_is_the_sentence_shown(page: Page) -> None:
    open_figure(page, LESSON)
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        actions.grid(page, "fig.output").press(key)
    shown = next(line for line in read_figure(page).paragraphs if "the 9 products" in line)
    words = shown[shown.index("Row ") :]
    expect(page.locator("p[aria-live=polite]")).to_have_text(words)


def test_a_wrong_guess_is_drawn_until_the_window_moves(page: Page) -> None:
    open_figure(page, LESSON, stride=2, step=3)
    drawn = page.locator(".mark.mistake:visible")
    pills = page.get_by_role("group", name=label("predict.next_cell", "en")).get_by_role("button")
    wrong = 0
    for index in range(pills.count()):
        pills.nth(index).click()
        is_wrong = page.locator(".predict .told").inner_text().strip().startswith("Not ")
        wrong += drawn.count()
        assert drawn.count() == (1 if is_wrong else 0)
        if is_wrong:
            expect(drawn).to_have_css("border-top-style", "dashed")
        page.get_by_role("button", name=label("quiz.again", "en")).click()
        assert drawn.count() == 0
    assert wrong == pills.count() - 1
    pills.first.click()
    actions.button(page, "play.next").click()
    expect(drawn).to_have_count(0)


def test_a_word_of_the_text_points_into_the_companion(page: Page, language: Language) -> None:
    before = open_figure(page, LESSON, lang=language)
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


def test_a_link_sets_the_figure_and_the_companion_without_scrolling(page: Page) -> None:
    open_figure(page, LESSON)
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
    expect(actions.grid(page, "Output")).to_be_in_viewport()


def test_on_a_phone_the_companion_comes_up_and_goes(phone: Page) -> None:
    open_figure(phone, LESSON)
    companion = phone.locator(".companion")
    expect(companion).to_be_hidden()
    phone.get_by_role("link", name="the window", exact=True).click()
    expect(companion).to_be_visible()
    expect(phone.locator(".miniature .mark.pointed-0:visible")).to_have_count(1)
    phone.keyboard.press("Escape")
    expect(companion).to_be_hidden()
    phone.get_by_role("link", name="to the next stop").click()
    expect(companion).to_be_visible()
    companion.get_by_role("button", name=label("state.close", "en")).click()
    expect(companion).to_be_hidden()


def test_the_letters_of_the_formula_follow_the_figure(page: Page) -> None:
    open_figure(page, LESSON)
    values = page.locator(".values")
    expect(values).to_contain_text("s = 1 Stride")
    expect(values).to_contain_text("Row 4, column 2 (r = 3, c = 1): 1 + (2 + 0 − 2")
    actions.press(page, "+", "stride")
    expect(values).to_contain_text("s = 2 Stride")
    actions.press(page, "+", "bias")
    expect(values).to_contain_text("b = 2 Bias")


def test_a_page_left_right_after_a_change_does_not_come_back(page: Page) -> None:
    open_figure(page, LESSON)
    other = lesson("live_network").prose("en").title
    actions.press(page, "+", "stride")
    page.get_by_test_id("stSidebar").get_by_role("link", name=other).click()
    wait_for_figure(page, "live-network", "en")
    page.wait_for_timeout(700)
    wait_for_figure(page, "live-network", "en")
    page.go_back()
    assert wait_for_figure(page, LESSON, "en").query["stride"] == "2"


def test_the_parts_of_the_page_are_linked_and_marked(page: Page) -> None:
    open_figure(page, LESSON)
    parts = page.get_by_role("navigation", name=label("nav.sections", "en"))
    expect(parts.locator("[aria-current]")).to_have_text(label("step.explore", "en"))
    parts.get_by_role("link", name=label("step.check", "en")).click()
    expect(page.get_by_role("heading", name=label("step.check", "en"), exact=True)).to_be_in_viewport()
    assert "#" not in page.url
