"""axe-core finds nothing to mend in any state a page can be in: WCAG 2.2 A and AA, and its good practice."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Browser, Page

from lessons import LESSONS
from lessons.kit.words.labels import label
from lessons.kit.words.language import Language
from tests.browser import hands
from tests.browser.controls import covered, misnamed
from tests.browser.figures import Lesson, open_figure
from tests.browser.visit import NewPage, Viewport, open_page, visitor

# Settings of an address, and what is done there.
States = dict[str, tuple[dict[str, str | int], Callable[[Page], None] | None]]
PLANTED = "() => document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')"
PLANTED_NAME = """() => document.querySelector("h1").insertAdjacentHTML("afterend",
  `<p style="position: relative">
    <button aria-label="Window 12" style="width: 90px; height: 40px">1</button></p>`)"""
PLANTED_CAPTION = """() => document.querySelector("h1 + p").insertAdjacentHTML("beforeend",
  '<i style="position: absolute; left: 0; top: 0; width: 90px; height: 12px; opacity: 0"></i>')"""
NAMES = [lesson.address[1:] for lesson in LESSONS]


def violations(page: Page) -> Iterator[str]:
    """Say what axe finds, the rule and the elements that break it; and names without the words they show."""
    report = cast("dict[str, list[dict[str, Any]]]", Axe().run(page).response)
    for found in report["violations"]:
        for node in found["nodes"]:
            yield f"{found['id']}: {found['help']}: {node['html'][:200]}"
    yield from misnamed(page)


def guess(page: Page) -> None:
    page.get_by_role("group").get_by_role("button").first.click()


def answer_wrongly(page: Page) -> None:
    for card in page.locator(".kit-check .card").all():
        card.get_by_role("button").first.click()


def play(page: Page) -> None:
    hands.button(page, "play.play", "en").click()


def open_menu(page: Page) -> None:
    hands.button(page, "out.menu", "en").click()


def show_reads(page: Page) -> None:
    page.get_by_role("switch", name=label("set.reads", "en")).click()


def drill(page: Page) -> None:
    page.locator(".drill-pills button").first.click()


STATES: dict[str, Callable[[Page], None]] = {
    "guessed": guess,
    "answered": answer_wrongly,
    "playing": play,
    "menu open": open_menu,
    "reads shown": show_reads,
}


# Every pair of screen, theme and language, in half as many pages as all three would need.
OPENED: list[tuple[Viewport, bool, Language]] = [
    ("desktop", False, "en"),
    ("desktop", True, "ko"),
    ("phone", False, "ko"),
    ("phone", True, "en"),
]


@pytest.mark.parametrize(("viewport", "dark", "language"), OPENED)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_as_it_opens(
    new_page: NewPage, base_url: str, name: Lesson, viewport: Viewport, dark: bool, language: Language
) -> None:
    page = new_page(viewport, dark=dark)
    open_figure(page, base_url, name, lang=language)
    assert list(violations(page)) == []
    assert covered(page) == []


@pytest.mark.parametrize(("viewport", "language"), [("desktop", "en"), ("phone", "ko")])
def test_home(new_page: NewPage, base_url: str, viewport: Viewport, language: Language) -> None:
    page = new_page(viewport)
    open_page(page, f"{base_url}/?lang={language}")
    page.locator("[data-figure=home] .stage").wait_for()
    assert list(violations(page)) == []
    assert covered(page) == []


def test_a_page_that_does_not_exist(browser: Browser, base_url: str) -> None:
    page = visitor(browser)
    page.goto(f"{base_url}/nowhere")
    assert list(violations(page)) == []
    page.context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_the_sliding_window_in_every_state(new_page: NewPage, base_url: str, state: str, dark: bool) -> None:
    page = new_page(dark=dark)
    open_figure(page, base_url, "convolution", stride=3, padding=0)
    STATES[state](page)
    assert list(violations(page)) == []


def test_the_sliding_window_on_a_photo(page: Page, base_url: str) -> None:
    open_figure(page, base_url, "convolution")
    hands.choice(page, "set.input", "en").select_option("cat")
    page.get_by_role("grid", name=label("fig.loupe", "en")).wait_for()
    assert list(violations(page)) == []


@pytest.mark.parametrize("opened", ["settings", "companion"])
def test_the_sheets_of_a_phone(new_page: NewPage, base_url: str, opened: str) -> None:
    page = new_page("phone")
    open_figure(page, base_url, "convolution")
    if opened == "settings":
        hands.unfold_settings(page, "en")
    else:
        page.get_by_role("link", name="the window", exact=True).click()
    assert list(violations(page)) == []


LIVE: dict[str, dict[str, str | int]] = {
    "score pinned": {"layer": "score", "digit": 3},
    "as in the note": {"relu": 0, "scores": 0, "layer": "pool", "row": 5, "column": 8},
    "untrained": {"filters": "random", "pool": "average"},
    "photo": {"sample": "cat"},
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", LIVE)
def test_the_live_network_in_every_state(new_page: NewPage, base_url: str, state: str, dark: bool) -> None:
    page = new_page(dark=dark)
    open_figure(page, base_url, "live-network", **LIVE[state])
    assert list(violations(page)) == []


@pytest.mark.parametrize("opened", ["src.draw", "src.camera", "live.open_numbers"])
def test_the_sheets_of_the_live_network(page: Page, base_url: str, opened: str) -> None:
    open_figure(page, base_url, "live-network")
    hands.button(page, opened, "en").click()
    assert list(violations(page)) == []


POOLED: States = {
    "guessed": ({}, guess),
    "answered": ({"shift": 2}, answer_wrongly),
    "padding and gradient": ({"kernel_size": 3, "padding": 1, "stride": 2, "gradient": 1}, None),
    "strided convolution": ({"layer": "conv"}, None),
    "own numbers, some never read": ({"input": "spot", "kernel_size": 2, "stride": 3, "lang": "ko"}, None),
}
LABORATORY: States = {
    "moved": ({"right": 4, "down": -2}, None),
    "turned": ({"rotate": 30, "picture": "dog_1"}, guess),
    "shuffled": ({"shuffle": 1}, None),
    "practised": ({"practice": "moved", "right": 6}, None),
    "drawn": ({"picture": "own"}, None),
}
NEURON: States = {
    "weights of their own, moved": ({"shared": 0, "right": 1, "relu": 0, "between": "relu"}, guess),
    "negative weights": ({"kernel": "laplacian", "bias": -12, "weight": 9}, answer_wrongly),
}
SHAPES: States = {
    "an error": ({"view": "mend", "snippet": "channels_last"}, None),
    "a long error, mended": ({"view": "mend", "snippet": "pil_picture", "mend": 1}, None),
    "calls refused": ({"view": "memory", "ops": "permute:2,0,1.view:-1", "at": 65}, None),
    "a file": ({"view": "file", "scale": 1}, None),
    "a drill": ({"view": "drill", "seed": 3}, drill),
}
OF_LESSONS: dict[Lesson, States] = {
    "why-cnn": LABORATORY,
    "input-shape": SHAPES,
    "neuron": NEURON,
    "pooling": POOLED,
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark-phone"])
@pytest.mark.parametrize(
    ("name", "state"), [(name, state) for name, states in OF_LESSONS.items() for state in states]
)
def test_a_lesson_in_every_state(
    new_page: NewPage, base_url: str, name: Lesson, state: str, dark: bool
) -> None:
    settings, act = OF_LESSONS[name][state]
    page = new_page("phone" if dark else "desktop", dark=dark)
    open_figure(page, base_url, name, **settings)
    if act:
        act(page)
    assert list(violations(page)) == []


def test_what_is_wrong_is_found(page: Page, base_url: str) -> None:
    open_figure(page, base_url, "convolution")
    page.evaluate(PLANTED)
    assert any(found.startswith("button-name") for found in violations(page))
    page.evaluate(PLANTED_NAME)
    assert misnamed(page) == ['"Window 12" shows "1"']
    assert covered(page) == []
    page.evaluate(PLANTED_CAPTION)
    assert covered(page) == ['button "Window 12" under i.']


SIGNATURES: dict[str, tuple[Lesson, dict[str, str | int]]] = {
    "refused": ("conv2d", {"written": "note"}),
    "groups": ("conv2d", {"in_channels": 8, "out_channels": 8, "groups": 4, "kernel_size": "3,5"}),
    "indices": ("maxpool2d", {"return_indices": 1, "padding": 1, "kernel_size": 3, "ceil_mode": 1}),
    "padding refused": ("maxpool2d", {"kernel_size": 3, "padding": 2}),
    "adaptive": ("maxpool2d", {"layer": "AdaptiveAvgPool2d", "output_size": "2,3"}),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", SIGNATURES)
def test_the_signatures_in_every_state(new_page: NewPage, base_url: str, state: str, dark: bool) -> None:
    page = new_page(dark=dark)
    name, settings = SIGNATURES[state]
    open_figure(page, base_url, name, **settings)
    if (skip := page.locator(".skip")).is_visible():
        skip.click()
    answer_wrongly(page)
    assert list(violations(page)) == []


def test_the_arguments_on_a_phone(new_page: NewPage, base_url: str) -> None:
    page = new_page("phone")
    open_figure(page, base_url, "conv2d", lang="ko")
    page.locator(".all-arguments").click()
    assert list(violations(page)) == []
