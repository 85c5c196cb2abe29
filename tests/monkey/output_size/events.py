"""What hands can do on the output-size page."""

from playwright.sync_api import Locator

from lessons.output_size.code import TABLE
from tests.browser import hands
from tests.monkey import gestures
from tests.monkey.output_size.numbers import Layer
from tests.monkey.scene import Event, Foretold, Scene
from tests.oracle.test_output_size import GRADES, exercise_at, torch_answer

PAIRS = ("kernel_size", "stride", "padding")
LIMITS = {name: setting.range for name, setting in TABLE.settings.items()}


def _main(scene: Scene) -> Locator:
    return scene.page.locator("[data-figure=output_size]")


def _exercises(scene: Scene) -> Locator:
    return scene.page.locator("[data-figure='output_size/exercises']")


def _written(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]},{pair[1]}"


def change_a_pair(scene: Scene) -> Foretold:
    """Press + or − of the kernel's size, the stride or the padding: on the axes that are set."""
    name, sign = scene.random.choice(PAIRS), scene.random.choice("+−")
    times = scene.random.randint(1, 3)
    layer, (lowest, highest) = Layer.of(scene.now), LIMITS[name]
    hands.press(scene.page, sign, name, scene.language, times)
    before = getattr(layer, name)
    old = (0, 0) if before == "same" else before
    value = min(max(old[layer.axis] + {"+": times, "−": -times}[sign], lowest), highest)
    if before == "same" and value == 0:
        return scene.holding() if sign == "−" else None  # at a limit the press only says why
    if scene.now.query["axis"] == "both":
        return {name: str(value)}
    pair = (value, old[1]) if layer.axis == 0 else (old[0], value)
    return {name: _written(pair)}


def change_dilation(scene: Scene) -> Foretold:
    """Press + or − of the dilation."""
    sign = scene.random.choice("+−")
    hands.press(scene.page, sign, "dilation", scene.language)
    lowest, highest = LIMITS["dilation"]
    after = Layer.of(scene.now).dilation + {"+": 1, "−": -1}[sign]
    return {"dilation": str(min(max(after, lowest), highest))}


def change_the_input(scene: Scene) -> Foretold:
    """Press + or − of the input's side."""
    sign = scene.random.choice("+−")
    name = {"+": "set.increase", "−": "set.decrease"}[sign]
    hands.unfold_settings(scene.page, scene.language)
    hands.push(hands.button(scene.page, name, scene.language, name=scene.label("size.input")))
    layer = Layer.of(scene.now)
    lowest, highest = LIMITS["height"]
    side = min(max((layer.height, layer.width)[layer.axis] + {"+": 1, "−": -1}[sign], lowest), highest)
    axis = scene.now.query["axis"]
    return {"height": str(side), "width": str(side)} if axis == "both" else {axis: str(side)}


def choose_a_layer(scene: Scene) -> Foretold:
    """Press Conv2d or MaxPool2d: a pooling comes with a stride of its own size."""
    wanted = scene.random.choice(["Conv2d", "MaxPool2d"])
    hands.unfold_settings(scene.page, scene.language)
    _main(scene).get_by_role("button", name=wanted, exact=True).click()
    layer = Layer.of(scene.now)
    comes = wanted == "MaxPool2d" != layer.name
    return {"layer": wanted} | ({"stride": _written(layer.kernel_size)} if comes else {})


def choose_an_axis(scene: Scene) -> Foretold:
    """Press height, width, or both alike."""
    wanted = scene.random.choice(["both", "height", "width"])
    hands.unfold_settings(scene.page, scene.language)
    _main(scene).get_by_role("button", name=scene.label(f"size.axis_{wanted}"), exact=True).click()
    return {"axis": wanted}


def walk_the_windows(scene: Scene) -> Foretold:
    """Walk along the row by keys."""
    grid = _main(scene).get_by_role("grid")
    grid.focus()
    for key in scene.random.choices(["ArrowLeft", "ArrowRight", "Home", "End", "Shift+ArrowLeft"], k=3):
        scene.page.keyboard.press(key)
    return {name: value for name, value in scene.holding().items() if name != "step"}


def choose_an_exercise(scene: Scene) -> Foretold:
    """Press a grade."""
    grade = scene.random.choice(GRADES)
    _exercises(scene).get_by_role("button", name=scene.label(f"size.ex_{grade}"), exact=True).click()
    return {"grade": grade, "exercise": "1"}


def answer_an_exercise(scene: Scene) -> Foretold:
    """Type torch's answer, or one that is wrong: the page must know which."""
    query = scene.now.query
    answer = torch_answer(*exercise_at((query["grade"], int(query["seed"]), int(query["exercise"]))))
    is_right = scene.chance(0.5)
    typed = answer if is_right else [answer[0] + scene.random.randint(1, 3), *answer[1:]]
    fields = _exercises(scene).locator("input.answer:visible")
    for at, number in enumerate(typed):
        fields.nth(at).fill(str(number))
    _exercises(scene).get_by_role("button", name=scene.label("size.ex_check"), exact=True).click()
    lead = "lead-right" if is_right else "lead-wrong"
    _exercises(scene).locator(f".told .{lead}").wait_for()
    return {name: value for name, value in scene.holding().items() if name != "side"}


def take_a_hint_or_go_on(scene: Scene) -> Foretold:
    """Press the hint, the answer or the next exercise."""
    button = _exercises(scene).locator(".doing button:visible").nth(scene.random.randint(1, 4))
    hands.push(button)
    return None


EVENTS = (
    Event(3, gestures.answer_the_question),
    Event(6, change_a_pair),
    Event(2, change_dilation),
    Event(3, change_the_input),
    Event(2, choose_a_layer),
    Event(3, choose_an_axis),
    Event(3, walk_the_windows),
    Event(2, choose_an_exercise),
    Event(3, answer_an_exercise),
    Event(2, take_a_hint_or_go_on),
    Event(1, gestures.open_a_deep_link),
    Event(0.5, gestures.open_an_illegal_link),
)
