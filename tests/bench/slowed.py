"""A browser whose pages have only a part of the CPU: all their threads, those of Workers as well.

`Emulation.setCPUThrottlingRate` slows a page's main thread and leaves its Workers as fast as they are.
Here the processes of all pages are stopped and let go by signals many times a second, as cpulimit does. How
much slower they are is measured on a known loop inside a Worker, and corrected, before anything else is.
"""

import os
import signal
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

from playwright.sync_api import Browser, Page

RUNS = 0.004  # seconds in a row
TRIALS = 6
NEAR = 0.1
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


def _trials(page: Page, wanted: float, usual: float, stopping: _Stopping) -> Iterator[float]:
    """Give how many times slower the loop is, each time nearer to what is wanted."""
    stopping.stopped = RUNS * (wanted - 1)
    for _ in range(TRIALS):
        is_slower = loop_seconds(page) / usual
        yield is_slower
        stopping.stopped *= (wanted - 1) / max(is_slower - 1, 0.1)


@contextmanager
def slowed(browser: Browser, page: Page, wanted: float) -> Generator[float]:
    """Let a browser's pages run `wanted` times slower; give how much slower a loop in a Worker was found.

    Raises:
        RuntimeError: the loop cannot be brought within a tenth of what is wanted.
    """
    usual = loop_seconds(page)
    stopping = _Stopping(pages_of(browser))
    stopping.start()
    try:
        trials = _trials(page, wanted, usual, stopping)
        is_slower = next((each for each in trials if abs(each / wanted - 1) < NEAR), None)
        if is_slower is None:
            raise RuntimeError(f"a loop in a Worker cannot be made {wanted:.1f} times slower")
        yield is_slower
    finally:
        stopping.end()
