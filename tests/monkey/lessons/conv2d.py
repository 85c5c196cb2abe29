"""What hands can do to nn.Conv2d and nn.MaxPool2d, and what the first must show: torch's numbers.

What torch is asked is the code on the page.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

import torch
from playwright.sync_api import Locator
from torch import Tensor, nn

from cnn_core.layer_call import LayerCall
from lessons.kit.i18n.labels import label
from tests.browser import actions
from tests.browser.figures import Place, Reading
from tests.monkey import gestures
from tests.monkey.comparing import ANY, Comparison, grid, holds, whole
from tests.monkey.scene import Event, Foretold, Planted, Scene, Walked
from tests.oracle import planted
from tests.oracle.test_signatures import torch_of

KEYS = (*gestures.ARROWS, "Shift+ArrowDown", "Home", "End")


def _set_arguments(scene: Scene, *, are_open: bool) -> None:
    """Show all arguments on a phone, or put them away; elsewhere they are always there."""
    button = scene.page.locator(".all-arguments")
    if button.is_visible() and button.get_attribute("aria-expanded") == str(not are_open).lower():
        button.click()


def _any(scene: Scene, found: Locator) -> Locator | None:
    """Return one of these elements that can be seen."""
    seen = [each for each in found.all() if each.is_visible()]
    return scene.random.choice(seen) if seen else None


def _change(scene: Scene, control: Locator) -> None:
    """Press a control, legal or not; at its end it says so. Of a select choose another option."""
    if control.evaluate("one => one.tagName") != "SELECT":
        actions.push(control)
        return
    values: list[str] = control.evaluate("select => [...select.options].map(each => each.value)")
    control.select_option(scene.random.choice(values))


def change(scene: Scene, _what: str, selector: str) -> Foretold:
    scene.pause()
    _set_arguments(scene, are_open=True)
    if chosen := _any(scene, scene.page.locator(selector)):
        _change(scene, chosen)
    _set_arguments(scene, are_open=False)
    return None


def walk_a_grid(scene: Scene) -> Foretold:
    scene.pause()
    if chosen := _any(scene, scene.page.locator(".field [role=grid]")):
        chosen.focus()
        for _ in range(scene.random.randint(1, 4)):
            scene.page.keyboard.press(scene.random.choice(KEYS))
    return None


SHARED = (
    Event(6, change, ("a number", ".call .number button")),
    Event(3, change, ("a choice", ".call select")),
    Event(1.5, change, ("a switch", ".call .switch")),
    Event(2.5, change, ("what torch refuses", ".mend")),
    Event(
        2, change, ("what goes in", ".size select, .foot button, .map-settings select, .map-settings button")
    ),
    Event(1.5, gestures.answer_the_question),
    Event(1.5, gestures.follow_a_link_in_the_text),
    Event(2, walk_a_grid),
    Event(1, gestures.open_a_deep_link),
    Event(0.5, gestures.open_an_illegal_link),
)


MOST_TERMS = 3  # more sums are not written out
# How the cell is made: the sum of each channel; all of them, the bias and the result.
WRITTEN = """root => [".channel .sum", ".output .terms", ".output .result"].flatMap(place =>
  [...root.querySelectorAll(`.work-body ${place}`)].flatMap(one =>
    one.textContent.replace(/−\\s/g, "−").match(/−?[\\d.]+/g) ?? [one.textContent]))"""


def code_of(scene: Scene) -> str:
    """Return the call, as the line of code has it."""
    return str(scene.page.locator(".code-line code").first.get_attribute("data-code"))


def message(reading: Reading, told: str) -> Iterator[Comparison]:
    """Compare torch's words in the alert, unless torch is still being asked."""
    words = " ".join(reading.alert.split())
    is_asking = label("call.asking", reading.language) in words
    if told and not is_asking:
        yield holds("message", " ".join(told.split()) in words)


