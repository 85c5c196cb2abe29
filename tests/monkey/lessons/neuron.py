"""What hands can do to the four views of one output and to the two figures below them."""

from tests.browser import actions
from tests.browser.figures import Place
from tests.monkey import by_settings, gestures
from tests.monkey.lessons.neuron_numbers import IN_A_ROW, KERNELS, SIZES, TABLE, legal, numbers_of
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


def choose_the_weights(scene: Scene) -> Foretold:
    """Choose one of the kernels, or weights of their own."""
    wanted = scene.random.choice([*KERNELS, OWN])
    actions.unfold_settings(scene.page)
    actions.choice(scene.page, "neuron.set_kernel").select_option(wanted)
    return {"shared": "0"} if wanted == OWN else {"shared": "1", "kernel": wanted}


def _follows(scene: Scene, name: str, value: str) -> Foretold:
    """Shared weights have no seed, and the page says so."""
    return scene.holding() if scene.now.query["shared"] == "1" else {name: value}


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


def type_into_a_cell(scene: Scene) -> Foretold:
    """Press a pixel or a shared weight and type another number."""
    scene.pause()
    query, of_weights = scene.now.query, scene.chance(0.5)
    name, side = ("kernel", PLACES) if of_weights else ("input", SIDE)
    at = scene.random.randrange(side**2)
    down, right = (scene.now.settings[way] for way in ("down", "right"))
    row, column = (at // SIDE + down, at % SIDE + right)
    is_there = query["shared"] == "1" if of_weights else 0 <= row < SIDE and 0 <= column < SIDE
    if not is_there:
        return scene.holding()
    called, index = ("neuron.neuron", 2 * at + 1) if of_weights else ("neuron.window", SIDE * row + column)
    cell = actions.grid(scene.page, called).get_by_role("gridcell").nth(index)
    before = numbers_of(query[name])
    typed = gestures.type_a_number(scene, cell, before[at], TABLE.settings[name].range, (1,))
    if typed is None:
        return {name: query[name]}  # the press itself chooses the weight that is there
    cells = [f"{typed:g}" if place == at else str(each) for place, each in enumerate(before)]
    return {name: ";".join(",".join(cells[start : start + side]) for start in range(0, len(cells), side))}


EVENTS = (
    Event(6, by_settings.drag_a_slider),
    Event(6, by_settings.press_plus_or_minus),
    Event(4, by_settings.use_keys_on_a_slider),
    Event(5, choose_the_weights),
    Event(5, by_settings.turn_a_switch),
    Event(3, by_settings.press_a_stepper, (_follows,)),
    Event(7, press_a_cell),
    Event(5, type_into_a_cell),
    Event(6, gestures.point_at_a_cell, (_pointed,)),
    Event(4, gestures.walk_a_grid, (_walked,)),
    Event(5, gestures.walk_the_outputs, (_output, _size)),
    Event(5, gestures.press_an_output, (_outputs,)),
    Event(4, gestures.step_by_buttons, (_steps,)),
    Event(2, gestures.play, (_output,)),
    Event(2, gestures.answer_the_question),
    Event(3, by_settings.press_a_stepper, (by_settings.simply, "neuron/counting", "slider")),
    Event(2, by_settings.choose_from_a_list, (by_settings.simply, "neuron/collapse")),
    Event(1, by_settings.turn_a_switch, (by_settings.simply, "neuron/collapse")),
    Event(2, gestures.follow_a_link_in_the_text),
    Event(1, gestures.open_a_deep_link, (legal,)),
    Event(0.4, gestures.open_an_illegal_link, (SIZES, IN_A_ROW)),
)
