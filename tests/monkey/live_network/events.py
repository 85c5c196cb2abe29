"""What hands can do to the maps, the pinned number and the samples of the live network."""

from playwright.sync_api import Locator

from lessons.live_network.picture import OWN, SAMPLES
from tests.browser import hands
from tests.browser.figures import grid, open_figure
from tests.browser.picture_page import wait_for_answer
from tests.monkey import gestures
from tests.monkey.live_network.numbers import OWN_FILES
from tests.monkey.live_network.settings import MAPS, Asked, legal, place_in, size_of
from tests.monkey.scene import Event, Foretold, Scene
from tests.settings_states import FOLDS

SIZES = {
    "fig.input": 28,
    "live.map_conv": 24,
    "live.map_relu": 24,
    "live.map_pool": 12,
    "live.map_average": 12,
}
LAYER_OF = {
    "fig.input": "conv",
    "live.map_conv": "conv",
    "live.map_relu": "relu",
    "live.map_pool": "pool",
    "live.map_average": "pool",
}
MIDDLE = 2  # a pressed pixel becomes the middle of the window


def pinned(layer: str, row: int, column: int, **others: object) -> dict[str, str]:
    """Return what the address says of a pin, kept within the layer's grid."""
    size = size_of(layer)
    places = {"row": row, "column": column}
    kept = {name: str(min(max(place, 1), size)) for name, place in places.items()}
    return {"layer": layer} | kept | {name: str(value) for name, value in others.items()}


def _any_map(scene: Scene) -> tuple[Locator, str, int]:
    """Return a map on the screen by chance, its kind, and its number (the input: the pinned one)."""
    hands.fold_settings(scene.page, scene.language)  # on a phone they cover most of the figure
    kinds = [name for name in SIZES if name == "fig.input" or scene.now.has(name, n=1)]
    kind = scene.random.choice(kinds)
    if kind == "fig.input":
        return grid(scene.page, scene.label(kind)), kind, scene.now.settings["map"]
    number = scene.random.randint(1, MAPS)
    return grid(scene.page, scene.label(kind, n=number)), kind, number


def press_a_map(scene: Scene) -> Foretold:
    """Press in the middle of any cell of any map."""
    map, kind, number = _any_map(scene)
    box = map.bounding_box()
    assert box, "the map is not on the screen"
    size = SIZES[kind]
    row, column = scene.random.randrange(size), scene.random.randrange(size)
    x, y = (column + 0.5) * box["width"] / size, (row + 0.5) * box["height"] / size
    map.click(position={"x": x, "y": y})
    reach = MIDDLE if kind == "fig.input" else 0
    return pinned(LAYER_OF[kind], row - reach + 1, column - reach + 1, map=number)


def drag_over_a_map(scene: Scene) -> Foretold:
    """Drag the pointer over a map with the button held."""
    map, kind, number = _any_map(scene)
    map.evaluate("map => map.scrollIntoView({block: 'center'})")  # clear of what sticks to the edges
    box = map.bounding_box()
    assert box
    ways = [(scene.random.uniform(0.02, 0.98), scene.random.uniform(0.02, 0.98)) for _ in range(3)]
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in ways]
    scene.page.mouse.move(*places[0])
    scene.page.mouse.down()
    for place in places[1:]:
        scene.page.mouse.move(*place, steps=2)
    scene.page.mouse.up()
    return {"map": str(number), "layer": LAYER_OF[kind]}


def walk_a_map(scene: Scene) -> Foretold:
    """Move the pinned cell by arrow keys, Home and End, from wherever the pin was."""
    map, kind, number = _any_map(scene)
    key = scene.random.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"])
    map.press(key)
    layer = LAYER_OF[kind]
    row, column = place_in(Asked.of(scene.now), layer)
    row += {"ArrowUp": -1, "ArrowDown": 1}.get(key, 0)
    column += {"ArrowLeft": -1, "ArrowRight": 1, "Home": -99, "End": 99}.get(key, 0)
    return pinned(layer, row, column, map=number)


def choose_a_kernel(scene: Scene) -> Foretold:
    """Press a kernel: the pin goes to its map, and from a score back to the pooled cell."""
    hands.fold_settings(scene.page, scene.language)
    asked, number = Asked.of(scene.now), scene.random.randint(1, MAPS)
    # Of two grids of that name the picture is the first; the other one shows the pinned kernel's numbers.
    called = scene.label("live.kernel", n=number)
    scene.page.get_by_role("grid", name=called, exact=True).first.click()
    layer = "pool" if asked.layer == "score" else asked.layer
    return pinned(layer, asked.row, asked.column, map=number)


