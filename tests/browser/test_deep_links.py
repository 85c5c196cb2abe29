"""Every address, cold and warm, on two screens: whole and quiet, nothing jumps, axe finds nothing to mend.

And a figure alone in a page of another origin: shown where that is allowed, refused where it is not.
"""

import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.catalog import HERE, LESSONS, PAGES
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import read_prose
from tests.browser import actions
from tests.browser.accessibility import covered, english_names, violations
from tests.browser.in_page import ask, function_of
from tests.browser.visit import NewPage, Viewport, visitor, wait_until_settled

pytestmark = pytest.mark.daily

ADDRESSES = ("/", *(lesson.address for lesson in PAGES))
WITHOUT_FIGURE = {"/note", "/classroom"}
ASKING = {*(lesson.address for lesson in LESSONS), "/gradient", "/training"}
# Screen, whether dark, and language: two of each lesson, and the others of the start and one lesson.
VISITS: tuple[tuple[Viewport, bool, Language], ...] = (("desktop", False, "en"), ("phone", True, "ko"))
OTHER_VISITS: tuple[tuple[Viewport, bool, Language], ...] = (("desktop", True, "ko"), ("phone", False, "en"))
# Of no unit: the part of the screen that moved times how far. Below 0.01 nobody sees it.
MOST_SHIFT = 0.01
ONE_LINE = 40  # px of a heading on a phone
LATE = 300  # ms after all is there, in which something could still jump

WATCH = f"({function_of('standing.watchShifts')})()"
SHIFTS = "shifts.reduce((sum, [, value]) => sum + value, 0)"  # of the whole visit
SIDEWAYS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map(one => one.scrollWidth - one.clientWidth)"""


def title_of(address: str, language: Language) -> str:
    """Return the heading of the page at this address."""
    if address == "/":
        return read_prose(HERE / "home" / f"{language}.md").title
    return next(lesson for lesson in PAGES if lesson.address == address).prose(language).title


def arrive(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function("() => window.painted !== null")
    wait_until_settled(page)
    page.wait_for_timeout(LATE)


def assert_whole(page: Page, address: str, language: Language, *, is_phone: bool) -> None:
    """Fail unless heading, title, language and layout of the page are right."""
    assert page.get_by_role("heading", level=1).all_text_contents() == [title_of(address, language)]
    assert title_of(address, language) in page.title()
    assert page.evaluate("document.documentElement.lang") == language
    assert page.get_by_role("alert").filter(has_text=label("state.failed", language)).count() == 0
    figure = page.locator(f"[data-figure={address[1:].replace('-', '_')}]")
    assert address in {"/", *WITHOUT_FIGURE} or figure.is_visible()
    assert page.evaluate(SHIFTS) < MOST_SHIFT, page.evaluate("[painted, shifts]")
    assert not is_phone or page.evaluate(SIDEWAYS) == [0, 0]
    assert ask(page, "standing.brokenWords") == []


@pytest.mark.alike("screen", "address", keep=5)
@pytest.mark.parametrize(
    ("address", "screen", "dark", "language"),
    [
        *((address, *visit) for address in ADDRESSES for visit in VISITS),
        *((address, *visit) for address in ("/", "/convolution") for visit in OTHER_VISITS),
    ],
)
def test_deep_link_is_whole_cold_and_warm(
    new_page: NewPage, address: str, screen: Viewport, dark: bool, language: Language
) -> None:
    page = new_page(screen, dark=dark, first=True)
    page.add_init_script(WATCH)
    for _ in ("cold", "warm"):
        arrive(page, f"{address}?lang={language}")
        assert_whole(page, address, language, is_phone=screen == "phone")
    assert list(violations(page)) == []
    assert covered(page) == []
    if language == "ko":
        assert english_names(page) == []
    if address in ASKING:  # at the end every particle in what is told must have been known
        actions.answer_all(page)
    if address in {lesson.address for lesson in LESSONS}:
        actions.guess(page)


def test_a_late_heading_of_two_lines_moves_nothing(new_page: NewPage) -> None:
    page = new_page("phone", first=True)
    page.add_init_script(WATCH)
    page.route("**/static/js/Html.*.js", lambda route: (time.sleep(1.5), route.continue_()))
    for address in ("/", "/why-cnn"):
        arrive(page, address)
        assert actions.box_of(page.locator(".lesson-heading"))["height"] > ONE_LINE
        assert page.evaluate(SHIFTS) < MOST_SHIFT, page.evaluate("[painted, shifts]")


@pytest.mark.parametrize(("locale", "language"), [("ko-KR", "ko"), ("fr-FR", "en")])
def test_first_language_is_the_browsers(new_page: NewPage, locale: str, language: Language) -> None:
    page = new_page(locale=locale, first=True)
    page.add_init_script(WATCH)
    arrive(page, "/")
    assert_whole(page, "/", language, is_phone=False)


def test_an_unknown_address_can_be_read_and_leads_home(browser: Browser, base_url: str) -> None:
    page = visitor(browser, base_url, "phone", locale="ko-KR")
    page.goto("/nope")
    assert list(violations(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name=label("state.go_home", "ko")).click()
    page.get_by_role("heading", name=title_of("/", "ko")).wait_for()
    page.context.close()


# It does what a learning platform does: the frame gets the height that it asks for.
AROUND = """<!doctype html><html lang="en"><title>Another page</title><main><h1>Another page</h1><script>
  const heights = [];
  addEventListener("message", ({ data }) => {
    if (data.subject !== "lti.frameResize") return;
    heights.push(data.height);
    document.querySelector("iframe").height = data.height;
  });
