"""What a hand does alike on every page to the controls that its settings.json names."""

from collections.abc import Callable, Sequence
from typing import Literal

from playwright.sync_api import Locator

from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.monkey import gestures
from tests.monkey.scene import Foretold, Scene
from tests.settings_states import Line, lines_of

# What the address says once a setting has been given a value, which may not be possible or may set more.
Follows = Callable[[Scene, str, str], Foretold]
SHARED = {"live_network/fields": "live_network/looks"}  # whose settings another figure sets as well
Role = Literal["button", "combobox", "group", "switch"]
ROLES: dict[str, Role] = {"choice": "combobox", "segments": "group", "switch": "switch"}


def simply(_: Scene, name: str, value: str) -> Foretold:
    """Foretell the value and nothing else."""
    return {name: value}


def alone(scene: Scene, name: str, value: str) -> Foretold:
    """Foretell the value, and that all else stays as it is."""
    return scene.holding() | {name: value}


def _slider(scene: Scene) -> tuple[str, Line, Locator, tuple[int, int, int]]:
    """Return a number that a slider sets, the slider, the ends that others leave it now, and its step."""
    actions.unfold_settings(scene.page)
    lines = lines_of(scene.now.lesson).items()
    sliders = [
        each for each in lines if each[1]["control"] == "slider" and each[1]["kind"] in ("whole", "pair")
    ]
    name, line = scene.random.choice(sliders)
    track = actions.slider(scene.page, line["label"])
    low, high = track.evaluate("range => [range.min, range.max].map(Number)")
    by: int = line.get("multiple_of", 1)  # of which the slider counts the steps
    return name, line, track, (low * by, high * by, by)


def _value(scene: Scene, name: str) -> int:
    """Return where a slider stands; that of a kernel shows its longer side."""
    return max(int(side) for side in scene.now.query[name].split(","))


def drag_a_slider(scene: Scene) -> Foretold:
    """Take a thumb and drag it through up to three places; where it is dropped at an end, there it stands."""
    name, _, track, ends = _slider(scene)
    ways = [scene.random.random() for _ in range(scene.random.randint(1, 3))]
    if is_at_an_end := scene.chance(0.3):
        ways[-1] = scene.random.choice([0.0, 1.0])
    actions.drag_thumb(scene.page, track, *ways)
    if not is_at_an_end or "," in scene.now.query[name]:
        return None  # a slider that stands where it is dropped already has nothing to say of a side
    return {name: str(ends[int(ways[-1])])}


def press_plus_or_minus(scene: Scene) -> Foretold:
    """Press a slider's − or + up to four times, perhaps beyond its end."""
    name, line, _, (low, high, by) = _slider(scene)
    value = _value(scene, name)
    sign, times = scene.random.choice("+−"), scene.random.randint(1, 4)
    button = actions.stepper(scene.page, sign, line["label"])
    for _ in range(times):
        actions.push(button)
    # A long side of a kernel may lie above what the short one allows both of them to be: − brings it there.
    less = max(min(value - by, high) - (times - 1) * by, low)
    after = max(value, min(value + times * by, high)) if sign == "+" else less
    return {name: str(after)} if after != value else {name: scene.now.query[name]}


def use_keys_on_a_slider(scene: Scene) -> Foretold:
    name, _, track, (low, high, step) = _slider(scene)
    key, (down, across) = scene.random.choice(list(gestures.ROUND.items()))
    track.press(key)
    value = min(_value(scene, name), high)  # the thumb stands no further, however long the other side is
    after = min(max(value + (across - down) * step, low), high)
    return {name: str(after)} if after != value else {name: scene.now.query[name]}


def _called(scene: Scene, line: Line, choice: str) -> str:
    """Return what a choice of a setting is called."""
    return scene.label(f"{line['choice_label']}{choice}") if "choice_label" in line else choice


def _any_setting(scene: Scene, control: str, figure: str, ends: str = "") -> tuple[str, Line, Locator]:
    """Return one of the settings that such a control sets, of those that stand there now, and the control.

    ends: which of the two buttons at its ends is the control, "set.increase" or "set.decrease".
    """
    is_in_the_sheet = not figure and control not in ("sample", "tabs")  # which covers the figure on a phone
    (actions.unfold_settings if is_in_the_sheet else actions.fold_settings)(scene.page)

    def find(name: str, line: Line) -> Locator:
        called = scene.label(line["label"]) if "label" in line else name
        if ends:
            called = label(ends, scene.language, name=called)
        elif control not in ROLES:
            called = _called(scene, line, line["choices"][0])
        role: Role = "button" if ends else ROLES.get(control, "button")
        return scene.figure(figure).get_by_role(role, name=called, exact=True)

    lines = lines_of(SHARED.get(figure, figure) or scene.now.lesson)
    found = [(name, line, find(name, line)) for name, line in lines.items() if line["control"] == control]
    return scene.random.choice([each for each in found if each[2].first.is_visible()])


def choose_from_a_list(
    scene: Scene, follows: Follows = simply, figure: str = "", never: Sequence[str] = ()
) -> Foretold:
    """Choose one of the names that a setting can have."""
    name, line, select = _any_setting(scene, "choice", figure)
    wanted = scene.random.choice([each for each in line["choices"] if each not in never])
    select.select_option(wanted)
    return follows(scene, name, wanted)


def press_a_choice(
    scene: Scene, follows: Follows = simply, figure: str = "", control: str = "segments"
) -> Foretold:
    """Press one of the choices of a setting that stand side by side, as a tab or as a sample."""
    name, line, place = _any_setting(scene, control, figure)
    place = place if control == "segments" else scene.figure(figure)
    lowest, highest = line.get("range", (0, 0))
    choices = line.get("choices") or [str(each) for each in range(lowest, highest + 1)]
    wanted = scene.random.choice([each for each in choices if each != "own"])
    place.get_by_role("button", name=_called(scene, line, wanted), exact=True).click()
    return follows(scene, name, wanted)


def press_a_stepper(
    scene: Scene, follows: Follows = simply, figure: str = "", control: str = "stepper"
) -> Foretold:
    """Press the + or − of a number; where it can go no further it only says so."""
    sign, change = scene.random.choice([(1, "set.increase"), (-1, "set.decrease")])
    name, line, stepper = _any_setting(scene, control, figure, change)
    by = 0 if stepper.get_attribute("aria-disabled") == "true" else sign * line.get("multiple_of", 1)
    actions.push(stepper)
    lowest, highest = line["range"]
    return follows(scene, name, str(min(max(int(scene.now.query[name]) + by, lowest), highest)))


def turn_a_switch(scene: Scene, follows: Follows = simply, figure: str = "") -> Foretold:
    name, line, switch = _any_setting(scene, "switch", figure)
    actions.push(switch)
    off, on = map(str, line.get("choices") or line.get("values", (0, 1)))
    return follows(scene, name, off if scene.now.query[name] == on else on)
