"""A visitor at a page, a record of all that goes wrong behind it, and visitors one after another in a tab.

A tab that has the course open is quicker (`again.js`).
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Literal, Protocol
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from lessons.catalog import PAGES
from lessons.kit.figure import figure
from lessons.kit.i18n.korean_particles import PAIRS
from tests.browser.in_page import script_of

Viewport = Literal["desktop", "tablet", "phone"]
VIEWPORTS: dict[Viewport, tuple[int, int]] = {
    "desktop": (1440, 900),
    "tablet": (1024, 768),
    "phone": (390, 844),
}
SETTLED = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
# On a deep link Streamlit looks for itself below the page before it looks at the root.
STREAMLIT_PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
TRACEBACK = "[data-testid=stException]"
# Before its script runs for the first time a page is as settled as after it: its heading tells them apart.
OPENED = f"{SETTLED} .lesson-heading h1"
REMEMBERED = figure.address_of("kit/dom/storage.js")
# A Korean particle in both its forms: nobody knew how the word before it is read.
FORMS = [forms for pair in PAIRS.values() for forms in (pair, pair[::-1])]
TWO_FORMS = re.compile(
    "|".join([*(rf"{one}(?:\({other}\)|/{other}\b)" for one, other in FORMS), r"\(으\)로"])
)
# A visitor who has had the first minute of every lesson and has all its settings open.
ALL = json.dumps({lesson.name: True for lesson in PAGES}, separators=(",", ":"))
KNOWING = f"for (const what of ['more', 'minute']) localStorage[`cnn.course.${{what}}`] = '{ALL}';"
# Not again after a reload, and not yet on a blank page, which stores nothing.
ONCE = f"if (origin !== 'null' && name !== 'knowing') {{ name = 'knowing'; {KNOWING} }}"
# In every page, as globals.
GLOBALS = "Object.assign(globalThis, { roots, everywhere, nextFrame, stand });"
EVERYWHERE = f"{{ {script_of('everywhere')} {GLOBALS} }}"
WORDS = """() => roots().map(root => (root.body ?? root).textContent).join("\\n")"""


# A blank page has no address that a path could stand at.
AGAIN_AT = """([url, remembered]) => origin !== "null"
  && (window.again?.open(new URL(url, location.href).href, remembered) ?? false)"""


def go_to(page: Page, url: str) -> None:
    """Load `url`, or a path; in a tab of `Visitors` where the course is open, start it anew there instead."""
    if not page.evaluate(AGAIN_AT, [url, REMEMBERED]):
        page.goto(url)


def open_page(page: Page, url: str) -> None:
    """Go to `url` and wait until Streamlit has connected and the page's script has run to its end."""
    go_to(page, url)
    wait_until_settled(page)


def open_stage(page: Page, name: str, **query: object) -> Locator:
    """Open the page of a figure and wait for its stage; return the figure."""
    path = "/" if name == "home" else f"/{name.replace('_', '-')}"
    open_page(page, f"{path}?{urlencode(query)}")
    figure = page.locator(f"[data-figure={name}]")
    figure.locator(".stage").wait_for()
    return figure


def wait_until_settled(page: Page) -> None:
    """Wait until the server has no more to say about the page as it is."""
    page.wait_for_selector(OPENED, state="attached")


def visitor(
    browser: Browser,
    base_url: str,
    viewport: Viewport = "desktop",
    *,
    dark: bool = False,
    locale: str = "en-US",
    knowing: bool = True,
) -> Page:
    """Return an empty page of somebody of whom nothing is known. Close its context in the end.

    Args:
        browser: what to open it in.
        base_url: where the course is, of which the page then opens paths.
        viewport: the size of the screen.
        dark: whether the visitor's system is set to dark.
        locale: the language the browser asks for, such as "ko-KR".
        knowing: whether all settings of every lesson are open and its first minute is over.
    """
    width, height = VIEWPORTS[viewport]
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        has_touch=viewport == "phone",
        color_scheme="dark" if dark else "light",
        locale=locale,
    )
    context.add_init_script(EVERYWHERE)
    if knowing:
        context.add_init_script(ONCE)
    return context.new_page()


