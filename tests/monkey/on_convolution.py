"""What hands can do to the sliding window."""

from lessons.kit.labels import label
from tests.browser import hands
from tests.browser.figures import grid, open_figure, shape
from tests.monkey.scene import Event, Foretold, Scene

LIMITS = {"kernel_size": (1, 5), "stride": (1, 4), "padding": (0, 2), "bias": (-9, 9)}
PLAYS_ON = 0.3  # how often a figure that plays is left playing
ADVANCED = """([before, words]) => {
  const now = new URLSearchParams(location.search).get("step");
  const root = [...document.querySelectorAll("*")].find(one => one.shadowRoot?.querySelector("[role=grid]"))
  const buttons = [...(root?.shadowRoot.querySelectorAll("button") ?? [])];
  return now !== before || !buttons.some(button => words.includes(button.textContent));
}"""


def _setting(scene: Scene) -> tuple[str, int, int, int]:
    """Return one setting by chance: its name, its limits, and where it stands."""
    name = scene.random.choice([*LIMITS, "bias"])
    return name, *LIMITS[name], scene.now.settings[name]


def drag_a_slider(scene: Scene) -> Foretold:
    """Take a thumb and drag it through up to three places; where it is dropped at an end, there it stands."""
    name, low, high, _ = _setting(scene)
    ways = [scene.random.random() for _ in range(scene.random.randint(1, 3))]
    ends = scene.chance(0.2)
    if ends:
        ways[-1] = scene.random.choice([0.0, 1.0])
    hands.drag_slider(scene.page, name, scene.language, *ways)
    return {name: str(high if ways[-1] else low)} if ends else None


def press_plus_or_minus(scene: Scene) -> Foretold:
    """Press a stepper up to four times."""
    name, low, high, value = _setting(scene)
    sign, times = scene.random.choice("+−"), scene.random.randint(1, 4)
    hands.press(scene.page, sign, name, scene.language, times)
    return {name: str(min(value + times, high) if sign == "+" else max(value - times, low))}


def use_keys_on_a_slider(scene: Scene) -> Foretold:
    """Move a focused slider by keys."""
    name, low, high, value = _setting(scene)
    hands.unfold_settings(scene.page, scene.language)
    key = scene.random.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"])
    hands.slider(scene.page, f"set.{name}", scene.language).press(key)
    by = {"ArrowRight": 1, "ArrowUp": 1, "ArrowLeft": -1, "ArrowDown": -1, "Home": -99, "End": 99}[key]
    return {name: str(min(max(value + by, low), high))}


def _steps(scene: Scene) -> tuple[int, int, int]:
    """Return the step, how many there are, and how many a row has, as far as the page says."""
    height, width = shape(scene.now.grid("fig.output"))
    return scene.now.settings["step"], height * width, width


def walk_a_grid(scene: Scene) -> Foretold:
    """Move the window by arrow keys, Home and End on the input or the output."""
    scene.pause()
    step, total, width = _steps(scene)
    row, column = divmod(step - 1, width)
    key = scene.random.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"])
    name = scene.random.choice(["fig.input", "fig.output"])
    grid(scene.page, scene.label(name)).press(key)
    down = {"ArrowUp": -1, "ArrowDown": 1}.get(key, 0)
    across = {"ArrowLeft": -1, "ArrowRight": 1, "Home": -column, "End": width - 1 - column}.get(key, 0)
    inside = 0 <= row + down < total // width and 0 <= column + across < width
    return {"step": str(step + down * width + across if inside else step)}


def walk_the_weights(scene: Scene) -> Foretold:
    """Move from weight to weight; that lights its twins and sets nothing."""
    name = scene.random.choice(["fig.kernel", "fig.products"])
    grid(scene.page, scene.label(name)).press(scene.random.choice(["ArrowLeft", "ArrowDown", "End"]))
    return None if scene.now.is_playing else scene.holding()


def press_an_output_cell(scene: Scene) -> Foretold:
    """Make any output cell the step."""
    _, total, _ = _steps(scene)
    wanted = scene.random.randrange(total)
    cells = grid(scene.page, scene.label("fig.output")).get_by_role("gridcell")
    cells.nth(wanted).click()
    return {"step": str(wanted + 1)}


