"""What training costs: one picture's way back, and the page's frames while its Worker trains.

    python -m tests.bench.bench_training

Prints, asserts nothing. First on this machine as it is, then to 90 % with the CPU about six times slower: how
much it is, a known loop inside a Worker says before. The server has nothing to do meanwhile
(`tests/browser/test_training.py`).
`Emulation.setCPUThrottlingRate` slows a page's main thread and leaves its Workers as fast as they are: here
the processes of all pages are stopped and let go by signals many times a second, as cpulimit does.
"""

import os
import signal
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any, cast

from playwright.sync_api import Browser, Page

from lessons.kit.figure import figure
from tests.bench.server_load import cpu_seconds
from tests.browser import actions
from tests.browser.server import serve_and_browse
from tests.browser.visit import open_page, visitor

RUNS = 0.004  # seconds in a row
LOOP = """() => new Promise(done => {
  const source = `onmessage = () => { const start = performance.now(); let sum = 0;
    for (let i = 0; i < 1e8; i++) sum += i % 7; postMessage([performance.now() - start, sum]); }`;
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  worker.onmessage = ({ data }) => { worker.terminate(); done(data[0]); };
  worker.postMessage(0);
})"""


def pages_of(browser: Browser) -> list[int]:
    """Return the processes in which a browser shows its pages."""
    session = browser.new_browser_cdp_session()
    told = cast("dict[str, list[dict[str, Any]]]", session.send("SystemInfo.getProcessInfo"))
    session.detach()
    return [each["id"] for each in told["processInfo"] if each["type"] == "renderer"]


def loop_seconds(page: Page) -> float:
    """Return how long the known loop takes in a Worker of this page: the median of three times."""
    return sorted(page.evaluate(LOOP) for _ in range(3))[1] / 1000


@contextmanager
def slowed(browser: Browser, page: Page, wanted: float) -> Generator[float]:
    """Let a browser's pages run about `wanted` times slower; give how much slower a loop in a Worker is."""
    processes, ended, usual = pages_of(browser), threading.Event(), loop_seconds(page)

    def tell(which: signal.Signals) -> None:
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, which)

    def stop_and_go() -> None:
        while not ended.wait(RUNS):
            tell(signal.SIGSTOP)
            time.sleep(RUNS * (wanted - 1))
            tell(signal.SIGCONT)

    stopping = threading.Thread(target=stop_and_go, daemon=True)
    stopping.start()
    try:
        yield loop_seconds(page) / usual
    finally:
        ended.set()
        stopping.join()


SLOWED = 6
UPDATES = 200
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


def train(page: Page, base_url: str, updates: int) -> dict[str, Any]:
    """Train so many updates of the run that the page opens with, a hand on the film; return what was seen."""
    open_page(page, f"{base_url}/training?lang=en&update={updates}")
    page.locator(".field.training").wait_for()
    session = figure.address_of("training/model/session.js")
    page.evaluate(WATCH, session)
    before = cpu_seconds(base_url)
    actions.button(page, "training.do_train").click()
    go_on, film = actions.button(page, "training.do_go_on"), actions.slider(page, "training.film")
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


def measure(browser: Browser, base_url: str) -> None:
    """Print a run as it is and a slowed one."""
    page = visitor(browser, base_url)
    print("as it is")
    run = train(page, base_url, UPDATES)
    report(run)
    page.context.close()
    page = visitor(browser, base_url)
    open_page(page, f"{base_url}/training?lang=en")
    with slowed(browser, page, SLOWED) as is_slower:
        print(f"slowed: a loop in a Worker takes {is_slower:.1f} times as long")
        report(train(page, base_url, run["first90"] or UPDATES))
    page.context.close()


def main() -> None:
    """Measure as it is, and slowed."""
    with serve_and_browse() as (browser, base_url):
        measure_way_back(browser, base_url)
        measure(browser, base_url)


if __name__ == "__main__":
    main()
