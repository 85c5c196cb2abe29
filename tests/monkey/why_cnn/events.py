"""What hands can do to the laboratory."""

from random import Random

from lessons.kit.silhouettes.packing import SAMPLES
from lessons.why_cnn.code import TABLE
from tests.browser import hands
from tests.browser.figures import grid
from tests.browser.why_cnn_page import NETS
from tests.monkey import gestures
from tests.monkey.scene import Event, Foretold, Scene
from tests.settings_states import query

REACH = 6


def _address(random: Random) -> dict[str, str]:
    # A drawing does not outlive its page.
    wanted = query(TABLE, random) | {"picture": random.choice(list(SAMPLES))}
    return wanted | ({"practice": "centred"} if wanted["shuffle"] == "1" else {})


def walk_the_picture(scene: Scene) -> Foretold:
    """Move the picture by an arrow key."""
    hands.fold_settings(scene.page, scene.language)
    key, (down, right) = scene.random.choice(list(gestures.ARROWS.items()))
    grid(scene.page, scene.label("why.picture_map")).press(key)
    held = scene.holding()
    for name, by in (("down", down), ("right", right)):
        held[name] = str(min(max(int(held[name]) + by, -REACH), REACH))
    return held


def drag_the_picture(scene: Scene) -> Foretold:
    """Drag the picture by some pixels."""
    hands.fold_settings(scene.page, scene.language)
    held = scene.holding()
    map = grid(scene.page, scene.label("why.picture_map"))
    map.evaluate("map => map.scrollIntoView({block: 'center'})")
    box = map.bounding_box()
    assert box
    size, middle = box["width"] / 28, 14.5
    down, right = scene.random.randint(-4, 4), scene.random.randint(-4, 4)
    x, y = box["x"] + middle * size, box["y"] + middle * size
    scene.page.mouse.move(x, y)
    scene.page.mouse.down()
    scene.page.mouse.move(x + right * size, y + down * size, steps=3)
    scene.page.mouse.up()
    for name, by in (("down", down), ("right", right)):
        held[name] = str(min(max(int(held[name]) + by, -REACH), REACH))
    return held


def flip_a_switch(scene: Scene) -> Foretold:
    """Shuffle the pixels, or take the nets that practised moves; both at once cannot be."""
    hands.unfold_settings(scene.page, scene.language)
    held = scene.holding()
    name = scene.random.choice(["why.shuffle", "why.practice"])
    scene.page.get_by_role("switch", name=scene.label(name)).click()
    if name == "why.shuffle":
        held["shuffle"] = "0" if held["shuffle"] == "1" else "1"
        held["practice"] = "centred" if held["shuffle"] == "1" else held["practice"]
    elif held["shuffle"] == "0":
        held["practice"] = "centred" if held["practice"] == "moved" else "moved"
    hands.fold_settings(scene.page, scene.language)
    return held


def choose_a_picture(scene: Scene) -> Foretold:
    """Press one of the samples."""
    hands.fold_settings(scene.page, scene.language)
    name = scene.random.choice(list(SAMPLES))
    hands.button(scene.page, f"silhouette.{name}", scene.language).click()
    return scene.holding() | {"picture": name}


def choose_a_net(scene: Scene) -> Foretold:
    """Press the name of a net: its code is shown."""
    hands.fold_settings(scene.page, scene.language)
    at = scene.random.randrange(len(NETS))
    scene.page.locator("button.net-name").nth(at).click()
    return scene.holding() | {"net": NETS[at]}


def choose_the_third_net(scene: Scene) -> Foretold:
    """Press what stands in the third row: with more room, with the mean, or as at the start."""
    hands.unfold_settings(scene.page, scene.language)
    name = scene.random.choice(TABLE.settings["third"].choices)
    hands.button(scene.page, f"why.third_{name}", scene.language).click()
    hands.fold_settings(scene.page, scene.language)
    return scene.holding() | {"third": name}


def centre_again(scene: Scene) -> Foretold:
    """Put the picture back into the middle."""
    hands.unfold_settings(scene.page, scene.language)
    hands.push(hands.button(scene.page, "why.centre", scene.language))
    hands.fold_settings(scene.page, scene.language)
    return scene.holding() | {"right": "0", "down": "0", "rotate": "0"}


EVENTS = (
    Event(6, walk_the_picture),
    Event(3, drag_the_picture),
    Event(6, gestures.press_plus_or_minus),
    Event(2, flip_a_switch),
    Event(5, choose_a_picture),
    Event(2, choose_a_net),
    Event(2, choose_the_third_net),
    Event(1, centre_again),
    Event(1, gestures.open_a_deep_link, (_address,)),
    Event(0.5, gestures.open_an_illegal_link),
)
