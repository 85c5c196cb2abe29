"""What training costs: one picture's way back, the page's frames while its Worker trains, and the server.

    python -m tests.bench.bench_training

Prints, asserts nothing. First on this machine as it is, then to 90 % with the CPU six times slower, which is
proved on a known loop inside a Worker before; then what forty visitors who train at once ask of the server.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from lessons.kit.figure import figure
from lessons.kit.i18n.labels import label
from tests.bench.server_load import cpu_seconds
from tests.bench.slowed import slowed
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import serve
from tests.browser.visit import open_page, visitor

SLOWED = 6
UPDATES = 200
VISITORS = 40
LONGEST_WAIT = 300_000  # ms
PRESSED = 500  # ms between two presses of a key while it trains
WATCH = """async address => {
  const { session } = await import(location.origin + address);
  const seen = window.seen = { frames: [], presses: [], at90: null };
  new PerformanceObserver(list => seen.presses.push(...list.getEntries()
    .filter(({ name }) => name === "keydown").map(({ duration }) => duration)))
    .observe({ type: "event", durationThreshold: 16 });
  seen.start = performance.now();
  let last = seen.start;
  const frame = now => {
    seen.frames.push(now - last);
    last = now;
    seen.at90 ??= session().film.some(({ unseen }) => unseen?.named >= 900) ? now - seen.start : null;
    window.watching = requestAnimationFrame(frame);
  };
  window.watching = requestAnimationFrame(frame);
}"""
# The digit of /gradient forward and back through the shipped network, with the gradient of its pixels.
WAY_BACK = """async ([network, digit]) => {
  const { backward, forward, parametersOf } = await import(location.origin + network);
  const { compute, ready } = await import(location.origin + digit);
  await ready();
  const label = 4;
  const { flat, values: { input: picture } } = compute({ filter: 1, target: label });
  const [parameters, into] = [parametersOf(flat), parametersOf(new Float64Array(flat.length))];
  const once = () => backward(parameters, picture, forward(parameters, picture), label, into);
  const many = count => { const start = performance.now(); for (let i = 0; i < count; i++) once();
    return (performance.now() - start) / count; };
  many(200); // warm
  return Math.min(...Array.from({ length: 9 }, () => many(200))); // the least: others run here, too
}"""
MOST_WAY_BACK = 1  # ms a picture, of a machine that does nothing else
RESULT = """async address => {
  cancelAnimationFrame(window.watching);
  const { session } = await import(location.origin + address);
  const { film } = session();
  const last = film.at(-1);
  const { frames, presses, at90, start } = window.seen;
  const sorted = frames.slice(1).sort((a, b) => a - b);
  return { update: last.update, named: last.unseen.named, seconds: (performance.now() - start) / 1000,
    first90: film.find(each => each.unseen?.named >= 900)?.update ?? null, at90: at90 && at90 / 1000,
    longest: sorted.at(-1), p95: sorted[Math.floor(0.95 * sorted.length)], frames: sorted.length,
    press: Math.max(0, ...presses) };
}"""


@dataclass(frozen=True)
class Asked:
    """A request as a browser has made it."""

    method: str
    path: str
    body: bytes | None
    media_type: str


def train(page: Page, base_url: str, updates: int, asked: list[Asked]) -> dict[str, Any]:
    """Train some updates of the run that the page opens with, a hand on the film; return what was seen of it.

    Args:
        page: of a visitor.
        base_url: of the course.
        updates: how far.
        asked: gets what is asked of the server from the moment when Train is pressed.
    """

    def hear(request: Request) -> None:
        path = request.url.removeprefix(base_url)
        media_type = request.headers.get("content-type", "")
        asked.append(Asked(request.method, path, request.post_data_buffer, media_type))

    open_page(page, f"{base_url}/training?lang=en&update={updates}")
    page.locator(".field.training").wait_for()
    session = figure.address_of("training/model/session.js")
    page.evaluate(WATCH, session)
    page.context.on("request", hear)
    before = cpu_seconds(base_url)
    page.get_by_role("button", name=label("training.do_train", "en"), exact=True).click()
    go_on = page.get_by_role("button", name=label("training.do_go_on", "en"), exact=True)
    film = page.get_by_role("slider", name=label("training.film", "en"), exact=True)
    until = time.monotonic() + LONGEST_WAIT / 1000
    while not go_on.is_visible() and time.monotonic() < until:
        film.press("ArrowLeft")
        page.wait_for_timeout(PRESSED)
    return {**page.evaluate(RESULT, session), "server": cpu_seconds(base_url) - before}


def measure_way_back(browser: Browser, base_url: str) -> None:
    """Print how long one picture takes forward and back."""
    page = visitor(browser, base_url)
    open_page(page, f"{base_url}/gradient?lang=en")
    files = ("kit/arithmetic/note_network.js", "gradient/model/digit.js")
    took = page.evaluate(WAY_BACK, [figure.address_of(file) for file in files])
    print(f"forward and back, down to the pixels: {took:.2f} ms a picture, wanted under {MOST_WAY_BACK}")
    page.context.close()


def report(run: dict[str, Any]) -> None:
    """Print one run."""
    print(f"  {run['update']} updates in {run['seconds']:.1f} s, {run['named']} of 1,000 named")
    print(f"  90 % after {run['at90'] or float('nan'):.1f} s, at update {run['first90']}")
    print(f"  frames: {run['frames']}, p95 {run['p95']:.0f} ms, longest {run['longest']:.0f} ms")
    print(f"  a key on the film: on the screen after {run['press']:.0f} ms at most")
    print(f"  the server's CPU meanwhile: {run['server']:.2f} s")


def measure(browser: Browser, base_url: str) -> list[Asked]:
    """Print a run as it is and a slowed one; return what a browser asks of the server while it trains."""
    asked: list[Asked] = []
    page = visitor(browser, base_url)
    print("as it is")
    run = train(page, base_url, UPDATES, asked)
    report(run)
    page.context.close()
    page = visitor(browser, base_url)
    open_page(page, f"{base_url}/training?lang=en")
    with slowed(browser, page, SLOWED) as is_slower:
        print(f"slowed: a loop in a Worker takes {is_slower:.1f} times as long")
        report(train(page, base_url, run["first90"] or UPDATES, []))
    page.context.close()
    return asked


def ask_all(base_url: str, asked: Sequence[Asked]) -> int:
    """Ask all of it on one kept connection, as a browser with an empty cache; return how many bytes came."""
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=60)
    came = 0
    for each in asked:
        headers = {"Accept-Encoding": "gzip", "Origin": base_url, "Content-Type": each.media_type}
        connection.request(each.method, each.path, each.body, headers)
        answer = connection.getresponse()
        came += len(answer.read())
        assert answer.status == 200, (each.path, answer.status)
    connection.close()
    return came


def measure_forty(base_url: str, asked: Sequence[Asked]) -> None:
    """Print what forty visitors who train at once cost the server."""
    before, start = cpu_seconds(base_url), time.monotonic()
    with ThreadPoolExecutor(VISITORS) as visitors:
        came = list(visitors.map(ask_all, [base_url] * VISITORS, [asked] * VISITORS))
    used, seconds = cpu_seconds(base_url) - before, time.monotonic() - start
    print(f"{VISITORS} visitors train at once: {len(asked)} requests each, {came[0] / 1000:.0f} KB")
    print(f"  the server's CPU: {used:.2f} s in all, {1000 * used / VISITORS:.0f} ms a visitor")
    print(f"  all have come after {seconds:.1f} s; from then on nothing is asked")


def main() -> None:
    """Measure as it is, slowed, and forty at once."""
    with serve() as base_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        measure_way_back(browser, base_url)
        asked = measure(browser, base_url)
        browser.close()
        measure_forty(base_url, asked)


if __name__ == "__main__":
    main()
