"""What hands can do to the live network: its maps and pinned number, its settings, and its last folds."""

from playwright.sync_api import Locator

from lessons.live_network.picture import OWN, SAMPLES
from tests.browser import actions
from tests.browser.figures import open_figure, pattern_of
from tests.browser.network_page import wait_for_answer
from tests.browser.pictures import File
from tests.monkey import by_settings, gestures
from tests.monkey.lessons.live_network_layers import LAYERS, MAPS, TRAINED, Asked, legal, pinned, place_in
from tests.monkey.lessons.live_network_numbers import OWN_FILES, compare_page
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle import test_live_network
from tests.settings_states import FOLDS

# The side of each grid that is pressed, and the layer whose cell is pinned then.
SIZES = {
    "fig.input": (28, "conv"),
    "live.map_conv": (24, "conv"),
    "live.map_relu": (24, "relu"),
    "live.map_pool": (12, "pool"),
    "live.map_average": (12, "pool"),
}
MOST_BIAS = 200  # hundredths
STEP = 10
LOOKS, FIELDS = "live_network/looks", "live_network/fields"
MIDDLE = 2  # a pressed pixel becomes the middle of the window


def _any_map(scene: Scene) -> tuple[Locator, str, int]:
    """Return a map on the screen by chance, its kind, and its number (the input: the pinned one)."""
    actions.fold_settings(scene.page)  # on a phone they cover most of the figure
    kinds = [name for name in SIZES if name == "fig.input" or scene.now.has(name, n=1)]
    kind = scene.random.choice(kinds)
    if kind == "fig.input":
        return actions.grid(scene.page, kind), kind, scene.now.settings["map"]
    number = scene.random.randint(1, MAPS)
    return actions.grid(scene.page, kind, n=number), kind, number


def press_a_map(scene: Scene) -> Foretold:
    map, kind, number = _any_map(scene)
    box = actions.box_of(map)
    size, layer = SIZES[kind]
    row, column = scene.random.randrange(size), scene.random.randrange(size)
    x, y = (column + 0.5) * box["width"] / size, (row + 0.5) * box["height"] / size
    map.click(position={"x": x, "y": y})
    reach = MIDDLE if kind == "fig.input" else 0
    return pinned(layer, row - reach + 1, column - reach + 1, map=number)


def drag_over_a_map(scene: Scene) -> Foretold:
    map, kind, number = _any_map(scene)
    ways = [(scene.random.uniform(0.02, 0.98), scene.random.uniform(0.02, 0.98)) for _ in range(3)]
    actions.drag_over(scene.page, map, *ways)
    return {"map": str(number), "layer": SIZES[kind][1]}


def walk_a_map(scene: Scene) -> Foretold:
    """Move the pinned cell by arrow keys, Home and End, from wherever the pin was."""
    map, kind, number = _any_map(scene)
    key, (down, across) = scene.random.choice(list(gestures.ROUND.items()))
    map.press(key)
    _, layer = SIZES[kind]
    row, column = place_in(Asked(scene.now.query), layer)
    return pinned(layer, row + down, column + across, map=number)


def choose_a_kernel(scene: Scene) -> Foretold:
    """Press a kernel: the pin goes to its map, and from a score back to the pooled cell."""
    actions.fold_settings(scene.page)
    asked, number = Asked(scene.now.query), scene.random.randint(1, MAPS)
    # Of two grids of that name the picture is the first; the other one shows the pinned kernel's numbers.
    called = scene.label("live.kernel", n=number)
    scene.page.get_by_role("grid", name=called, exact=True).first.click()
    layer = "pool" if asked.layer == "score" else asked.layer
    return pinned(layer, asked.row, asked.column, map=number)


def _pinned_numbers(scene: Scene) -> list[str]:
    """Return the grids of a pinned cell; a score has none."""
    if scene.now.query["layer"] == "score":
        return []
    kernel = scene.label("live.kernel", n=scene.now.settings["map"])
    return [kernel, scene.label("fig.window"), scene.label("fig.products")]


def _walked(scene: Scene) -> list[str]:
    """Return the grids on which a key sets nothing: the maps of a silhouette, and the numbers of a pin."""
    maps = ("looks.after", "field.lead_conv", "field.lead_pool", "field.lead_deep")
    return [*_pinned_numbers(scene), *(scene.label(name) for name in maps)]


def point_at_the_pinned_numbers(scene: Scene) -> Foretold:
    """Hold the pointer over a number of the pin: its twins light up, and nothing is set."""
    has_some = scene.now.query["layer"] != "score"
    return gestures.point_at_a_cell(scene, _pinned_numbers) if has_some else scene.holding()


