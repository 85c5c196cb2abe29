"""What hands can do to the figure of the way back."""

from tests.browser import hands
from tests.browser.figures import grid, open_figure
from tests.monkey.gradient.numbers import NAMES
from tests.monkey.scene import Event, Foretold, Scene
from tests.oracle.asked import address


def _steps(scene: Scene) -> tuple[int, int]:
    query = scene.now.query
    if query["input"] == "digit":
        return int(query["step"]), 6
    is_large = query["input"] == "heart" or query["input"].count(";") == 5
    return int(query["step"]), 16 if is_large else 11


def open_an_address(scene: Scene) -> Foretold:
    """Open a state by chance."""
    query = address("gradient", scene.random)
    open_figure(scene.page, scene.base_url, "gradient", **query, lang=scene.language)
    return query


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


def step_by_buttons(scene: Scene) -> Foretold:
    """Press first, back or next."""
    scene.pause()
    if scene.now.query["view"] == "nudge":
        return choose_a_view(scene)
    step, last = _steps(scene)
    name, to = scene.random.choice([("first", 0), ("back", step - 1), ("next", step + 1)])
    hands.fold_settings(scene.page, scene.language)  # the sheet takes the place of first and back
    hands.push(hands.button(scene.page, f"play.{name}", scene.language))
    return {"step": str(min(max(to, 0), last))}


def scrub(scene: Scene) -> Foretold:
    """Go to the loss or to the pixels by a key on the bar."""
    if scene.now.query["view"] == "nudge":
        return choose_a_view(scene)
    key, end = scene.random.choice([("Home", 0), ("End", _steps(scene)[1])])
    hands.fold_settings(scene.page, scene.language)
    hands.slider(scene.page, "play.scrub", scene.language).press(key)
    return {"step": str(end)}


def _press_a_map(scene: Scene, name: str) -> Foretold:
    """Press anywhere on a grid of the digit; a map has no cells of its own to press."""
    place = grid(scene.page, name)
    place.evaluate("one => one.scrollIntoView({block: 'center'})")
    box = place.bounding_box()
    assert box is not None
    x, y = (scene.random.uniform(2, box[side] - 2) for side in ("width", "height"))
    place.click(position={"x": x, "y": y})
    return None


def press_a_dot(scene: Scene) -> Foretold:
    """Look at a gradient: the figure goes to the step that makes it."""
    scene.pause()
    hands.fold_settings(scene.page, scene.language)
    names = [scene.label("grad.gradient_of", grid=scene.label(f"grad.{name}")) for name in NAMES]
    there = [name for name in names if name in dict(scene.now.grids)]
    if scene.now.query["input"] == "digit":
        return _press_a_map(scene, scene.random.choice(there))
    cells = grid(scene.page, scene.random.choice(there)).get_by_role("gridcell")
    cell = cells.nth(scene.random.randrange(cells.count()))
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    cell.click()
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
        return scrub(scene)
    hands.fold_settings(scene.page, scene.language)
    cells = grid(scene.page, name).get_by_role("gridcell")
    is_good = scene.chance(0.8)
    text = str(scene.random.randint(-9, 9)) if is_good else scene.random.choice(["99", "1.5", "abc"])
    hands.type_into(scene.page, cells.nth(scene.random.randrange(cells.count())), text)
    return None if is_good else scene.holding()


EVENTS = (
    Event(2, open_an_address),
    Event(1, choose_a_view),
    Event(1, choose_a_picture),
    Event(1, choose_a_kernel_or_a_pooling),
    Event(1, move_the_target),
    Event(2, step_by_buttons),
    Event(1, scrub),
    Event(2, press_a_dot),
    Event(2, nudge),
    Event(2, step_all_numbers),
    Event(2, type_into_a_cell),
)
