"""What hands can do to the sliding window, over numbers and over a photo."""

from random import Random

from lessons.convolution import code as convolution
from lessons.convolution.code import OWN, SAMPLES
from tests.browser import actions
from tests.browser.figures import Place, shape
from tests.browser.in_page import function_of
from tests.browser.pictures import File
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import as_tensor, text_of
from tests.monkey.lessons.convolution_numbers import (
    OWN_SIZES,
    PHOTOS,
    compare_page,
    is_photo,
    own_file,
    size_of,
)
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle.planted import Fault
from tests.settings_states import address, written

PLAYS_ON = 0.3  # how often a figure that plays is left playing


def _legal(random: Random) -> dict[str, str]:
    """Return an address of numbers, with a step of its output."""
    chosen = address("convolution", random)
    if not _is_of_numbers(chosen):
        return _legal(random)
    height, width = size_of(chosen)
    return chosen | {"step": str(random.randint(1, height * width))}


def _size(scene: Scene) -> Place:
    return size_of(scene.now.query)


_steps = gestures.all_of(_size)
OUTPUT = ("fig.output",)


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
    wanted = scene.random.choice(SAMPLES)
    actions.unfold_settings(scene.page)
    actions.choice(scene.page, "set.input").select_option(wanted)
    actions.grid(scene.page, "conv.loupe").wait_for()
    actions.wait_for_photo(scene.page)
    return {"input": wanted}


def bring_an_own_photo(scene: Scene) -> Foretold:
    number = scene.random.randrange(len(OWN_SIZES))
    actions.unfold_settings(scene.page)
    File(f"{number}.png", "image/png", own_file(number)).hand_over(scene.page)
    height, width = (str(side) for side in convolution.grey(own_file(number)).shape)
    scene.page.wait_for_function(function_of("walked.hasPhoto"), arg=[height, width])
    return {"input": OWN, "height": height, "width": width}


def press_on_a_map(scene: Scene) -> Foretold:
    """Press the overview or the output of a photo; on numbers, choose a photo."""
    if not is_photo(scene.now):
        return choose_a_photo(scene)
    scene.pause()
    gestures.press_somewhere(scene, ("fig.input", "fig.output"))
    return None


def change_a_side_of_the_kernel(scene: Scene) -> Foretold:
    """Change one side of the kernel by one, unless a limit is reached."""
    at, (sign, by) = scene.random.randrange(2), scene.random.choice([("+", 1), ("−", -1)])
    actions.unfold_settings(scene.page)
    stepper = actions.stepper(scene.page, sign, f"set.kernel_{('height', 'width')[at]}")
    sides = [int(side) for side in scene.now.query["kernel_size"].split(",")]
    sides = [sides[0], sides[-1]]
    sides[at] += 0 if stepper.get_attribute("aria-disabled") == "true" else by
    actions.push(stepper)
    return {"kernel_size": written(sides)}


def type_into_a_cell(scene: Scene) -> Foretold:
    scene.pause()
    of_input = not is_photo(scene.now) and scene.chance(0.5)
    if of_input and scene.now.query["reads"] == "1":
        return by_settings.turn_a_switch(scene)
    name, ends = ("input", (0, 9)) if of_input else ("kernel", (-9, 9))
    border = scene.now.settings["padding"] if of_input else 0
    height, width = shape(scene.now.grid(f"fig.{name}"))
    numbers = as_tensor(scene.now.grid(f"fig.{name}"))
    row, column = (scene.random.randrange(border, side - border) for side in (height, width))
    cell = actions.grid(scene.page, f"fig.{name}").get_by_role("gridcell").nth(row * width + column)
    typed = gestures.type_a_number(scene, cell, float(numbers[row, column]) / 100, ends)
    if typed is None:
        return scene.holding()
    numbers[row, column] = 100 * typed
    return {name: text_of(numbers[border : height - border, border : width - border])}


def press_an_output_cell(scene: Scene) -> Foretold:
    return press_on_a_map(scene) if is_photo(scene.now) else gestures.press_an_output(scene, OUTPUT)


def step_by_keys(scene: Scene) -> Foretold:
    """Press comma or full stop on a grid; brackets change the speed alone."""
    scene.pause()
    step, (first, last) = scene.now.settings["step"], _steps(scene)
    ways = {"Comma": step - 1, "Period": step + 1, "BracketLeft": step, "BracketRight": step}
    key, to = scene.random.choice(list(ways.items()))
    actions.grid(scene.page, "fig.input").press(key)
    return {"step": str(min(max(to, first), last))}


def choose_a_speed(scene: Scene) -> Foretold:
    actions.unfold_settings(scene.page)
    speeds = actions.choice(scene.page, "play.speed")
    speeds.select_option(scene.random.choice(["0.5", "1", "2", "4", "4", "4"]))
    return gestures.held(scene)


EVENTS = (
    Event(7, by_settings.drag_a_slider),
    Event(9, by_settings.press_plus_or_minus),
    Event(3, by_settings.press_a_stepper),
    Event(3, change_a_side_of_the_kernel),
    Event(7, by_settings.use_keys_on_a_slider),
    Event(5, by_settings.choose_from_a_list, (by_settings.simply, "", PHOTOS)),
    Event(5, type_into_a_cell),
    Event(2, by_settings.turn_a_switch),
    Event(6, gestures.walk_the_outputs, (OUTPUT, _size)),
    Event(3, gestures.walk_a_grid, (_walked,)),
    Event(6, press_an_output_cell),
    Event(4, gestures.point_at_a_cell, (_pointed,)),
    Event(4, gestures.step_by_buttons, (_steps,)),
    Event(4, step_by_keys),
    Event(4, gestures.scrub, (_steps,)),
    Event(2, choose_a_speed),
    Event(2, gestures.play, (OUTPUT, PLAYS_ON)),
    Event(2, gestures.answer_the_question),
    Event(1, choose_a_photo),
    Event(0.7, bring_an_own_photo),
    Event(2, press_on_a_map),
    Event(2, gestures.follow_a_link_in_the_text, (_is_of_numbers,)),
    Event(1, gestures.open_a_deep_link, (_legal,)),
    Event(0.4, gestures.open_an_illegal_link),
)


PAGE = Walked(
    EVENTS,
    compare_page,
    {
        "a step of no number": Planted(
            Fault("kit/controls/transport.js", "return `${i} / ${n}`", "return `${i} / ${i}`"), events=1
        ),
        "bias dropped": Planted(
            Fault("convolution/model/numbers.js", "sum + chosen.bias", "sum"), "stride=4", events=10
        ),
    },
    settings=("height", "width", "padding_mode", "padding", "kernel_size", "dilation", "stride", "bias"),
    seen=0.15,
)
