"""The sliding window without a pointer: everything can be reached, seen and used by keys alone.

What keys do on a slider, the bar of steps and the output's cells is foretold by the walk.
"""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import LESSONS, PAGES
from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.browser.figures import Lesson, Reading, open_figure, read_figure, wait_for_figure
from tests.browser.in_page import ask, function_of
from tests.browser.visit import open_page

LESSON = "convolution"
MOST_STOPS = 80
ALL_STOPS = 130  # with what the fullest figure has
QUIET = 700  # ms in which Streamlit would have answered a key of its own

# What must be able to have the focus: what cannot is not missed by who looks at what can.
MUST_STOP: dict[Lesson, list[str]] = {
    "convolution": [
        *("fig.input", "fig.kernel", "fig.products", "fig.output", "code.copy"),
        *("play.play", "play.next", "play.back", "play.first", "play.scrub", "play.speed"),
        *("set.kernel_size", "set.stride", "set.padding", "set.bias"),
    ],
    "pooling": [
        *("set.map", "pool.input", "pool.average", "set.layer", "pool.gradient", "set.input"),
        *("play.play", "play.scrub", "set.pool_shift", "set.kernel_size"),
    ],
}
# Where there are buttons in a figure.
PRESSED = ["/", *(page.address for page in PAGES if page.address not in {"/glossary", "/note"})]
ALL_HAVE_COME = f"""() => ({function_of("standing.haveCome")})()"""
CONVOLVED = ("pooling", "conv")  # with the weights besides, and without a question


class Stop(NamedTuple):
    """Where the keyboard is."""

    role: str
    name: str
    outline: float
    shadow: str


def focused(page: Page) -> Stop:
    """Return what has the focus, inside a figure too."""
    return Stop(*ask(page, "reading.focused"))


