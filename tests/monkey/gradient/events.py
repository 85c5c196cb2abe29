"""What hands can do to the figure of the way back."""

from tests.browser import hands
from tests.browser.figures import grid
from tests.monkey import gestures
from tests.monkey.gradient.numbers import NAMES
from tests.monkey.scene import Event, Foretold, Scene


def _steps(scene: Scene) -> tuple[int, int, int]:
    query = scene.now.query
    if query["input"] == "digit":
        return int(query["step"]), 0, 6
    is_large = query["input"] == "heart" or query["input"].count(";") == 5
    return int(query["step"]), 0, 16 if is_large else 11


def choose_a_view(scene: Scene) -> Foretold:
    """Step back, nudge, or look at the digit."""
    wanted = scene.random.choice(["step", "nudge", "live"])
    hands.unfold_settings(scene.page, scene.language)
    hands.push(hands.button(scene.page, f"grad.view_{wanted}", scene.language))
    return {"view": wanted}


def choose_a_picture(scene: Scene) -> Foretold:
    """Choose one of the pictures; another network brings its own target."""
    if scene.now.query["input"] == "digit":
        return choose_a_view(scene)
    wanted = scene.random.choice(["heart", "smooth", "kinks", "digit"])
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, "grad.picture", scene.language).select_option(wanted)
    return {"input": wanted}


def choose_a_kernel_or_a_pooling(scene: Scene) -> Foretold:
    """Choose the kernel's numbers, or how the map is pooled."""
    if scene.now.query["input"] == "digit":
        return break_it(scene)
    name, called, wanted = scene.random.choice(
        [
            ("kernel", "set.kernel", "transposed"),
            ("kernel", "set.kernel", "given"),
            ("pool", "set.pool", "average"),
            ("pool", "set.pool", "max"),
        ]
    )
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, called, scene.language).select_option(wanted)
    return {name: wanted}


def move_the_target(scene: Scene) -> Foretold:
    """Press − or + of the target."""
    if scene.now.query["input"] == "digit":
        return choose_a_number(scene)
    sign = scene.random.choice("+−")
    hands.unfold_settings(scene.page, scene.language)
    value = int(scene.now.query["target"]) + (1 if sign == "+" else -1)
    hands.push(hands.stepper(scene.page, sign, "target", scene.language))
    return {"target": str(min(max(value, -10), 20))}


def break_it(scene: Scene) -> Foretold:
    """Change the picture of the digit along its gradient, or not at all."""
    wanted = scene.random.choice(["none", "sign", "fewest"])
    hands.unfold_settings(scene.page, scene.language)
    hands.push(hands.button(scene.page, f"grad.change_{wanted}", scene.language))
    return {"change": wanted}


def choose_a_number(scene: Scene) -> Foretold:
    """Say what the digit should be, or look at another filter."""
    name, called, last = scene.random.choice([("target", "glive.target", 9), ("filter", "grad.filter", 5)])
    wanted = scene.random.randint(1, last)
    hands.unfold_settings(scene.page, scene.language)
    group = scene.page.get_by_role("group", name=scene.label(called), exact=True)
    hands.push(group.get_by_role("button", name=str(wanted), exact=True))
    return {name: str(wanted)}


def go_to_a_step(scene: Scene) -> Foretold:
    """Go on or back by the buttons or on the bar, where there are steps."""
    if scene.now.query["view"] == "nudge":
        return choose_a_view(scene)
    return scene.random.choice([gestures.step_by_buttons, gestures.scrub])(scene, _steps)


def press_a_dot(scene: Scene) -> Foretold:
    """Look at a gradient: the figure goes to the step that makes it."""
    scene.pause()
    names = [scene.label("grad.gradient_of", grid=scene.label(f"grad.{name}")) for name in NAMES]
    there = [name for name in names if name in dict(scene.now.grids)]
    if scene.now.query["input"] == "digit":
        gestures.press_somewhere(scene, grid(scene.page, scene.random.choice(there)))
    else:
        gestures.any_cell(scene, scene.random.choice(there))[1].click()
    return None


def nudge(scene: Scene) -> Foretold:
    """Move a number by keys on its slider."""
    if scene.now.query["view"] != "nudge":
        return choose_a_view(scene)
    key, end = scene.random.choice([("Home", "-1"), ("End", "1.5")])
    hands.fold_settings(scene.page, scene.language)  # while they are open they have its room
    hands.slider(scene.page, "grad.nudge", scene.language).press(key)
    return {"nudge": end}


def step_all_numbers(scene: Scene) -> Foretold:
    """Make a step of SGD, or take all of them back."""
    if scene.now.query["view"] != "nudge":
        return choose_a_view(scene)
    if scene.chance(0.3):
        hands.push(hands.button(scene.page, "grad.undo", scene.language))
        return {"updates": "0", "nudge": "0"}
    hands.push(hands.button(scene.page, "grad.step_all", scene.language))
    return None


def type_into_a_cell(scene: Scene) -> Foretold:
    """Type another number into the picture."""
    scene.pause()
    name = scene.label("grad.input")
    if scene.now.query["view"] != "step" or name not in dict(scene.now.grids):
        return go_to_a_step(scene)
    hands.fold_settings(scene.page, scene.language)
    cells = grid(scene.page, name).get_by_role("gridcell")
    is_good = scene.chance(0.8)
    text = str(scene.random.randint(-9, 9)) if is_good else scene.random.choice(["99", "1.5", "abc"])
    hands.type_into(scene.page, cells.nth(scene.random.randrange(cells.count())), text)
    return None if is_good else scene.holding()


EVENTS = (
    Event(2, gestures.open_a_deep_link),
    Event(1, choose_a_view),
    Event(1, choose_a_picture),
    Event(1, choose_a_kernel_or_a_pooling),
    Event(1, move_the_target),
    Event(3, go_to_a_step),
    Event(2, press_a_dot),
    Event(2, nudge),
    Event(2, step_all_numbers),
    Event(2, type_into_a_cell),
    Event(0.5, gestures.open_an_illegal_link),
)
