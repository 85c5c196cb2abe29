"""What a hand does alike on every page besides its settings: to grids, steps, questions and links."""

import re
from collections.abc import Callable, Sequence
from random import Random

from playwright.sync_api import Locator

from lessons.kit.i18n.labels import TABLE as LABELS
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.settings.table import Table
from tests.browser import actions
from tests.browser.figures import Place, open_figure, read_figure
from tests.browser.in_page import function_of
from tests.monkey.scene import Foretold, Scene
from tests.settings_states import TABLES, address, wrong_query

ARROWS: dict[str, Place] = {
    "ArrowLeft": (0, -1),
    "ArrowRight": (0, 1),
    "ArrowUp": (-1, 0),
    "ArrowDown": (1, 0),
}
FAR = 999  # beyond every end
ROUND = ARROWS | {"Home": (0, -FAR), "End": (0, FAR)}
REFUSED = ("set.refused", "set.refused_name")
# The first and the last step of a figure; the step of now is in its address.
Steps = Callable[[Scene], tuple[int, int]]
Size = Callable[[Scene], Place]
# The labels of grids, or what says their names.
Names = Sequence[str] | Callable[[Scene], Sequence[str]]
BAD_NUMBERS = ("99", "-10", "abc", "1.234")


def type_a_number(
    scene: Scene, cell: Locator, before: float, ends: Sequence[int], parts: Sequence[int] = (1, 10, 100)
) -> float | None:
    """Type a number into a cell, one that is refused, or one that is taken back by Escape.

    Returns the number, if it was taken and is another one.
    """
    is_good, is_taken = scene.chance(0.8), scene.chance(0.85)
    low, high = ends
    number = scene.random.randint(100 * low, 100 * high) / 100
    number = round(number * (part := scene.random.choice(parts))) / part
    actions.fold_settings(scene.page)
    text = f"{number:g}" if is_good else scene.random.choice(BAD_NUMBERS)
    actions.type_into(scene.page, cell, text, take=is_taken)
    return number if is_good and is_taken and number != before else None


def all_of(size: Size) -> Steps:
    """Return the steps of a figure that has one for every cell of its output."""

    def steps(scene: Scene) -> tuple[int, int]:
        rows, columns = size(scene)
        return 1, rows * columns

    return steps


def step_by_buttons(scene: Scene, steps: Steps) -> Foretold:
    scene.pause()
    step, (first, last) = int(scene.now.query["step"]), steps(scene)
    name, to = scene.random.choice([("first", first), ("back", step - 1), ("next", step + 1)])
    actions.fold_settings(scene.page)  # the sheet takes the place of first and back
    actions.push(actions.button(scene.page, f"play.{name}"))
    return {"step": str(min(max(to, first), last))}


def scrub(scene: Scene, steps: Steps) -> Foretold:
    """Go to the first or the last step by a key on the bar, or drag through the steps."""
    first, last = steps(scene)
    actions.fold_settings(scene.page)
    bar = actions.slider(scene.page, "play.scrub")
    is_last, is_dragged = scene.chance(0.5), scene.chance(0.3)
    if is_dragged and scene.chance(0.5):
        actions.drag_thumb(scene.page, bar, scene.random.random())
        return None
    if is_dragged:
        actions.drag_thumb(scene.page, bar, scene.random.random(), float(is_last))
    else:
        bar.press("End" if is_last else "Home")
    return {"step": str(last if is_last else first)}


def play(scene: Scene, names: Names, goes_on: float = 0.0) -> Foretold:
    """Play until the figure has moved on, then stop it by a key on one of these grids, or let it `goes_on`.

    A figure that may go on is also begun by Space.
    """
    if goes_on and scene.now.is_playing:
        scene.pause()
        return None
    scene.pause()
    place = any_grid(scene, names)
    if goes_on and scene.chance(0.5):
        place.press("Space")
    else:
        actions.button(scene.page, "play.play").click()
    words = [label("play.pause", language) for language in LANGUAGES]
    scene.page.wait_for_function(function_of("walked.hasMovedOn"), arg=[scene.now.query["step"], words])
    if not scene.chance(goes_on):
        place.press("Period")
    return None


def any_grid(scene: Scene, names: Names) -> Locator:
    """Return one of these grids by chance, clear of the sheet of settings."""
    actions.fold_settings(scene.page)
    called = names(scene) if callable(names) else [scene.label(name) for name in names]
    return actions.grid(scene.page, scene.random.choice(called))


def any_cell(scene: Scene, names: Names) -> tuple[int, Locator]:
    """Return a cell of a grid by chance with its number, clear of what sticks to the edges of the screen."""
    cells = any_grid(scene, names).get_by_role("gridcell")
    at = scene.random.randrange(cells.count())
    cells.nth(at).evaluate("cell => cell.scrollIntoView({block: 'center'})")
    return at, cells.nth(at)


def held(scene: Scene) -> Foretold:
    """Foretell that nothing is set, unless it plays."""
    return None if scene.now.is_playing else scene.holding()