def _fine(kind: str, place: Place, shown: str, expected: float) -> Comparison:
    """Compare a number of four decimals."""
    return Comparison(kind, place, shown, round(10_000 * expected) / 100, ANY)


def compare(scene: Scene) -> Iterator[Comparison]:
    reading = scene.now
    code = code_of(scene)
    query = reading.query
    size, channels = int(query["size"]), int(query["in_channels"])
    told = torch_of(code, (1, channels, size, size))
    yield from message(reading, told.message)
    total = next(line for line in reading.paragraphs if "kH" in line).rpartition("=")[2]
    if not total.startswith("?"):
        count = re.match(r"[\d,]+", total)
        yield whole("count", int(count[0].replace(",", "")) if count else -1, told.count or -1)
    if told.output is None or query["written"] != "names":
        return
    torch.manual_seed(int(query["seed"]))
    layer = cast(nn.Conv2d, eval(code, {"nn": nn}))
    yield from _filter(scene, layer, size)


def _filter(scene: Scene, layer: nn.Conv2d, size: int) -> Iterator[Comparison]:
    """Compare the kernels of the filter at work, and its maps where the pixels below the window are known."""
    reading = scene.now
    number = int(reading.query["filter"])
    names = "RGB" if layer.in_channels == 3 else [*map(str, range(1, layer.in_channels + 1))]
    read = layer.in_channels // layer.groups
    first = (number - 1) // (layer.out_channels // layer.groups) * read
    weight = (100 * layer.weight.detach()).round().double()[number - 1]
    bias = 0.0 if layer.bias is None else float((100 * layer.bias.detach()).round()[number - 1])
    at = (int(reading.query["row"]), int(reading.query["column"]))
    sums: list[float] = []
    for channel in range(read):
        name = names[first + channel]
        kernel = reading.grid("conv2d.kernel_of", n=number, c=name)
        yield from grid("weight", kernel, weight[channel])
        pixels = reading.grid("conv2d.input_of", c=name)
        value = _window(layer, pixels, weight[channel], size, at)
        sums.append(value)
        shown = reading.grid("conv2d.map_of", c=name)[at]
        if value == value:
            yield _fine("channel", at, shown, value)
    total = sum(sums, bias / 100)
    if total != total:
        return
    yield _fine("output", at, reading.grid("conv2d.output_of", n=number)[at], total)
    shown = cast("list[str]", scene.figure().evaluate(WRITTEN))
    terms = sums if len(sums) <= MOST_TERMS else [len(sums)]
    expected = [*sums, *terms, *([] if layer.bias is None else [bias / 100]), total]
    yield whole("numbers of the cell", len(shown), len(expected))
    for text, value in zip(shown, expected, strict=False):
        yield _fine("number of the cell", at, text, value)


def _window(layer: nn.Conv2d, pixels: dict[Place, str], kernel: Tensor, size: int, at: Place) -> float:
    """Return what torch makes of the pixels on the page at one place, NaN where one of them is not known."""
    image = torch.full((1, 1, size, size), torch.nan, dtype=torch.float64)
    for (row, column), text in pixels.items():
        image[0, 0, row - 1, column - 1] = float(text.replace("−", "-"))
    single: Any = LayerCall.of(layer).changed(in_channels=1, out_channels=1, groups=1, bias=False).build()
    with torch.no_grad():
        single.double().weight[0, 0] = kernel / 100
        return float(single(image)[0, 0, at[0] - 1, at[1] - 1])


PAGE = Walked(
    (*SHARED, Event(1.5, change, ("the filter", ".filter"))),
    compare,
    {
        "bias dropped": Planted(planted.LAYER_BIAS_DROPPED.in_kit()),
        "another channel's sum": Planted(
            planted.Fault("conv2d/view/dot_product.js", "exact(channelSums[at])", "exact(channelSums[0])"),
            events=6,
        ),
    },
    numbers=4,
    settings=(
        *("in_channels", "out_channels", "groups"),
        *("padding_mode", "padding", "kernel_size", "dilation", "stride", "bias"),
    ),
)
