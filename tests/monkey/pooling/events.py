"""What hands can do to the pooling figure."""

from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.browser.figures import grid, open_figure
from tests.monkey.convolution.events import ADVANCED
from tests.monkey.pooling.numbers import number, output_names
from tests.monkey.pooling.torch_pooling import NUMBERS, PIECE, Pooling
from tests.monkey.scene import Event, Foretold, Scene
from tests.oracle.asked import address
from tests.settings_states import TABLES, wrong_query

TABLE = TABLES["pooling"]
SLIDERS = {"pool_shift": "shift", "kernel_size": "kernel_size", "stride": "stride", "padding": "padding"}
LAST_CORNER = 24 - PIECE + 1
KEYS = {"ArrowLeft": (0, -1), "ArrowRight": (0, 1), "ArrowUp": (-1, 0), "ArrowDown": (1, 0)}


def _shape(scene: Scene) -> tuple[int, int]:
    """Return how many rows and columns the outputs have, also while their gradients are shown."""
    pooling = Pooling(scene.now.query)
    rows, columns = pooling.first(pooling.now).shape
    return rows, columns


def _steps(scene: Scene) -> tuple[int, int]:
    rows, columns = _shape(scene)
    return int(scene.now.query["step"]), rows * columns


def drag_a_slider(scene: Scene) -> Foretold:
    """Take a thumb and drag it through some places; where it is dropped at an end, there it stands."""
    slider = scene.random.choice(list(SLIDERS))
    low, high = hands.limits(scene.page, slider, scene.language)
    ways = [scene.random.random() for _ in range(scene.random.randint(1, 3))]
    if ends := scene.chance(0.3):
        ways[-1] = scene.random.choice([0.0, 1.0])
    hands.drag_slider(scene.page, slider, scene.language, *ways)
    return {SLIDERS[slider]: str(high if ways[-1] else low)} if ends else None


def press_plus_or_minus(scene: Scene) -> Foretold:
    """Press a slider's − or + up to three times."""
    slider = scene.random.choice(list(SLIDERS))
    low, high = hands.limits(scene.page, slider, scene.language)
    sign, times = scene.random.choice("+−"), scene.random.randint(1, 3)
    value = int(scene.now.query[SLIDERS[slider]])
    hands.press(scene.page, sign, slider, scene.language, times)
    return {SLIDERS[slider]: str(min(max(value + (times if sign == "+" else -times), low), high))}


def press_a_side(scene: Scene) -> Foretold:
    """Make the numbers one row or column larger or smaller; a picture's map does not let itself be."""
    sign, side = scene.random.choice("+−"), scene.random.choice(["height", "width"])
    hands.unfold_settings(scene.page, scene.language)
    stepper = hands.stepper(scene.page, sign, side, scene.language)
    is_fixed = stepper.get_attribute("aria-disabled") == "true"
    hands.push(stepper)
    return {"input": scene.now.query["input"]} if is_fixed else None


def use_keys_on_a_slider(scene: Scene) -> Foretold:
    """Move a focused slider by keys."""
    slider = scene.random.choice(list(SLIDERS))
    low, high = hands.limits(scene.page, slider, scene.language)
    key, by = scene.random.choice([("ArrowLeft", -1), ("ArrowRight", 1), ("Home", -9), ("End", 9)])
    hands.slider(scene.page, f"set.{slider}", scene.language).press(key)
    value = int(scene.now.query[SLIDERS[slider]])
    return {SLIDERS[slider]: str(min(max(value + by, low), high))}


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
    scene.pause()
    (rows, columns), (step, _) = _shape(scene), _steps(scene)
    row, column = divmod(step - 1, columns)
    key, (down, across) = scene.random.choice(list(KEYS.items()))
    grid(scene.page, scene.random.choice(output_names(scene.now))).press(key)
    inside = 0 <= row + down < rows and 0 <= column + across < columns
    if scene.now.query["gradient"] == "1" or not inside:
        return scene.holding()
    return {"step": str(step + down * columns + across)}


def walk_the_input(scene: Scene) -> Foretold:
    """Move from cell to cell of the input; that sets nothing."""
    key = scene.random.choice([*KEYS, "Home", "End"])
    grid(scene.page, scene.label("pool.input")).press(key)
    return None if scene.now.is_playing else scene.holding()


