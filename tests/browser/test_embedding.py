"""A figure alone in a page of another origin: shown where that is allowed, refused where it is not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.kit.i18n.labels import label
from tests.browser.accessibility import violations
from tests.browser.visit import visitor

# It does what a learning platform does: the frame gets the height that it asks for.
AROUND = """<!doctype html><html lang="en"><title>Another page</title><main><h1>Another page</h1><script>
  const heights = [];
  addEventListener("message", ({{ data }}) => {{
    if (data.subject !== "lti.frameResize") return;
    heights.push(data.height);
    document.querySelector("iframe").height = data.height;
  }});
</script><iframe src="{}" title="A figure" width="100%" height="300"></iframe></main></html>"""
STORED = "[Object.keys(localStorage), Object.keys(sessionStorage)].flat()"
ROOM = (
    "(([main]) => main.scrollHeight - main.clientHeight)(document.querySelectorAll('[data-testid=stMain]'))"
)


class _Around(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(AROUND.format(unquote(urlsplit(self.path).query)).encode())

    def log_message(self, *_said: object, **_named: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where another page is, which has in a frame whatever its address says."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Around)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    """Of a reader of the other page."""
    page = visitor(browser, base_url, knowing=False)
    yield page
    page.context.close()


def test_an_allowed_page_shows_the_figure_and_hears_its_height(page: Page, base_url: str, port: int) -> None:
    page.goto(f"http://127.0.0.1:{port}/?{base_url}/convolution?stride=2&step=3&view=figure&lang=ko")
    inside = page.frame_locator("iframe")
    expect(inside.locator(".stage")).to_be_visible(timeout=30_000)
    for around in (
        "[data-testid=stSidebar]",
        ".st-key-explain",
        ".st-key-check",
        ".predict",
        "input[type=file]",
    ):
        expect(inside.locator(f"{around}:visible")).to_have_count(0)
    frame = page.frames[1]
    frame.wait_for_function(f"{ROOM} === 0")
    assert 400 < page.evaluate("heights.at(-1)") < 900
    inside.get_by_role("button", name=label("play.next", "ko"), exact=True).first.click()
    frame.wait_for_function("location.search.includes('step=4') && location.search.endsWith('view=figure')")
    assert frame.evaluate(STORED) == []
    assert "language" not in {cookie.get("name") for cookie in page.context.cookies()}
    assert list(violations(page)) == []


@pytest.mark.parametrize("asked", ["live-network?view=figure", "convolution?"])
def test_any_other_page_is_refused_and_a_whole_page_everywhere(
    page: Page, base_url: str, port: int, asked: str
) -> None:
    host = "localhost" if asked.endswith("figure") else "127.0.0.1"
    with page.expect_event("console", lambda said: "frame-ancestors" in said.text):
        page.goto(f"http://{host}:{port}/?{base_url}/{asked}")


def test_a_framed_figure_takes_no_pictures(page: Page, base_url: str) -> None:
    page.goto("/live-network?view=figure")
    picks = page.locator(".picks")
    expect(picks.get_by_role("button")).to_have_text([label("live.samples", "en")])
    expect(page.locator("input[type=file]")).to_have_count(0)


def test_the_menu_gives_the_line_of_html(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/input-shape?view=mend&snippet=channels_last&view=figure")
    page.get_by_role("button", name=label("out.menu", "en")).click()
    page.get_by_role("menuitem", name=label("out.embed", "en")).click()
    expect(page.get_by_role("menuitem", name=label("out.embed_copied", "en"))).to_be_visible()
    line = page.evaluate("navigator.clipboard.readText()")
    page.set_content(line)
    frame = page.locator("iframe")
    address = urlsplit(frame.get_attribute("src") or "")
    assert address.path == "/input-shape"
    assert {"view=mend", "snippet=channels_last", "view=figure"} <= set(address.query.split("&"))
    assert int(frame.get_attribute("height") or 0) > 300
    assert frame.get_attribute("title")
