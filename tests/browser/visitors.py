"""Visitors one after another in the same few tabs: a tab that has the course open is quicker (`again.js`)."""

from dataclasses import dataclass, field
from pathlib import Path
from time import time

from playwright.sync_api import Browser

from tests.browser.visit import KNOWING, REMEMBERED, VIEWPORTS, Recorder, Viewport, visitor

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
        page = visitor(self.browser, viewport, dark=dark, locale=locale)
        page.context.add_init_script(path=AGAIN)
        return Recorder(page)

    def go(self, kind: Kind, recorder: Recorder) -> None:
        """Leave a page to the next visitor of this kind, with nothing of the last one.

        A clock that was set stays in a tab for good, and so does a sidebar that was opened or closed: such a
        tab is closed.
        """
        page, context = recorder.page, recorder.page.context
        width, height = VIEWPORTS[kind[0]]
        page.set_viewport_size({"width": width, "height": height})
        has_own_clock = abs(page.evaluate("Date.now()") / 1000 - time()) > CLOCKS_APART
        is_turned = page.evaluate(COLLAPSED) == ("false" if kind[0] == "phone" else "true")
        if has_own_clock or is_turned:
            context.close()
            return
        for other in context.pages:
            if other != page:
                other.close()
        page.unroute_all()
        page.set_default_timeout(PLAYWRIGHTS_TIMEOUT)
        if not page.evaluate(LEAVE, REMEMBERED):
            page.goto(self.base_url + EMPTY)
        page.evaluate(FORGET)
        context.clear_cookies()
        context.clear_permissions()
        page.mouse.up()
        page.mouse.move(0, 0)
        recorder.forget()
        while len(self.kept) >= MOST_KEPT:
            self.kept.pop(next(iter(self.kept))).page.context.close()
        self.kept[kind] = recorder