class NewPage(Protocol):
    """Brings a new visitor to an empty page: the `visitor` of one test.

    first: whether nobody was at this tab before and nobody will be: for who must load everything anew, and
    for what stays in a tab for good, such as an init script.
    """

    def __call__(
        self,
        viewport: Viewport = "desktop",
        *,
        dark: bool = False,
        locale: str = "en-US",
        first: bool = False,
    ) -> Page:
        """Return the page, recorded from its first request to the end of the test."""
        ...


@dataclass
class Recorder:
    """Everything a page does that no visitor should meet; listens from the moment it is made."""

    page: Page
    console_errors: list[str] = field(default_factory=list[str])
    page_errors: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.page.on("console", self._hear_console)
        self.page.on("pageerror", lambda error: self.page_errors.append(str(error)))

    def forget(self) -> None:
        """Begin anew, as for another visitor."""
        for heard in (self.console_errors, self.page_errors):
            heard.clear()

    def assert_clean(self) -> None:
        """Fail unless the page is free of errors, tracebacks and requests to other hosts.

        Those the browser refuses by the course's policy, which says so in the console. Playwright's own word
        of every request would cost a tenth of the time in which a page opens.
        """
        assert self.page_errors == [], self.page_errors
        assert self.console_errors == [], self.console_errors
        assert self.page.locator(TRACEBACK).count() == 0
        assert TWO_FORMS.findall(self.page.evaluate(WORDS)) == []

    def _hear_console(self, message: ConsoleMessage) -> None:
        where = message.location["url"]
        if message.type == "error" and not STREAMLIT_PROBE.search(urlsplit(where).path):
            self.console_errors.append(f"{message.text} ({where})")


Kind = tuple[Viewport, bool, str]  # screen, whether dark, language of the browser
MOST_KEPT = 3  # tabs that wait for the next of their kind: each is a process
AGAIN = Path(__file__).with_name("again.js")
# Of this site, so that the tab keeps its process, and with nothing on it.
EMPTY = "/_stcore/health"
LEAVE = "remembered => window.again?.leave(remembered) ?? false"
CLEAR = "localStorage.clear(); sessionStorage.clear(); history.replaceState(null, '', '/');"
FORGET = f"() => {{ {CLEAR} {KNOWING} }}"
PLAYWRIGHTS_TIMEOUT = 30_000
COLLAPSED = "document.querySelector('[data-testid=stSidebar]')?.dataset.collapsed"
CLOCKS_APART = 10  # s between this machine's clock and a tab's, from which on a test has set that one


@dataclass
class Visitors:
    """The visitors of a session, each of whom finds his tab as if nobody had been there before."""

    browser: Browser
    base_url: str
    kept: dict[Kind, Recorder] = field(default_factory=dict[Kind, Recorder])

    def come(self, kind: Kind) -> Recorder:
        """Return an empty page of a visitor, with the record of it: one that is kept, else a new one."""
        if kind in self.kept:
            return self.kept.pop(kind)
        viewport, dark, locale = kind
        page = visitor(self.browser, self.base_url, viewport, dark=dark, locale=locale)
        page.context.add_init_script(path=AGAIN)
        return Recorder(page)

    def go(self, kind: Kind, recorder: Recorder) -> None:
        """Leave a page to the next visitor of this kind, with nothing of the last one.

        A clock that was set stays in a tab for good, and so does a sidebar that was opened or closed: such a
        tab is closed, and so is one that has gone to another server.
        """
        page, context = recorder.page, recorder.page.context
        width, height = VIEWPORTS[kind[0]]
        page.set_viewport_size({"width": width, "height": height})
        has_own_clock = abs(page.evaluate("Date.now()") / 1000 - time()) > CLOCKS_APART
        is_turned = page.evaluate(COLLAPSED) == ("false" if kind[0] == "phone" else "true")
        is_elsewhere = not page.url.startswith(self.base_url)
        if has_own_clock or is_turned or is_elsewhere:
            context.close()
            return
        for other in context.pages:
            if other != page:
                other.close()
        page.unroute_all()
        page.set_default_timeout(PLAYWRIGHTS_TIMEOUT)
        if not page.evaluate(LEAVE, REMEMBERED):
            page.goto(EMPTY)
        page.evaluate(FORGET)
        context.clear_cookies()
        context.clear_permissions()
        page.mouse.up()
        page.mouse.move(0, 0)
        recorder.forget()
        while len(self.kept) >= MOST_KEPT:
            self.kept.pop(next(iter(self.kept))).page.context.close()
        self.kept[kind] = recorder
