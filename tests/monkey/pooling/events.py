"""What hands can do to the pooling figure."""

from tests.browser import hands
from tests.browser.figures import Place, grid
from tests.monkey import gestures
from tests.monkey.pooling.numbers import number, output_names
from tests.monkey.pooling.torch_pooling import NUMBERS, PIECE, Pooling
from tests.monkey.scene import Event, Foretold, Scene
from tests.settings_states import TABLES

TABLE = TABLES["pooling"]
LAST_CORNER = 24 - PIECE + 1


def _size(scene: Scene) -> Place:
    """Return how many rows and columns the outputs have, also while their gradients are shown."""
    pooling = Pooling(scene.now.query)
    rows, columns = pooling.first(pooling.now).shape
    return rows, columns


def _steps(scene: Scene) -> tuple[int, int, int]:
    rows, columns = _size(scene)
    return int(scene.now.query["step"]), 1, rows * columns


def _input(scene: Scene) -> list[str]:
    return [scene.label("pool.input")]


def _outputs(scene: Scene) -> list[str]:
    return list(output_names(scene.now))


def _pointed(scene: Scene) -> list[str]:
    return [*_input(scene), *_outputs(scene)]


def press_a_side(scene: Scene) -> Foretold:
    """Make the numbers one row or column larger or smaller; a picture's map does not let itself be."""
    sign, side = scene.random.choice("+−"), scene.random.choice(["height", "width"])
    hands.unfold_settings(scene.page, scene.language)
    stepper = hands.stepper(scene.page, sign, side, scene.language)
    is_fixed = stepper.get_attribute("aria-disabled") == "true"
    hands.push(stepper)
    return {"input": scene.now.query["input"]} if is_fixed else None


def choose_a_layer(scene: Scene) -> Foretold:
    """Choose pooling, global pooling or a strided convolution."""
    wanted = scene.random.choice(TABLE.settings["layer"].choices)
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, "pool.layer", scene.language).select_option(wanted)
    return {"layer": wanted}


def choose_an_input(scene: Scene) -> Foretold:
    """Choose a picture's map or some numbers; there is no last picture in this walk."""
    wanted = scene.random.choice([*NUMBERS, "three", "three", "three", "last", "own"])
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, "set.input", scene.language).select_option(wanted)
    if wanted == "last":
        return scene.holding()
    return None if wanted == "own" else {"input": wanted, "shift": "0"}


def choose_another_map(scene: Scene) -> Foretold:
    """Press − or + of the map."""
    hands.unfold_settings(scene.page, scene.language)
    sign = scene.random.choice("+−")
    value = int(scene.now.query["map"])
    hands.push(hands.stepper(scene.page, sign, "map", scene.language))
    if scene.now.query["input"] != "three":
        return scene.holding()
    return {"map": str(min(max(value + (1 if sign == "+" else -1), 1), 5))}


def switch_an_argument(scene: Scene) -> Foretold:
    """Switch ceil_mode, count_include_pad or the gradient."""
    name = scene.random.choice(["ceil_mode", "count_include_pad", "gradient"])
    hands.unfold_settings(scene.page, scene.language)
    called = scene.label("pool.gradient") if name == "gradient" else name
    hands.push(scene.page.get_by_role("switch", name=called, exact=True))
    if name != "gradient" and scene.now.query["layer"] != "pool":
        return scene.holding()
    return {name: "0" if scene.now.query[name] == "1" else "1"}


def type_into_a_cell(scene: Scene) -> Foretold:
    """Type another number into the input or the weights; sometimes one that is refused, sometimes Escape."""
    scene.pause()
    pooling = Pooling(scene.now.query)
    is_weight = pooling.layer == "conv" and scene.chance(0.5)
    name, cells = ("weights", pooling.weights) if is_weight else ("input", pooling.now)
    border = 0 if is_weight else pooling.padding
    row, column = (scene.random.randrange(size) for size in cells.shape)
    shift = 0 if is_weight else int(scene.now.query["shift"])
    text = scene.random.choice(["99", "-10", "abc", "1.234"])
    is_good, is_taken = scene.chance(0.8), scene.chance(0.85)
    if is_good:
        text = f"{scene.random.randint(-90, 90) / scene.random.choice([10, 100]):g}"
    hands.fold_settings(scene.page, scene.language)
    rows = grid(scene.page, scene.label(f"pool.{name}")).get_by_role("row")
    cell = rows.nth(row + border).get_by_role("gridcell").nth(column + border)
    if not pooling.is_map and not is_weight and column < shift:
        cell.click()  # a zero that came in cannot be changed
        return scene.holding()
    hands.type_into(scene.page, cell, text, take=is_taken)
    if not is_good or not is_taken or float(cells[row, column]) == number(text.replace("-", "−")):
        return scene.holding()
    return None


def walk_an_output(scene: Scene) -> Foretold:
    """Move the window by arrow keys on one of the outputs; over gradients they move nothing."""
    foretold = gestures.walk_the_outputs(scene, _outputs, _size)
    return scene.holding() if scene.now.query["gradient"] == "1" else foretold


def walk_the_map(scene: Scene) -> Foretold:
    """Move the piece over the map by keys."""
    if scene.now.query["input"] != "three":
        return gestures.walk_a_grid(scene, _input)
    key, (down, across) = scene.random.choice(list(gestures.ARROWS.items()))
    grid(scene.page, scene.label("pool.map")).press(key)
    row, column = int(scene.now.query["row"]) + down, int(scene.now.query["column"]) + across
    return {
        "row": str(min(max(row, 1), LAST_CORNER)),
        "column": str(min(max(column, 1), LAST_CORNER)),
    }


def press_on_the_map(scene: Scene) -> Foretold:
    """Put the piece somewhere else."""
    if scene.now.query["input"] != "three":
        return press_an_output_cell(scene)
    gestures.press_somewhere(scene, grid(scene.page, scene.label("pool.map")))
    return None


def press_an_output_cell(scene: Scene) -> Foretold:
    """Make any output cell the step; a gradient's cells are not to be pressed."""
    if scene.now.query["gradient"] == "1":
        return switch_an_argument(scene)
    return gestures.press_an_output(scene, _outputs)


def play(scene: Scene) -> Foretold:
    """Play until the window has moved, where there is more than one."""
    if _steps(scene)[2] == 1:
        return gestures.step_by_buttons(scene, _steps)
    return gestures.play(scene, _input)


def guess(scene: Scene) -> Foretold:
    """Answer the question, which moves the input by one; or ask again, which moves it back."""
    scene.pause()
    asked = scene.page.get_by_role("group", name=scene.label("predict.move_one"))
    again = hands.button(scene.page, "quiz.again", scene.language).first
    if asked.is_visible():
        hands.push(scene.random.choice(asked.get_by_role("button").all()))
        return {"shift": str(max(int(scene.now.query["shift"]), 1))}
    if again.is_visible():
        again.click()
        return {"shift": "0"}
    return choose_a_layer(scene)


EVENTS = (
    Event(6, gestures.drag_a_slider),
    Event(9, gestures.press_plus_or_minus),
    Event(4, press_a_side),
    Event(5, gestures.use_keys_on_a_slider),
    Event(4, choose_a_layer),
    Event(5, choose_an_input),
    Event(2, choose_another_map),
    Event(6, switch_an_argument),
    Event(5, type_into_a_cell),
    Event(5, walk_an_output),
    Event(2, gestures.walk_a_grid, (_input,)),
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