def press_one_of_the_four(scene: Scene) -> Foretold:
    """Press one of the four cells that are pooled together: it is pinned."""
    actions.fold_settings(scene.page)
    asked = Asked(scene.now.query)
    if asked.layer == "score":
        return scene.holding()
    has_active = asked.relu and asked.has_reached("relu")
    layer = scene.random.choice(["conv", "relu"] if has_active else ["conv"])
    name = "live.four" if layer == "conv" else "live.four_relu"
    at = scene.random.randrange(4)
    actions.grid(scene.page, name).get_by_role("gridcell").nth(at).click()
    return pinned(layer, asked.corner[0] + at // 2 + 1, asked.corner[1] + at % 2 + 1, map=asked.map)


def press_a_move_button(scene: Scene) -> Foretold:
    actions.fold_settings(scene.page)
    asked = Asked(scene.now.query)
    if asked.layer == "score":
        name, by = scene.random.choice([("before", -1), ("next", 1)])
        actions.button(scene.page, f"live.score_{name}").click()
        most = 1 if asked.filters == "cats_dogs" else 9
        return {"digit": str(min(max(asked.digit + by, 0), most))}
    name, down, right = scene.random.choice([("left", 0, -1), ("right", 0, 1), ("up", -1, 0), ("down", 1, 0)])
    actions.button(scene.page, f"live.move_{name}").click()
    return pinned(asked.layer, asked.row + down, asked.column + right, map=asked.map)


def choose_a_sample(scene: Scene) -> Foretold:
    """Press one of the samples, once or twice in a row, and wait for its maps."""
    sample = scene.random.choice(SAMPLES)
    chosen = actions.button(scene.page, f"sample.{sample}")
    chosen.click(click_count=scene.random.randint(1, 2))
    scene.page.wait_for_function(
        "sample => new URLSearchParams(location.search).get('sample') === sample", arg=sample
    )
    return scene.holding() | {"sample": sample}


def bring_an_own_picture(scene: Scene) -> Foretold:
    """Hand over a file: it takes the sample's place, also in the address."""
    scene.own = scene.random.choice(list(OWN_FILES))
    File(f"{scene.own}.png", "image/png", OWN_FILES[scene.own]).hand_over(scene.page)
    wait_for_answer(scene.page)
    return {name: value for name, value in scene.holding().items() if name != "way"} | {"sample": OWN}


def open_an_old_link(scene: Scene) -> Foretold:
    """Open an address of the first version, which named a cell after Conv2d alone."""
    numbers = {"map": MAPS, "row": 24, "column": 24}
    wanted = {name: str(scene.random.randint(1, most)) for name, most in numbers.items()}
    open_figure(scene.page, "live-network", lang=scene.language, **wanted)
    return wanted | {"layer": "conv"}


def _follows(scene: Scene, name: str, value: str) -> Foretold:
    """Scores come with learned filters and go with others; a pin on what is left out goes a layer back."""
    before = Asked(scene.now.query)
    if name == "seed" and before.filters != "random":
        return {name: scene.now.query[name]}
    if name == "filters":
        scores = value in TRAINED and (before.scores or before.filters not in TRAINED)
        layer = "pool" if before.layer == "score" and not scores else before.layer
        return {"filters": value, "scores": str(int(scores)), "layer": layer}
    if name in ("relu", "scores"):
        value = value if name == "relu" or before.filters in TRAINED else "0"
        left = {("relu", "relu"): "conv", ("scores", "score"): "pool"}
        layer = before.layer if value == "1" else left.get((name, before.layer), before.layer)
        return {name: value} | pinned(layer, *place_in(before, layer))
    return {name: value}


def change_a_bias(scene: Scene) -> Foretold:
    """Press + or − of the bias of the pinned kernel, several times."""
    (sign, by), times = scene.random.choice([("+", STEP), ("−", -STEP)]), scene.random.randint(1, 4)
    actions.press(scene.page, sign, "bias", times)
    asked = Asked(scene.now.query)
    value = asked.bias[asked.map - 1]
    for _ in range(times):
        value = max(min(value + by, MOST_BIAS), -MOST_BIAS)  # at a limit the press says why
    return asked.with_bias(value)


def drag_the_bias(scene: Scene) -> Foretold:
    ways = [scene.random.random(), scene.random.choice([0.0, 1.0])]
    actions.drag_slider(scene.page, "bias", *ways)
    return Asked(scene.now.query).with_bias(MOST_BIAS if ways[-1] else -MOST_BIAS)


def do_as_the_note(scene: Scene) -> Foretold:
    """Press "As in the note": its code and nothing else; pressed again, back to the reading network."""
    actions.unfold_settings(scene.page)
    actions.button(scene.page, "live.as_note").click()
    asked = Asked(scene.now.query)
    if asked.relu or asked.scores or asked.pool != "max":
        layer = {"relu": "conv", "score": "pool"}.get(asked.layer, asked.layer)
        return {"relu": "0", "scores": "0", "pool": "max", "layer": layer}
    return {"relu": "1", "scores": str(int(asked.filters in TRAINED)), "layer": asked.layer}


def change_the_scale(scene: Scene) -> Foretold:
    """Give every filter its own scale of colours, or all the same."""
    actions.fold_settings(scene.page)
    actions.switch(scene.page, "live.scale_each").click()
    return {"scale": "all" if scene.now.query["scale"] == "filter" else "filter"}


def pin_a_score(scene: Scene) -> Foretold:
    """Press a score, or walk the scores by keys."""
    actions.fold_settings(scene.page)
    asked = Asked(scene.now.query)
    if not scene.now.has("live.scores"):
        return scene.holding()
    scores = actions.grid(scene.page, "live.scores")
    most = 1 if asked.filters == "cats_dogs" else 9
    if scene.chance(0.5):
        digit = scene.random.randint(0, most)
        scores.get_by_role("row").nth(digit).click()
    else:
        key, by = scene.random.choice([("ArrowUp", -1), ("ArrowDown", 1), ("Home", -99), ("End", 99)])
        scores.press(key)
        by = by if asked.layer == "score" or abs(by) > 1 else 0
        digit = min(max(asked.digit + by, 0), most)
    return pinned("score", *place_in(asked, "score"), map=asked.map, digit=digit)


def press_a_contribution(scene: Scene) -> Foretold:
    """Press one of the cells that move a pinned score most: it is pinned."""
    actions.fold_settings(scene.page)
    buttons = scene.page.locator(".largest button")
    if scene.now.query["layer"] != "score" or buttons.count() == 0:
        return scene.holding()
    button = buttons.nth(scene.random.randrange(buttons.count()))
    place = button.inner_text()
    button.click()
    said = pattern_of("live.ten_place", scene.language).fullmatch(place)
    assert said, f"{place!r} is no place"
    return pinned("pool", int(said["r"]), int(said["c"]), map=said["n"])


def go_to_another_layer(scene: Scene) -> Foretold:
    """Press the way to the next layer or back, or on a phone a tab."""
    actions.fold_settings(scene.page)
    asked = Asked(scene.now.query)
    tabs, there = scene.page.locator(".tabs button"), asked.layers
    at = there.index(asked.layer)
    if tabs.first.is_visible() and scene.chance(0.5):
        layer = scene.random.choice(LAYERS)
        actions.push(tabs.nth(LAYERS.index(layer)))
        layer = layer if layer in there else asked.layer
    else:
        name, by = scene.random.choice([("layer_next", 1), ("layer_before", -1)])
        actions.push(actions.button(scene.page, f"live.{name}"))
        if at + by < 0:  # before the first layer nothing is shown, behind it only what came out of it
            actions.button(scene.page, "live.layer_next").click()
            return pinned("conv", asked.row, asked.column, map=asked.map, reached="conv")
        layer = there[min(max(at + by, 0), len(there) - 1)]
    return pinned(layer, *place_in(asked, layer), map=asked.map)


def choose_a_filter(scene: Scene) -> Foretold:
    actions.fold_settings(scene.page)
    wanted = str(scene.random.randint(*FOLDS.settings["filter"].range))
    name = scene.label("looks.filter", n=wanted)
    scene.figure(LOOKS).get_by_role("button", name=name, exact=True).click()
    return scene.holding() | {"filter": wanted}


EVENTS = (
    Event(12, press_a_map),
    Event(3, drag_over_a_map),
    Event(12, walk_a_map),
    Event(3, choose_a_kernel),
    Event(4, press_one_of_the_four),
    Event(5, press_a_move_button),
    Event(2, choose_a_sample),
    Event(1, bring_an_own_picture),
    Event(2, gestures.open_a_deep_link, (legal,)),
    Event(0.4, open_an_old_link),
    Event(0.5, gestures.open_an_illegal_link, (FOLDS,)),
    Event(4, by_settings.choose_from_a_list, (_follows,)),
    Event(1.5, by_settings.press_a_stepper, (_follows,)),
    Event(3, change_a_bias),
    Event(2, by_settings.drag_a_slider),
    Event(1, drag_the_bias),
    Event(3, by_settings.press_plus_or_minus),
    Event(4, by_settings.turn_a_switch, (_follows,)),
    Event(2, by_settings.press_a_choice),
    Event(1, do_as_the_note),
    Event(1, change_the_scale),
    Event(5, pin_a_score),
    Event(4, press_a_contribution),
    Event(3, go_to_another_layer),
    Event(1, gestures.answer_the_question),
    Event(2, by_settings.press_a_stepper, (by_settings.alone, LOOKS, "slider")),
    Event(1, by_settings.press_a_stepper, (by_settings.alone, FIELDS, "slider")),
    Event(2, by_settings.press_a_stepper, (by_settings.alone, FIELDS)),
    Event(0.5, by_settings.press_a_choice, (by_settings.alone, LOOKS, "sample")),
    Event(0.5, by_settings.press_a_choice, (by_settings.alone, FIELDS, "sample")),
    Event(1, choose_a_filter),
    Event(3, gestures.walk_a_grid, (_walked,)),
    Event(2, point_at_the_pinned_numbers),
)


PAGE = Walked(
    EVENTS,
    compare_page,
    {"average for the largest": Planted(test_live_network.FAULTS["average for the largest"])},
    beside="convolution",
)
