"""What hands can do to the four views of one output, and to the two figures below them."""

from playwright.sync_api import Locator

from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.browser.figures import Place, grid
from tests.monkey import gestures
from tests.monkey.neuron.numbers import IN_A_ROW, KERNELS, SIZES, TABLE, legal, numbers_of
from tests.monkey.scene import Event, Foretold, Scene

POINTED = ("neuron.window", "neuron.sum", "neuron.neuron", "neuron.pixels", "neuron.matrix")
SIDE, PLACES = 5, 3
OWN = "none"  # as the choice of weights calls weights of their own


def _steps(scene: Scene) -> tuple[int, int, int]:
    return scene.now.settings["step"], 1, PLACES**2


def _size(_: Scene) -> Place:
    return PLACES, PLACES


def _output(scene: Scene) -> list[str]:
    return [scene.label("fig.output")]


def _outputs(scene: Scene) -> list[str]:
    return [*_output(scene), scene.label("neuron.column")]


def _walked(scene: Scene) -> list[str]:
    return [scene.label(name) for name in POINTED]


def _pointed(scene: Scene) -> list[str]:
    return [*_walked(scene), *_outputs(scene)]


def _below(scene: Scene, name: str) -> Locator:
    """Return one of the two figures below the stage."""
    return scene.page.locator(f"[data-figure='neuron/{name}']")


def choose_the_weights(scene: Scene) -> Foretold:
    """Choose one of the kernels, or weights of their own."""
    wanted = scene.random.choice([*KERNELS, OWN])
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, "neuron.set_kernel", scene.language).select_option(wanted)
    return {"shared": "0"} if wanted == OWN else {"shared": "1", "kernel": wanted}


def change_the_seed(scene: Scene) -> Foretold:
    """Draw other weights; shared ones have no seed, and the page says so."""
    sign = scene.random.choice("+−")
    hands.press(scene.page, sign, "seed", scene.language)
    value = scene.now.settings["seed"] + (1 if sign == "+" else -1)
    if scene.now.query["shared"] == "1":
        return scene.holding()
    return {"seed": str(min(max(value, 1), 99))}


def press_a_cell(scene: Scene) -> Foretold:
    """Press a pixel, a product, an edge's weight or a place in the matrix: what is there stays lit."""
    scene.pause()
    name = scene.random.choice(POINTED)
    index, cell = gestures.any_cell(scene, scene.label(name))
    cell.click()
    output = scene.now.settings["step"] - 1
    if name in ("neuron.sum", "neuron.neuron"):
        return {"weight": str((index if name == "neuron.sum" else index // 2) + 1)}
    if name == "neuron.matrix":
        output, index = divmod(index, SIDE**2)
    weight = _weight_on(output, index)
    if weight is None:
        return scene.holding()
    return {"step": str(output + 1), "weight": str(weight + 1)}


def _weight_on(output: int, pixel: int) -> int | None:
    """Return which weight of an output multiplies a pixel, None outside its window."""
    row, column = (pixel // SIDE - output // PLACES, pixel % SIDE - output % PLACES)
    return row * PLACES + column if 0 <= row < PLACES and 0 <= column < PLACES else None


def type_a_number(scene: Scene) -> Foretold:
    """Press a pixel or a shared weight and type another number; one that is too large is refused."""
    scene.pause()
    hands.fold_settings(scene.page, scene.language)
    query, of_weights = scene.now.query, scene.chance(0.5)
    name, at = ("kernel", scene.random.randrange(9)) if of_weights else ("input", scene.random.randrange(25))
    if name == "kernel" and query["shared"] == "0":
        return scene.holding()
    down, right = (scene.now.settings[way] for way in ("down", "right"))
    row, column = (at // SIDE + down, at % SIDE + right)
    if name == "input" and not (0 <= row < SIDE and 0 <= column < SIDE):
        return scene.holding()
    called, index = ("neuron.neuron", 2 * at + 1) if of_weights else ("neuron.window", SIDE * row + column)
    cell = grid(scene.page, scene.label(called)).get_by_role("gridcell").nth(index)
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    side = 3 if of_weights else SIDE
    lowest, highest = TABLE.settings[name].range
    number = scene.random.randint(lowest, highest + 2)
    hands.type_into(scene.page, cell, str(number))
    before = numbers_of(query[name])
    if number > highest or number == before[at]:
        return {name: query[name]}
    cells = [str(number if place == at else each) for place, each in enumerate(before)]
    return {name: ";".join(",".join(cells[start : start + side]) for start in range(0, len(cells), side))}


def change_a_size(scene: Scene) -> Foretold:
    """Press + or − below, where parameters are counted."""
    name, sign = scene.random.choice(list(SIZES.settings)), scene.random.choice("+−")
    called = "set.kernel_size" if name == "kernel_size" else f"neuron.set_{name}"
    change = "set.increase" if sign == "+" else "set.decrease"
    said = label(change, scene.language, name=scene.label(called))
    hands.push(_below(scene, "counting").get_by_role("button", name=said, exact=True))
    low, high = SIZES.settings[name].range
    if name == "kernel_size":
        high = min(high, scene.now.settings["picture_size"])
    value = scene.now.settings[name] + (1 if sign == "+" else -1)
    return {name: str(min(max(value, low), high))}


def choose_what_stands_in_a_row(scene: Scene) -> Foretold:
    """Choose one of the two kernels at the end of the page, or put ReLU between them."""
    figure = _below(scene, "collapse")
    if scene.chance(0.4):
        figure.get_by_role("switch").click()
        return {"between": "relu" if scene.now.query["between"] == "nothing" else "nothing"}
    name, wanted = scene.random.choice(["first", "second"]), scene.random.choice(list(KERNELS))
    called = scene.label(f"neuron.set_{name}")
    figure.get_by_role("combobox", name=called, exact=True).select_option(wanted)
    return {name: wanted}


EVENTS = (
    Event(6, gestures.drag_a_slider),
    Event(6, gestures.press_plus_or_minus),
    Event(4, gestures.use_keys_on_a_slider),
    Event(5, choose_the_weights),
    Event(5, gestures.turn_a_switch),
    Event(3, change_the_seed),
    Event(7, press_a_cell),
    Event(5, type_a_number),
    Event(6, gestures.point_at_a_cell, (_pointed,)),
    Event(4, gestures.walk_a_grid, (_walked,)),
    Event(5, gestures.walk_the_outputs, (_output, _size)),
    Event(5, gestures.press_an_output, (_outputs,)),
    Event(4, gestures.step_by_buttons, (_steps,)),
    Event(2, gestures.play, (_output,)),
    Event(2, gestures.answer_the_question),
    Event(3, change_a_size),
    Event(3, choose_what_stands_in_a_row),
    Event(2, gestures.follow_a_link_in_the_text),
    Event(1, gestures.open_a_deep_link, (legal,)),
    Event(0.4, gestures.open_an_illegal_link, (SIZES, IN_A_ROW)),
)