</script><iframe title="A figure" width="100%" height="300"></iframe>
<script>document.querySelector("iframe").src = location.search.slice(1);</script></main></html>"""
STORED = "[Object.keys(localStorage), Object.keys(sessionStorage)].flat()"
ROOM = "(main => main.scrollHeight - main.clientHeight)(document.querySelector('[data-testid=stMain]'))"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where another page is, which has in a frame whatever its address says."""
    folder = tmp_path_factory.mktemp("another")
    (folder / "index.html").write_text(AROUND, encoding="utf-8")
    served = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser: Browser, base_url: str) -> Iterator[Page]:
    """Of a reader of the other page."""
    reader = visitor(browser, base_url, knowing=False)
    yield reader
    reader.context.close()


def test_an_allowed_page_shows_the_figure_and_its_height(reader: Page, base_url: str, port: int) -> None:
    reader.goto(f"http://127.0.0.1:{port}/?{base_url}/convolution?stride=2&step=3&view=figure&lang=ko")
    inside = reader.frame_locator("iframe")
    expect(inside.locator(".stage")).to_be_visible(timeout=30_000)
    around = "[data-testid=stSidebar], .st-key-explain, .st-key-check, .predict, input[type=file]"
    expect(inside.locator(around).filter(visible=True)).to_have_count(0)
    frame = reader.frames[1]
    frame.wait_for_function(f"() => {ROOM} === 0")
    assert 400 < reader.evaluate("heights.at(-1)") < 900
    inside.get_by_role("button", name=label("play.next", "ko"), exact=True).first.click()
    frame.wait_for_function(
        "() => location.search.includes('step=4') && location.search.endsWith('view=figure')"
    )
    assert frame.evaluate(STORED) == []
    assert "language" not in {cookie.get("name") for cookie in reader.context.cookies()}
    assert list(violations(reader)) == []


@pytest.mark.parametrize("asked", ["live-network?view=figure", "convolution?"])
def test_other_frames_are_refused(reader: Page, base_url: str, port: int, asked: str) -> None:
    host = "localhost" if asked.endswith("figure") else "127.0.0.1"
    with reader.expect_event("console", lambda said: "frame-ancestors" in said.text):
        reader.goto(f"http://{host}:{port}/?{base_url}/{asked}")


def test_a_framed_figure_takes_no_pictures(reader: Page, base_url: str) -> None:
    reader.goto("/live-network?view=figure")
    picks = reader.locator(".picks")
    expect(picks.get_by_role("button")).to_have_text([label("live.samples", "en")])
    expect(reader.locator("input[type=file]")).to_have_count(0)


def test_the_menu_gives_the_line_of_html(reader: Page, base_url: str) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goto("/input-shape?view=mend&snippet=channels_last&view=figure")
    reader.get_by_role("button", name=label("out.menu", "en")).click()
    reader.get_by_role("menuitem", name=label("out.embed", "en")).click()
    expect(reader.get_by_role("menuitem", name=label("out.embed_copied", "en"))).to_be_visible()
    line = reader.evaluate("navigator.clipboard.readText()")
    reader.set_content(line)
    frame = reader.locator("iframe")
    address = urlsplit(frame.get_attribute("src") or "")
    assert address.path == "/input-shape"
    assert {"view=mend", "snippet=channels_last", "view=figure"} <= set(address.query.split("&"))
    assert int(frame.get_attribute("height") or 0) > 300
    assert frame.get_attribute("title")
