"""What hands can do on the output-size page, and its sizes, starts and unread pixels beside torch's."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from playwright.sync_api import Locator
from torch import nn

from lessons.output_size.code import TABLE
from tests.browser import actions
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import Comparison, holds, whole
from tests.monkey.scene import Event, Foretold, Scene
from tests.oracle.test_output_size import exercise_at, torch_answer
from tests.settings_states import written

Json = Any
Answer = TypeVar("Answer")
READ = """root => {
  const texts = selector => [...root.querySelectorAll(selector)].map(one => one.textContent);
  const named = selector => [...root.querySelectorAll(selector)].map(one => one.getAttribute("aria-label"));
  return {
    size: texts(".size")[0],
    code: texts(".result-shape")[0],
    worked: texts(".worked b"),
    windows: texts(".start").length,
    starts: named(".start:not(.before)"),
    never: named(".px.never"),
    first: named(".px.pixel")[0],
    last: named(".px.pixel").at(-1),
    refusal: texts(".torch-words")[0],
  };
}"""


def quietly(ask: Callable[["Layer"], Answer]) -> Callable[["Layer"], Answer]:
    """Ask torch without its remark on 'same' padding of an even kernel."""

    def asked(layer: "Layer") -> Answer:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return ask(layer)

    return asked


def numbers_in(text: str) -> list[int]:
    """Return the whole numbers of a text."""
    return [int(number) for number in re.findall(r"\d+", text)]


@dataclass(frozen=True)
class Layer:
    """The layer and the picture that an address names; pairs are (height, width)."""

    name: str
    height: int
    width: int
    kernel_size: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int] | str
    dilation: int
    ceil_mode: bool
    axis: int

    @classmethod
    def of(cls, query: dict[str, str]) -> "Layer":
        """Return what the address names."""

        def pair(name: str) -> tuple[int, int]:
            sides = [int(side) for side in query[name].split(",")]
            return sides[0], sides[-1]

        same = query["padding"] == "same"
        return cls(
            query["layer"],
            int(query["height"]),
            int(query["width"]),
            pair("kernel_size"),
            pair("stride"),
            "same" if same else pair("padding"),
            int(query["dilation"]),
            query["ceil_mode"] == "1",
            0 if query["axis"] == "height" else 1,
        )

    @quietly
    def run(self) -> list[int] | str:
        """Return the output's height and width by torch, or what torch says instead."""
        settings: dict[str, Json] = {"kernel_size": self.kernel_size, "stride": self.stride}
        settings |= {"padding": self.padding, "dilation": self.dilation}
        try:
            layer = (
                nn.Conv2d(1, 1, **settings)
                if self.name == "Conv2d"
                else nn.MaxPool2d(**settings, ceil_mode=self.ceil_mode)
            )
            return list(layer(torch.zeros(1, 1, self.height, self.width)).shape[2:])
        except (RuntimeError, ValueError) as error:
            return str(error)

    @quietly
    def reads(self) -> torch.Tensor | None:
        """Return for every window of the drawn axis which pixels torch reads; of Conv2d only."""
        if self.name != "Conv2d":
            return None
        size = (self.height, self.width)[self.axis]
        padding = self.padding if isinstance(self.padding, str) else self.padding[self.axis]
        kernel = torch.ones(1, 1, self.kernel_size[self.axis])
        rows = torch.eye(size)[:, None]  # one pixel is 1 in each: who answers has read it
        out = nn.functional.conv1d(
            rows, kernel, stride=self.stride[self.axis], padding=padding, dilation=self.dilation
        )
        return out[:, 0].T != 0


EXERCISES = "output_size/exercises"
PAIRS = ("kernel_size", "stride", "padding", "dilation")
LIMITS = {name: setting.range for name, setting in TABLE.settings.items()}


def _exercises(scene: Scene) -> Locator:
    return scene.figure(EXERCISES)


def change_a_pair(scene: Scene) -> Foretold:
    """Press + or − of a pair, on the axes that are set, or of the dilation."""
    name, sign = scene.random.choice(PAIRS), scene.random.choice("+−")
    times = scene.random.randint(1, 3)
    layer, (lowest, highest) = Layer.of(scene.now.query), LIMITS[name]
    actions.press(scene.page, sign, name, times)
    before = getattr(layer, name)
    old = (0, 0) if before == "same" else (before, before) if name == "dilation" else before
    value = min(max(old[layer.axis] + {"+": times, "−": -times}[sign], lowest), highest)
    if before == "same" and value == 0:
        return scene.holding() if sign == "−" else None  # at a limit the press only says why
    if scene.now.query["axis"] == "both" or name == "dilation":
        return {name: str(value)}
    pair = (value, old[1]) if layer.axis == 0 else (old[0], value)
    return {name: written([*pair])}


def change_the_input(scene: Scene) -> Foretold:
    """Press + or − of the input's side."""
    sign = scene.random.choice("+−")
    name = {"+": "set.increase", "−": "set.decrease"}[sign]
    actions.unfold_settings(scene.page)
    actions.push(actions.button(scene.page, name, name=scene.label("size.input")))
    layer = Layer.of(scene.now.query)
    lowest, highest = LIMITS["height"]
    side = min(max((layer.height, layer.width)[layer.axis] + {"+": 1, "−": -1}[sign], lowest), highest)
    axis = scene.now.query["axis"]
    return {"height": str(side), "width": str(side)} if axis == "both" else {axis: str(side)}


def _follows(scene: Scene, name: str, value: str) -> Foretold:
    """A pooling comes with a stride of its own size; another grade begins with its first exercise."""
    layer = Layer.of(scene.now.query)
    if name == "layer" and value == "MaxPool2d" != layer.name:
        return {name: value, "stride": written([*layer.kernel_size])}
    return {name: value} | ({"exercise": "1"} if name == "grade" else {})


def walk_the_windows(scene: Scene) -> Foretold:
    """Walk along the row by keys."""
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
    code = numbers_in(shown["code"])[2:]
    for at, size in enumerate(made):
        yield whole("size", said[at], size, (1, at))
        yield whole("code", code[at], size, (1, at))


def _windows(shown: dict[str, Json], reads: torch.Tensor) -> Iterator[Comparison]:
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
    shown, layer = scene.figure().evaluate(READ), Layer.of(scene.now.query)
    made = layer.run()
    if shown["size"] == "?":
        yield holds("hidden", shown["windows"] <= 2)
        return
    if isinstance(made, str):
        assert shown["refusal"] == made
        yield holds("refusal", shown["size"] == "–")
        return
    assert shown["refusal"] == ""
    yield from _sizes(shown, made)
    yield whole("worked", numbers_in(shown["worked"][-1])[-1], made[layer.axis], (1, 0))
    reads = layer.reads()
    if reads is not None:
        yield from _windows(shown, reads)
