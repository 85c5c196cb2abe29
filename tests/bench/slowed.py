"""A browser whose pages have only a part of the CPU: all their threads, those of Workers as well.

`Emulation.setCPUThrottlingRate` slows a page's main thread and leaves its Workers as fast as they are.
Here the processes of all pages are stopped and let go by signals many times a second, as cpulimit does. How
much slower they are is measured on a known loop inside a Worker, beside the same loop at full speed, and
corrected, before anything else is.
"""

import os
import signal
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from math import inf, log
from typing import Any, cast

from playwright.sync_api import Browser, Page

RUNS = 0.004  # seconds in a row
TRIALS = 6
NEAR = 0.1  # of what is wanted; then no further trial is needed
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


class _Stopping(threading.Thread):
    """Lets processes run a little and stops them for longer, over and over."""

    def __init__(self, processes: list[int]) -> None:
        super().__init__(daemon=True)
        self._processes = processes
        self._ended = threading.Event()
        self.stopped = 0.0  # seconds in a row

    def _signal(self, which: signal.Signals) -> None:
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.kill(process, which)

    def run(self) -> None:
        while not self._ended.is_set():
            time.sleep(RUNS)
            if self.stopped:
                self._signal(signal.SIGSTOP)
                time.sleep(self.stopped)
                self._signal(signal.SIGCONT)

    def end(self) -> None:
        self._ended.set()
        self.join()
        self._signal(signal.SIGCONT)


def _trials(page: Page, wanted: float, stopping: _Stopping) -> Iterator[tuple[float, float]]:
    """Give how many times slower the loop is and how long it was stopped, each time nearer to what is wanted.

    Others may use the machine, so each loop has its own beside it that nothing slows.
    """
    stopped = RUNS * (wanted - 1)
    for _ in range(TRIALS):
        stopping.stopped = 0
        usual = loop_seconds(page)
        stopping.stopped = stopped
        is_slower = loop_seconds(page) / usual
        yield is_slower, stopped
        stopped *= (wanted - 1) / max(is_slower - 1, 0.1)


@contextmanager
def slowed(browser: Browser, page: Page, wanted: float) -> Generator[float]:
    """Let a browser's pages run about `wanted` times slower; give how much slower a loop in a Worker is."""
    stopping = _Stopping(pages_of(browser))
    stopping.start()
    try:
        is_slower, stopped = inf, 0.0
        for found, at in _trials(page, wanted, stopping):
            if abs(log(found / wanted)) < abs(log(is_slower / wanted)):
                is_slower, stopped = found, at
            if abs(is_slower / wanted - 1) < NEAR:
                break
        stopping.stopped = stopped
        yield is_slower
    finally:
        stopping.end()
