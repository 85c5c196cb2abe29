"""What hands can do to the sliding window, over numbers and over a photo."""

from random import Random
from typing import cast

from lessons.convolution import code as convolution
from lessons.convolution.code import OWN, SAMPLES
from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.browser.figures import Place, grid, shape
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import as_tensor
from tests.monkey.lessons.convolution_numbers import OWN_SIZES, PHOTOS, Layer, is_photo, own_file
from tests.monkey.scene import Event, Foretold, Scene
from tests.settings_states import TABLES, cells, drawn, written

ARRIVED = """([height, width]) => {
  const asked = new URLSearchParams(location.search);
  return asked.get("input") === "photo" && asked.get("height") === height && asked.get("width") === width;
}"""
TABLE = TABLES["convolution"]
INPUTS = [name for name in TABLE.settings["input"].choices if name not in PHOTOS]  # of numbers
SIDES = (3, 12)  # of an input of numbers; a photo has a size of its own and shows a part of itself
PLAYS_ON = 0.3  # how often a figure that plays is left playing


def _drawn(random: Random) -> dict[str, str]:
    """Return settings by chance; they may not fit together."""
    state = drawn(TABLE, random) | {side: random.randint(*SIDES) for side in ("height", "width")}
    sizes = {"input": [state["height"], state["width"]], "kernel": state["kernel_size"]}
    for name, sides in sizes.items():
        if state[name] not in TABLE.settings[name].choices:
            state[name] = cells(TABLE.settings[name], random, cast("list[int]", sides))
    if state["input"] in PHOTOS:
        state["input"] = random.choice(INPUTS)
    return {name: written(value) for name, value in state.items()}


def _legal(random: Random) -> dict[str, str]:
    """Return an address that torch takes, with a step of its output."""
    while True:
        query = _drawn(random)
        try:
            height, width = Layer.of(query).size(int(query["height"]), int(query["width"]))
        except RuntimeError:  # these settings do not fit together
            continue
        return query | {"step": str(random.randint(1, height * width))}


def _size(scene: Scene) -> Place:
    code = scene.now.settings
    return Layer.of(scene.now.query).size(code["height"], code["width"])


def _steps(scene: Scene) -> tuple[int, int, int]:
    height, width = _size(scene)
    return scene.now.settings["step"], 1, height * width


def _outputs(scene: Scene) -> list[str]:
    return [scene.label("fig.output")]


def _walked(scene: Scene) -> list[str]:
    pixels = ["conv.loupe", "conv.window"] if is_photo(scene.now) else ["fig.input"]
    return [scene.label(name) for name in (*pixels, "fig.kernel", "fig.products")]


def _pointed(scene: Scene) -> list[str]:
    # On a narrow stage the window over a photo is there for screen readers alone.
    large = ["conv.loupe"] if is_photo(scene.now) else ["fig.input", "fig.output"]
    return [scene.label(name) for name in (*large, "fig.kernel", "fig.products")]


def _is_of_numbers(query: dict[str, str]) -> bool:
    """Return whether a link leads to an input of numbers: a photo is brought by an event of its own."""
    return query.get("input") not in PHOTOS


def choose_a_photo(scene: Scene) -> Foretold:
    """Choose one of the samples."""
    wanted = scene.random.choice(SAMPLES)
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, "set.input", scene.language).select_option(wanted)
    grid(scene.page, scene.label("conv.loupe")).wait_for()
    hands.wait_for_photo(scene.page)
    return {"input": wanted}


def bring_an_own_photo(scene: Scene) -> Foretold:
    """Hand over a file."""
    number = scene.random.randrange(len(OWN_SIZES))
    hands.unfold_settings(scene.page, scene.language)
    gestures.bring_a_file(scene, f"{number}.png", own_file(number))
    height, width = (str(side) for side in convolution.grey(own_file(number)).shape)
    scene.page.wait_for_function(ARRIVED, arg=[height, width])
    return {"input": OWN, "height": height, "width": width}


def press_on_a_map(scene: Scene) -> Foretold:
    """Press the overview or the output of a photo; on numbers, choose a photo."""
    if not is_photo(scene.now):
        return choose_a_photo(scene)
    scene.pause()
    name = scene.random.choice(["fig.input", "fig.output"])
    gestures.press_somewhere(scene, grid(scene.page, scene.label(name)))
    return None


