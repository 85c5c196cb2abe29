"""How fast the live network answers a picture and a slider: prints, asserts nothing.

    python -m tests.bench.bench_live_network

Beside each time its budget, and as a ratio the time that a frame without any change takes in the same page.
"""

import io
import statistics
from collections.abc import Callable
from functools import partial
from typing import cast

import numpy as np
from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Page, sync_playwright

from tests.bench.bench_figure import first_paint, new_visitor, p95, painted
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import serve

PATH = "/live-network?sample=digit_3&layer=pool&map=2&row=4&column=5"
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
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=92)
    return {"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def pictures(page: Page, size: tuple[int, int]) -> list[float]:
    """Return ms from the choice of a file to the frame with its maps."""
    chooser = page.locator("input[type=file]")
    times: list[float] = []
    for seed in range(TIMES + 1):
        file = drawing(size, seed)
        times.append(painted(page, "change", lambda file=file: chooser.set_input_files(file)))
        page.wait_for_timeout(400)
    return times[1:]


def keys(page: Page, name: str, names: tuple[str, str]) -> list[float]:
    """Return ms from a key on a slider to the frame with its numbers."""
    page.get_by_role("slider", name=name, exact=True).focus()
    times: list[float] = []
    for move in range(2 * TIMES):
        press = names[move % 2]
        times.append(painted(page, "keydown", lambda press=press: page.keyboard.press(press)))
        page.wait_for_timeout(350)
    return times[2:]


def pins(page: Page) -> list[float]:
    """Return ms from a press on a map to the frame with the pinned cell's arithmetic."""
    box = page.get_by_role("grid", name="Map 2 after Conv2d", exact=True).bounding_box()
    assert box
    times: list[float] = []
    for move in range(2 * TIMES):
        x, y = box["x"] + box["width"] * (0.3 + 0.02 * move), box["y"] + box["height"] * 0.5

        def act(x: float = x, y: float = y) -> None:
            page.mouse.click(x, y)

        times.append(painted(page, "pointerdown", act, anything=True))
        page.wait_for_timeout(350)
    return times[2:]


def main() -> None:
    """Measure a picture of each size, two sliders and the pin."""
    with serve() as base_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = new_visitor(browser).new_page()
        first_paint(page, base_url + PATH)
        empty = statistics.median(cast("list[float]", page.evaluate("bench.frames(1000)")["gaps"]))
        move = partial(keys, page, "Move right", ("ArrowRight", "ArrowLeft"))
        measured: dict[str, tuple[int, Callable[[], list[float]]]] = {
            **{
                f"picture of {name} -> maps": (BUDGETS[name], partial(pictures, page, size))
                for name, size in SIZES.items()
            },
            "slider of the move -> painted": (FRAME, move),
            "press on a map -> arithmetic": (FRAME, partial(pins, page)),
        }
        print(f"a frame without a change: {empty:.1f} ms")
        for name, (budget, measure) in measured.items():
            times = measure()
            median = statistics.median(times)
            told = f"median {median:7.1f} ms of {budget:4}, p95 {p95(times):7.1f} ms"
            print(f"{name:34} {told}, {median / empty:5.1f} frames", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
