"""What hands can do to the sliding window."""

from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.browser.figures import Place, grid, shape
from tests.monkey import addresses, gestures
from tests.monkey.convolution.photo_events import (
    bring_an_own_photo,
    choose_a_photo,
    is_photo,
    press_on_a_map,
    steps_of,
)
from tests.monkey.digits import hundredths, written
from tests.monkey.scene import Event, Foretold, Scene
from tests.settings_states import set_by

STEPPERS = [*set_by("stepper", "convolution"), "kernel_height", "kernel_width"]
CHOICES = {"kernel": addresses.KERNELS, "input": addresses.INPUTS, "padding_mode": addresses.MODES}
PLAYS_ON = 0.3  # how often a figure that plays is left playing


def _steps(scene: Scene) -> tuple[int, int, int]:
    step, total, _ = steps_of(scene.now)
    return step, 1, total


def _size(scene: Scene) -> Place:
    _, total, width = steps_of(scene.now)
    return total // width, width


def _outputs(scene: Scene) -> list[str]:
    return [scene.label("fig.output")]


def _walked(scene: Scene) -> list[str]:
    pixels = ["fig.loupe", "conv.window"] if is_photo(scene.now) else ["fig.input"]
    return [scene.label(name) for name in (*pixels, "fig.kernel", "fig.products")]


def _pointed(scene: Scene) -> list[str]:
    # On a narrow stage the window over a photo is there for screen readers alone.
    large = ["fig.loupe"] if is_photo(scene.now) else ["fig.input", "fig.output"]
    return [scene.label(name) for name in (*large, "fig.kernel", "fig.products")]


def _is_of_numbers(query: dict[str, str]) -> bool:
    """Return whether a link leads to an input of numbers: a photo is brought by an event of its own."""
    return query.get("input", "heart") in addresses.INPUTS or query["input"][0].isdigit()


def press_a_stepper(scene: Scene) -> Foretold:
    """Change one side of the input or of the kernel by one, unless a limit is reached."""
    name, sign = scene.random.choice(STEPPERS), scene.random.choice("+−")
    hands.unfold_settings(scene.page, scene.language)
    stepper = hands.stepper(scene.page, sign, name, scene.language)
    by = 0 if stepper.get_attribute("aria-disabled") == "true" else {"+": 1, "−": -1}[sign]
    hands.push(stepper)
    if name in ("height", "width"):
        return {name: str(scene.now.settings[name] + by)}
    sides = [int(side) for side in scene.now.query["kernel_size"].split(",")]
    sides = [sides[0] + by * (name == "kernel_height"), sides[-1] + by * (name == "kernel_width")]
    return {"kernel_size": str(sides[0]) if sides[0] == sides[1] else f"{sides[0]},{sides[1]}"}


def choose_by_name(scene: Scene) -> Foretold:
    """Choose a kernel, an input or a padding mode; a mode the settings do not allow is another matter."""
    name = scene.random.choice(list(CHOICES))
    wanted = scene.random.choice(CHOICES[name])
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, f"set.{name}", scene.language).select_option(wanted)
    return {name: wanted}


def _cells(scene: Scene, name: str, changed: Place, to: float) -> str:
    """Return the cells of a grid with one of them changed, as the address writes them."""
    border = scene.now.settings["padding"] if name == "fig.input" else 0
    cells = scene.now.grid(name)
    height, width = shape(cells)
    numbers = {place: hundredths(text) for place, text in cells.items()} | {changed: 100.0 * to}
    rows = [
        [written(numbers[row, column]) for column in range(1 + border, width + 1 - border)]
        for row in range(1 + border, height + 1 - border)
    ]
    return ";".join(",".join(row) for row in rows)


