"""Who comes to a tab finds nothing of whoever was there before, and all that goes wrong is recorded."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import actions
from tests.browser.figures import open_figure
from tests.browser.visit import VIEWPORTS, Kind, Recorder, Visitors, open_page, visitor

KIND: Kind = ("tablet", False, "en-US")
LEFT = """async () => [
  document.documentElement.lang, document.title, location.search, history.state,
  ...[localStorage, sessionStorage].map(kept => Object.keys(kept).filter(name => !/^st/.test(name)).join()),
  document.cookie.replace(/_xsrf=[^;]+/, ""), innerWidth, document.querySelectorAll("button:hover").length,
  (await navigator.permissions.query({ name: "clipboard-read" })).state,
]"""
FOCUSED = "() => document.activeElement.outerHTML"


def test_nothing_of_the_last_visitor_is_left(browser: Browser, base_url: str) -> None:
    visitors = Visitors(browser, base_url)
    fresh = visitors.come(KIND)
    open_figure(fresh.page, "convolution")
    untouched = fresh.page.evaluate(LEFT)
    fresh.page.keyboard.press("Tab")
    first_stop = fresh.page.evaluate(FOCUSED)

    page = fresh.page
    open_figure(page, "convolution", lang="ko", stride=3)
    page.evaluate("() => { localStorage.here = 1; sessionStorage.here = 1; console.error('here'); }")
    page.context.grant_permissions(["clipboard-read"])
    page.context.new_page()
    page.set_viewport_size({"width": 700, "height": 700})
    page.route("**/*.js", lambda route: route.abort())
    page.mouse.move(350, 350)
    page.mouse.down()
    page.locator("input[type=range]").last.focus()
    visitors.go(KIND, fresh)

    again = visitors.come(KIND)
    assert again.page == page
    again.assert_clean()
    assert page.context.pages == [page]
    there = open_figure(page, "convolution")
    assert there.query["stride"] == "1"
    assert page.evaluate(LEFT) == untouched
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == first_stop
    assert page.viewport_size == dict(zip(("width", "height"), VIEWPORTS["tablet"], strict=True))
    again.page.context.close()


def set_clock(page: Page) -> None:
    page.clock.set_fixed_time(0)
    open_page(page, page.url)


def close_sidebar(page: Page) -> None:
    page.get_by_test_id("stSidebar").hover()
    page.locator(actions.COLLAPSE).click()
    page.locator(actions.EXPAND).wait_for()


@pytest.mark.parametrize("turn", [set_clock, close_sidebar])
def test_a_turned_tab_is_closed(browser: Browser, base_url: str, turn: Callable[[Page], None]) -> None:
    visitors = Visitors(browser, base_url)
    first = visitors.come(KIND)
    open_figure(first.page, "convolution")
    turn(first.page)
    visitors.go(KIND, first)
    assert first.page.is_closed()
    assert visitors.kept == {}


PLANTED = {
    "console_errors": "console.error('planted')",
    "page_errors": "new Promise(done => { setTimeout(() => { done(); throw new Error('planted'); }); })",
    "two_forms": "document.querySelector('h1').append('xyzzy은(는)')",
    "another_host": "fetch('http://other-host.invalid/').catch(() => {})",
}


@pytest.fixture
def own_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page whose record no fixture checks at the end."""
    page = visitor(browser, base_url)
    yield page
    page.context.close()


@pytest.mark.alike("script", keep=4)
@pytest.mark.parametrize("script", PLANTED.values(), ids=PLANTED)
def test_planted_fault_is_caught(own_page: Page, script: str) -> None:
    recorder = Recorder(own_page)
    open_page(own_page, "/")
    recorder.assert_clean()
    own_page.evaluate(script)
    own_page.wait_for_timeout(100)
    with pytest.raises(AssertionError):
        recorder.assert_clean()
