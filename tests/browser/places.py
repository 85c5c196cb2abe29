"""How high every figure is at every width, for pages/places.json: `make places`, after what changes a height.

`python -m tests.browser.places why-cnn home` measures those two pages only and leaves the others as they are.
"""

import json
import sys
from collections import defaultdict
from itertools import product

from playwright.sync_api import Browser, Page

from lessons.catalog import LESSONS
from lessons.kit.i18n.language import LANGUAGES
from pages.places import MEASURED, Heights, read_places
from tests.browser.figures import Lesson, follow_link, open_figure
from tests.browser.in_page import ask
from tests.browser.server import serve_and_browse
from tests.browser.visit import open_stage, visitor

# The states that need the most room. Each lesson is opened in its first state; links set the others.
STATES: dict[Lesson, dict[str, dict[str, str | int]]] = {
    "convolution": {
        "numbers": {},
        "large kernel": {"kernel_size": 7, "padding": 3, "height": 12, "width": 12},
        "photo": {"input": "cat"},
    },
    "neuron": {"neuron": {"kernel": "count", "right": 1, "first": "count"}},
    "live-network": {
        "live network": {},
        **{
            layer: {"layer": layer, "pool": "average", "down": 3, "bias": "0.5"}
            for layer in ("conv", "relu", "pool", "score")
        },
    },
    "pooling": {
        "pooling": {},
        "wide padding": {"kernel_size": 4, "padding": 2, "ceil_mode": 1, "gradient": 1},
        "strided convolution": {"layer": "conv", "kernel_size": 4, "shift": 1},
    },
    "why-cnn": {"laboratory": {"right": 4}, "shuffled": {"shuffle": 1}},
    "input-shape": {
        "input shape": {},
        "mends": {"view": "mend", "mend": 1},
        "memory": {"view": "memory"},
        "file": {"view": "file"},
        "drill": {"view": "drill"},
    },
    "output-size": {
        "output size": {"height": 227, "kernel_size": 11, "stride": 4, "grade": "2"},
        "a stack": {"height": 5, "kernel_size": 7, "grade": "4", "answer": 1},
    },
    "conv2d": {
        "conv2d": {},
        "many channels": {"in_channels": 8, "out_channels": 64, "kernel_size": "5,3"},
        "as AlexNet begins": {"out_channels": 64, "kernel_size": 11, "stride": 4, "size": 56},
        "its longest question": {
            "in_channels": 8,
            "out_channels": 64,
            "kernel_size": "11,10",
            "groups": 8,
            "bias": 0,
        },
        "refused": {"written": "note"},
    },
    "maxpool2d": {
        "maxpool2d": {"padding": 1, "kernel_size": 3, "ceil_mode": 1, "return_indices": 1},
        "average": {"layer": "AvgPool2d", "kernel_size": 3, "stride": "2,1", "padding": 1},
        "refused": {"kernel_size": 3, "padding": 2},
    },
    "gradient": {
        "gradient": {},
        "a kernel weight": {"layer": "conv", "step": 6},
        "a digit": {"input": "digit", "layer": "conv", "view": "live"},
        "a pixel of the digit": {"input": "digit", "layer": "pixel", "view": "live"},
        "a broken digit": {"input": "digit", "change": "sign", "view": "live"},
    },
    "training": {
        "training": {},
        "all changed": {
            "net": "dense",
            "lr": "0.3",
            "optimizer": "momentum",
            "labels": "random",
            "zero_grad": 0,
        },
    },
}
# A lesson that is not named is measured as it opens.
STATES.update({(own := each.address[1:]): STATES.get(own, {own: {}}) for each in LESSONS})
# The least width of a phone, of each layout, and between them where words or a sentence find another line.
WIDTHS = (288, 328, 358, 398, 448, 508, 520, 560, 608, 656, 732, 812, 900, 968, 1040, 1064)
MARGINS = 32  # of a phone's page, whose window itself is narrow
LAYOUTS = (560, 900, 1064)
SMALL = 4  # px that are no step
VISITS = (True, True, False)  # of each language, who knows the course: the two are asked other questions
PATIENCE = 90_000  # ms, on a busy machine
Measured = dict[str, dict[int, int]]


def is_kept(state: dict[str, str | int]) -> bool:
    """Return whether the page keeps the place of this state: not of a view or a score that is chosen."""
    return "view" not in state and state.get("layer") != "score"


def measure(page: Page, found: Measured) -> None:
    """Put the largest height of each figure of the page as it stands there, at every width, into `found`.

    Twice where settings can be hidden: as it stands, and with these shown, or hidden.
    """
    more = page.locator(".more-settings").first
    for _ in range(2 if more.is_visible() else 1):
        for width in WIDTHS:
            page.set_viewport_size({"width": width + MARGINS if width < LAYOUTS[0] else 1440, "height": 900})
            ask(page, "standing.setColumn", 0 if width < LAYOUTS[0] else width)
            for key, own_width, height in ask(page, "standing.heights"):
                found[key][own_width] = max(height, found[key].get(own_width, 0))
        ask(page, "standing.setColumn", 0)
        if more.is_visible():
            more.click()


def steps_of(heights: dict[int, int]) -> dict[str, int]:
    """Return the height from each width on where it is another: the larger of what is measured around it."""
    steps: dict[str, int] = {}
    last = None
    widths = sorted(heights)
    for width, wider in zip(widths, [*widths[1:], widths[-1]], strict=True):
        is_of_one_layout = not any(width < each <= wider for each in LAYOUTS)
        height = max(heights[width], heights[wider]) if is_of_one_layout else heights[width]
        if last is not None and 0 <= steps[last] - height <= SMALL:
            continue
        last = str(width if steps else 0)
        steps[last] = height
    return steps


def measure_page(browser: Browser, base_url: str, lesson: Lesson | None) -> Heights:
    """Return the heights of the figures of a lesson's page, or of the start page, in both languages."""
    found: Measured = defaultdict(dict)
    for language, is_knowing in product(LANGUAGES, VISITS):
        page = visitor(browser, base_url, knowing=is_knowing)
        page.set_default_timeout(PATIENCE)
        if lesson is None:
            open_stage(page, "home", lang=language)
            measure(page, found)
        else:
            first, *others = filter(is_kept, STATES[lesson].values())
            open_figure(page, lesson, lang=language, **first)
            measure(page, found)
            for state in others:
                follow_link(page, lesson, state)
                measure(page, found)
        page.context.close()
    return {key: steps_of(heights) for key, heights in found.items()}


def main(names: list[str]) -> None:
    """Measure the pages named, or all of them, and write what was found."""
    lessons: list[Lesson | None] = [None, *STATES]
    wanted = [lesson for lesson in lessons if not names or (lesson or "home") in names]
    places = dict(read_places())
    with serve_and_browse() as (browser, base_url):
        for lesson in wanted:
            places |= measure_page(browser, base_url, lesson)
    lines = [f"  {json.dumps(key)}: {json.dumps(places[key])}" for key in sorted(places)]
    MEASURED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
