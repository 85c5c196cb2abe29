"""What hands can do to the sliding window."""

from lessons.kit.i18n.labels import label
from tests.browser import hands
from tests.browser.figures import Place, grid, open_figure, shape
from tests.monkey import addresses
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

SLIDERS = set_by("slider", "convolution")
STEPPERS = [*set_by("stepper", "convolution"), "kernel_height", "kernel_width"]
CHOICES = {"kernel": addresses.KERNELS, "input": addresses.INPUTS, "padding_mode": addresses.MODES}
PLAYS_ON = 0.3  # how often a figure that plays is left playing
ADVANCED = """([before, words]) => {
  const now = new URLSearchParams(location.search).get("step");
  const root = [...document.querySelectorAll("*")].find(one => one.shadowRoot?.querySelector("[role=grid]"));
  const buttons = [...(root?.shadowRoot.querySelectorAll("button") ?? [])];
  return now !== before || !buttons.some(button => words.includes(button.textContent));
}"""


def _value(scene: Scene, name: str) -> int:
    """Return where a slider stands; that of the kernel shows its longer side."""
    return max(int(side) for side in scene.now.query[name].split(","))


def drag_a_slider(scene: Scene) -> Foretold:
    """Take a thumb and drag it through up to three places; where it is dropped at an end, there it stands."""
    name = scene.random.choice(SLIDERS)
    low, high = hands.limits(scene.page, name, scene.language)
    ways = [scene.random.random() for _ in range(scene.random.randint(1, 3))]
    if ends := scene.chance(0.2):
        ways[-1] = scene.random.choice([0.0, 1.0])
    hands.drag_slider(scene.page, name, scene.language, *ways)
    if not ends or (name == "kernel_size" and "," in scene.now.query[name]):
        return None  # a slider that stands where it is dropped already has nothing to say of a side
    return {name: str(high if ways[-1] else low)}


def press_plus_or_minus(scene: Scene) -> Foretold:
    """Press a slider's − or + up to four times."""
    name = scene.random.choice(SLIDERS)
    low, high = hands.limits(scene.page, name, scene.language)
    value = _value(scene, name)
    sign, times = scene.random.choice("+−"), scene.random.randint(1, 4)
    hands.press(scene.page, sign, name, scene.language, times)
    # A long side of a kernel may lie above what the short one allows both of them to be: − brings it there.
    less = max(min(value - 1, high) - times + 1, low)
    after = max(value, min(value + times, high)) if sign == "+" else less
    return {name: str(after)} if after != value else {name: scene.now.query[name]}


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


def use_keys_on_a_slider(scene: Scene) -> Foretold:
    """Move a focused slider by keys."""
    name = scene.random.choice(SLIDERS)
    low, high = hands.limits(scene.page, name, scene.language)
    key = scene.random.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"])
    hands.slider(scene.page, f"set.{name}", scene.language).press(key)
    by = {"ArrowRight": 1, "ArrowUp": 1, "ArrowLeft": -1, "ArrowDown": -1, "Home": -99, "End": 99}[key]
    value = min(_value(scene, name), high)  # the thumb stands no further, however long the other side is
    after = min(max(value + by, low), high)
    return {name: str(after)} if after != value else {name: scene.now.query[name]}


def choose_by_name(scene: Scene) -> Foretold:
    """Choose a kernel, an input or a padding mode; a mode the settings do not allow is another matter."""
    name = scene.random.choice(list(CHOICES))
    wanted = scene.random.choice(CHOICES[name])
    hands.unfold_settings(scene.page, scene.language)
    hands.choice(scene.page, f"set.{name}", scene.language).select_option(wanted)
    return {name: wanted}


def show_the_reads(scene: Scene) -> Foretold:
    """Turn the input into counts of how often each pixel is read, or back."""
    hands.unfold_settings(scene.page, scene.language)
    scene.page.get_by_role("switch", name=scene.label("set.reads")).click()
    return {"reads": "0" if scene.now.query["reads"] == "1" else "1"}


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
        return show_the_reads(scene)
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


def walk_a_grid(scene: Scene) -> Foretold:
    """Move the window by arrow keys, Home and End on the output."""
    scene.pause()
    step, total, width = steps_of(scene.now)
    row, column = divmod(step - 1, width)
    key = scene.random.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"])
    grid(scene.page, scene.label("fig.output")).press(key)
    down = {"ArrowUp": -1, "ArrowDown": 1}.get(key, 0)
    across = {"ArrowLeft": -1, "ArrowRight": 1, "Home": -column, "End": width - 1 - column}.get(key, 0)
    inside = 0 <= row + down < total // width and 0 <= column + across < width
    return {"step": str(step + down * width + across if inside else step)}


def walk_the_weights(scene: Scene) -> Foretold:
    """Move from pixel to pixel or from weight to weight; that lights its twins and sets nothing."""
    pixels = ["conv.loupe", "conv.window"] if is_photo(scene.now) else ["fig.input"]
    name = scene.random.choice([*pixels, "fig.kernel", "fig.products"])
    grid(scene.page, scene.label(name)).press(scene.random.choice(["ArrowLeft", "ArrowDown", "End"]))
    return None if scene.now.is_playing else scene.holding()


