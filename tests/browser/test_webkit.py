"""Every page in WebKit, the engine of Safari and of iPhones: all figures come whole, and a step can be taken.

WebKitGTK stands in for Safari: `apt-get install webkit2gtk-driver xvfb`, as `.ci/run` does; without it these
tests are left out.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from selenium.webdriver.webkitgtk.webdriver import WebDriver

from lessons.catalog import PAGES
from lessons.kit.i18n.labels import label
from tests.browser.in_page import function_of
from tests.browser.visit import EVERYWHERE, SETTLED
from tests.sample import part_of

DRIVER, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
pytestmark = [
    pytest.mark.daily,
    pytest.mark.skipif(not (DRIVER and SCREEN), reason="there is no WebKitGTK on this machine"),
    pytest.mark.xdist_group("webkit"),  # one browser
    pytest.mark.filterwarnings("ignore:setting remote_server_addr"),  # what selenium asks of itself
]

ADDRESSES = ["/", *(page.address for page in PAGES)]
SIZES = ((390, 844), (1440, 900))  # its own bar keeps the narrow one at 447
NAME = re.compile(r"\w+(/\w+)?")
# No processor of graphics draws here, and CI is root in a container.
BARE = {
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
}
PATIENCE = 60  # seconds for a page
# A figure that has come has its name; one that failed says so.
COME = """const [settled, done] = arguments;
(async () => {
  await stand(() => {
    const hosts = everywhere(".stage-host");
    const waits = hosts.filter(one => !one.dataset.figure && !one.querySelector(":scope > .failed"));
    return document.querySelector(settled) && hosts.length && !waits.length
      ? hosts.map(one => `${one.dataset.figure} ${one.offsetHeight}`).join() : "";
  });
  const nameOf = one => one.querySelector(":scope > .failed")?.textContent ?? one.dataset.figure;
  return everywhere(".stage-host").map(nameOf);
})().then(done, error => done([String(error)]));"""


# The button that takes a step, on or back, and what the figure says then.
STEP = """return everywhere(".transport button:not([aria-disabled=true])").find(
  one => [...arguments].includes(one.ariaLabel) && one.checkVisibility());"""
SAID = "return [location.search, everywhere('.sentence .now').map(one => one.textContent).join()]"


@pytest.fixture(scope="module")
def webkit() -> Iterator[WebDriver]:
    assert SCREEN is not None
    command = [SCREEN, "-displayfd", "1", "-screen", "0", "1600x1000x24"]
    with ExitStack() as ending:
        screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        ending.callback(ending.enter_context(screen).terminate)
        assert screen.stdout is not None
        display = screen.stdout.readline().strip()
        driver = WebDriver(Options(), Service(env={**os.environ, **BARE, "DISPLAY": f":{display}"}))
        ending.callback(driver.quit)
        driver.set_page_load_timeout(PATIENCE)
        driver.set_script_timeout(PATIENCE)
        yield driver


@pytest.mark.parametrize("address", ADDRESSES)
def test_all_figures_come_in_safaris_engine(webkit: WebDriver, base_url: str, address: str) -> None:
    for width, height in part_of(SIZES, 1):
        webkit.set_window_rect(0, 0, width, height)
        webkit.get(f"{base_url}{address}?lang=ko")
        webkit.execute_script(EVERYWHERE)
        figures = webkit.execute_async_script(COME, SETTLED)
        assert figures == [name for name in figures if NAME.fullmatch(name)] != []
        assert webkit.execute_script(f"return ({function_of('widths.cutOff')})()") == []
    if button := webkit.execute_script(STEP, label("play.next", "ko"), label("play.back", "ko")):
        before = webkit.execute_script(SAID)
        button.click()
        WebDriverWait(webkit, PATIENCE).until(lambda now: now.execute_script(SAID)[0] != before[0])
        assert webkit.execute_script(SAID)[1] != before[1]
