"""What hands can do on the output-size page, and its sizes, starts and unread pixels beside torch's."""

import re
import warnings
from collections.abc import Iterator
from typing import Any

import torch
import torch.nn.functional as F
from playwright.sync_api import Locator
from torch import Tensor

from lessons.kit.settings.table import Settings, call_of
from lessons.output_size.code import TABLE
from tests.browser import actions
from tests.browser.in_page import ask
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import Comparison, holds, whole
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle.planted import Fault
from tests.oracle.test_output_size import exercise_at, torch_answer
from tests.oracle.test_signatures import torch_of
from tests.settings_states import state_of, written

Json = Any


def numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _axis(scene: Scene) -> int:
    """Return the axis that is drawn, as torch counts those of a picture."""
    return int(scene.now.query["axis"] == "width")


def reads(chosen: Settings, axis: int) -> Tensor:
    """Return for every window of an axis of a convolution which pixels torch reads."""
    names = ("kernel_size", "stride", "padding", "dilation")
    sides: Json = {name: value[axis] if isinstance(value := chosen[name], tuple) else value for name in names}
    kernel = torch.ones(1, 1, sides.pop("kernel_size"))
    rows = torch.eye(chosen.number(("height", "width")[axis]))[:, None]  # one 1 in each: who answers reads it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # torch's remark on 'same' padding of an even kernel
        return F.conv1d(rows, kernel, **sides)[:, 0].T != 0


EXERCISES = "output_size/exercises"
PAIRS = ("kernel_size", "stride", "padding", "dilation")


def _exercises(scene: Scene) -> Locator:
    return scene.figure(EXERCISES)


def change_a_pair(scene: Scene) -> Foretold:
    """Press + or − of a pair, on the axes that are set, or of the dilation."""
    name, sign = scene.random.choice(PAIRS), scene.random.choice("+−")
    times = scene.random.randint(1, 3)
    before, (lowest, highest) = state_of(TABLE, scene.now.query)[name], TABLE.settings[name].range
    actions.press(scene.page, sign, name, times)
    sides: Json = [0, 0] if before == "same" else [*before] if isinstance(before, tuple) else [before] * 2
    value: int = min(max(sides[_axis(scene)] + {"+": times, "−": -times}[sign], lowest), highest)
    if before == "same" and value == 0:
        return scene.holding() if sign == "−" else None  # at a limit the press only says why
    sides[_axis(scene)] = value
    is_both = scene.now.query["axis"] == "both" or name == "dilation"
    return {name: str(value) if is_both else written(sides)}


def change_the_input(scene: Scene) -> Foretold:
    sign, by = scene.random.choice([("+", 1), ("−", -1)])
    actions.unfold_settings(scene.page)
    actions.push(actions.stepper(scene.page, sign, "fig.input"))
    lowest, highest = TABLE.settings["height"].range
    axis = scene.now.query["axis"]
    sides = ("height", "width") if axis == "both" else (axis,)
    return {side: str(min(max(scene.now.settings[side] + by, lowest), highest)) for side in sides}


def _follows(scene: Scene, name: str, value: str) -> Foretold:
    """A pooling comes with a stride of its own size; another grade begins with its first exercise."""
    query = scene.now.query
    if name == "layer" and value == "MaxPool2d" != query[name]:
        return {name: value, "stride": query["kernel_size"]}
    return {name: value} | ({"exercise": "1"} if name == "grade" else {})


def walk_the_windows(scene: Scene) -> Foretold:
    grid = scene.figure().get_by_role("grid")
    grid.focus()
    for key in scene.random.choices(["ArrowLeft", "ArrowRight", "Home", "End", "Shift+ArrowLeft"], k=3):
        scene.page.keyboard.press(key)
    return {name: value for name, value in scene.holding().items() if name != "step"}


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
    actions.push(button)
    return None


