"""The picture half of the live network in a browser: hand a picture over, read the 28 x 28 numbers."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page

from cnn_core.network import feature_maps, load_weights
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import hands
from tests.browser.figures import Reading, grid, read_figure
from tests.browser.pictures import File

LESSON = "live-network"
SIDE = 28
ANSWERED = """words => {
  const roots = [...document.querySelectorAll("*")].map(one => one.shadowRoot).filter(Boolean);
  const said = roots.flatMap(root => [...root.querySelectorAll("[role=status]")]).map(one => one.textContent);
  return !said.some(text => words.includes(text));
}"""
CELLS = "table => [...table.querySelectorAll('[role=gridcell]')].map(cell => cell.textContent)"

Numbers = NDArray[np.float64]


def wait_for_answer(page: Page) -> Reading:
    """Wait until the page has stopped computing and return what it says then."""
    page.wait_for_function(ANSWERED, arg=[label("state.computing", language) for language in LANGUAGES])
    return read_figure(page)


def choose(page: Page, file: File) -> Reading:
    """Choose a file by the page's input."""
    page.locator("input[type=file]").set_input_files(file.payload())  # pyright: ignore[reportArgumentType]
    return wait_for_answer(page)


def open_numbers(page: Page, language: Language = "en") -> Locator:
    """Open the 28 x 28 numbers, where they stay open; return their grid."""
    table = grid(page, label("live.numbers", language))
    if not table.is_visible():
        hands.button(page, "live.open_numbers", language).click()
    return table


def close_numbers(page: Page, language: Language = "en") -> None:
    """Close the 28 x 28 numbers."""
    page.keyboard.press("Escape")
    grid(page, label("live.numbers", language)).wait_for(state="hidden")


def read_numbers(page: Page, language: Language = "en") -> Numbers:
    """Return the 28 x 28 numbers as they stand in the open grid."""
    texts: list[str] = open_numbers(page, language).evaluate(CELLS)
    assert len(texts) == SIDE * SIDE
    return np.array([float(text) for text in texts]).reshape(SIDE, SIDE)


def numbers_now(page: Page, language: Language = "en") -> Numbers:
    """Open the numbers, read them and close them."""
    numbers = read_numbers(page, language)
    close_numbers(page, language)
    return numbers


def digit_read(numbers: Numbers) -> int:
    """Return the digit that the shipped network reads in 28 x 28 numbers."""
    probabilities = feature_maps(numbers, load_weights("digits"), activation=True).probabilities
    assert probabilities is not None
    return int(probabilities.argmax())


def until_numbers(page: Page, is_so: Callable[[Numbers], Any], tries: int = 40) -> Numbers:
    """Read the open numbers until they are as wanted; return them."""
    for _ in range(tries):
        numbers = read_numbers(page)
        if is_so(numbers):
            return numbers
        page.wait_for_timeout(100)
    raise AssertionError("the numbers have not come")
