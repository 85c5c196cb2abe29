"""What hands can do to the live network."""

from playwright.sync_api import Locator

from lessons.live_network.picture import SAMPLES
from tests.browser import hands
from tests.browser.figures import grid, open_figure
from tests.monkey.scene import Event, Foretold, Scene

LIMITS = {"map": (1, 5), "row": (1, 24), "column": (1, 24)}
MAP_SIZES = {"fig.input": 28, "live.map_conv": 24, "live.map_pool": 12}


def _any_map(scene: Scene) -> tuple[Locator, str, int]:
    """Return a map by chance, its kind, and which of the five it is (the input counts as the pinned one)."""
    kind = scene.random.choice(["fig.input", "live.map_conv", "live.map_conv", "live.map_pool"])
    if kind == "fig.input":
        return grid(scene.page, scene.label(kind)), kind, scene.now.settings["map"]
    number = scene.random.randint(*LIMITS["map"])
    return grid(scene.page, scene.label(kind, n=number)), kind, number


def _pinned(kind: str, number: int, row: int, column: int) -> dict[str, str]:
    """Return what pressing the cell (row, column) of a map pins, as the lesson says."""
    scale, reach = (2, 0) if kind == "live.map_pool" else (1, 2 if kind == "fig.input" else 0)
    places = {"row": row, "column": column}
    cells = {name: (place - reach) * scale + 1 for name, place in places.items()}
    return {"map": str(number)} | {name: str(min(max(cell, 1), 24)) for name, cell in cells.items()}


def press_a_map(scene: Scene) -> Foretold:
    """Press in the middle of any cell of any map."""
    map, kind, number = _any_map(scene)
    pixels = map
    box = pixels.bounding_box()
    assert box, "the map is not on the screen"
    size = MAP_SIZES[kind]
    row, column = scene.random.randrange(size), scene.random.randrange(size)
    x, y = (column + 0.5) * box["width"] / size, (row + 0.5) * box["height"] / size
    pixels.click(position={"x": x, "y": y})
    return _pinned(kind, number, row, column)


def drag_over_a_map(scene: Scene) -> Foretold:
    """Drag the pointer over a map with the button held."""
    map, _, number = _any_map(scene)
    map.scroll_into_view_if_needed()
    box = map.bounding_box()
    assert box
    ways = [(scene.random.uniform(0.02, 0.98), scene.random.uniform(0.02, 0.98)) for _ in range(3)]
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in ways]
    scene.page.mouse.move(*places[0])
    scene.page.mouse.down()
    for place in places[1:]:
        scene.page.mouse.move(*place, steps=2)
    scene.page.mouse.up()
    return {"map": str(number)}


def walk_a_map(scene: Scene) -> Foretold:
    """Move the pinned cell by arrow keys, Home and End."""
    map, kind, number = _any_map(scene)
    key = scene.random.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"])
    map.press(key)
    scale = 2 if kind == "live.map_pool" else 1
    row, column = scene.now.settings["row"], scene.now.settings["column"]
    row += scale * {"ArrowUp": -1, "ArrowDown": 1}.get(key, 0)
    column += scale * {"ArrowLeft": -1, "ArrowRight": 1, "Home": -99, "End": 99}.get(key, 0)
    places = {"row": row, "column": column}
    return {"map": str(number)} | {name: str(min(max(place, 1), 24)) for name, place in places.items()}


def walk_the_pinned_numbers(scene: Scene) -> Foretold:
    """Move over window, kernel and products by keys or pointer; that lights twins and sets nothing."""
    name = scene.random.choice(["live.window", "fig.products", "live.kernel"])
    values = {"n": scene.now.settings["map"]} if name == "live.kernel" else {}
    numbers = grid(scene.page, scene.label(name, **values))
    if scene.chance(0.5):
        numbers.press(scene.random.choice(["ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp"]))
    else:
        numbers.get_by_role("gridcell").nth(scene.random.randrange(25)).hover()
    return scene.holding()


def press_a_move_button(scene: Scene) -> Foretold:
    """Move the pinned cell by one of the four buttons."""
    name, by, place = scene.random.choice(
        [("left", -1, "column"), ("right", 1, "column"), ("up", -1, "row"), ("down", 1, "row")]
    )
    hands.button(scene.page, f"live.move_{name}", scene.language).click()
    return {place: str(min(max(scene.now.settings[place] + by, 1), 24))}


def choose_a_sample(scene: Scene) -> Foretold:
    """Press one of the samples, once or twice in a row, and wait for its maps."""
    sample = scene.random.choice(SAMPLES)
    chosen = hands.button(scene.page, f"sample.{sample}", scene.language)
    chosen.click(click_count=scene.random.randint(1, 2))
    scene.page.wait_for_function(
        "sample => new URLSearchParams(location.search).get('sample') === sample", arg=sample
    )
    return scene.holding() | {"sample": sample}


def _legal(scene: Scene) -> dict[str, str]:
    chosen = {name: str(scene.random.randint(*limits)) for name, limits in LIMITS.items()}
    return chosen | {"sample": scene.random.choice(SAMPLES)}


def open_a_deep_link(scene: Scene) -> Foretold:
    """Open an address with any sample and cell."""
    wanted = _legal(scene)
    open_figure(scene.page, scene.base_url, "live-network", lang=scene.language, **wanted)
    return wanted


def open_an_illegal_link(scene: Scene) -> Foretold:
    """Open an address with a cell that does not exist: the page says so, and shows one that does."""
    name = scene.random.choice(list(LIMITS))
    wrong = scene.random.choice(["0", "25", "-1", "2.5", "", "abc", "999999999999"])
    there = open_figure(
        scene.page, scene.base_url, "live-network", lang=scene.language, **(_legal(scene) | {name: wrong})
    )
    assert name in there.alert, f"the page opens {name}={wrong!r} without a word"
    return None


EVENTS = (
    Event(12, press_a_map),
    Event(4, drag_over_a_map),
    Event(12, walk_a_map),
    Event(4, walk_the_pinned_numbers),
    Event(6, press_a_move_button),
    Event(2, choose_a_sample),
    Event(0.7, open_a_deep_link),
    Event(0.5, open_an_illegal_link),
)