def tab_to(page: Page, name: str, *, key: str = "Tab") -> Stop:
    """Press Tab until the element of this name has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = focused(page)
        if stop.name == name:
            return stop
    raise AssertionError(f"Tab does not reach {name!r}")


def press(page: Page, *keys: str) -> Reading:
    for key in keys:
        page.keyboard.press(key)
    return read_figure(page)


@pytest.mark.alike("lesson", "layer", keep=5)
@pytest.mark.parametrize(("lesson", "layer"), [*((lesson.address[1:], "") for lesson in LESSONS), CONVOLVED])
def test_tab_leads_through_all_of_a_figure(page: Page, lesson: Lesson, layer: str) -> None:
    open_figure(page, lesson, **({"layer": layer} if layer else {}))
    name = lesson.replace("-", "_")
    if not layer:
        page.locator(f"[data-figure={name}] .predict .pill").first.wait_for()
    ask(page, "reading.watchFocus")
    names: set[str] = set()
    for _ in range(ALL_STOPS):
        page.keyboard.press("Tab")
        stop = focused(page)
        names.add(stop.name)
        if stop.role in {"body", "html"}:  # past the last one: the next is the first again
            break
        assert stop.outline > 0, stop
    assert ask(page, "reading.unseen", name) == []
    assert {label(called, "en") for called in MUST_STOP.get(lesson, [])} - names == set()


@pytest.mark.alike("address", keep=5)
@pytest.mark.parametrize("address", PRESSED)
def test_no_button_takes_the_keyboard_with_it_when_it_goes(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => {}")
    open_page(page, address)
    page.wait_for_function(ALL_HAVE_COME)
    if address == "/":  # what takes a stroke back is there once there is one
        paper = page.locator("[data-figure=home] .pad")
        actions.press_and_lead(page, actions.box_of(paper), (0.3, 0.3), (0.6, 0.6))
        page.mouse.up()
    pressed, losing = ask(page, "reading.losingFocus")
    assert pressed
    assert losing == []


def test_play_speed_steppers_and_copy_work_by_keys(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_figure(page, LESSON, stride=2, step=5)
    tab_to(page, "Play")
    page.keyboard.press("Enter")
    page.wait_for_function("() => new URLSearchParams(location.search).get('step') > 5")
    assert not press(page, "Space").is_playing
    tab_to(page, "Speed")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("combobox", name="Speed").input_value() == "2"
    for name, key, setting, expected in (
        ("Increase Stride", "Enter", "stride", "3"),
        ("Decrease Bias", "Space", "bias", "0"),
    ):
        tab_to(page, name)
        assert press(page, key).query[setting] == expected
    tab_to(page, "Copy")
    page.keyboard.press("Enter")
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "nn.Conv2d(1, 1, kernel_size=3, stride=3, padding=1, bias=False)"


def test_what_is_chosen_is_chosen_by_keys(page: Page) -> None:
    open_figure(page, LESSON)
    for name, keys, setting, expected in [
        ("Reads per pixel", ["Space"], "reads", "1"),
        ("Kernel values", ["i"], "kernel", "identity"),
        ("Input values", ["c", "h"], "input", "checker"),
        ("Padding mode", ["r"], "padding_mode", "reflect"),
        ("Increase Height", ["Enter"], "height", "8"),
        ("Decrease Width", ["Space"], "width", "6"),
        ("Decrease Kernel height", ["Enter"], "kernel_size", "2,3"),
        ("Increase Kernel width", ["Enter"], "kernel_size", "2,4"),
    ]:
        tab_to(page, name)
        assert press(page, *keys).query[setting] == expected, name


def test_questions_are_answered_by_keys(page: Page) -> None:
    open_figure(page, LESSON)
    actions.grid(page, "Output").focus()
    page.keyboard.press("Digit1")
    page.locator(".predict .told").wait_for()
    tab_to(page, "Ask again", key="Shift+Tab")
    page.keyboard.press("Enter")
    assert focused(page).role == "submit"  # as the type of a button is called
    page.keyboard.press("Enter")  # the first answer has the focus
    told, spoken = page.locator(".predict .told"), page.locator(".predict [role=status]")
    told.wait_for()
    expect(spoken).to_have_text(told.text_content() or "?")
    page.get_by_role("slider", name=label("set.kernel_size", "en")).press("ArrowRight")
    expect(told).to_contain_text(label("predict.rest", "en"))
    expect(spoken).to_be_empty()  # and no reader hears of the answer before
    page.locator(".kit-check .choice").first.focus()
    page.keyboard.press("Enter")
    page.locator(".kit-check .feedback:visible").wait_for()


def test_menu_photo_and_projector_work_by_keys(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_figure(page, LESSON)
    tab_to(page, label("out.menu", "en"))
    page.keyboard.press("Enter")
    assert focused(page).name == label("out.projector", "en")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text(label("out.link_copied", "en")).first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.keyboard.press("Escape")
    tab_to(page, "Input values", key="Shift+Tab")  # the menu stands behind the settings
    page.keyboard.type("Cat")
    actions.grid(page, "conv.loupe").wait_for()
    before = read_figure(page).settings["step"]
    tab_to(page, "Output", key="Shift+Tab")
    assert press(page, "ArrowRight").settings["step"] == before + 1
    assert press(page, "Shift+ArrowRight").settings["step"] > before + 5
    tab_to(page, label("conv.loupe", "en"), key="Shift+Tab")
    assert press(page, "ArrowRight").query["input"] == "cat"


def test_cells_are_changed_by_keys(page: Page) -> None:
    open_figure(page, LESSON)
    tab_to(page, "Kernel")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("4")
    assert press(page, "Enter").query["kernel"] == "1,4,-1;1,0,-1;1,0,-1"
    assert focused(page).name == "Kernel"
    page.keyboard.press("Enter")
    page.keyboard.type("5")
    assert press(page, "Enter").query["kernel"] == "1,5,-1;1,0,-1;1,0,-1"
    page.keyboard.press("Enter")
    page.keyboard.type("-6")
    assert press(page, "Escape").query["kernel"] == "1,5,-1;1,0,-1;1,0,-1"
    page.keyboard.type("7")  # on the cell itself: the first digit counts
    assert press(page, "Enter").query["kernel"] == "1,7,-1;1,0,-1;1,0,-1"


def test_language_is_switched_by_keys(page: Page) -> None:
    there = open_figure(page, LESSON, stride=2, step=7)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if focused(page).role == "radio":
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert wait_for_figure(page, LESSON, "ko").chosen == there.chosen


def test_letters_typed_in_a_figure_do_not_reach_the_app(page: Page) -> None:
    sent = actions.heard(page)
    open_figure(page, LESSON)
    page.wait_for_timeout(QUIET)
    actions.grid(page, "fig.output").focus()
    before = len(sent)
    page.keyboard.type("rRcC")
    page.wait_for_timeout(QUIET)
    assert len(sent) == before
    assert page.get_by_role("dialog").count() == 0
    # The same keys outside of the figure do reach it: silence above means something.
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("r")
    page.wait_for_timeout(QUIET)
    assert len(sent) > before
