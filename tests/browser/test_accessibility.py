"""axe-core finds nothing to mend in any state a page can be in; as it opens, `test_deep_links.py` asks it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from lessons.catalog import LESSONS
from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.browser.accessibility import covered, english_names, misnamed, violations
from tests.browser.figures import Lesson, follow_link, open_figure
from tests.browser.in_page import ask
from tests.browser.places import STATES
from tests.browser.visit import NewPage, Viewport
from tests.sample import part_of

pytestmark = pytest.mark.daily

LAST: Lesson = "live-network"
Act = Callable[[Page], object]
# Settings of an address, and what is done there.
States = dict[str, tuple[dict[str, str | int], Act | None]]
PLANTED = "() => document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')"
PLANTED_NAME = """() => document.querySelector("h1").insertAdjacentHTML("afterend",
  `<p style="position: relative">
    <button aria-label="Window 12" style="width: 90px; height: 40px">1</button></p>`)"""
PLANTED_CAPTION = """() => document.querySelector("h1 + p").insertAdjacentHTML("beforeend",
  '<i style="position: absolute; left: 0; top: 0; width: 90px; height: 12px; opacity: 0"></i>')"""


def press(called: str) -> Act:
    """Return what presses the button with this label."""
    return lambda page: actions.button(page, called).click()


def click(selector: str) -> Act:
    return lambda page: page.locator(selector).first.click()


def show_reads(page: Page) -> None:
    actions.switch(page, "set.reads").click()


def guess_wrong_and_answer(page: Page) -> None:
    """Guess the size (asked again where the figure has changed) and work on an exercise, both wrong."""
    band = page.locator("[data-figure=output_size] .predict")
    if (again := band.get_by_role("button", name=re.compile("Ask again|다시 풀기"))).is_visible():
        again.click()
    band.get_by_role("button", name="30", exact=True).click()
    actions.button(page, "size.ex_hint", n=1).click()
    page.locator("[data-figure='output_size/exercises']").get_by_role("textbox").first.fill("14")
    actions.button(page, "size.ex_check").click()


def skip(page: Page) -> None:
    if (way := page.locator(".skip")).is_visible():
        way.click()


def skip_and_answer(page: Page) -> None:
    skip(page)
    actions.answer_all(page)


def test_streamlits_names_follow_the_language_and_the_page(phone: Page) -> None:
    now = actions.switch_language(phone, open_figure(phone, "convolution"))
    assert english_names(phone) == []
    now = actions.choose_lesson(phone, LESSONS[-1].prose("ko").title, LAST, "ko")
    assert english_names(phone) == []
    actions.switch_language(phone, now)
    phone.get_by_role("button", name=label("nav.expand", "en")).wait_for()


def test_what_is_marked_is_seen_in_colours_of_the_visitors_own(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    marking: dict[Lesson, dict[str, int]] = {"convolution": {"stride": 3}, "pooling": {}, "gradient": {}}
    for lesson, settings in marking.items():
        open_figure(page, lesson, **settings)
        assert {*ask(page, "standing.marked")} == {"seen"}


WINDOW: States = {
    "guessed": ({"stride": 3, "padding": 0}, actions.guess),
    "answered": ({"stride": 3, "padding": 0}, actions.answer_all),
    "playing": ({"stride": 3, "padding": 0}, press("play.play")),
    "reads shown": ({"stride": 3, "padding": 0}, show_reads),
    "menu open": ({"stride": 3, "padding": 0}, press("out.menu")),
}
LIVE: States = {
    "score pinned": ({"layer": "score", "digit": 3}, None),
    "as in the note": ({"relu": 0, "scores": 0, "layer": "pool", "row": 5, "column": 8}, None),
    "untrained": ({"filters": "random", "pool": "average"}, None),
}
ACTS: dict[Lesson, States] = {
    "why-cnn": {
        "turned": ({"rotate": 30, "picture": "dog_1"}, actions.guess),
        "practised": ({"practice": "moved", "right": 6}, None),
        "drawn": ({"picture": "own"}, None),
    },
    "convolution": WINDOW,
    "conv2d": {
        "refused": ({"written": "note"}, skip_and_answer),
        "groups": ({"in_channels": 8, "out_channels": 8, "groups": 4, "kernel_size": "3,5"}, skip),
    },
    "input-shape": {
        "a long error, mended": ({"view": "mend", "snippet": "pil_picture", "mend": 1}, None),
        "calls refused": ({"view": "memory", "ops": "permute:2,0,1.view:-1", "at": 65}, None),
        "a drill": ({"view": "drill", "seed": 3}, click(".drill .pills button")),
    },
    "neuron": {
        "own weights, moved": ({"shared": 0, "right": 1, "relu": 0, "between": "relu"}, actions.guess),
        "negative weights": ({"kernel": "laplacian", "bias": -12, "weight": 9}, actions.answer_all),
    },
    "pooling": {
        "guessed": ({}, actions.guess),
        "answered": ({"shift": 2}, actions.answer_all),
        "own numbers, some never read": ({"input": "spot", "kernel_size": 2, "stride": 3}, None),
    },
    "maxpool2d": {
        "indices": ({"return_indices": 1, "padding": 1, "kernel_size": 3, "ceil_mode": 1}, skip_and_answer),
        "adaptive": ({"layer": "AdaptiveAvgPool2d", "output_size": "2,3"}, skip),
    },
    "live-network": LIVE,
    "output-size": {
        "an exercise": (
            {
                "height": 64,
                "width": 64,
                "kernel_size": 7,
                "stride": 2,
                "grade": "3",
                "seed": 1,
                "exercise": 1,
            },
            guess_wrong_and_answer,
        )
    },
    "gradient": {"a nudge": ({"input": "heart", "layer": "conv", "nudge": "0.5"}, None)},
}
# Beside what is done there, the states that are also looked at in every width.
OF_LESSONS: dict[Lesson, States] = {
    lesson: {name: (settings, None) for name, settings in STATES[lesson].items()} | acts
    for lesson, acts in ACTS.items()
}

DARK_ON_A_PHONE = {"why-cnn", "input-shape", "neuron", "pooling"}


@pytest.mark.alike("name", keep=4)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", OF_LESSONS)
def test_a_lesson_in_every_state(new_page: NewPage, name: Lesson, dark: bool) -> None:
    page = new_page("phone" if dark and name in DARK_ON_A_PHONE else "desktop", dark=dark)
    open_figure(page, name, lang="ko" if dark else "en")
    found: dict[str, list[str]] = {}
    for state, (settings, act) in part_of(OF_LESSONS[name].items(), 3):
        if settings:
            follow_link(page, name, settings)
        if act:
            act(page)
        if broken := list(violations(page)):
            found[state] = broken
    assert found == {}


def test_what_is_wrong_is_found(page: Page) -> None:
    open_figure(page, "convolution")
    page.evaluate(PLANTED)
    assert any(found.startswith("button-name") for found in violations(page))
    page.evaluate(PLANTED_NAME)
    assert misnamed(page) == ['"Window 12" shows "1"']
    assert covered(page) == []
    page.evaluate(PLANTED_CAPTION)
    assert covered(page) == ['button "Window 12" under i.']


def choose_a_photo(page: Page) -> None:
    actions.choice(page, "set.input").select_option("cat")
    page.get_by_role("grid", name=label("conv.loupe", "en")).wait_for()


# What lies over a page or comes late to it: the screen, the lesson, its address, what is done there.
SHEETS: dict[str, tuple[Viewport, Lesson, dict[str, str], Act | None]] = {
    "a photo in the window": ("desktop", "convolution", {}, choose_a_photo),
    "a photo in the network": ("desktop", LAST, {"sample": "cat"}, None),
    "settings": ("phone", "convolution", {}, actions.unfold_settings),
    "companion": ("phone", "convolution", {}, click(".stMarkdown a[href='#input-window']")),
    "drawing": ("desktop", LAST, {}, press("src.draw")),
    "camera": ("desktop", LAST, {}, press("src.camera")),
    "numbers": ("desktop", LAST, {}, press("live.open_numbers")),
    "arguments": ("phone", "conv2d", {"lang": "ko"}, click(".all-arguments")),
}


@pytest.mark.alike("name", keep=2)
@pytest.mark.parametrize("name", SHEETS)
def test_what_lies_over_a_page_or_comes_late(new_page: NewPage, name: str) -> None:
    screen, lesson, query, act = SHEETS[name]
    page = new_page(screen)
    open_figure(page, lesson, **query)
    if act:
        act(page)
    assert list(violations(page)) == []