def point_at_a_cell(scene: Scene) -> Foretold:
    """Hold the pointer over a cell."""
    name = scene.random.choice(["fig.input", "fig.kernel", "fig.products", "fig.output"])
    cells = scene.now.grid(name)
    index = scene.random.randrange(len(cells))
    grid(scene.page, scene.label(name)).get_by_role("gridcell").nth(index).hover()
    return None if scene.now.is_playing else scene.holding()


def step_by_buttons(scene: Scene) -> Foretold:
    """Press first, back or next."""
    scene.pause()
    step, total, _ = _steps(scene)
    name, to = scene.random.choice([("first", 1), ("back", step - 1), ("next", step + 1)])
    hands.button(scene.page, f"play.{name}", scene.language).click(force=True)
    return {"step": str(min(max(to, 1), total))}


def step_by_keys(scene: Scene) -> Foretold:
    """Press comma or full stop on a grid; brackets change the speed alone."""
    scene.pause()
    step, total, _ = _steps(scene)
    key, to = scene.random.choice(
        [("Comma", step - 1), ("Period", step + 1), ("BracketLeft", step), ("BracketRight", step)]
    )
    grid(scene.page, scene.label("fig.input")).press(key)
    return {"step": str(min(max(to, 1), total))}


def scrub(scene: Scene) -> Foretold:
    """Drag through the steps, or move by keys on the bar."""
    bar = hands.slider(scene.page, "play.scrub", scene.language)
    if scene.chance(0.3):
        key, end = scene.random.choice([("Home", 1), ("End", _steps(scene)[1])])
        bar.press(key)
        return {"step": str(end)}
    hands.drag_thumb(scene.page, bar, *(scene.random.random() for _ in range(2)))
    return None


def choose_a_speed(scene: Scene) -> Foretold:
    """Choose how fast it plays."""
    hands.unfold_settings(scene.page, scene.language)
    speeds = scene.page.get_by_role("combobox", name=scene.label("play.speed"), exact=True)
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
    links = scene.page.get_by_test_id("stMain").locator('a[href*="?"]')
    link = links.nth(scene.random.randrange(links.count()))
    query = (link.get_attribute("href") or "").partition("?")[2]
    link.click()
    return dict(part.split("=") for part in query.split("&"))


def _legal(scene: Scene) -> dict[str, str]:
    chosen = {name: scene.random.randint(*limits) for name, limits in LIMITS.items()}
    side = (7 + 2 * chosen["padding"] - chosen["kernel_size"]) // chosen["stride"] + 1
    return {name: str(value) for name, value in (chosen | {"step": scene.random.randint(1, side**2)}).items()}


def open_a_deep_link(scene: Scene) -> Foretold:
    """Open an address with settings of any kind that exist."""
    wanted = _legal(scene)
    open_figure(scene.page, scene.base_url, "convolution", lang=scene.language, **wanted)
    return wanted


def open_an_illegal_link(scene: Scene) -> Foretold:
    """Open an address with a setting that does not exist: the page says so, and shows what does exist."""
    name = scene.random.choice([*LIMITS, "step"])
    wrong = scene.random.choice(["-10", "0.5", "99", "", "abc", "1e3", "٣", "999999999999"])
    there = open_figure(
        scene.page, scene.base_url, "convolution", lang=scene.language, **(_legal(scene) | {name: wrong})
    )
    assert name in there.alert, f"the page opens {name}={wrong!r} without a word"
    return None


EVENTS = (
    Event(7, drag_a_slider),
    Event(9, press_plus_or_minus),
    Event(7, use_keys_on_a_slider),
    Event(7, walk_a_grid),
    Event(3, walk_the_weights),
    Event(7, press_an_output_cell),
    Event(5, point_at_a_cell),
    Event(5, step_by_buttons),
    Event(5, step_by_keys),
    Event(4, scrub),
    Event(2, choose_a_speed),
    Event(2, play),
    Event(3, follow_a_link_in_the_text),
    Event(0.6, open_a_deep_link),
    Event(0.5, open_an_illegal_link),
)
