"""The page of the live network: its numbers, read or beside torch's, and where everything stands."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page

from cnn_core.network import load_weights
from cnn_core.training import predictions
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES
from tests.browser import actions
from tests.browser.figures import Reading, open_figure, read_figure
from tests.browser.in_page import ask
from tests.browser.pictures import File
from tests.monkey.lessons import live_network_numbers as network_numbers
from tests.monkey.lessons.live_network_numbers import Notebook

LESSON = "live-network"


def wrong(reading: Reading, own: str = "") -> list[str]:
    """Return every number that is not torch's, of a sample or of an own picture by the name of its file."""
    found = list(network_numbers.compare(reading, Notebook(), own))
    assert len(found) > 100
    return [str(each) for each in found if not each.agrees()]


def at(page: Page, **query: str | int) -> Reading:
    """Open an address and return the figure, whose every number is torch's."""
    reading = open_figure(page, LESSON, **query)
    assert wrong(reading) == []
    return reading


def now(page: Page) -> Reading:
    """Return the figure as it is now, whose every number is torch's."""
    reading = read_figure(page)
    assert wrong(reading) == []
    return reading


def places(page: Page) -> list[str]:
    """Return where everything stands whose place must not change."""
    return ask(page, "standing.places")


def says(page: Page) -> str:
    return " ".join(page.locator(".verdict").all_inner_texts())


def code(page: Page) -> str:
    return page.locator(".code-line .line").inner_text().replace("\n", " ")


SIDE = 28
ANSWERED = "words => !everywhere('[role=status]').some(one => words.includes(one.textContent))"
CELLS = "table => [...table.querySelectorAll('[role=gridcell]')].map(cell => cell.textContent)"

Numbers = NDArray[np.float64]


def wait_for_answer(page: Page) -> Reading:
    """Wait until the page has stopped computing and return what it says then."""
    page.wait_for_function(ANSWERED, arg=[label("state.computing", language) for language in LANGUAGES])
    return read_figure(page)


def choose(page: Page, file: File) -> Reading:
    file.hand_over(page)
    return wait_for_answer(page)


def open_numbers(page: Page) -> Locator:
    """Open the 28 x 28 numbers, where they stay open; return their grid."""
    table = actions.grid(page, "live.numbers")
    if not table.is_visible():
        actions.button(page, "live.open_numbers").click()
    return table


def close_numbers(page: Page) -> None:
    page.keyboard.press("Escape")
    actions.grid(page, "live.numbers").wait_for(state="hidden")


def read_numbers(page: Page) -> Numbers:
    """Return the 28 x 28 numbers as they stand in the open grid."""
    texts: list[str] = open_numbers(page).evaluate(CELLS)
    assert len(texts) == SIDE * SIDE
    return np.array([float(text) for text in texts]).reshape(SIDE, SIDE)


def numbers_now(page: Page) -> Numbers:
    """Open the numbers, read them and close them."""
    numbers = read_numbers(page)
    close_numbers(page)
    return numbers


def digit_read(numbers: Numbers) -> int:
    """Return the digit that the shipped network reads in 28 x 28 numbers."""
    return int(predictions(load_weights("digits"), numbers[None])[0])


def until_numbers(page: Page, is_so: Callable[[Numbers], Any], tries: int = 40) -> Numbers:
    """Read the open numbers until they are as wanted; return them."""
    for _ in range(tries):
        numbers = read_numbers(page)
        if is_so(numbers):
            return numbers
        page.wait_for_timeout(100)
    raise AssertionError("the numbers have not come")