def change_a_side_of_the_kernel(scene: Scene) -> Foretold:
    """Change one side of the kernel by one, unless a limit is reached."""
    name, sign = scene.random.choice(["kernel_height", "kernel_width"]), scene.random.choice("+−")
    hands.unfold_settings(scene.page, scene.language)
    stepper = hands.stepper(scene.page, sign, name, scene.language)
    by = 0 if stepper.get_attribute("aria-disabled") == "true" else {"+": 1, "−": -1}[sign]
    hands.push(stepper)
    sides = [int(side) for side in scene.now.query["kernel_size"].split(",")]
    return {
        "kernel_size": written(
            [sides[0] + by * (name == "kernel_height"), sides[-1] + by * ("width" in name)]
        )
    }


def type_into_a_cell(scene: Scene) -> Foretold:
    """Type another number into an input or kernel cell."""
    scene.pause()
    of_input = not is_photo(scene.now) and scene.chance(0.5)
    if of_input and scene.now.query["reads"] == "1":
        return by_settings.turn_a_switch(scene)
    name, ends = ("input", (0, 9)) if of_input else ("kernel", (-9, 9))
    border = scene.now.settings["padding"] if of_input else 0
    height, width = shape(scene.now.grid(f"fig.{name}"))
    numbers = as_tensor(scene.now.grid(f"fig.{name}"))
    row, column = (scene.random.randrange(border, side - border) for side in (height, width))
    cell = grid(scene.page, scene.label(f"fig.{name}")).get_by_role("gridcell").nth(row * width + column)
    typed = gestures.type_a_number(scene, cell, float(numbers[row, column]) / 100, ends)
    if typed is None:
        return scene.holding()
    numbers[row, column] = 100 * typed
    changed = numbers[border : height - border, border : width - border] / 100
    inside = cast("list[list[float]]", changed.tolist())
    return {name: ";".join(",".join(f"{each:g}" for each in row) for row in inside)}


def press_an_output_cell(scene: Scene) -> Foretold:
    """Make any output cell the step."""
    return press_on_a_map(scene) if is_photo(scene.now) else gestures.press_an_output(scene, _outputs)


def step_by_keys(scene: Scene) -> Foretold:
    """Press comma or full stop on a grid; brackets change the speed alone."""
    scene.pause()
    step, first, last = _steps(scene)
    ways = {"Comma": step - 1, "Period": step + 1, "BracketLeft": step, "BracketRight": step}
    key, to = scene.random.choice(list(ways.items()))
    grid(scene.page, scene.label("fig.input")).press(key)
    return {"step": str(min(max(to, first), last))}


def choose_a_speed(scene: Scene) -> Foretold:
    """Choose how fast it plays."""
    hands.unfold_settings(scene.page, scene.language)
    speeds = hands.choice(scene.page, "play.speed", scene.language)
    speeds.select_option(scene.random.choice(["0.5", "1", "2", "4", "4", "4"]))
    return None if scene.now.is_playing else scene.holding()


def play(scene: Scene) -> Foretold:
    """Play by the button or by Space until the window has moved, then perhaps pause."""
    if scene.now.is_playing:
        scene.pause()
        return None
    outputs = grid(scene.page, scene.label("fig.output"))
    if scene.chance(0.5):
        outputs.press("Space")
    else:
        hands.button(scene.page, "play.play", scene.language).click()
    words = [label("play.pause", "en"), label("play.pause", "ko")]
    scene.page.wait_for_function(gestures.MOVED_ON, arg=[scene.now.query["step"], words])
    if not scene.chance(PLAYS_ON):
        outputs.press("Period")
    return None


EVENTS = (
    Event(7, by_settings.drag_a_slider),
    Event(9, by_settings.press_plus_or_minus),
    Event(3, by_settings.press_a_stepper),
    Event(3, change_a_side_of_the_kernel),
    Event(7, by_settings.use_keys_on_a_slider),
    Event(5, by_settings.choose_from_a_list, (by_settings.simply, "", PHOTOS)),
    Event(5, type_into_a_cell),
    Event(2, by_settings.turn_a_switch),
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
    Event(1, gestures.open_a_deep_link, (_legal,)),
    Event(0.4, gestures.open_an_illegal_link),
)
