"""What hands can do to the last folds of the live network: another silhouette, moved; another map; a cell."""

from playwright.sync_api import Locator

from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.monkey.scene import Event, Foretold, Scene
from tests.settings_states import FOLDS

FIGURES = ("live_network/looks", "live_network/fields")
CHANNELS = ("conv_channel", "deep_channel")


def _button(scene: Scene, figure: str, name: str) -> Locator:
    return scene.page.locator(f"[data-figure='{figure}']").get_by_role("button", name=name, exact=True)


def _step(scene: Scene, figure: str, name: str, told: str) -> dict[str, str]:
    """Press − or + of a number, perhaps beyond its end."""
    hands.fold_settings(scene.page, scene.language)
    way = scene.random.choice([-1, 1])
    called = "set.increase" if way > 0 else "set.decrease"
    hands.push(_button(scene, figure, label(called, scene.language, name=scene.label(told))))
    setting = FOLDS.settings[name]
    lowest, highest = setting.range
    wanted = int(scene.now.query[name]) + way * setting.multiple_of
    return scene.holding() | {name: str(min(max(wanted, lowest), highest))}


def change_a_silhouette(scene: Scene) -> Foretold:
    """Move or turn it, in either fold."""
    way = scene.random.choice(["right", "down", "rotate"])
    return _step(scene, scene.random.choice(FIGURES), f"silhouette_{way}", f"looks.{way}")


def choose_a_channel(scene: Scene) -> Foretold:
    """Take another map on the way from local to global."""
    name = scene.random.choice(CHANNELS)
    return _step(scene, FIGURES[1], name, f"field.channel_{name.removesuffix('_channel')}")


def choose_a_silhouette(scene: Scene) -> Foretold:
    """Press one of the silhouettes, in either fold."""
    hands.fold_settings(scene.page, scene.language)
    name = scene.random.choice(FOLDS.settings["silhouette"].choices)
    _button(scene, scene.random.choice(FIGURES), scene.label(f"silhouette.{name}")).click()
    return scene.holding() | {"silhouette": name}


def choose_a_filter(scene: Scene) -> Foretold:
    """Press one of the CNN's filters."""
    hands.fold_settings(scene.page, scene.language)
    number = str(scene.random.randint(*FOLDS.settings["filter"].range))
    _button(scene, FIGURES[0], scene.label("looks.filter", n=number)).click()
    return scene.holding() | {"filter": number}


def point_at_a_map_of_a_silhouette(scene: Scene) -> Foretold:
    """Walk a map by an arrow key; that sets nothing."""
    hands.fold_settings(scene.page, scene.language)
    name = scene.random.choice(["looks.after", "field.lead_conv", "field.lead_pool", "field.lead_deep"])
    map = scene.page.get_by_role("grid", name=scene.label(name), exact=True)
    map.press(scene.random.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]))
    return scene.holding()


EVENTS = (
    Event(2, change_a_silhouette),
    Event(2, choose_a_channel),
    Event(1, choose_a_silhouette),
    Event(1, choose_a_filter),
    Event(2, point_at_a_map_of_a_silhouette),
)
