"""Every page in six of the sizes, themes and languages, as pictures to look at: `make screenshots`.

`python -m tests.browser.screenshots convolution live-network` takes those two pages only.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser

from lessons.catalog import PAGES
from tests.browser.server import ROOT, serve_and_browse
from tests.browser.visit import VIEWPORTS, Recorder, Viewport, open_page, visitor

FOLDER = ROOT / "screenshots"
# The name a picture ends in: the screen, whether it is dark, and the language.
VARIANTS: dict[str, tuple[Viewport, bool, str]] = {
    "1440": ("desktop", False, "en"),
    "1024": ("tablet", False, "en"),
    "390": ("phone", False, "en"),
    "dark": ("desktop", True, "en"),
    "ko": ("desktop", False, "ko"),
    "390-ko": ("phone", False, "ko"),
}
# Pixels of a figure that is drawn after its modules have loaded: nothing else tells that it is done.
DRAWN_MILLISECONDS = 1500
CONTENT_HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"


def take(browser: Browser, base_url: str, address: str, variant: str) -> None:
    """Write the screen as it opens, and beside it the whole page from top to end."""
    viewport, dark, language = VARIANTS[variant]
    page = visitor(browser, base_url, viewport, dark=dark)
    recorder = Recorder(page)
    open_page(page, f"{address}?lang={language}")
    page.wait_for_timeout(DRAWN_MILLISECONDS)
    name = f"{address.strip('/') or 'home'}-{variant}"
    page.screenshot(path=FOLDER / f"{name}.png")

    width, height = VIEWPORTS[viewport]
    page.set_viewport_size({"width": width, "height": max(height, int(page.evaluate(CONTENT_HEIGHT)))})
    page.wait_for_timeout(DRAWN_MILLISECONDS)
    page.screenshot(path=FOLDER / f"{name}-whole.png")
    recorder.assert_clean()
    page.context.close()
    print(FOLDER.name, f"{name}.png", sep="/")


def main(wanted: list[str]) -> None:
    """Take the pages named in `wanted`, or all of them into an empty folder."""
    addresses = ["/" + name for name in wanted] or ["/", *(lesson.address for lesson in PAGES)]
    if not wanted:
        shutil.rmtree(FOLDER, ignore_errors=True)
    Path(FOLDER).mkdir(exist_ok=True)
    with serve_and_browse() as (browser, base_url):
        for address in addresses:
            for variant in VARIANTS:
                take(browser, base_url, address, variant)


if __name__ == "__main__":
    main(sys.argv[1:])
