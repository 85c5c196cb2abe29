"""What hands can do to the settings of the live network: filters, biases, moves, layers, scores."""

from playwright.sync_api import Locator

from tests.browser import hands
from tests.browser.figures import grid
from tests.monkey import gestures
from tests.monkey.live_network.events import pinned
from tests.monkey.live_network.settings import (
    FILTERS,
    LAYERS,
    MAPS,
    TRAINED,
    Asked,
    place_in,
    same_as_written,
)
from tests.monkey.scene import Event, Foretold, Scene

MOST_BIAS = 200  # hundredths
STEP = 10


def _switch(scene: Scene, name: str) -> Locator:
    return scene.page.get_by_role("switch", name=scene.label(name), exact=True)


def _written(bias: list[int]) -> str:
    """Return biases in hundredths as the address writes them."""
    return same_as_written(",".join(f"{each / 100:g}" for each in bias))


def choose_filters(scene: Scene) -> Foretold:
    """Choose a kind of filters: scores come with learned ones and go with the others."""
    wanted = scene.random.choice(FILTERS)
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, "set.filters", scene.language).select_option(wanted)
    before = Asked.of(scene.now)
    scores = wanted in TRAINED and (before.scores or before.filters not in TRAINED)
    layer = "pool" if before.layer == "score" and not scores else before.layer
    return {"filters": wanted, "scores": str(int(scores)), "layer": layer}


def change_the_seed(scene: Scene) -> Foretold:
    """Press + or − of the seed: it belongs to random filters and says so otherwise."""
    sign = scene.random.choice("+−")
    hands.press(scene.page, sign, "seed", scene.language)
    asked = Asked.of(scene.now)
    by = {"+": 1, "−": -1}[sign] if asked.filters == "random" else 0
    return {"seed": str(min(max(asked.seed + by, 1), 99))}


def change_a_bias(scene: Scene) -> Foretold:
    """Press + or − of the bias of the pinned kernel, several times."""
    sign, times = scene.random.choice("+−"), scene.random.randint(1, 4)
    hands.press(scene.page, sign, "bias", scene.language, times)
    asked = Asked.of(scene.now)
    bias = list(asked.bias)
    for _ in range(times):
        moved = bias[asked.map - 1] + {"+": STEP, "−": -STEP}[sign]
        if abs(moved) <= MOST_BIAS:  # beyond a limit the press says why
            bias[asked.map - 1] = moved
    return {"bias": _written(bias)}


def drag_the_bias(scene: Scene) -> Foretold:
    """Drag the bias of the pinned kernel to one of its ends."""
    ways = [scene.random.random(), scene.random.choice([0.0, 1.0])]
    hands.drag_slider(scene.page, "bias", scene.language, *ways)
    asked = Asked.of(scene.now)
    bias = list(asked.bias)
    bias[asked.map - 1] = MOST_BIAS if ways[-1] else -MOST_BIAS
    return {"bias": _written(bias)}


def switch_a_layer(scene: Scene) -> Foretold:
    """Switch ReLU or the scores on or off: a pin there goes to the layer before."""
    name = scene.random.choice(["relu", "scores"])
    hands.unfold_settings(scene.page, scene.language)
    _switch(scene, f"set.{name}").click()
    asked = Asked.of(scene.now)
    can = name == "relu" or asked.filters in TRAINED
    after = (not getattr(asked, name)) if can else False
    left = {("relu", "relu"): "conv", ("scores", "score"): "pool"}
    layer = left.get((name, asked.layer), asked.layer) if not after else asked.layer
    return {name: str(int(after))} | pinned(layer, *place_in(asked, layer))


def choose_the_pooling(scene: Scene) -> Foretold:
    """Press the largest or the average."""
    kind = scene.random.choice(["max", "average"])
    hands.unfold_settings(scene.page, scene.language)
    hands.button(scene.page, f"live.pool_{kind}", scene.language).click()
    return {"pool": kind}


def do_as_the_note(scene: Scene) -> Foretold:
    """Press "As in the note": its code and nothing else; pressed again, back to the reading network."""
    hands.unfold_settings(scene.page, scene.language)
    hands.button(scene.page, "live.as_note", scene.language).click()
    asked = Asked.of(scene.now)
    if asked.relu or asked.scores or asked.pool != "max":
        layer = {"relu": "conv", "score": "pool"}.get(asked.layer, asked.layer)
        return {"relu": "0", "scores": "0", "pool": "max", "layer": layer}
    return {"relu": "1", "scores": str(int(asked.filters in TRAINED)), "layer": asked.layer}


def change_the_scale(scene: Scene) -> Foretold:
    """Give every filter its own scale of colours, or all the same."""
    hands.fold_settings(scene.page, scene.language)
    _switch(scene, "live.scale_each").click()
    return {"scale": "all" if scene.now.query["scale"] == "filter" else "filter"}


def pin_a_score(scene: Scene) -> Foretold:
    """Press a score, or walk the scores by keys."""
    hands.fold_settings(scene.page, scene.language)
    asked = Asked.of(scene.now)
    if not scene.now.has("live.scores"):
        return scene.holding()
    scores = grid(scene.page, scene.label("live.scores"))
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
    """Press one of the ten cells that move a pinned score most: it is pinned."""
    hands.fold_settings(scene.page, scene.language)
    if scene.now.query["layer"] != "score":
        return scene.holding()
    button = scene.page.locator(".largest button").nth(scene.random.randrange(10))
    place = button.inner_text()
    button.click()
    for map in range(1, MAPS + 1):
        for row in range(1, 13):
            for column in range(1, 13):
                if place == scene.label("live.ten_place", n=map, r=row, c=column):
                    return pinned("pool", row, column, map=map)
    raise AssertionError(f"{place!r} is no place")


def go_to_another_layer(scene: Scene) -> Foretold:
    """Press the way to the next layer or back, or on a phone a tab."""
    hands.fold_settings(scene.page, scene.language)
    asked = Asked.of(scene.now)
    there = [
        layer for layer in LAYERS if (layer != "relu" or asked.relu) and (layer != "score" or asked.scores)
    ]
    tabs = scene.page.locator(".tabs button")
    at = there.index(asked.layer)
    if tabs.first.is_visible() and scene.chance(0.5):
        layer = scene.random.choice(LAYERS)
        hands.push(tabs.nth(LAYERS.index(layer)))
        layer = layer if layer in there else asked.layer
    else:
        name, by = scene.random.choice([("layer_next", 1), ("layer_before", -1)])
        hands.push(hands.button(scene.page, f"live.{name}", scene.language))
        if at + by < 0:  # before the first layer nothing is shown, behind it only what came out of it
            hands.button(scene.page, "live.layer_next", scene.language).click()
            return pinned("conv", asked.row, asked.column, map=asked.map, reached="conv")
        layer = there[min(max(at + by, 0), len(there) - 1)]
    return pinned(layer, *place_in(asked, layer), map=asked.map)


EVENTS = (
    Event(4, choose_filters),
    Event(1.5, change_the_seed),
    Event(3, change_a_bias),
    Event(2, gestures.drag_a_slider),
    Event(1, drag_the_bias),
    Event(3, gestures.press_plus_or_minus),
    Event(4, switch_a_layer),
    Event(2, choose_the_pooling),
    Event(1, do_as_the_note),
    Event(1, change_the_scale),
    Event(5, pin_a_score),
    Event(4, press_a_contribution),
    Event(3, go_to_another_layer),
    Event(1, gestures.answer_the_question),
)
