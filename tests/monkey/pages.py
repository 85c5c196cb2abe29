"""The pages to a walk: what can be done on each and on all of them, and what must stand there by torch."""

from typing import NamedTuple

from lessons.catalog import lesson as lesson_by_name
from tests.browser import actions
from tests.browser.figures import Lesson, wait_for_figure
from tests.browser.visit import VIEWPORTS, wait_until_settled
from tests.monkey.lessons import (
    convolution,
    convolution_numbers,
    gradient,
    input_shape,
    live_network,
    live_network_numbers,
    neuron,
    output_size,
    pooling,
    pooling_numbers,
    signatures,
    training,
    why_cnn,
)
from tests.monkey.scene import Compare, Event, Foretold, Scene


class Walked(NamedTuple):
    """A lesson's page to a walk.

    events: what a hand can do there, besides what it can do anywhere.
    compare: gives every number of `scene.now` beside torch's.
    settings: the names in the address that make a setting of the layer, of which a walk must see many.
    """

    events: tuple[Event, ...]
    compare: Compare
    settings: tuple[str, ...] = ()


LAYER = ("height", "width", "padding_mode", "padding", "kernel_size", "dilation", "stride", "bias")
ARGUMENTS = ("in_channels", "out_channels", "groups", *LAYER[2:])
SIZES = ("layer", "height", "width", "kernel_size", "stride", "padding", "dilation", "ceil_mode")
POOLING = ("input", "layer", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "shift")
PAGES: dict[Lesson, Walked] = {
    "why-cnn": Walked(why_cnn.EVENTS, why_cnn.compare),
    "convolution": Walked(convolution.EVENTS, convolution_numbers.compare_page, LAYER),
    "conv2d": Walked(signatures.CONV2D, signatures.conv2d, ARGUMENTS),
    "input-shape": Walked(input_shape.EVENTS, input_shape.compare),
    "output-size": Walked(output_size.EVENTS, output_size.compare, SIZES),
    "neuron": Walked(neuron.EVENTS, neuron.compare_page),
    "pooling": Walked(pooling.EVENTS, pooling_numbers.compare, POOLING),
    "maxpool2d": Walked(signatures.MAXPOOL2D, signatures.maxpool2d, SIZES),
    "gradient": Walked(gradient.EVENTS, gradient.compare),
    "training": Walked(training.EVENTS, training.compare),
    "live-network": Walked(live_network.EVENTS, live_network_numbers.compare_page),
}


def _rest(scene: Scene) -> None:
    """Rest until the page that was opened has told Python of its settings, as nobody's hand is quicker.

    Who goes back within a fifth of a second of arriving may be brought back by Streamlit.
    """
    scene.page.wait_for_timeout(250)
    wait_until_settled(scene.page)


def switch_language(scene: Scene) -> Foretold:
    scene.pause()
    held = scene.holding()
    actions.switch_language(scene.page, scene.now)
    return held


def reload(scene: Scene) -> Foretold:
    """Load the page again, in the middle of playing or not."""
    if scene.chance(0.5):
        scene.pause()
    # A picture of the visitor's own is nowhere but on his page.
    query = scene.now.query
    is_lost = query.get("input") == "photo" or "own" in (query.get("sample"), query.get("picture"))
    held = None if scene.now.is_playing or is_lost else scene.holding()
    actions.reload(scene.page, scene.now)
    return held


def change_the_screen(scene: Scene) -> Foretold:
    scene.pause()
    viewport = scene.page.viewport_size
    wide = viewport is not None and viewport["width"] > VIEWPORTS["phone"][0]
    width, height = VIEWPORTS["phone" if wide else "desktop"]
    scene.page.set_viewport_size({"width": width, "height": height})
    return scene.holding()


def _go_to(scene: Scene, other: Lesson) -> None:
    title = lesson_by_name(other.replace("-", "_")).prose(scene.language).title
    actions.choose_lesson(scene.page, title, other, scene.language)


def go_to_another_page(scene: Scene) -> Foretold:
    _go_to(scene, scene.another_lesson())
    return None


def go_there_and_back(scene: Scene) -> Foretold:
    """Follow the link of another lesson, then the browser's own way back."""
    scene.pause()
    held = scene.holding()
    before, other = scene.now.lesson, scene.another_lesson()
    _go_to(scene, other)
    _rest(scene)
    scene.page.go_back()
    wait_for_figure(scene.page, before, scene.language)
    if scene.chance(0.5):
        return held
    _rest(scene)
    scene.page.go_forward()
    wait_for_figure(scene.page, other, scene.language)
    return None


def move_the_pointer_away(scene: Scene) -> Foretold:
    """Point at any place of the screen; that sets nothing."""
    viewport = scene.page.viewport_size or {"width": 390, "height": 844}
    scene.page.mouse.move(
        scene.random.uniform(0, viewport["width"]), scene.random.uniform(0, viewport["height"])
    )
    return None if scene.now.is_playing else scene.holding()


ANYWHERE = (
    Event(0.7, switch_language),
    Event(0.5, reload),
    Event(2, change_the_screen),
    Event(1.2, go_to_another_page),
    Event(0.3, go_there_and_back),
    Event(3, move_the_pointer_away),
)
# What needs more than one lesson.
ELSEWHERE = (go_to_another_page, go_there_and_back)
