"""Under the finger: what a figure does at once with a setting lays the page out once at most."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from lessons.catalog import LESSONS, lesson
from tests.browser.visit import open_page

COUNTING = Path(__file__).with_name("layouts.js").read_text(encoding="utf-8")
FORCED_BY_LINKS = """async () => {
  const found = [];
  for (const link of document.querySelectorAll('[data-testid=stMain] a[href^="?"]')) {
    const forced = await layoutsForcedBy(() => link.click());
    if (forced.length > 1) found.push([link.getAttribute("href"), ...forced]);
  }
  return found;
}"""


@pytest.mark.alike("name", keep=3)
@pytest.mark.parametrize("name", [lesson.name for lesson in LESSONS])
def test_a_setting_forces_at_most_one_layout(page: Page, base_url: str, name: str) -> None:
    open_page(page, f"{base_url}{lesson(name).address}")
    page.locator(".stage").first.wait_for()
    page.evaluate(COUNTING)
    assert page.evaluate(FORCED_BY_LINKS) == []
