"""The house before and now: what a visit and a move cost, how long two hundred wait, and how large it is.

    python -m tests.bench.bench_redesign [COMMIT] [LESSON ...]

Prints, asserts nothing. Both versions are served and measured in the same run: absolute times wander, the
ratios hold. What Python is asked is measured by links of the text, which set any state on every lesson and in
both versions alike; what a hand waits for by the two buttons that set a number, and by a slider.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, Request, WebSocket, sync_playwright

from lessons.catalog import FURTHER
from tests.bench.in_page import MOVES, PAUSE, drags_of, measured_visitor, presses_of
from tests.bench.server_load import CLIENTS, Exchange, cpu_seconds, p95_of_clients
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import ROOT, serve
from tests.browser.visit import open_page, visitor
from tests.house import tree

BEFORE = "06bbcb4"
ALONE = ThreadPoolExecutor(1)  # beside the event loop of Playwright
IDLE = 6  # seconds
ROUNDS = 20  # of all questions of a lesson
HANDS = ("convolution", "maxpool2d")  # the pattern of the others: what a hand waits for is measured on these
# What each lesson's figure is set to, one combination after the other: no answer is asked for twice.
SETTINGS: dict[str, dict[str, Sequence[int | str]]] = {
    "why_cnn": {"net": ("dense", "flatten"), "right": (1, 2), "down": (1, 2)},
    "convolution": {"stride": (1, 2), "padding": (0, 1), "kernel_size": (2, 3), "bias": (0, 1)},
    "maxpool2d": {"stride": (1, 2), "padding": (0, 1), "kernel_size": (2, 3), "dilation": (1, 2)},
    "conv2d": {"stride": (1, 2), "padding": (0, 1), "out_channels": (2, 3), "in_channels": (1, 2)},
    "input_shape": {"in_channels": (1, 3), "kernel_size": (3, 5), "padding": (0, 1)},
    "output_size": {"stride": (1, 2), "padding": (0, 1), "kernel_size": (2, 3), "dilation": (1, 2)},
    "neuron": {"bias": range(1, 9), "row": (0, 1)},
    "pooling": {"stride": (1, 2), "kernel_size": (2, 3), "shift": range(4)},
    "live_network": {"map": range(1, 6), "bias": (0, 1, 2)},
}
WANTED = {
    "lines of JavaScript": "20,000",
    "lines of CSS": "6,000",
    "lines of Python in tests": "15,000",
    "files": "600",
}
"""By what is counted: what issue 17 asked for, when the pages were the nine lessons and home."""
WITHOUT = "  without the pages that came since"
SINCE = {each.name for each in FURTHER}
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
        answer = request.response() if "/-/ask/" in request.url else None
        if answer and answer.ok:
            self.answers.append(len(answer.body()))
            self.asked.append(request)


@dataclass(frozen=True)
class Cost:
    """What one lesson costs in one version; the unit stands with each."""

    first_visit: int  # bytes over the socket
    settled_move: float  # bytes over the socket
    answer: int  # bytes of the longest answer by HTTP, 0 where none is asked
    server: float  # ms of CPU a rest, beyond what it takes while nobody moves
    exchange: Exchange


@dataclass(frozen=True)
class Hand:
    """What a hand waits for, in ms: medians."""

    pressed: float  # from a press to the end of the frame that shows it
    main_thread: float  # of the browser, for a press and its rest
    dragged: float  # from the event of a slider that is dragged to the end of its frame


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


def sizes_of(root: Path) -> dict[str, tuple[int, int]]:
    """Return what a tree holds, by the names in `WANTED`; JavaScript and CSS without those of tests.

    Second what it holds without all that is named after a page that came since: folders, pages, tests.
    """
    files = [path.relative_to(root) for path in tree.all_files(root)]
    before = [file for file in files if SINCE.isdisjoint((*file.parts[:-1], *file.stem.split("_")))]

    def lines(of: list[Path], suffix: str, *, of_tests: bool = False) -> int:
        own = [file for file in of if file.suffix == suffix and (file.parts[0] == "tests") == of_tests]
        return sum((root / file).read_bytes().count(b"\n") for file in own)

    both = [
        (lines(of, ".js"), lines(of, ".css"), lines(of, ".py", of_tests=True), len(of))
        for of in (files, before)
    ]
    return dict(zip(WANTED, zip(*both, strict=True), strict=True))


def states_of(lesson: str) -> list[str]:
    """Return addresses of a lesson's figure, all different."""
    settings = SETTINGS[lesson]
    return [urlencode(dict(zip(settings, values, strict=True))) for values in product(*settings.values())]


def opened(page: Page, base_url: str, lesson: str) -> None:
    """Visit one lesson."""
    open_page(page, f"{base_url}/{lesson.replace('_', '-')}")
    page.locator(".stage").first.wait_for()
    page.wait_for_timeout(1500)


def cost_of(browser: Browser, base_url: str, lesson: str) -> Cost:
    """Visit one lesson and move its figure."""
    page, wire = visitor(browser, base_url), Wire()
    wire.listen(page)
    opened(page, base_url, lesson)
    first_visit, opening = wire.socket, list(wire.sent)
    idle, served = idle_of(base_url), 0.0
    states = states_of(lesson)[1 : 2 + MOVES]
    for move, state in enumerate(states):
        page.evaluate(LINK, state)
        page.wait_for_timeout(PAUSE)
        if move == 0:  # what every later move has loaded
            wire.forget()
            served = cpu_seconds(base_url)
    count = len(states) - 1
    served = (cpu_seconds(base_url) - served - idle * count * PAUSE / 1000) / count
    moved, answers = wire.socket / count, max(wire.answers, default=0)
    # What a client says: the questions that were asked by HTTP, else what went over the socket.
    asked = [(each.url, each.post_data_buffer or b"") for each in wire.asked]
    exchange = Exchange(asked, wire.socket_address, opening, list(wire.sent))
    if exchange.questions:
        served = served_in_a_row(page, base_url, exchange.questions)
    page.context.close()
    return Cost(first_visit, moved, answers, 1000 * served, exchange)


