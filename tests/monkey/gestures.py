"""What a hand does alike on every page: to sliders and switches as settings.json names them, to grids."""

import re
from collections.abc import Callable, Sequence
from random import Random

from playwright.sync_api import Locator

from lessons.kit.i18n.labels import TABLE as LABELS
from lessons.kit.i18n.labels import label
from lessons.kit.settings.table import Table
from tests.browser import hands
from tests.browser.figures import Place, grid, open_figure
from tests.monkey.scene import Foretold, Scene
from tests.oracle.asked import address
from tests.settings_states import TABLES, set_by, wrong_query

ARROWS: dict[str, Place] = {
    "ArrowLeft": (0, -1),
    "ArrowRight": (0, 1),
    "ArrowUp": (-1, 0),
    "ArrowDown": (1, 0),
}
REFUSED = ("set.refused", "set.refused_name")
FAR = 999  # beyond every end
# The step of a figure by its address, the first and the last one.
Steps = Callable[[Scene], tuple[int, int, int]]
Names = Callable[[Scene], Sequence[str]]
MOVED_ON = """([before, words]) => {
  const now = new URLSearchParams(location.search).get("step");
  const root = [...document.querySelectorAll("*")].find(one => one.shadowRoot?.querySelector("[role=grid]"));
  const buttons = [...(root?.shadowRoot.querySelectorAll("button") ?? [])];
  return now !== before || !buttons.some(button => words.includes(button.textContent));
}"""


def _table(scene: Scene) -> Table:
    return TABLES[scene.now.lesson.replace("-", "_")]


def sliders(scene: Scene) -> dict[str, str]:
    """Return the numbers of the page's first figure that a slider sets, each with its label."""
    settings = _table(scene).settings
    found = set_by("slider", scene.now.lesson)
    return {name: called for name, called in found.items() if settings[name].kind in ("whole", "pair")}


def _slider(scene: Scene) -> tuple[str, str, Locator, tuple[int, int]]:
    """Return a setting by chance, its label, its slider, and the ends that others leave it now."""
    hands.unfold_settings(scene.page, scene.language)
    name, called = scene.random.choice(list(sliders(scene).items()))
    track = hands.slider(scene.page, called, scene.language)
    low, high = track.evaluate("range => [range.min, range.max].map(Number)")
    return name, called, track, (low, high)


def _value(scene: Scene, name: str) -> int:
    """Return where a slider stands; that of a kernel shows its longer side."""
    return max(int(side) for side in scene.now.query[name].split(","))


def drag_a_slider(scene: Scene) -> Foretold:
    """Take a thumb and drag it through up to three places; where it is dropped at an end, there it stands."""
    name, _, track, ends = _slider(scene)
    ways = [scene.random.random() for _ in range(scene.random.randint(1, 3))]
    if is_at_an_end := scene.chance(0.3):
        ways[-1] = scene.random.choice([0.0, 1.0])
    hands.drag_thumb(scene.page, track, *ways)
    if not is_at_an_end or "," in scene.now.query[name]:
        return None  # a slider that stands where it is dropped already has nothing to say of a side
    return {name: str(ends[int(ways[-1])])}


def press_plus_or_minus(scene: Scene) -> Foretold:
    """Press a slider's − or + up to four times, perhaps beyond its end."""
    name, called, _, (low, high) = _slider(scene)
    value = _value(scene, name)
    sign, times = scene.random.choice("+−"), scene.random.randint(1, 4)
    change = "set.increase" if sign == "+" else "set.decrease"
    button = hands.button(scene.page, change, scene.language, name=scene.label(called))
    for _ in range(times):
        hands.push(button)
    by = _table(scene).settings[name].multiple_of
    # A long side of a kernel may lie above what the short one allows both of them to be: − brings it there.
    less = max(min(value - by, high) - (times - 1) * by, low)
    after = max(value, min(value + times * by, high)) if sign == "+" else less
    return {name: str(after)} if after != value else {name: scene.now.query[name]}


def use_keys_on_a_slider(scene: Scene) -> Foretold:
    """Move a focused slider by keys."""
    name, _, track, (low, high) = _slider(scene)
    key = scene.random.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"])
    track.press(key)
    by = {"ArrowRight": 1, "ArrowUp": 1, "ArrowLeft": -1, "ArrowDown": -1, "Home": -FAR, "End": FAR}[key]
    value = min(_value(scene, name), high)  # the thumb stands no further, however long the other side is
    after = min(max(value + by, low), high)
    return {name: str(after)} if after != value else {name: scene.now.query[name]}


def turn_a_switch(scene: Scene) -> Foretold:
    """Turn one of the page's switches on or off."""
    name, called = scene.random.choice(list(set_by("switch", scene.now.lesson).items()))
    hands.unfold_settings(scene.page, scene.language)
    scene.page.get_by_role("switch", name=scene.label(called), exact=True).click()
    return {name: "0" if scene.now.query[name] == "1" else "1"}


def step_by_buttons(scene: Scene, steps: Steps) -> Foretold:
    """Press first, back or next."""
    scene.pause()
    step, first, last = steps(scene)
    name, to = scene.random.choice([("first", first), ("back", step - 1), ("next", step + 1)])
    hands.fold_settings(scene.page, scene.language)  # the sheet takes the place of first and back
    hands.push(hands.button(scene.page, f"play.{name}", scene.language))
    return {"step": str(min(max(to, first), last))}


