"""What several folders of tests share: the served course, the browser, and a visitor at a page.

The browser is here, not in `tests/browser/`, because the random walk needs the same one: Playwright can be
started once in a process.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import serve
from tests.browser.visit import NewPage, Recorder, Viewport, visitor

HERE = Path(__file__).parent
IN_A_BROWSER = {"browser": HERE / "browser", "monkey": HERE / "monkey"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs in a browser by its folder, and run it last.

    Last, because Playwright keeps an event loop running from its start to the end of the session,
    and because what is quick should fail first.
    """
    for item in items:
        for marker, folder in IN_A_BROWSER.items():
            if item.path.is_relative_to(folder):
                item.add_marker(marker)
    items.sort(key=lambda item: any(item.get_closest_marker(marker) for marker in IN_A_BROWSER))


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """The address of the course, served for the whole session."""
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of the session. That there is none is a failure, never a reason to skip."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """A function that brings a new visitor to an empty page; takes what `visitor` takes.

    At the end of the test every page must be free of errors and of requests to other hosts.
    """
    recorders: list[Recorder] = []

    def bring(viewport: Viewport = "desktop", *, dark: bool = False, locale: str = "en-US") -> Page:
        page = visitor(browser, viewport, dark=dark, locale=locale)
        recorders.append(Recorder(page))
        return page

    yield bring
    try:
        for recorder in recorders:
            recorder.assert_clean()
    finally:
        for recorder in recorders:
            recorder.page.context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A new visitor at 1440 x 900 in English."""
    return new_page()