def walk_the_map(scene: Scene) -> Foretold:
    """Move the piece over the map by keys."""
    if scene.now.query["input"] != "three":
        return walk_the_input(scene)
    key, (down, across) = scene.random.choice(list(KEYS.items()))
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
    hands.fold_settings(scene.page, scene.language)
    place = grid(scene.page, scene.label("pool.map"))
    place.evaluate("map => map.scrollIntoView({block: 'center'})")
    box = place.bounding_box()
    assert box
    scene.page.mouse.click(
        box["x"] + scene.random.uniform(2, box["width"] - 2),
        box["y"] + scene.random.uniform(2, box["height"] - 2),
    )
    return None


def press_an_output_cell(scene: Scene) -> Foretold:
    """Make any output cell the step."""
    if scene.now.query["gradient"] == "1":
        return switch_an_argument(scene)
    _, total = _steps(scene)
    wanted = scene.random.randrange(total)
    hands.fold_settings(scene.page, scene.language)
    name = scene.random.choice(output_names(scene.now))
    grid(scene.page, name).get_by_role("gridcell").nth(wanted).click()
    return {"step": str(wanted + 1)}


def point_at_a_cell(scene: Scene) -> Foretold:
    """Hold the pointer over a cell."""
    name = scene.random.choice([scene.label("pool.input"), *output_names(scene.now)])
    hands.fold_settings(scene.page, scene.language)
    cells = grid(scene.page, name).get_by_role("gridcell")
    cell = cells.nth(scene.random.randrange(cells.count()))
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    cell.hover()
    return None if scene.now.is_playing else scene.holding()


def step_by_buttons(scene: Scene) -> Foretold:
    """Press first, back or next."""
    scene.pause()
    step, total = _steps(scene)
    name, to = scene.random.choice([("first", 1), ("back", step - 1), ("next", step + 1)])
    hands.fold_settings(scene.page, scene.language)  # the sheet takes the place of first and back
    hands.push(hands.button(scene.page, f"play.{name}", scene.language))
    return {"step": str(min(max(to, 1), total))}


def scrub(scene: Scene) -> Foretold:
    """Go to the first or the last step by a key on the bar."""
    key, end = scene.random.choice([("Home", 1), ("End", _steps(scene)[1])])
    hands.fold_settings(scene.page, scene.language)
    hands.slider(scene.page, "play.scrub", scene.language).press(key)
    return {"step": str(end)}


def play(scene: Scene) -> Foretold:
    """Play until the window has moved, then stop it by a key."""
    scene.pause()
    if _steps(scene)[1] == 1:
        return step_by_buttons(scene)
    hands.button(scene.page, "play.play", scene.language).click()
    words = [label("play.pause", "en"), label("play.pause", "ko")]
    scene.page.wait_for_function(ADVANCED, arg=[scene.now.query["step"], words])
    grid(scene.page, scene.label("pool.input")).press("Period")
    return None


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


def follow_a_link_in_the_text(scene: Scene) -> Foretold:
    """Follow a link such as "?shift=1": it sets the figure of this page."""
    links = scene.page.get_by_test_id("stMain").locator('a[href^="?"]:visible')
    index = scene.random.randrange(links.count())
    query = hands.asked_by(links.nth(index))
    links.nth(index).click()
    return query


def open_a_deep_link(scene: Scene) -> Foretold:
    """Open an address with settings that exist; nothing of it is refused."""
    wanted = address("pooling", scene.random)
    there = open_figure(scene.page, scene.base_url, "pooling", lang=scene.language, **wanted)
    assert not there.alert, f"{wanted} is refused: {there.alert}"
    return wanted


def open_an_illegal_link(scene: Scene) -> Foretold:
    """Open an address with a setting that does not exist: the page says so, and shows what does exist."""
    wrong = wrong_query(TABLE, scene.random)
    there = open_figure(scene.page, scene.base_url, "pooling", lang=scene.language, **wrong)
    assert there.alert, f"the page opens {wrong} without a word"
    return None


EVENTS = (
    Event(6, drag_a_slider),
    Event(9, press_plus_or_minus),
    Event(4, press_a_side),
    Event(5, use_keys_on_a_slider),
    Event(4, choose_a_layer),
    Event(5, choose_an_input),
    Event(2, choose_another_map),
    Event(6, switch_an_argument),
    Event(5, type_into_a_cell),
    Event(5, walk_an_output),
    Event(2, walk_the_input),
    Event(3, walk_the_map),
    Event(3, press_on_the_map),
    Event(4, press_an_output_cell),
    Event(3, point_at_a_cell),
    Event(3, step_by_buttons),
    Event(3, scrub),
    Event(1, play),
    Event(3, guess),
    Event(3, follow_a_link_in_the_text),
    Event(2, open_a_deep_link),
    Event(0.5, open_an_illegal_link),
)