def type_into_a_cell(scene: Scene) -> Foretold:
    """Type another number into an input or kernel cell; sometimes one that is refused, sometimes Escape."""
    scene.pause()
    name, low, high = scene.random.choice([("fig.input", 0, 9), ("fig.kernel", -9, 9)])
    if is_photo(scene.now):
        name, low, high = "fig.kernel", -9, 9
    if name == "fig.input" and scene.now.query["reads"] == "1":
        return gestures.turn_a_switch(scene)
    border = scene.now.settings["padding"] if name == "fig.input" else 0
    height, width = shape(scene.now.grid(name))
    place = (
        scene.random.randint(1 + border, height - border),
        scene.random.randint(1 + border, width - border),
    )
    index = (place[0] - 1) * width + place[1] - 1
    cell = grid(scene.page, scene.label(name)).get_by_role("gridcell").nth(index)
    text = scene.random.choice(["99", "-10", "abc", "", "1.234"])
    is_good, is_taken = scene.chance(0.8), scene.chance(0.85)
    number = scene.random.randint(low * 100, high * 100) / scene.random.choice([1, 100])
    if is_good:
        text = f"{min(max(number, low), high):g}"
    hands.fold_settings(scene.page, scene.language)
    hands.type_into(scene.page, cell, text, take=is_taken)
    if not is_good or not is_taken or hundredths(scene.now.grid(name)[place]) == 100 * float(text):
        return scene.holding()
    return {name.partition(".")[2]: _cells(scene, name, place, float(text))}


def press_an_output_cell(scene: Scene) -> Foretold:
    """Make any output cell the step."""
    if is_photo(scene.now):
        return press_on_a_map(scene)
    return gestures.press_an_output(scene, _outputs)


def step_by_keys(scene: Scene) -> Foretold:
    """Press comma or full stop on a grid; brackets change the speed alone."""
    scene.pause()
    step, total, _ = steps_of(scene.now)
    key, to = scene.random.choice(
        [("Comma", step - 1), ("Period", step + 1), ("BracketLeft", step), ("BracketRight", step)]
    )
    grid(scene.page, scene.label("fig.input")).press(key)
    return {"step": str(min(max(to, 1), total))}


def choose_a_speed(scene: Scene) -> Foretold:
    """Choose how fast it plays."""
    hands.unfold_settings(scene.page, scene.language)
    speeds = hands.choice(scene.page, "play.speed", scene.language)
    speeds.select_option(scene.random.choice(["0.5", "1", "2", "4", "4", "4"]))
    return None if scene.now.is_playing else scene.holding()


def play(scene: Scene) -> Foretold:
    """Play by the button or by Space until the window has moved, then perhaps pause."""
    words = [label("play.pause", "en"), label("play.pause", "ko")]

    def toggle() -> None:
        if scene.chance(0.5):
            grid(scene.page, scene.label("fig.output")).press("Space")
        else:
            name = "play.pause" if scene.now.is_playing else "play.play"
            hands.button(scene.page, name, scene.language).click()

    if scene.now.is_playing:
        scene.pause()
        return None
    toggle()
    scene.page.wait_for_function(gestures.MOVED_ON, arg=[scene.now.query["step"], words])
    if not scene.chance(PLAYS_ON):
        grid(scene.page, scene.label("fig.output")).press("Period")
    return None


EVENTS = (
    Event(7, gestures.drag_a_slider),
    Event(9, gestures.press_plus_or_minus),
    Event(6, press_a_stepper),
    Event(7, gestures.use_keys_on_a_slider),
    Event(5, choose_by_name),
    Event(5, type_into_a_cell),
    Event(2, gestures.turn_a_switch),
    Event(6, gestures.walk_the_outputs, (_outputs, _size)),
    Event(3, gestures.walk_a_grid, (_walked,)),
    Event(6, press_an_output_cell),
    Event(4, gestures.point_at_a_cell, (_pointed,)),
    Event(4, gestures.step_by_buttons, (_steps,)),
    Event(4, step_by_keys),
    Event(4, gestures.scrub, (_steps,)),
    Event(2, choose_a_speed),
    Event(2, play),
    Event(2, gestures.answer_the_question),
    Event(1, choose_a_photo),
    Event(0.7, bring_an_own_photo),
    Event(2, press_on_a_map),
    Event(2, gestures.follow_a_link_in_the_text, (_is_of_numbers,)),
    Event(1, gestures.open_a_deep_link, (addresses.legal,)),
    Event(0.4, gestures.open_an_illegal_link),
)
