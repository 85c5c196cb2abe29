"""What hands can do to the figure that trains: few digits and few updates, so that a walk sees many runs."""

from playwright.sync_api import Locator, expect

from lessons.training.code import TABLE
from tests.browser import hands
from tests.browser.figures import grid, open_figure
from tests.monkey.scene import Event, Foretold, Scene
from tests.monkey.training.numbers import FIGURE, MOST_UPDATES
from tests.settings_states import query

TRAINED = 60_000  # ms
UPDATES = 8
RATES = TABLE.settings["lr"].choices
SWITCHES = {
    "try_zero_grad": ("zero_grad", "1", "0"),
    "try_shuffle": ("shuffle", "1", "0"),
    "try_softmax": ("softmax", "0", "1"),
    "try_moved": ("moved", "0", "4"),
    "try_net": ("net", "conv", "dense"),
}


def _address(scene: Scene) -> dict[str, str]:
    chosen = query(TABLE, scene.random)
    chosen |= {"digits": "100", "update": scene.random.choice("028"), "numbers": "1", "picture": "3"}
    return chosen | ({"filters": "plain"} if chosen["net"] == "dense" else {})


def _open(scene: Scene, chosen: dict[str, str]) -> None:
    open_figure(scene.page, scene.base_url, "training", **chosen, lang=scene.language)


def _film(scene: Scene) -> Locator:
    return scene.page.locator(f"{FIGURE} .strip")


def _reached(scene: Scene) -> int:
    """Return how far the run is."""
    return int(_film(scene).get_attribute("aria-valuemax") or 0)


def _rest(scene: Scene) -> None:
    """Wait until the run stands."""
    play = scene.page.locator(f"{FIGURE} button.play")
    expect(play).not_to_have_attribute("data-shows", "pause", timeout=TRAINED)


def open_an_address(scene: Scene) -> Foretold:
    """Open a state by chance: no run is there yet."""
    chosen = _address(scene)
    _open(scene, chosen)
    return chosen


def train_a_run(scene: Scene) -> Foretold:
    """Train some updates of a run by chance."""
    chosen = _address(scene) | {"update": str(UPDATES)}
    _open(scene, chosen)
    hands.push(hands.button(scene.page, "training.do_train", scene.language))
    _rest(scene)
    return chosen


def go_on_by_one(scene: Scene) -> Foretold:
    """Train one update, of the run that is there or of a new one."""
    hands.fold_settings(scene.page, scene.language)
    if _reached(scene) >= MOST_UPDATES:
        return rewind(scene)
    hands.push(hands.button(scene.page, "training.one", scene.language))
    _rest(scene)
    return None


def scrub_by_keys(scene: Scene) -> Foretold:
    """Walk the film by keys."""
    key = scene.random.choice(["Home", "End", "ArrowLeft", "ArrowRight"])
    reached = _reached(scene)
    _film(scene).press(key)
    return {"Home": {"update": "0"}, "End": {"update": str(reached)}}.get(key)


def rewind(scene: Scene) -> Foretold:
    """Go back to the start."""
    hands.fold_settings(scene.page, scene.language)
    hands.push(hands.button(scene.page, "training.rewind", scene.language))
    return {"update": "0"}


def keep_or_let_go(scene: Scene) -> Foretold:
    """Keep a run to compare, or stop comparing."""
    hands.unfold_settings(scene.page, scene.language)
    hands.push(scene.page.locator(f"{FIGURE} button.keep"))
    hands.fold_settings(scene.page, scene.language)
    return scene.holding()


def write_the_numbers(scene: Scene) -> Foretold:
    """Press a filter: its weights are written, or no longer."""
    if scene.now.query["net"] == "dense":
        return go_on_by_one(scene)
    hands.fold_settings(scene.page, scene.language)
    first = scene.label("training.filter", n=scene.random.randint(1, 5))
    if not scene.now.has("training.filter", n=1):
        return scrub_by_keys(scene)  # the film is still of a dense net
    grid(scene.page, first).get_by_role("gridcell").first.click()
    return {"numbers": "0" if scene.now.query["numbers"] == "1" else "1"}


def look_at_a_digit(scene: Scene) -> Foretold:
    """Press one of the ten digits."""
    hands.fold_settings(scene.page, scene.language)
    digit = scene.random.randrange(10)
    scene.page.locator(f"{FIGURE} .digit").nth(digit).click()
    return {"picture": str(digit)}


def change_the_rate(scene: Scene) -> Foretold:
    """Move the learning rate to an end: the film is then of other settings."""
    hands.unfold_settings(scene.page, scene.language)
    key, end = scene.random.choice([("Home", RATES[0]), ("End", RATES[-1])])
    hands.slider(scene.page, "training.lr", scene.language).press(key)
    hands.fold_settings(scene.page, scene.language)
    return {"lr": end}


def turn_a_switch(scene: Scene) -> Foretold:
    """Turn one of the experiments on or off."""
    hands.unfold_settings(scene.page, scene.language)
    called, (name, usual, other) = scene.random.choice(list(SWITCHES.items()))

    def switch(label: str) -> Locator:
        return scene.page.get_by_role("switch", name=scene.label(f"training.{label}"), exact=True)

    if switch("experiments").get_attribute("aria-checked") == "false":
        switch("experiments").click()
    switch(called).click()
    hands.fold_settings(scene.page, scene.language)
    return {name: usual if scene.now.query[name] == other else other}


EVENTS = (
    Event(1, open_an_address),
    Event(2, train_a_run),
    Event(2, go_on_by_one),
    Event(3, scrub_by_keys),
    Event(0.5, rewind),
    Event(0.5, keep_or_let_go),
    Event(1, write_the_numbers),
    Event(1, look_at_a_digit),
    Event(1, change_the_rate),
    Event(1, turn_a_switch),
)
