"""The record of what goes wrong behind a page is itself tested: each planted fault must be caught."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import Recorder, open_page, visitor

PLANTED = {
    "console_errors": "console.error('planted')",
    "page_errors": "new Promise(done => { setTimeout(() => { done(); throw new Error('planted'); }); })",
    "two_forms": "document.querySelector('h1').append('xyzzy은(는)')",
    "another_host": "fetch('http://other-host.invalid/').catch(() => {})",
}


@pytest.fixture
def own_page(browser: Browser) -> Iterator[Page]:
    """A page whose record no fixture checks at the end."""
    page = visitor(browser)
    yield page
    page.context.close()


@pytest.mark.alike("script", keep=4)
@pytest.mark.parametrize("script", PLANTED.values(), ids=PLANTED)
def test_planted_fault_is_caught(own_page: Page, base_url: str, script: str) -> None:
    recorder = Recorder(own_page)
    open_page(own_page, base_url)
    recorder.assert_clean()
    own_page.evaluate(script)
    own_page.wait_for_timeout(100)
    with pytest.raises(AssertionError):
        recorder.assert_clean()
