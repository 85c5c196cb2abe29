"""What hands can do to the four views of one output, and to the two figures below them."""

from playwright.sync_api import Locator

from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.browser.figures import grid, open_figure
from tests.monkey.neuron import addresses
from tests.monkey.neuron.addresses import KERNELS, SIZES, TABLE, numbers_of
from tests.monkey.scene import Event, Foretold, Scene

SLIDERS = ("bias", "down", "right")
POINTED = ("neuron.window", "neuron.sum", "neuron.neuron", "neuron.pixels", "neuron.matrix")
OUTPUTS, SIDE, PLACES = 9, 5, 3
OWN = "none"  # as the choice of weights calls weights of their own
MOVED_ON = "before => new URLSearchParams(location.search).get('step') !== before"
KEYS = {"ArrowLeft": (0, -1), "ArrowRight": (0, 1), "ArrowUp": (-1, 0), "ArrowDown": (1, 0)}


def _below(scene: Scene, name: str) -> Locator:
    """Return one of the two figures below the stage."""
    return scene.page.locator(f"[data-figure='neuron/{name}']")


def drag_a_slider(scene: Scene) -> Foretold:
    """Drag bias or picture through up to three places; where it is dropped at an end, there it stands."""
    name = scene.random.choice(SLIDERS)
    ways = [scene.random.random() for _ in range(scene.random.randint(1, 3))]
    if ends := scene.chance(0.3):
        ways[-1] = scene.random.choice([0.0, 1.0])
    hands.drag_slider(scene.page, name, scene.language, *ways)
    return {name: str(TABLE.settings[name].range[int(ways[-1])])} if ends else None


def press_plus_or_minus(scene: Scene) -> Foretold:
    """Press a slider's − or + up to four times."""
    name, sign = scene.random.choice(SLIDERS), scene.random.choice("+−")
    times = scene.random.randint(1, 4)
    hands.press(scene.page, sign, name, scene.language, times)
    low, high = TABLE.settings[name].range
    value = scene.now.settings[name] + (times if sign == "+" else -times)
    return {name: str(min(max(value, low), high))}


def use_keys_on_a_slider(scene: Scene) -> Foretold:
    """Move a focused slider by keys."""
    name = scene.random.choice(SLIDERS)
    hands.unfold_settings(scene.page, scene.language)
    key, by = scene.random.choice([("ArrowRight", 1), ("ArrowLeft", -1), ("Home", -99), ("End", 99)])
    hands.slider(scene.page, f"set.{name}", scene.language).press(key)
    low, high = TABLE.settings[name].range
    return {name: str(min(max(scene.now.settings[name] + by, low), high))}


def choose_the_weights(scene: Scene) -> Foretold:
    """Choose one of the kernels, or weights of their own."""
    wanted = scene.random.choice([*KERNELS, OWN])
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, "neuron.set_kernel", scene.language).select_option(wanted)
    return {"shared": "0"} if wanted == OWN else {"shared": "1", "kernel": wanted}


def press_a_switch(scene: Scene) -> Foretold:
    """Share the weights or not; put ReLU behind the neuron or not."""
    name, called = scene.random.choice([("shared", "neuron.set_shared"), ("relu", "set.relu")])
    hands.unfold_settings(scene.page, scene.language)
    scene.page.get_by_role("switch", name=scene.label(called), exact=True).click()
    return {name: "0" if scene.now.query[name] == "1" else "1"}


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
    hands.fold_settings(scene.page, scene.language)
    name = scene.random.choice(POINTED)
    cells = grid(scene.page, scene.label(name)).get_by_role("gridcell")
    index = scene.random.randrange(cells.count())
    cells.nth(index).evaluate("cell => cell.scrollIntoView({block: 'center'})")
    cells.nth(index).click()
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


def point_at_a_cell(scene: Scene) -> Foretold:
    """Hold the pointer over a cell: its twins light up, and nothing is set."""
    hands.fold_settings(scene.page, scene.language)
    name = scene.random.choice([*POINTED, "neuron.column", "fig.output"])
    cells = grid(scene.page, scene.label(name)).get_by_role("gridcell")
    cell = cells.nth(scene.random.randrange(cells.count()))
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    cell.hover()
    return None if scene.now.is_playing else scene.holding()


