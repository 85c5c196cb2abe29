"""What hands can do to the pooling figure."""

import torch.nn.functional as F

from tests.browser import actions
from tests.browser.figures import Place
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import text_of
from tests.monkey.lessons.pooling_layers import LAST, PIECE, Pooling
from tests.monkey.lessons.pooling_numbers import compare, output_names
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle.planted import Fault

LAST_CORNER = 24 - PIECE + 1


def _size(scene: Scene) -> Place:
    """Return how many rows and columns the outputs have, also while their gradients are shown."""
    pooling = Pooling(scene.now.query)
    rows, columns = pooling.first(pooling.now).shape
    return rows, columns


_steps = gestures.all_of(_size)
INPUT = ("pool.input",)


def _outputs(scene: Scene) -> list[str]:
    return list(output_names(scene.now))


def _pointed(scene: Scene) -> list[str]:
    return [scene.label(*INPUT), *_outputs(scene)]


def press_a_side(scene: Scene) -> Foretold:
    """Make the numbers a row or column larger, by zeros, or smaller; a picture's map stays as it is."""
    sign, side = scene.random.choice("+−"), scene.random.choice(["height", "width"])
    actions.unfold_settings(scene.page)
    stepper = actions.stepper(scene.page, sign, f"set.{side}")
    is_fixed = stepper.get_attribute("aria-disabled") == "true"
    actions.push(stepper)
    if is_fixed:
        return {"input": scene.now.query["input"]}
    more, last = 1 if sign == "+" else -1, 1 if side == "width" else 3
    around = [more if at == last else 0 for at in range(4)]
    return {"input": text_of(F.pad(Pooling(scene.now.query).input(0), around))}


def _follows(scene: Scene, name: str, value: str) -> Foretold:
    """Only pooling has arguments, and only a picture has maps."""
    query = scene.now.query
    if name in ("ceil_mode", "count_include_pad") and query["layer"] != "pool":
        return scene.holding()
    if name == "map" and query["input"] not in ("three", LAST):
        return scene.holding()
    if value == LAST:  # where nothing was left, nothing changes
        return None
    return {name: value} | ({"shift": "0"} if name == "input" else {})


def type_into_a_cell(scene: Scene) -> Foretold:
    """Type another number into the input or the weights; a picture's map becomes numbers, as it is shown."""
    scene.pause()
    pooling = Pooling(scene.now.query)
    is_weight = pooling.layer == "conv" and scene.chance(0.5)
    name, cells = ("weights", pooling.weights) if is_weight else ("input", pooling.now)
    border = 0 if is_weight else pooling.padding
    row, column = (scene.random.randrange(size) for size in cells.shape)
    shift = int(scene.now.query["shift"])
    rows = actions.grid(scene.page, f"pool.{name}").get_by_role("row")
    cell = rows.nth(row + border).get_by_role("gridcell").nth(column + border)
    if not pooling.is_map and not is_weight and column < shift:
        actions.fold_settings(scene.page)
        cell.click()  # a zero that came in cannot be changed
        return scene.holding()
    typed = gestures.type_a_number(scene, cell, float(cells[row, column]) / 100, (-9, 9))
    if typed is None:
        return scene.holding()
    if not is_weight and scene.now.query["input"] == LAST:
        return None
    if not is_weight and not pooling.is_map:  # as they lie unmoved
        cells, column = pooling.input(0), column - shift
    changed = cells.clone()
    changed[row, column] = 100 * typed
    return {name: text_of(changed), "shift": "0" if pooling.is_map and not is_weight else str(shift)}


def walk_an_output(scene: Scene) -> Foretold:
    """Move the window by arrow keys on one of the outputs; over gradients they move nothing."""
    foretold = gestures.walk_the_outputs(scene, _outputs, _size)
    return scene.holding() if scene.now.query["gradient"] == "1" else foretold


def walk_the_map(scene: Scene) -> Foretold:
    if scene.now.query["input"] != "three":
        return gestures.walk_a_grid(scene, INPUT)
    key, (down, across) = scene.random.choice(list(gestures.ARROWS.items()))
    actions.grid(scene.page, "set.map").press(key)
    row, column = int(scene.now.query["row"]) + down, int(scene.now.query["column"]) + across
    return {"row": str(min(max(row, 1), LAST_CORNER)), "column": str(min(max(column, 1), LAST_CORNER))}


def press_on_the_map(scene: Scene) -> Foretold:
    if scene.now.query["input"] != "three":
        return press_an_output_cell(scene)
    gestures.press_somewhere(scene, ("set.map",))
    return None


def press_an_output_cell(scene: Scene) -> Foretold:
    """Make any output cell the step; a gradient's cells are not to be pressed."""
    if scene.now.query["gradient"] == "1":
        return by_settings.turn_a_switch(scene, _follows)
    return gestures.press_an_output(scene, _outputs)


def play(scene: Scene) -> Foretold:
    """Play until the window has moved, where there is more than one."""
    if _steps(scene)[1] == 1:
        return gestures.step_by_buttons(scene, _steps)
    return gestures.play(scene, INPUT)


def guess(scene: Scene) -> Foretold:
    """Answer the question, which moves the input by one; or ask again, which moves it back."""
    scene.pause()
    asked = scene.page.get_by_role("group", name=scene.label("predict.move_one"))
    again = actions.button(scene.page, "quiz.again").first
    if asked.is_visible():
        actions.push(scene.random.choice(asked.get_by_role("button").all()))
        return {"shift": str(max(int(scene.now.query["shift"]), 1))}
    if again.is_visible():
        again.click()
        return {"shift": "0"}
    return by_settings.choose_from_a_list(scene, _follows)


EVENTS = (
    Event(6, by_settings.drag_a_slider),
    Event(9, by_settings.press_plus_or_minus),
    Event(4, press_a_side),
    Event(5, by_settings.use_keys_on_a_slider),
    Event(9, by_settings.choose_from_a_list, (_follows,)),
    Event(2, by_settings.press_a_stepper, (_follows,)),
    Event(6, by_settings.turn_a_switch, (_follows,)),
    Event(5, type_into_a_cell),
    Event(5, walk_an_output),
    Event(2, gestures.walk_a_grid, (INPUT,)),
    Event(3, walk_the_map),
    Event(3, press_on_the_map),
    Event(4, press_an_output_cell),
    Event(3, gestures.point_at_a_cell, (_pointed,)),
    Event(3, gestures.step_by_buttons, (_steps,)),
    Event(3, gestures.scrub, (_steps,)),
    Event(1, play),
    Event(3, guess),
    Event(3, gestures.follow_a_link_in_the_text),
    Event(2, gestures.open_a_deep_link),
    Event(0.5, gestures.open_an_illegal_link),
)


PAGE = Walked(
    EVENTS,
    compare,
    {
        "not moved": Planted(
            Fault("kit/arithmetic/grid.js", "column - right", "column"),
            "input=three&map=3&kernel_size=3&stride=2&padding=1&shift=2&ceil_mode=1",
            events=4,
        ),
        "a number left out": Planted(
            Fault("pooling/view/cells.js", "step.values.map(plain)", "step.values.slice(1).map(plain)"),
            "input=mixed",
            events=1,
        ),
    },
    seen=0.15,
    settings=(
        "input",
        "layer",
        "kernel_size",
        "stride",
        "padding",
        "ceil_mode",
        "count_include_pad",
        "shift",
    ),
)
