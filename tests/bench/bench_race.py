"""The race over five seeds; then two visitors train at once, and a third page is asked to answer meanwhile.

python -m tests.bench.bench_race
"""

import statistics
import time

import torch
from playwright.sync_api import Browser, Page, sync_playwright

from cnn_core.moved_accuracy import changed
from cnn_core.race import DISTANCE, RACERS, Checkpoint, race
from lessons.kit.words.labels import label
from tests.browser import hands
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.figures import open_figure
from tests.browser.server import serve
from tests.browser.visit import visitor

SEEDS = 5
MOVES = 20
ENDED = ".race-scrub:not(.closed)"
CLEAR = 25  # points between the two nets: a clear result


def _percent(checkpoint: Checkpoint) -> float:
    return checkpoint.right / 4


def race_over_seeds() -> None:
    """Print for each net time, mean accuracy and range, and when the result was clear."""
    torch.set_num_threads(1)
    changed(DISTANCE, 0)  # the pictures are moved once, before the first race
    ends: dict[str, list[Checkpoint]] = {name: [] for name in RACERS}
    clear: list[float] = []
    whole: list[float] = []
    for seed in range(SEEDS):
        latest: dict[str, Checkpoint] = {}
        first_clear = 0.0
        begin = time.thread_time()
        for _, checkpoint in race(seed):
            if checkpoint:
                latest[checkpoint.net] = checkpoint
                lead = _percent(latest["global"]) - _percent(latest["dense"]) if len(latest) == 2 else 0
                if lead >= CLEAR and not first_clear:
                    first_clear = time.thread_time() - begin
        whole.append(time.thread_time() - begin)
        clear.append(first_clear)
        for name in RACERS:
            ends[name].append(latest[name])
    print(f"race, {SEEDS} seeds, one thread: {_range(whole)} s of work, checkpoints counted")
    print(f"a lead of {CLEAR} points after {_range(clear)} s")
    for name, all_ends in ends.items():
        seconds, right = [each.seconds for each in all_ends], [_percent(each) for each in all_ends]
        print(f"  {name}: trained in {_range(seconds)} s, moved {DISTANCE} px {_range(right)} % right")


def _range(numbers: list[float]) -> str:
    return f"{statistics.mean(numbers):.1f} ({min(numbers):.1f}-{max(numbers):.1f})"


def _answer_times(page: Page) -> list[float]:
    """Return how long the server takes to write the code anew after each move, in seconds."""
    taken: list[float] = []
    for number in range(MOVES):
        before = page.locator("pre.code").inner_text()
        begin = time.monotonic()
        way = "set.increase" if number % 2 == 0 else "set.decrease"
        name = label("set.stride", "en")
        hands.button(page, way, "en", name=name).click()
        page.wait_for_function(
            "before => document.querySelector('pre.code').innerText !== before", arg=before
        )
        taken.append(time.monotonic() - begin)
    return taken


def _said(taken: list[float]) -> str:
    ordered = sorted(taken)
    return f"median {1000 * statistics.median(taken):.0f} ms, worst {1000 * ordered[-1]:.0f} ms"


def two_at_once(browser: Browser, base_url: str) -> None:
    """Print how two visitors fare who train at once, and a third one who works with another lesson."""
    racers = [visitor(browser), visitor(browser)]
    third = visitor(browser)
    open_figure(third, base_url, "convolution")
    print(f"a move to its code, nobody trains: {_said(_answer_times(third))}")
    for page in racers:
        open_figure(page, base_url, "why-cnn")
    begin = time.monotonic()
    for page in racers:
        hands.button(page, "why.race_start", "en").click()
    print(f"a move to its code, two train:     {_said(_answer_times(third))}")
    for number, page in enumerate(racers, start=1):
        page.locator(ENDED).wait_for(timeout=300_000)
        said = page.locator(".race-at").inner_text()
        print(f"visitor {number} finished after {time.monotonic() - begin:.1f} s: {said}")


def main() -> None:
    """Print all."""
    race_over_seeds()
    with serve() as base_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        two_at_once(browser, base_url)
        browser.close()


if __name__ == "__main__":
    main()
