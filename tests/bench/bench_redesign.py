"""What a move costs in the browser, on the wire and on the server, beside the same of an earlier commit.

    python -m tests.bench.bench_redesign [COMMIT] [LESSON ...]

Prints, asserts nothing. Both versions are served and measured in the same run: absolute times wander, the
ratios hold. What Python is asked is measured by links of the text, which set any state on every lesson and in
both versions alike; what a hand waits for by the two buttons that set a number.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from playwright.sync_api import Browser, CDPSession, Page, Request, Response, WebSocket, sync_playwright

from tests.bench.bench_figure import painted
from tests.bench.clients import Exchange, p95_of_clients
from tests.bench.process_time import cpu_seconds
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import ROOT, serve
from tests.browser.visit import ONCE, open_page

BEFORE = "06bbcb4"
IN_PAGE = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8")
ALONE = ThreadPoolExecutor(1)  # beside the event loop of Playwright
MOVES = 12
PAUSE = 700  # ms: the hand rests, Python has answered
# What each lesson's figure is set to, one combination after the other: no answer is asked for twice.
SETTINGS: dict[str, dict[str, Sequence[int]]] = {
    "convolution": {"stride": (1, 2), "padding": (0, 1), "kernel_size": (2, 3), "bias": (0, 1)},
    "maxpool2d": {"stride": (1, 2), "padding": (0, 1), "kernel_size": (2, 3), "dilation": (1, 2)},
    "conv2d": {"stride": (1, 2), "padding": (0, 1), "out_channels": (2, 3), "in_channels": (1, 2)},
    "output_size": {"stride": (1, 2), "padding": (0, 1), "kernel_size": (2, 3), "dilation": (1, 2)},
    "neuron": {"bias": range(1, 9), "row": (0, 1)},
    "pooling": {"stride": (1, 2), "kernel_size": (2, 3), "shift": range(4)},
    "live_network": {"map": range(1, 6), "bias": (0, 1, 2)},
}
LINK = """query => {
  const link = document.body.appendChild(document.createElement("a"));
  link.href = "?" + query;
  link.click();
  link.remove();
}"""


@dataclass
class Wire:
    """The bytes that a page has received since it was last looked at, and what it has asked for."""

    socket: int = 0
    answers: list[int] = field(default_factory=list[int])
    sent: list[bytes] = field(default_factory=list[bytes])
    asked: list[Request] = field(default_factory=list[Request])
    socket_address: str = ""

    def listen(self, page: Page) -> None:
        """Hear all that comes and goes from now on."""
        page.on("websocket", self._hear_socket)
        page.on("request", lambda request: self.asked.append(request) if "/-/ask/" in request.url else None)
        page.on("requestfinished", self._hear_answer)

    def forget(self) -> None:
        """Begin anew."""
        self.socket = 0
        for heard in (self.answers, self.sent, self.asked):
            heard.clear()

    def _hear_socket(self, socket: WebSocket) -> None:
        self.socket_address = socket.url
        socket.on("framereceived", self._receive)
        socket.on(
            "framesent", lambda frame: self.sent.append(frame.encode() if isinstance(frame, str) else frame)
        )

    def _receive(self, frame: str | bytes) -> None:
        self.socket += len(frame)

    def _hear_answer(self, request: Request) -> None:
        answer: Response | None = request.response() if "/-/ask/" in request.url else None
        if answer and answer.ok:
            self.answers.append(len(answer.body()))


@dataclass(frozen=True)
class Cost:
    """What one lesson costs in one version; the unit stands with each."""

    first_visit: int  # bytes over the socket
    settled_move: float  # bytes over the socket
    answer: int  # bytes of the longest answer by HTTP, 0 where none is asked
    server: float  # ms of CPU a rest, beyond what it takes while nobody moves
    main_thread: float  # ms of the browser's main thread for a move and its rest
    painted: float  # ms from a press to the frame that shows it, median
    clients: float  # ms, p95 of 200 clients who move once a second


@contextmanager
def tree_of(commit: str) -> Generator[Path | None]:
    """Lay out the tree of an earlier commit in a folder for a while; None in a clone without history."""
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
        yield Path(folder)


def states_of(lesson: str) -> list[str]:
    """Return addresses of a lesson's figure, all different."""
    settings = SETTINGS[lesson]
    return [urlencode(dict(zip(settings, values, strict=True))) for values in product(*settings.values())]