def press_an_output_cell(scene: Scene) -> Foretold:
    """Make any output cell the step."""
    if is_photo(scene.now):
        return press_on_a_map(scene)
    _, total, _ = steps_of(scene.now)
    wanted = scene.random.randrange(total)
    hands.fold_settings(scene.page, scene.language)
    cells = grid(scene.page, scene.label("fig.output")).get_by_role("gridcell")
    cells.nth(wanted).click()
    return {"step": str(wanted + 1)}


def point_at_a_cell(scene: Scene) -> Foretold:
    """Hold the pointer over a cell."""
    # On a narrow stage the window over a photo is there for screen readers alone.
    large = ["conv.loupe"] if is_photo(scene.now) else ["fig.input", "fig.output"]
    name = scene.random.choice([*large, "fig.kernel", "fig.products"])
    cells = scene.now.grid(name)
    index = scene.random.randrange(len(cells))
    hands.fold_settings(scene.page, scene.language)
    cell = grid(scene.page, scene.label(name)).get_by_role("gridcell").nth(index)
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")  # clear of what sticks to the edges
    cell.hover()
    return None if scene.now.is_playing else scene.holding()


def step_by_buttons(scene: Scene) -> Foretold:
    """Press first, back or next."""
    scene.pause()
    step, total, _ = steps_of(scene.now)
    name, to = scene.random.choice([("first", 1), ("back", step - 1), ("next", step + 1)])
    hands.fold_settings(scene.page, scene.language)  # the sheet takes the place of first and back
    hands.push(hands.button(scene.page, f"play.{name}", scene.language))
    return {"step": str(min(max(to, 1), total))}


def step_by_keys(scene: Scene) -> Foretold:
    """Press comma or full stop on a grid; brackets change the speed alone."""
    scene.pause()
    step, total, _ = steps_of(scene.now)
    key, to = scene.random.choice(
        [("Comma", step - 1), ("Period", step + 1), ("BracketLeft", step), ("BracketRight", step)]
    )
    grid(scene.page, scene.label("fig.input")).press(key)
    return {"step": str(min(max(to, 1), total))}


def scrub(scene: Scene) -> Foretold:
    """Drag through the steps, or move by keys on the bar."""
    hands.fold_settings(scene.page, scene.language)
    bar = hands.slider(scene.page, "play.scrub", scene.language)
    if scene.chance(0.3):
        key, end = scene.random.choice([("Home", 1), ("End", steps_of(scene.now)[1])])
        bar.press(key)
        return {"step": str(end)}
    hands.drag_thumb(scene.page, bar, *(scene.random.random() for _ in range(2)))
    return None


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
    scene.page.wait_for_function(ADVANCED, arg=[scene.now.query["step"], words])
    if not scene.chance(PLAYS_ON):
        grid(scene.page, scene.label("fig.output")).press("Period")
    return None


def follow_a_link_in_the_text(scene: Scene) -> Foretold:
    """Follow a link such as "?stride=3": it sets the figure of this page."""
    links = scene.page.get_by_test_id("stMain").locator('a[href*="?"]:visible')
    queries = [hands.asked_by(link) for link in links.all()]
    numbers = [
        (index, query)
        for index, query in enumerate(queries)
        if query.get("input", "heart") in addresses.INPUTS or query["input"][0].isdigit()
    ]
    index, query = scene.random.choice(numbers)
    links.nth(index).click()
    return query


def guess_the_next_cell(scene: Scene) -> Foretold:
    """Answer the question above the figure, where there is one; that sets nothing."""
    scene.pause()
    asked = scene.page.get_by_role("group", name=scene.label("predict.next_cell"))
    answers = asked.get_by_role("button").all() if asked.is_visible() else []
    if not answers:
        return press_an_output_cell(scene)
    hands.push(scene.random.choice(answers))
    return scene.holding()


def open_a_deep_link(scene: Scene) -> Foretold:
    """Open an address with settings of any kind that exist; nothing of it is refused."""
    wanted = addresses.legal(scene.random)
    there = open_figure(scene.page, scene.base_url, "convolution", lang=scene.language, **wanted)
    assert not there.alert, f"{wanted} is refused: {there.alert}"
    return dict(wanted)


def open_an_illegal_link(scene: Scene) -> Foretold:
    """Open an address with a setting that does not exist: the page says so, and shows what does exist."""
    wrong = addresses.illegal(scene.random)
    there = open_figure(scene.page, scene.base_url, "convolution", lang=scene.language, **wrong)
    assert f"{next(iter(wrong))}=" in there.alert, f"the page opens {wrong} without a word"
    return None


EVENTS = (
    Event(7, drag_a_slider),
    Event(9, press_plus_or_minus),
    Event(6, press_a_stepper),
    Event(7, use_keys_on_a_slider),
    Event(5, choose_by_name),
    Event(5, type_into_a_cell),
    Event(2, show_the_reads),
    Event(6, walk_a_grid),
    Event(3, walk_the_weights),
    Event(6, press_an_output_cell),
    Event(4, point_at_a_cell),
    Event(4, step_by_buttons),
    Event(4, step_by_keys),
    Event(4, scrub),
    Event(2, choose_a_speed),
    Event(2, play),
    Event(2, guess_the_next_cell),
    Event(1, choose_a_photo),
    Event(0.7, bring_an_own_photo),
    Event(2, press_on_a_map),
    Event(2, follow_a_link_in_the_text),
    Event(1, open_a_deep_link),
    Event(0.4, open_an_illegal_link),
)