def point_at_a_cell(scene: Scene, names: Names) -> Foretold:
    """Hold the pointer over a cell: its twins light up, and nothing is set."""
    any_cell(scene, names)[1].hover()
    return held(scene)


def walk_a_grid(scene: Scene, names: Names) -> Foretold:
    """Move from cell to cell by keys where that sets nothing."""
    any_grid(scene, names).press(scene.random.choice(list(ROUND)))
    return held(scene)


def press_an_output(scene: Scene, names: Names) -> Foretold:
    at, cell = any_cell(scene, names)
    cell.click()
    return {"step": str(at + 1)}


def walk_the_outputs(scene: Scene, names: Names, size: Size) -> Foretold:
    """Move on to another output by arrow keys, Home and End of its row."""
    scene.pause()
    rows, columns = size(scene)
    step = int(scene.now.query["step"])
    row, column = divmod(step - 1, columns)
    ways = ARROWS | {"Home": (0, -column), "End": (0, columns - 1 - column)}
    key, (down, across) = scene.random.choice(list(ways.items()))
    any_grid(scene, names).press(key)
    is_inside = 0 <= row + down < rows and 0 <= column + across < columns
    return {"step": str(step + down * columns + across if is_inside else step)}


def press_one_of(scene: Scene, selector: str, setting: str, values: Sequence[str]) -> Foretold:
    """Press one of the figure's elements that stand for the values of a setting."""
    actions.fold_settings(scene.page)
    at = scene.random.randrange(len(values))
    scene.figure().locator(selector).nth(at).click()
    return scene.holding() | {setting: values[at]}


def press_in_the_sheet(scene: Scene, called: str, foretold: dict[str, str]) -> Foretold:
    """Press a button of the settings, which are put away again."""
    actions.unfold_settings(scene.page)
    actions.push(actions.button(scene.page, called))
    actions.fold_settings(scene.page)
    return scene.holding() | foretold


def press_somewhere(scene: Scene, names: Names) -> None:
    """Press anywhere on a map, whose cells are too small to press one by one."""
    place = any_grid(scene, names)
    place.evaluate("place => place.scrollIntoView({block: 'center'})")
    box = actions.box_of(place)
    x, y = (scene.random.uniform(1, box[side] - 2) for side in ("width", "height"))
    place.click(position={"x": x, "y": y})


def answer_the_question(scene: Scene) -> Foretold:
    """Answer what is asked above the figure, skip it or have it asked again; that sets nothing."""
    scene.pause()
    actions.fold_settings(scene.page)
    buttons = scene.figure().locator(".predict button:visible")
    if count := buttons.count():
        buttons.nth(scene.random.randrange(count)).click()
    return scene.holding()


def skip_the_question(scene: Scene) -> None:
    """See the answer unasked, if something is asked: the numbers that it is about come to be compared."""
    skip = scene.figure().locator(".predict .skip:visible")
    if skip.count():
        scene.pause()
        actions.fold_settings(scene.page)
        skip.click()
        scene.now = read_figure(scene.page)


def follow_a_link_in_the_text(scene: Scene, is_wanted: Callable[[dict[str, str]], bool] = bool) -> Foretold:
    """Follow a link such as "?stride=3": it sets the figure, and the page stays."""
    scene.pause()
    links = scene.page.get_by_test_id("stMain").locator('.stMarkdown a[href^="?"]:visible').all()
    asked = [(link, actions.asked_by(link)) for link in links]
    link, query = scene.random.choice([each for each in asked if is_wanted(each[1])])
    scene.page.evaluate("window.stayed = true")
    link.click()
    assert scene.page.evaluate("window.stayed"), f"{query} loads the page again"
    return query


def open_a_deep_link(scene: Scene, write: Callable[[Random], dict[str, str]] | None = None) -> Foretold:
    """Open an address with settings of any kind that exist; nothing of it is refused, unless by torch."""
    lesson = scene.now.lesson
    wanted = write(scene.random) if write else address(lesson.replace("-", "_"), scene.random)
    there = open_figure(scene.page, lesson, lang=scene.language, **wanted)
    refusals = tuple(LABELS[name][scene.language].partition("{asked}")[0] for name in REFUSED)
    assert not there.alert.startswith(refusals), f"{wanted} is refused: {there.alert}"
    return wanted


def open_an_illegal_link(scene: Scene, *more: Table) -> Foretold:
    """Open an address with a setting that does not exist: the page says so, and shows what does exist."""
    wrong = wrong_query(
        scene.random.choice([TABLES[scene.now.lesson.replace("-", "_")], *more]), scene.random
    )
    open_figure(scene.page, scene.now.lesson, lang=scene.language, **wrong)
    said = scene.page.get_by_role("alert").filter(has_text=f"{next(iter(wrong))}=")
    words = said.first.inner_text()  # the figure that it is meant for may be the last of the page
    assert bool(re.search("[가-힣]", words)) == (scene.language == "ko"), f"{words!r} in {scene.language}"
    return None