EVENTS = (
    Event(3, gestures.answer_the_question),
    Event(8, change_a_pair),
    Event(3, change_the_input),
    Event(5, by_settings.press_a_choice, (_follows,)),
    Event(3, walk_the_windows),
    Event(2, by_settings.press_a_choice, (_follows, EXERCISES)),
    Event(3, answer_an_exercise),
    Event(2, take_a_hint_or_go_on),
    Event(1, gestures.open_a_deep_link),
    Event(0.5, gestures.open_an_illegal_link),
)


def _sizes(shown: dict[str, Json], made: list[int]) -> Iterator[Comparison]:
    said = numbers_in(shown["size"])
    said = said * 2 if len(said) == 1 else said
    for at, size in enumerate(made):
        yield whole("size", said[at], size, (1, at))


def _formula(shown: dict[str, Json], chosen: Settings, axis: int) -> Iterator[Comparison]:
    """Compare the numbers of the formula with the settings of the axis that is drawn."""
    kernel, stride, padding = (chosen.pair(name)[axis] for name in ("kernel_size", "stride", "padding"))
    span = chosen.number("dilation") * (kernel - 1) + 1
    size = chosen.number(("height", "width")[axis])
    for text, value in zip(shown["chips"], (size, span, padding, stride), strict=True):
        yield whole("number of the formula", text, value, (1, axis))


def _windows(shown: dict[str, Json], reads: Tensor) -> Iterator[Comparison]:
    """Compare where each window starts that does so on a pixel: it is the first that torch reads there."""
    for start in shown["starts"]:
        number, pixel = numbers_in(start)
        yield whole("start", pixel, int(reads[number - 1].nonzero()[0]) + 1, (1, number))
    unread = [at + 1 for at in range(reads.shape[1]) if not bool(reads[:, at].any())]
    seen: list[int] = []
    if shown["first"]:  # where only a part of the row is drawn, it may be all padding
        first, last = numbers_in(shown["first"])[0], numbers_in(shown["last"])[0]
        seen = [pixel for pixel in unread if first <= pixel <= last]
    drawn = [numbers_in(name)[0] for name in shown["never"]]
    yield whole("unread", len(drawn), len(seen), (1, 0))
    for at, pixel in enumerate(seen):
        yield whole("unread", drawn[at] if at < len(drawn) else 0, pixel, (1, at + 1))


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give every number that can be seen beside torch's; where torch refuses, its words."""
    words = scene.page.locator("[data-figure=output_size] .torch-words")
    words.filter(has_not_text=scene.label("call.asking")).wait_for(state="attached")
    shown, chosen = ask(scene.figure(), "walked.outputSize"), state_of(TABLE, scene.now.query)
    if shown["size"] == "?":
        yield holds("hidden", shown["windows"] <= 2)
        return
    made = torch_of(call_of(TABLE, chosen).code, (1, 1, chosen.number("height"), chosen.number("width")))
    assert shown["refusal"] == made.message
    if made.output is None:
        yield holds("refusal", shown["size"] == "–")
        return
    yield from _sizes(shown, [*made.output[2:]])
    yield whole("worked", numbers_in(shown["worked"][-1])[-1], made.output[2 + _axis(scene)], (1, 0))
    yield from _formula(shown, chosen, _axis(scene))
    if chosen["layer"] == "Conv2d":
        yield from _windows(shown, reads(chosen, _axis(scene)))


PAGE = Walked(
    EVENTS,
    compare,
    {
        "a kernel one too large": Planted(
            Fault("output_size/view/counting.js", "String(span)", "String(span + 1)"), events=16
        ),
        "dilation counted once": Planted(
            Fault("kit/arithmetic/geometry.js", "(kernelSize - 1) + 1", "kernelSize + 1"), events=16
        ),
    },
    numbers=1.5,
    seen=0.2,
    settings=("layer", "height", "width", "kernel_size", "stride", "padding", "dilation", "ceil_mode"),
)