def walk_a_grid(scene: Scene) -> Foretold:
    """Walk a view by keys: that sets nothing."""
    name = scene.random.choice(POINTED)
    grid(scene.page, scene.label(name)).press(scene.random.choice([*KEYS, "Home", "End"]))
    return None if scene.now.is_playing else scene.holding()


def walk_the_outputs(scene: Scene) -> Foretold:
    """Move on to another output by arrow keys on the map."""
    scene.pause()
    key = scene.random.choice(list(KEYS))
    grid(scene.page, scene.label("fig.output")).press(key)
    row, column = divmod(scene.now.settings["step"] - 1, PLACES)
    y, x = (row + KEYS[key][0], column + KEYS[key][1])
    inside = 0 <= y < PLACES and 0 <= x < PLACES
    return {"step": str(y * PLACES + x + 1) if inside else scene.now.query["step"]}


def press_an_output(scene: Scene) -> Foretold:
    """Press an output in the map or beside the matrix."""
    hands.fold_settings(scene.page, scene.language)
    wanted = scene.random.randrange(OUTPUTS)
    name = scene.random.choice(["fig.output", "neuron.column"])
    cell = grid(scene.page, scene.label(name)).get_by_role("gridcell").nth(wanted)
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    cell.click()
    return {"step": str(wanted + 1)}


def step_by_buttons(scene: Scene) -> Foretold:
    """Press first, back or next."""
    scene.pause()
    step = scene.now.settings["step"]
    name, to = scene.random.choice([("first", 1), ("back", step - 1), ("next", step + 1)])
    hands.fold_settings(scene.page, scene.language)  # the sheet takes the place of first and back
    hands.push(hands.button(scene.page, f"play.{name}", scene.language))
    return {"step": str(min(max(to, 1), OUTPUTS))}


def play(scene: Scene) -> Foretold:
    """Play until another output is reached, then pause by a key."""
    hands.button(scene.page, "play.play", scene.language).click()
    scene.page.wait_for_function(MOVED_ON, arg=scene.now.query["step"])
    grid(scene.page, scene.label("fig.output")).press("Comma")
    return None


def answer_the_question(scene: Scene) -> Foretold:
    """Answer what is asked above the figure, or ask it; that sets nothing."""
    scene.pause()
    buttons = scene.page.locator("[data-figure=neuron] .predict button:visible")
    buttons.nth(scene.random.randrange(buttons.count())).click()
    return scene.holding()


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


def follow_a_link_in_the_text(scene: Scene) -> Foretold:
    """Follow a link such as "?shared=0": it sets the figure that has these settings."""
    links = scene.page.get_by_test_id("stMain").locator('a[href*="?"]:visible').all()
    link = scene.random.choice(links)
    query = hands.asked_by(link)
    link.click()
    return query


def open_a_deep_link(scene: Scene) -> Foretold:
    """Open an address with settings of any kind that exist; nothing of it is refused."""
    wanted = addresses.legal(scene.random)
    there = open_figure(scene.page, scene.base_url, "neuron", lang=scene.language, **wanted)
    assert not there.alert, f"{wanted} is refused: {there.alert}"
    return wanted


def open_an_illegal_link(scene: Scene) -> Foretold:
    """Open an address with a setting that does not exist: the page says so, and shows what does exist."""
    wrong = addresses.illegal(scene.random)
    open_figure(scene.page, scene.base_url, "neuron", lang=scene.language, **wrong)
    said = scene.page.get_by_role("alert").filter(has_text=f"{next(iter(wrong))}=")
    said.wait_for()  # the figure it is meant for may be the last of three
    return None


EVENTS = (
    Event(6, drag_a_slider),
    Event(6, press_plus_or_minus),
    Event(4, use_keys_on_a_slider),
    Event(5, choose_the_weights),
    Event(5, press_a_switch),
    Event(3, change_the_seed),
    Event(7, press_a_cell),
    Event(5, type_a_number),
    Event(6, point_at_a_cell),
    Event(4, walk_a_grid),
    Event(5, walk_the_outputs),
    Event(5, press_an_output),
    Event(4, step_by_buttons),
    Event(2, play),
    Event(2, answer_the_question),
    Event(3, change_a_size),
    Event(3, choose_what_stands_in_a_row),
    Event(2, follow_a_link_in_the_text),
    Event(1, open_a_deep_link),
    Event(0.4, open_an_illegal_link),
)
