"""How fast the live network answers a picture and a slider: prints, asserts nothing.

    python -m tests.bench.bench_live_network

Beside each time its budget, and as a ratio the time that a frame without any change takes in the same page.
"""

import statistics
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice

import numpy as np
from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Page

from tests.bench.in_page import measured_visitor, moves, p95
from tests.bench.simulated_paper import saved
from tests.browser import actions
from tests.browser.figures import open_figure
from tests.browser.server import serve_and_browse

SIZES = {"28 x 28": (28, 28), "1 MP": (1155, 866), "12 MP": (4000, 3000)}
BUDGETS = {"28 x 28": 300, "1 MP": 300, "12 MP": 1000}  # ms, median
FRAME = 16  # ms, median
TIMES = 12


def drawing(size: tuple[int, int], seed: int) -> FilePayload:
    """Return a pen stroke on grainy paper as a JPEG of this width and height, another one for every seed."""
    random = np.random.default_rng(seed)
    width, height = size
    grain = random.normal(225, 3, (height, width)).clip(0, 255).astype(np.uint8)
    picture = Image.fromarray(grain)
    points = [(int(x * width), int(y * height)) for x, y in random.uniform(0.25, 0.75, (4, 2))]
    ImageDraw.Draw(picture).line(points, fill=40, width=max(2, min(size) // 14), joint="curve")
    content = saved(picture, "JPEG", quality=92)
    return {"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": content}


def pictures(page: Page, size: tuple[int, int]) -> list[float]:
    """Return ms from the choice of a file to the frame with its maps."""
    chooser = page.locator("input[type=file]")
    files = [drawing(size, seed) for seed in range(TIMES + 2)]
    return moves(page, "change", [partial(chooser.set_input_files, each) for each in files])


def keys(page: Page) -> list[float]:
    """Return ms from a key on the slider that moves the picture to the frame with its numbers."""
    page.get_by_role("slider", name="Move right", exact=True).focus()
    names = islice(cycle(("ArrowRight", "ArrowLeft")), 2 * TIMES)
    return moves(page, "keydown", [partial(page.keyboard.press, name) for name in names])


def pins(page: Page) -> list[float]:
    """Return ms from a press on a map to the frame with the pinned cell's arithmetic."""
    box = actions.box_of(page.get_by_role("grid", name="Map 2 after Conv2d", exact=True))
    x, y = box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2
    places = [x + 0.02 * move * box["width"] for move in range(2 * TIMES)]
    return moves(page, "pointerdown", [partial(page.mouse.click, each, y) for each in places], anything=True)


def main() -> None:
    """Measure a picture of each size, a slider and the pin."""
    with serve_and_browse() as (browser, base_url):
        page = measured_visitor(browser, base_url)
        where = {"sample": "digit_3", "layer": "pool", "map": 2, "row": 4, "column": 5}
        open_figure(page, "live-network", **where)
        empty: float = statistics.median(page.evaluate("bench.frames(1000)"))
        measured: dict[str, tuple[int, Callable[[Page], list[float]]]] = {
            f"picture of {name} -> maps": (BUDGETS[name], partial(pictures, size=size))
            for name, size in SIZES.items()
        }
        measured |= {"slider of the move -> painted": (FRAME, keys), "press on a map -> sum": (FRAME, pins)}
        print(f"a frame without a change: {empty:.1f} ms")
        for name, (budget, measure) in measured.items():
            times = measure(page)
            median = statistics.median(times)
            told = f"median {median:7.1f} ms of {budget:4}, p95 {p95(times):7.1f} ms"
            print(f"{name:34} {told}, {median / empty:5.1f} frames", flush=True)


if __name__ == "__main__":
    main()
