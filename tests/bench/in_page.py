"""A measured page: ms from a press to the frame that shows what it did, and how long its frames are."""

import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.visit import visitor

IN_PAGE = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8")
Act = Callable[[], object]
BETWEEN = 400  # ms between two moves: Python has answered the last one


def measured_visitor(browser: Browser, base_url: str) -> Page:
    """Return an empty page in which `bench` measures. Close its context in the end."""
    page = visitor(browser, base_url)
    page.context.add_init_script(IN_PAGE)
    return page


def painted(page: Page, event: str, act: Act, *, anything: bool = False) -> float:
    """Return ms from the event that `act` causes to the first frame that shows what it did."""
    what = {"type": event, "anything": anything}
    page.evaluate("what => { bench.last = bench.painted(what); }", what)
    act()
    return page.evaluate("bench.last")


def moves(page: Page, event: str, acts: Sequence[Act], *, anything: bool = False) -> list[float]:
    """Return how many ms each act took to be painted, but for the first two, which load what all have."""
    times: list[float] = []
    for act in acts:
        times.append(painted(page, event, act, anything=anything))
        page.wait_for_timeout(BETWEEN)
    return times[2:]


def p95(times: list[float]) -> float:
    """Return what 95 of 100 times were below."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]
