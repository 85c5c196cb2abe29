"""Every width, from small phone to a projector: nothing is cut off or scrolls sideways; no lesson is long."""

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import LESSONS, lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import Lesson, follow_link, open_figure
from tests.browser.in_page import ask
from tests.browser.places import STATES, is_kept
from tests.browser.visit import NewPage, Viewport, open_page, open_stage
from tests.sample import part_of

pytestmark = pytest.mark.daily

# One of each kind of layout: the sidebar leaves a window of 820 what one of 480 has, 1920 what 1440 has.
WIDTHS = (320, 360, 390, 480, 600, 640, 844, 1024, 1240, 1280, 1366, 1440, 1920)
IN_OTHER_STATES = (320, 390, 640, 1024, 1240, 1440)  # the narrowest of each layout
HEIGHTS_OF = {360: 740, 390: 844, 844: 390, 1024: 768}  # the other windows are 900 high


def _resize(page: Page, width: int, height: int = 900) -> None:
    page.set_viewport_size({"width": width, "height": height})
    ask(page, "widths.standAt", width)


def _cut(page: Page, lesson: Lesson, state: str, widths: tuple[int, ...]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for width in part_of(widths, 4):
        _resize(page, width, HEIGHTS_OF.get(width, 900))
        cut = ask(page, "widths.cutOff") + ask(page, "widths.saidTooLong")
        if ask(page, "widths.turnSheet"):
            cut += [f"{each}, settings open" for each in ask(page, "widths.cutOff")]
            ask(page, "widths.turnSheet")
        place, figure = ask(page, "widths.heights", lesson.replace("-", "_"))
        if abs(place - figure) > 1 and is_kept(STATES[lesson][state]):
            cut.append(f"{figure} px in a place of {place}")
        if cut:
            found[width] = cut
    return found


@pytest.mark.alike("lesson", keep=5)
@pytest.mark.parametrize("lesson", STATES)
def test_nothing_is_cut_off_and_no_place_too_high(page: Page, lesson: Lesson, language: Language) -> None:
    first, *others = STATES[lesson]
    open_figure(page, lesson, lang=language, **STATES[lesson][first])
    ask(page, "widths.answerWrongly")
    found = {first: _cut(page, lesson, first, WIDTHS)}
    for state in part_of(others, 1):
        follow_link(page, lesson, STATES[lesson][state])
        found[state] = _cut(page, lesson, state, IN_OTHER_STATES)
    assert found == {state: {} for state in found}


@pytest.mark.parametrize("name", ["home", "doctor", "end", "glossary", "classroom"])
def test_nothing_of_a_page_without_a_number_is_cut_off(page: Page, name: str, language: Language) -> None:
    open_page(page, f"/{name.replace('home', '')}?lang={language}")
    figure = page.locator(f"[data-figure={name}]")
    figure.wait_for()
    if name == "doctor":  # a model that breaks has torch's words below it, part by part
        figure.get_by_role("button", name=label("doctor.try", language)).first.click()
        figure.locator(".token").first.wait_for()
    for width in part_of(WIDTHS, 4):
        _resize(page, width)
        assert ask(page, "widths.cutOff") == [], width


def test_the_window_glides_to_the_next_place_but_not_when_the_cells_get_another_size(page: Page) -> None:
    settings = {"kernel_size": 7, "padding": 3, "height": 12, "width": 12}
    open_figure(page, "convolution", **settings)
    ask(page, "widths.glideSlowly")
    _resize(page, 320)
    assert ask(page, "widths.gliding") == 0
    assert ask(page, "widths.cutOff") == []
    actions.grid(page, "fig.output").press("ArrowLeft")
    assert ask(page, "widths.gliding") > 0


def test_what_stands_below_measured_curves_does_not_touch_on_a_phone(page: Page) -> None:
    open_figure(page, "pooling")
    _resize(page, 320)
    page.evaluate("() => document.querySelectorAll('summary').forEach(one => one.click())")
    page.locator(".kit-curves .plot text").first.wait_for()
    assert set(ask(page, "widths.areApart")) == {True}


def test_the_note_and_what_to_try_beside_it_begin_at_one_height(page: Page) -> None:
    open_figure(page, "convolution")
    folds = page.locator(".st-key-notes [data-testid=stExpander]")
    expect(folds).to_have_count(2)
    [left, right] = folds.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert left == right


MOST_WORDS = 450
MOST_SCREENS: dict[Viewport, float] = {"desktop": 3, "phone": 6}
# Of the questions one is answered at a time: that counts, however many stand there.
QUESTION: dict[Viewport, int] = {"desktop": 640, "phone": 1000}  # px


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", list(MOST_SCREENS))
def test_a_lesson_is_short(new_page: NewPage, screen: Viewport, capsys: pytest.CaptureFixture[str]) -> None:
    page: Page = new_page(screen)
    words: dict[str, int] = {}
    screens: dict[str, float] = {}
    for each in (*LESSONS, lesson("training")):
        open_stage(page, each.name)
        page.locator(".kit-check button").first.wait_for()
        words[each.name] = ask(page, "widths.words")
        screens[each.name] = round(ask(page, "widths.screens", QUESTION[screen]), 1)
    with capsys.disabled():
        print(f"\nwords: {words}\nscreens, {screen}: {screens}")
    assert {name: count for name, count in words.items() if count > MOST_WORDS} == {}
    assert {name: count for name, count in screens.items() if count > MOST_SCREENS[screen]} == {}


@pytest.mark.alike("name", keep=3)
@pytest.mark.parametrize("name", [lesson.name for lesson in LESSONS])
def test_a_setting_forces_at_most_one_layout(page: Page, name: str) -> None:
    open_stage(page, name)
    assert ask(page, "widths.linksForcingLayouts") == []
