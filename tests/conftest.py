"""What several folders of tests share: the served course, the browser, and a visitor at a page.

The browser is here, not in `tests/browser/`, because the random walk needs the same one: Playwright can be
started once in a process.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from lessons.kit.i18n.language import LANGUAGES
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import serve
from tests.browser.visit import Kind, NewPage, Recorder, Viewport, Visitors, visitor
from tests.sample import IS_SAMPLE, SEED, left_out

# torch reads it as it begins. The tensors are tiny: threads that wait for each other made the sweeps 25 times
# slower on a busy machine.
os.environ["OMP_NUM_THREADS"] = "1"
HERE = Path(__file__).parent
IN_A_BROWSER = {"monkey": HERE / "monkey", "browser": HERE / "browser"}
collect_ignore = ["bench"]  # it holds no tests, and importing it for its docstrings takes seconds
FAILED = pytest.StashKey[bool]()


def pytest_report_header() -> str:
    """Say what `make test` chose by the day, so that a failure can be had again."""
    return f"chosen by SEED={SEED}; the same again: make test SEED={SEED}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write a line for every walk, also for a green one, whichever process has walked.

    It is here because the process that writes collects nothing, and so reads no conftest of a folder below.
    """
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if report.when == "call" and name == "walk":
                terminalreporter.write_line(f"walk, {value}")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let what takes a language, and names none, hold in both."""
    marks = metafunc.definition.iter_markers("parametrize")
    if "language" in metafunc.fixturenames and not any("language" in mark.args[0] for mark in marks):
        metafunc.parametrize("language", LANGUAGES)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what runs in a browser by its folder, and run it last, the long walks before all that is short.

    Last, because Playwright keeps an event loop running from its start to the end of the session,
    and because what is quick should fail first.
    """
    for item in items:
        for marker, folder in IN_A_BROWSER.items():
            if item.path.is_relative_to(folder):
                item.add_marker(marker)
    if IS_SAMPLE and (gone := {*left_out(items)}):
        config.hook.pytest_deselected(items=[*gone])
        items[:] = [item for item in items if item not in gone]
    items.sort(key=lambda item: ["", *IN_A_BROWSER].index(_marker(item)))


def _marker(item: pytest.Item) -> str:
    """Return by which marker a test runs in a browser, "" if it does not."""
    return next((marker for marker in IN_A_BROWSER if item.get_closest_marker(marker)), "")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note on a test that it has failed, for the fixtures that end after it."""
    report = yield
    item.stash[FAILED] = report.failed
    return report


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


@pytest.fixture(scope="session")
def visitors(browser: Browser, base_url: str) -> Visitors:
    """The visitors of the session, who share a few tabs one after another."""
    return Visitors(browser, base_url)


@pytest.fixture
def new_page(visitors: Visitors, request: pytest.FixtureRequest) -> Iterator[NewPage]:
    """A function that brings a new visitor to an empty page; takes what `visitor` takes.

    At the end of the test every page must be free of errors and of requests to other hosts.
    """
    here: list[tuple[Recorder, Kind | None]] = []

    def bring(
        viewport: Viewport = "desktop", *, dark: bool = False, locale: str = "en-US", first: bool = False
    ) -> Page:
        kind = (viewport, dark, locale)
        if first:
            alone = visitor(visitors.browser, visitors.base_url, viewport, dark=dark, locale=locale)
            recorder = Recorder(alone)
        else:
            recorder = visitors.come(kind)
        here.append((recorder, None if first else kind))
        return recorder.page

    yield bring
    good = False
    try:
        for recorder, _ in here:
            recorder.assert_clean()
        good = not request.node.stash.get(FAILED, False)
    finally:
        for recorder, kind in here:
            # Who knows in what state a failed test has left its page?
            if good and kind:
                visitors.go(kind, recorder)
            else:
                recorder.page.context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A new visitor at 1440 x 900 in English."""
    return new_page()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """The same on a phone, 390 x 844."""
    return new_page("phone")