def main_thread(session: CDPSession) -> float:
    """Return the seconds that a page's main thread has worked since this was first asked."""
    metrics = cast("dict[str, Any]", session.send("Performance.getMetrics"))
    return next(each["value"] for each in metrics["metrics"] if each["name"] == "TaskDuration")


def hand_moves(page: Page) -> list[float]:
    """Press the figure's first + or −, whichever can be, and the other one by turns: ms until painted."""
    ends = page.locator(".stage .stepper:visible")
    first = next(end for end in ends.all()[:2] if end.get_attribute("aria-disabled") == "false")
    other = ends.nth(1 if first.get_attribute("aria-label") == ends.nth(0).get_attribute("aria-label") else 0)
    times: list[float] = []
    for move in range(MOVES + 2):
        (first, other)[move % 2].focus()
        times.append(painted(page, "click", lambda: page.keyboard.press("Enter"), anything=True))
        page.wait_for_timeout(PAUSE)
    return times[2:]  # the first two also load what every later one has


def exchange_of(wire: Wire, opening: list[bytes]) -> Exchange:
    """Return what a client says: the questions that were asked by HTTP, else what went over the socket."""
    asked = [(each.url, each.post_data_buffer or b"") for each in wire.asked]
    return Exchange(asked, wire.socket_address, opening, list(wire.sent))


def cost_of(browser: Browser, base_url: str, lesson: str) -> Cost:
    """Visit one lesson and move its figure."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    context.add_init_script(IN_PAGE)
    context.add_init_script(ONCE)
    page, wire = context.new_page(), Wire()
    wire.listen(page)
    open_page(page, f"{base_url}/{lesson.replace('_', '-')}")
    page.locator(".stage").first.wait_for()
    page.wait_for_timeout(2000)
    first_visit, opening = wire.socket, list(wire.sent)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    idle, served = cpu_seconds(base_url), 0.0
    page.wait_for_timeout(MOVES * PAUSE)
    idle = cpu_seconds(base_url) - idle
    for move, state in enumerate(states_of(lesson)[1 : 2 + MOVES]):
        page.evaluate(LINK, state)
        page.wait_for_timeout(PAUSE)
        if move == 0:  # what every later move has loaded
            wire.forget()
            served = cpu_seconds(base_url)
    served = cpu_seconds(base_url) - served
    moved, answers = wire.socket / MOVES, max(wire.answers, default=0)
    exchange = exchange_of(wire, opening)
    worked = main_thread(session)
    times = hand_moves(page)
    worked = main_thread(session) - worked
    context.close()
    return Cost(
        first_visit,
        moved,
        answers,
        1000 * (served - idle) / MOVES,
        1000 * worked / (MOVES + 2),
        statistics.median(times),
        ALONE.submit(asyncio.run, p95_of_clients(exchange)).result(),
    )


def rows(before: Cost | None, now: Cost) -> Iterable[str]:
    """Yield a line for each figure: before, now, and their ratio."""
    for name, value in vars(now).items():
        old = getattr(before, name) if before else None
        beside = f"{old:12,.1f}" if old is not None else "  no history"
        ratio = f"{value / old:8.2f}" if old else "       -"
        yield f"  {name:14}{beside}{value:12,.1f}{ratio}"


def measure(commit: str, lessons: list[str]) -> None:
    """Print the table of each lesson."""
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=find_chromium(), args=ARGUMENTS
        )
        stack.callback(browser.close)
        folder = stack.enter_context(tree_of(commit))
        old = stack.enter_context(serve(folder)) if folder else None
        new = stack.enter_context(serve())
        for lesson in lessons:
            before = cost_of(browser, old, lesson) if old else None
            now = cost_of(browser, new, lesson)
            print(f"/{lesson:14}{commit:>11}         now   ratio", *rows(before, now), sep="\n", flush=True)


if __name__ == "__main__":
    measure(sys.argv[1] if len(sys.argv) > 1 else BEFORE, sys.argv[2:] or list(SETTINGS))
