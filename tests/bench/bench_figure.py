"""How fast the convolution figure answers, beside a st.slider + st.pyplot page: prints, asserts nothing.

    python -m tests.bench.bench_figure

Both pages are measured in the same run on the same machine: absolute times wander, the ratios hold.
"""

import gzip
import statistics
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response, WebSocket, sync_playwright

from lessons.kit.figure import assets
from tests.bench.naive_server import serve_naive
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import serve
from tests.browser.visit import ONCE, wait_until_settled

IN_PAGE = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8")
HERE_AND_BACK = ("ArrowRight", "ArrowLeft")
FIRST = "() => Number.isFinite(bench.first)"


@dataclass
class Candidate:
    """One of the two pages: where it is, and where its hands go."""

    serve: Callable[[], AbstractContextManager[str]]
    path: str
    moves: int
    pause: int  # ms between two moves: long enough for the server to have answered the last one
    play: int  # ms for which it is watched playing


OURS = Candidate(serve, "/convolution?kernel_size=3&stride=1&padding=1&bias=1&step=23", 30, 300, 4000)
NAIVE = Candidate(serve_naive, "/", 8, 600, 8000)


@dataclass
class Traffic:
    """The bytes of one visit."""

    http: int = 0
    websocket: int = 0
    own_raw: int = 0
    own_packed: int = 0
    waiting: list[Response] = field(default_factory=list[Response])
    is_over: bool = False

    def listen(self, page: Page) -> None:
        page.on("response", self._hear_response)
        page.on("websocket", self._hear_websocket)

    def _hear_response(self, response: Response) -> None:
        if not self.is_over:
            self.waiting.append(response)

    def _hear_websocket(self, websocket: WebSocket) -> None:
        websocket.on("framereceived", self._count)

    def _count(self, frame: str | bytes) -> None:
        self.websocket += 0 if self.is_over else len(frame)

    def settle(self) -> None:
        """Count what has come, once the page is still: bodies cannot be read while they arrive."""
        for response in self.waiting:
            if response.status != 200:
                continue
            self.http += response.request.sizes()["responseBodySize"]
            path = urlsplit(response.url).path
            if path.startswith((assets.PREFIX, "/media/")):
                body = response.body()
                self.own_raw += len(body)
                self.own_packed += min(len(gzip.compress(body, 9)), len(body))
        self.waiting.clear()
        self.is_over = True


def new_visitor(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    context.add_init_script(IN_PAGE)
    context.add_init_script(ONCE)
    return context


def first_paint(page: Page, address: str) -> float:
    page.goto(address)
    page.wait_for_function(FIRST)
    wait_until_settled(page)
    return page.evaluate("bench.first")


def painted(page: Page, event: str, act: Callable[[], None], *, anything: bool = False) -> float:
    """Return ms from the event that `act` causes to the first frame that shows what it did."""
    what = {"type": event, "anything": anything}
    page.evaluate("what => { bench.last = bench.painted(what); }", what)
    act()
    return page.evaluate("bench.last")


def slider_moves(page: Page, name: str, moves: int, pause: int) -> list[float]:
    page.get_by_role("slider", name=name).first.focus()  # Streamlit says the name of its own twice
    times: list[float] = []
    for move in range(moves + 2):
        key = HERE_AND_BACK[move % 2]
        times.append(painted(page, "keydown", lambda key=key: page.keyboard.press(key)))
        page.wait_for_timeout(pause)
    return times[2:]  # the first two also load what every later one has


def hovers(page: Page, moves: int) -> list[float]:
    cells = page.get_by_role("grid", name="Kernel", exact=True).get_by_role("gridcell")
    places = [cells.nth(at).bounding_box() for at in (0, 8)]
    times: list[float] = []
    for move in range(moves + 2):
        box = places[move % 2]
        assert box

        def act(x: float = box["x"] + box["width"] / 2, y: float = box["y"] + box["height"] / 2) -> None:
            page.mouse.move(x, y)

        times.append(painted(page, "pointerover", act, anything=True))
        page.wait_for_timeout(60)
    return times[2:]


def play(page: Page, which: Candidate) -> dict[str, Any]:
    if which is OURS:
        page.get_by_role("combobox", name="Speed").select_option("4")
        page.get_by_role("button", name="First step", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).click()
    watched: dict[str, Any] = page.evaluate(f"bench.frames({which.play})")
    return watched | {"seconds": which.play / 1000}


def measure(browser: Browser, which: Candidate) -> dict[str, Any]:
    """Return everything measured on one page."""
    found = dict[str, Any]()
    with which.serve() as base_url:
        address = base_url + which.path
        first = new_visitor(browser)
        found["cold"] = first_paint(first.new_page(), address)
        first.close()
        context = new_visitor(browser)
        page, traffic = context.new_page(), Traffic()
        traffic.listen(page)
        found["warm"] = first_paint(page, address)
        traffic.settle()
        found["again"] = first_paint(page, address)
        page.wait_for_timeout(500)
        found["shift"] = page.evaluate("bench.shift")
        found["slider"] = slider_moves(page, "Kernel size", which.moves, which.pause)
        if which is OURS:
            found["hover"] = hovers(page, which.moves)
        else:
            found["hover"] = slider_moves(page, "Step", which.moves, which.pause)
        found |= play(page, which) | {"traffic": traffic}
        context.close()
    return found


def p95(times: list[float]) -> float:
    return sorted(times)[round(0.95 * (len(times) - 1))]


def rows_of(found: dict[str, Any]) -> dict[str, float]:
    """Return the table's numbers of one page by their row."""
    gaps, results, traffic = found["gaps"], found["results"], found["traffic"]
    between = [after - before for before, after in pairwise(results)] or [float("nan")]
    return {
        "slider -> painted, median, ms": statistics.median(found["slider"]),
        "slider -> painted, p95, ms": p95(found["slider"]),
        "another cell -> painted, median, ms (a)": statistics.median(found["hover"]),
        "another cell -> painted, p95, ms (a)": p95(found["hover"]),
        "steps a second while playing (b)": len(results) / found["seconds"],
        "longest wait for a step, ms (b)": max(between),
        "frames a second while playing (c)": 1000 * len(gaps) / sum(gaps),
        "longest frame while playing, ms (c)": max(gaps),
        "first paint, server just started, ms": found["cold"],
        "first paint, empty cache, ms": found["warm"],
        "first paint, filled cache, ms": found["again"],
        "layout shift of a visit": found["shift"],
        "own files or pictures, KB": traffic.own_raw / 1000,
        "own files or pictures, gzip, KB": traffic.own_packed / 1000,
        "first visit over HTTP, KB": traffic.http / 1000,
        "first visit over the websocket, KB": traffic.websocket / 1000,
    }


def print_table(ours: dict[str, float], naive: dict[str, float]) -> None:
    print(f"{'':44}{'ours':>10}{'naive':>10}{'naive / ours':>14}")
    for row, value in ours.items():
        ratio = f"{naive[row] / value:.2f}" if value else "-"
        print(f"{row:44}{value:>10.4g}{naive[row]:>10.4g}{ratio:>14}")
    print(
        "\n(a) ours: the pointer on another weight; naive, which has no such thing: its slider for the step"
        "\n(b) ours at 4x, which asks for 6.7 steps a second; naive as fast as it can"
        "\n(c) of the page, whether or not a frame shows another step: naive draws its steps on the server"
    )


def main() -> None:
    """Measure both pages, ours first."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        ours, naive = (rows_of(measure(browser, which)) for which in (OURS, NAIVE))
        browser.close()
    print_table(ours, naive)


if __name__ == "__main__":
    main()
