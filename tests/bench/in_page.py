"""A measured page: ms from a press to the frame that shows what it did."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Browser, CDPSession, Page

from tests.browser import actions
from tests.browser.visit import visitor

IN_PAGE = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8")
Act = Callable[[], object]
MOVES = 14  # the CPU of a server is counted in hundredths of a second
PAUSE = 700  # ms: the hand rests, Python has answered
BETWEEN = 400  # ms between two moves: Python has answered the last one


def measured_visitor(browser: Browser, base_url: str) -> Page:
    """Return an empty page in which `bench` measures. Close its context in the end."""
    page = visitor(browser, base_url)
    page.context.add_init_script(IN_PAGE)
    return page


def painted(page: Page, event: str, act: Act) -> float:
    """Return ms from the event that `act` causes to the first frame that shows what it did."""
    page.evaluate("type => { bench.last = bench.painted(type); }", event)
    act()
    return page.evaluate("bench.last")


def main_thread(session: CDPSession) -> float:
    """Return the seconds that a page's main thread has worked since this was first asked."""
    metrics = cast("dict[str, Any]", session.send("Performance.getMetrics"))
    return next(each["value"] for each in metrics["metrics"] if each["name"] == "TaskDuration")


def presses_of(page: Page) -> Iterator[tuple[float, float]]:
    """Press the figure's first + or −, whichever can be, and the other one by turns.

    Yields ms until painted, and ms of the main thread for this move and its rest.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    ends = page.locator(".stage .stepper:visible")
    first = next(end for end in ends.all()[:2] if end.get_attribute("aria-disabled") == "false")
    other = ends.nth(1 if first.get_attribute("aria-label") == ends.nth(0).get_attribute("aria-label") else 0)
    for end in (first, other) * (MOVES // 2 + 1):
        end.focus()  # before the clock runs: a focus is painted, and to find it is not the page's work
        worked = main_thread(session)
        time_taken = painted(page, "click", lambda: page.keyboard.press("Enter"))
        page.wait_for_timeout(PAUSE)
        yield time_taken, 1000 * (main_thread(session) - worked)


def drags_of(page: Page) -> Iterator[float]:
    """Drag a slider to and fro between two values, a setting's if there is one: yields ms until painted.

    A drag reaches a page at the beginning of a frame, whatever the page does; a press waits for the next
    one, 8 ms on average.
    """
    sliders = page.locator(".stage input[type=range]:visible")
    track = sliders.nth(min(1, sliders.count() - 1))  # the first is that of the steps
    track.scroll_into_view_if_needed()
    value, low, high = track.evaluate("range => [range.value, range.min, range.max].map(Number)")
    other = value + 1 if value < high else value - 1
    box = actions.box_of(track)

    def drag_to(to: float) -> None:
        page.mouse.move(actions.across(box, (to - low) / (high - low)), box["y"] + box["height"] / 2)

    drag_to(value)
    page.mouse.down()
    for to in (other, value) * (MOVES // 2 + 1):
        yield painted(page, "input", partial(drag_to, to))
        page.wait_for_timeout(BETWEEN)
    page.mouse.up()