def scrub(scene: Scene, steps: Steps) -> Foretold:
    """Go to the first or the last step by a key on the bar, or drag through the steps."""
    _, first, last = steps(scene)
    hands.fold_settings(scene.page, scene.language)
    bar = hands.slider(scene.page, "play.scrub", scene.language)
    is_last, is_dragged = scene.chance(0.5), scene.chance(0.3)
    if is_dragged and scene.chance(0.5):
        hands.drag_thumb(scene.page, bar, scene.random.random())
        return None
    if is_dragged:
        hands.drag_thumb(scene.page, bar, scene.random.random(), float(is_last))
    else:
        bar.press("End" if is_last else "Home")
    return {"step": str(last if is_last else first)}


def play(scene: Scene, place: Names) -> Foretold:
    """Play until the figure has moved on, then stop it by a key on one of these grids."""
    scene.pause()
    hands.button(scene.page, "play.play", scene.language).click()
    words = [label("play.pause", "en"), label("play.pause", "ko")]
    scene.page.wait_for_function(MOVED_ON, arg=[scene.now.query["step"], words])
    grid(scene.page, place(scene)[0]).press("Period")
    return None


def any_cell(scene: Scene, name: str) -> tuple[int, Locator]:
    """Return a cell of a grid by chance with its number, clear of what sticks to the edges of the screen."""
    hands.fold_settings(scene.page, scene.language)
    cells = grid(scene.page, name).get_by_role("gridcell")
    at = scene.random.randrange(cells.count())
    cells.nth(at).evaluate("cell => cell.scrollIntoView({block: 'center'})")
    return at, cells.nth(at)


def point_at_a_cell(scene: Scene, names: Names) -> Foretold:
    """Hold the pointer over a cell: its twins light up, and nothing is set."""
    any_cell(scene, scene.random.choice(names(scene)))[1].hover()
    return None if scene.now.is_playing else scene.holding()


def walk_a_grid(scene: Scene, names: Names) -> Foretold:
    """Move from cell to cell by keys where that sets nothing."""
    hands.fold_settings(scene.page, scene.language)
    grid(scene.page, scene.random.choice(names(scene))).press(scene.random.choice([*ARROWS, "Home", "End"]))
    return None if scene.now.is_playing else scene.holding()


def press_an_output(scene: Scene, names: Names) -> Foretold:
    """Make any output the step."""
    at, cell = any_cell(scene, scene.random.choice(names(scene)))
    cell.click()
    return {"step": str(at + 1)}


def walk_the_outputs(scene: Scene, names: Names, size: Callable[[Scene], Place]) -> Foretold:
    """Move on to another output by arrow keys, Home and End of its row."""
    scene.pause()
    rows, columns = size(scene)
    step = int(scene.now.query["step"])
    row, column = divmod(step - 1, columns)
    ways = ARROWS | {"Home": (0, -column), "End": (0, columns - 1 - column)}
    key, (down, across) = scene.random.choice(list(ways.items()))
    grid(scene.page, scene.random.choice(names(scene))).press(key)
    is_inside = 0 <= row + down < rows and 0 <= column + across < columns
    return {"step": str(step + down * columns + across if is_inside else step)}


def press_somewhere(scene: Scene, place: Locator) -> None:
    """Press anywhere on a map, whose cells are too small to press one by one."""
    hands.fold_settings(scene.page, scene.language)
    place.evaluate("place => place.scrollIntoView({block: 'center'})")
    box = place.bounding_box()
    assert box, "the map is not on the screen"
    x, y = (scene.random.uniform(1, box[side] - 2) for side in ("width", "height"))
    place.click(position={"x": x, "y": y})


def answer_the_question(scene: Scene) -> Foretold:
    """Answer what is asked above the figure, skip it or have it asked again; that sets nothing."""
    scene.pause()
    hands.fold_settings(scene.page, scene.language)
    figure = scene.page.locator(f"[data-figure={scene.now.lesson.replace('-', '_')}]")
    buttons = figure.locator(".predict button:visible")
    if count := buttons.count():
        buttons.nth(scene.random.randrange(count)).click()
    return scene.holding()


def follow_a_link_in_the_text(scene: Scene, is_wanted: Callable[[dict[str, str]], bool] = bool) -> Foretold:
    """Follow a link such as "?stride=3": it sets the figure, and the page stays."""
    scene.pause()
    links = scene.page.get_by_test_id("stMain").locator('.stMarkdown a[href^="?"]:visible').all()
    asked = [(link, hands.asked_by(link)) for link in links]
    link, query = scene.random.choice([each for each in asked if is_wanted(each[1])])
    scene.page.evaluate("window.stayed = true")
    link.click()
    assert scene.page.evaluate("window.stayed"), f"{query} loads the page again"
    return query


def open_a_deep_link(scene: Scene, write: Callable[[Random], dict[str, str]] | None = None) -> Foretold:
    """Open an address with settings of any kind that exist; nothing of it is refused, unless by torch."""
    lesson = scene.now.lesson
    wanted = write(scene.random) if write else address(lesson.replace("-", "_"), scene.random)
    there = open_figure(scene.page, scene.base_url, lesson, lang=scene.language, **wanted)
    refusals = tuple(LABELS[name][scene.language].partition("{asked}")[0] for name in REFUSED)
    assert not there.alert.startswith(refusals), f"{wanted} is refused: {there.alert}"
    return wanted


def open_an_illegal_link(scene: Scene, *more: Table) -> Foretold:
    """Open an address with a setting that does not exist: the page says so, and shows what does exist."""
    wrong = wrong_query(scene.random.choice([_table(scene), *more]), scene.random)
    open_figure(scene.page, scene.base_url, scene.now.lesson, lang=scene.language, **wrong)
    said = scene.page.get_by_role("alert").filter(has_text=f"{next(iter(wrong))}=")
    words = said.first.inner_text()  # the figure that it is meant for may be the last of the page
    assert bool(re.search("[가-힣]", words)) == (scene.language == "ko"), f"{words!r} in {scene.language}"
    return None