def served_in_a_row(page: Page, base_url: str, questions: Sequence[tuple[str, bytes]]) -> float:
    """Return the seconds of CPU of a question: in a row, what an idle server takes is not among them."""
    start = cpu_seconds(base_url)
    for url, body in [*questions] * ROUNDS:
        answer = page.request.post(url, data=body, headers={"Content-Type": "application/json"})
        if not answer.ok:
            raise RuntimeError(f"{url} answered {answer.status}")
    return (cpu_seconds(base_url) - start) / (ROUNDS * len(questions))


def moved_by_turns(
    browser: Browser, urls: Sequence[str], lesson: str
) -> Iterator[tuple[list[Any], list[Any]]]:
    """Yield the presses and the drags of each page, by turns: a machine's pace wanders within seconds."""
    pages = [measured_visitor(browser, url) for url in urls]
    for page, url in zip(pages, urls, strict=True):
        opened(page, url, lesson)
        page.evaluate(LINK, states_of(lesson)[0])  # where every slider has somewhere to go
        page.wait_for_timeout(PAUSE)
    # The first two moves load what every later one has.
    presses = [*zip(*(presses_of(page) for page in pages), strict=True)][2:]
    drags = [*zip(*(drags_of(page) for page in pages), strict=True)][2:]
    for at, page in enumerate(pages):
        page.context.close()
        yield [move[at] for move in presses], [move[at] for move in drags]


def hands_of(browser: Browser, urls: Sequence[str], lesson: str) -> Iterator[Hand]:
    """Yield what a hand waits for in each house. The page opened last is quicker: each house is it once."""
    there = [*moved_by_turns(browser, urls, lesson)]
    back = [*moved_by_turns(browser, urls[::-1], lesson)][::-1]
    for (presses, drags), (more_presses, more_drags) in zip(there, back, strict=True):
        columns = [*zip(*presses, *more_presses, strict=True), drags + more_drags]
        yield Hand(*map(statistics.median, columns))


@dataclass
class House:
    """One version: where it is served, how large it is, and what its lessons have cost so far."""

    base_url: str
    sizes: dict[str, tuple[int, int]]
    costs: dict[str, Cost] = field(default_factory=dict[str, Cost])


def rows_of(kind: type, measured: Sequence[Any]) -> Iterator[str]:
    """Yield a line for each figure of this kind, before and now."""
    for name in (each.name for each in fields(kind) if each.name != "exchange"):
        yield row(f"  {name}", [getattr(each, name) for each in measured])


def idle_of(base_url: str) -> float:
    """Return how many seconds of CPU a second a server takes while a page is open and nobody moves."""
    before = cpu_seconds(base_url)
    time.sleep(IDLE)
    return (cpu_seconds(base_url) - before) / IDLE


def row(name: str, values: Sequence[float], wanted: str = "") -> str:
    """Return a line: before where there is a before, now, and what is wanted."""
    before = f"{values[0]:12,.1f}" if len(values) > 1 else "  no history"
    return f"{name:56}{before}{values[-1]:12,.1f}  {wanted}"


def house_rows(houses: Sequence[House]) -> Iterator[str]:
    """Yield the table of all lessons: what was wanted stands last."""
    every = [list(house.costs.values()) for house in houses]
    for name, wanted in (("settled_move", "0"), ("first_visit", "80,000")):
        dearest = [max(getattr(cost, name) for cost in costs) for costs in every]
        yield row(f"socket: bytes of a {name.replace('_', ' ')}, dearest lesson", dearest, wanted)
    exchanges = [[cost.exchange for cost in costs] for costs in every]
    waited = [ALONE.submit(asyncio.run, p95_of_clients(each)).result() for each in exchanges]
    yield row(f"{CLIENTS} clients, a move a second, all lessons mixed: p95, ms", waited, "300")
    for name, wanted in WANTED.items():
        sizes = list(zip(*(house.sizes[name] for house in houses), strict=True))
        yield row(name, sizes[0], wanted)
        yield row(WITHOUT, sizes[1], wanted)


def measure(commit: str, lessons: list[str]) -> None:
    """Print the table of each lesson, and that of all."""
    start = time.monotonic()
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=find_chromium(), args=ARGUMENTS
        )
        stack.callback(browser.close)
        folder = stack.enter_context(tree_of(commit))
        served = [(stack.enter_context(serve(each)), sizes_of(each)) for each in (folder, ROOT) if each]
        houses = [House(base_url, sizes) for base_url, sizes in served]
        print(f"{'':56}{commit:>12}         now  wanted")
        for lesson in lessons:
            for house in houses:
                house.costs[lesson] = cost_of(browser, house.base_url, lesson)
            print(
                f"/{lesson}", *rows_of(Cost, [house.costs[lesson] for house in houses]), sep="\n", flush=True
            )
            if lesson in HANDS:
                hands = list(hands_of(browser, [house.base_url for house in houses], lesson))
                print(*rows_of(Hand, hands), sep="\n", flush=True)
        print(*house_rows(houses), sep="\n")
    print(f"measured in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    measure(sys.argv[1] if len(sys.argv) > 1 else BEFORE, sys.argv[2:] or list(SETTINGS))