def walk_the_pinned_numbers(scene: Scene) -> Foretold:
    """Move over window, kernel and products by keys or pointer; that lights twins and sets nothing."""
    hands.fold_settings(scene.page, scene.language)
    if scene.now.query["layer"] == "score":
        return scene.holding()
    name = scene.random.choice(["fig.window", "fig.products", "live.kernel"])
    values = {"n": scene.now.settings["map"]} if name == "live.kernel" else {}
    numbers = grid(scene.page, scene.label(name, **values))
    if scene.chance(0.5):
        numbers.press(scene.random.choice(["ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp"]))
    else:
        numbers.get_by_role("gridcell").nth(scene.random.randrange(25)).hover()
    return scene.holding()


def press_one_of_the_four(scene: Scene) -> Foretold:
    """Press one of the four cells that are pooled together: it is pinned."""
    hands.fold_settings(scene.page, scene.language)
    asked = Asked.of(scene.now)
    if asked.layer == "score":
        return scene.holding()
    has_active = asked.relu and asked.has_reached("relu")
    layer = scene.random.choice(["conv", "relu"] if has_active else ["conv"])
    name = "live.four" if layer == "conv" else "live.four_relu"
    at = scene.random.randrange(4)
    grid(scene.page, scene.label(name)).get_by_role("gridcell").nth(at).click()
    return pinned(layer, asked.corner[0] + at // 2 + 1, asked.corner[1] + at % 2 + 1, map=asked.map)


def press_a_move_button(scene: Scene) -> Foretold:
    """Move the pin by one of the four buttons."""
    hands.fold_settings(scene.page, scene.language)
    name, down, right = scene.random.choice([("left", 0, -1), ("right", 0, 1), ("up", -1, 0), ("down", 1, 0)])
    hands.button(scene.page, f"live.move_{name}", scene.language).click()
    asked = Asked.of(scene.now)
    if asked.layer == "score":
        most = 1 if asked.filters == "cats_dogs" else 9
        return {"digit": str(min(max(asked.digit + down + right, 0), most))}
    return pinned(asked.layer, asked.row + down, asked.column + right, map=asked.map)


def choose_a_sample(scene: Scene) -> Foretold:
    """Press one of the samples, once or twice in a row, and wait for its maps."""
    sample = scene.random.choice(SAMPLES)
    chosen = hands.button(scene.page, f"sample.{sample}", scene.language)
    chosen.click(click_count=scene.random.randint(1, 2))
    scene.page.wait_for_function(
        "sample => new URLSearchParams(location.search).get('sample') === sample", arg=sample
    )
    return scene.holding() | {"sample": sample}


def bring_an_own_picture(scene: Scene) -> Foretold:
    """Hand over a file: it takes the sample's place, also in the address."""
    scene.own = scene.random.choice(list(OWN_FILES))
    file = {"name": f"{scene.own}.png", "mimeType": "image/png", "buffer": OWN_FILES[scene.own]}
    scene.page.locator("input[type=file]").first.set_input_files([file])  # pyright: ignore[reportArgumentType]
    wait_for_answer(scene.page)
    return {name: value for name, value in scene.holding().items() if name != "way"} | {"sample": OWN}


def open_an_old_link(scene: Scene) -> Foretold:
    """Open an address of the first version, which named a cell after Conv2d alone."""
    numbers = {"map": MAPS, "row": 24, "column": 24}
    wanted = {name: str(scene.random.randint(1, most)) for name, most in numbers.items()}
    open_figure(scene.page, scene.base_url, "live-network", lang=scene.language, **wanted)
    return wanted | {"layer": "conv"}


EVENTS = (
    Event(12, press_a_map),
    Event(3, drag_over_a_map),
    Event(12, walk_a_map),
    Event(3, choose_a_kernel),
    Event(3, walk_the_pinned_numbers),
    Event(4, press_one_of_the_four),
    Event(5, press_a_move_button),
    Event(2, choose_a_sample),
    Event(1, bring_an_own_picture),
    Event(2, gestures.open_a_deep_link, (legal,)),
    Event(0.4, open_an_old_link),
    Event(0.5, gestures.open_an_illegal_link, (FOLDS,)),
)
