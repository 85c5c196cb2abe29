"""What hands can do to a signature: its steppers, selects and switches, what is looked at, the mends."""

from collections.abc import Callable, Sequence

from playwright.sync_api import Locator

from tests.browser import hands
from tests.monkey import gestures
from tests.monkey.scene import Event, Foretold, Scene

NARROW = 640  # px of a screen from which on all arguments stand in the open


def _unfold(scene: Scene) -> None:
    """Show all arguments on a phone."""
    button = scene.page.locator(".all-arguments")
    if button.is_visible() and button.get_attribute("aria-expanded") == "false":
        button.click()


def _fold(scene: Scene) -> None:
    button = scene.page.locator(".all-arguments")
    if button.is_visible() and button.get_attribute("aria-expanded") == "true":
        button.click()


def _any(scene: Scene, found: Locator) -> Locator | None:
    """Return one of these elements that can be seen."""
    seen = [each for each in found.all() if each.is_visible()]
    return scene.random.choice(seen) if seen else None


def _act(scene: Scene, selector: str, act: Callable[[Locator], object]) -> Foretold:
    """Do something to one of the elements, all arguments in sight."""
    scene.pause()
    _unfold(scene)
    chosen = _any(scene, scene.page.locator(selector))
    if chosen is not None:
        act(chosen)
    _fold(scene)
    return None


def press_a_stepper(scene: Scene) -> Foretold:
    """Press − or + of an argument, legal or not; at its end it says so."""
    return _act(scene, ".call .number button", hands.push)


def choose_from_a_select(scene: Scene) -> Foretold:
    """Choose another option: one number or a pair, 'same', a mode, how the call is written, the layer."""

    def choose(select: Locator) -> None:
        values: list[str] = select.evaluate("select => [...select.options].map(each => each.value)")
        select.select_option(scene.random.choice(values))

    return _act(scene, ".call select", choose)


def press_a_switch(scene: Scene) -> Foretold:
    """Turn True into False or back."""
    return _act(scene, ".call .switch", lambda switch: switch.click())


def press_a_mend(scene: Scene) -> Foretold:
    """Take one of torch's mends, where it refuses."""
    return _act(scene, ".mend", lambda mend: mend.click())


def walk_a_grid(scene: Scene) -> Foretold:
    """Move over one of the grids by arrow keys."""
    scene.pause()
    chosen = _any(scene, scene.page.locator(".field [role=grid]"))
    if chosen is not None:
        chosen.focus()
        for _ in range(scene.random.randint(1, 4)):
            scene.page.keyboard.press(scene.random.choice(ARROWS))
    return None


ARROWS: Sequence[str] = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Shift+ArrowDown", "Home", "End")


def pick_a_filter(scene: Scene) -> Foretold:
    """Press a row of bricks."""
    return _act(scene, ".filter", lambda row: row.click())


def change_what_goes_in(scene: Scene) -> Foretold:
    """Choose another picture's size or another map, or press the seed or the map's sides."""

    def change(control: Locator) -> None:
        if control.evaluate("one => one.tagName") == "SELECT":
            values: list[str] = control.evaluate("select => [...select.options].map(each => each.value)")
            control.select_option(scene.random.choice(values))
        else:
            hands.push(control)

    return _act(scene, ".size select, .foot button, .map-settings select, .map-settings button", change)


def step_on(scene: Scene) -> Foretold:
    """Step through the windows."""
    return _act(scene, ".transport:not(.waiting) button.plain", hands.push)


SHARED = (
    Event(6, press_a_stepper),
    Event(3, choose_from_a_select),
    Event(1.5, press_a_switch),
    Event(2.5, press_a_mend),
    Event(1.5, gestures.answer_the_question),
    Event(1.5, gestures.follow_a_link_in_the_text),
    Event(2, walk_a_grid),
    Event(2, change_what_goes_in),
    Event(1, gestures.open_a_deep_link),
    Event(0.5, gestures.open_an_illegal_link),
)
CONV2D = (*SHARED, Event(1.5, pick_a_filter))
MAXPOOL2D = (*SHARED, Event(2, step_on))
