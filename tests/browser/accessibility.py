"""What a page owes whoever reads it by ear or by key: axe-core's rules (WCAG 2.2 A and AA), and ours."""

from collections.abc import Iterator
from typing import Any, cast

from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Page

from tests.browser.in_page import ask

# Names around the figures that no Korean is in; within the figures, in their shadows, PyTorch has names too.
ENGLISH = """() => [...document.querySelectorAll("[aria-label], [data-testid=stSkipToContent]")]
  .map(one => one.getAttribute("aria-label") ?? one.textContent)
  .filter(name => /[A-Za-z]/.test(name) && !/[가-힣]/.test(name))"""


def english_names(page: Page) -> list[str]:
    """Return the names of parts around the figures in which no Korean is."""
    return page.evaluate(ENGLISH)


def violations(page: Page) -> Iterator[str]:
    """Say what axe finds, the rule and the elements that break it; and names without the words they show."""
    report = cast("dict[str, list[dict[str, Any]]]", Axe().run(page).response)
    for found in report["violations"]:
        for node in found["nodes"]:
            yield f"{found['id']}: {found['help']}: {node['html'][:200]}"
    yield from misnamed(page)
    for broken in page.locator("[aria-hidden='']").all():
        yield f"aria-hidden without a value hides nothing: {broken.evaluate('one => one.outerHTML')[:200]}"


def covered(page: Page) -> list[str]:
    """Say which controls a press would miss at a corner or in the middle, and what it would hit instead."""
    return ask(page, "covering.covered")


def misnamed(page: Page) -> list[str]:
    """Say which names do not hold what is written on what they name."""
    return ask(page, "covering.misnamed")
