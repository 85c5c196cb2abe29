"""What a walk does on each lesson's page, and how it compares what stands there with torch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.browser.figures import Lesson
from tests.monkey import (
    convolution_numbers,
    network_numbers,
    on_convolution,
    on_network,
    on_network_settings,
    photo_numbers,
)
from tests.monkey.comparing import Comparison
from tests.monkey.convolution_numbers import Pictures
from tests.monkey.input_shape import events, numbers
from tests.monkey.network_numbers import Notebook
from tests.monkey.neuron import on_page as on_neuron
from tests.monkey.neuron.reading import Compare as CompareNeuron
from tests.monkey.on_photo import is_photo
from tests.monkey.pooling import events as pooling_events
from tests.monkey.pooling import numbers as pooling_numbers
from tests.monkey.output_size import comparing as output_size_numbers
from tests.monkey.output_size import events as on_output_size
from tests.monkey.scene import Event, Scene
from tests.monkey.why_cnn import events as why_cnn_events
from tests.monkey.why_cnn import numbers as why_cnn_numbers

Compare = Callable[[Scene], Iterator[Comparison]]


@dataclass(frozen=True)
class Walked:
    """A lesson's page to a walk.

    events: what a hand can do there, besides what it can do anywhere.
    comparing: returns, once a walk, what gives every number of `scene.now` beside torch's; it may remember.
    settings: the names in the address that make a setting of the layer, of which a walk must see many.
    """

    events: tuple[Event, ...]
    comparing: Callable[[], Compare]
    settings: tuple[str, ...] = ()


def _convolution() -> Compare:
    pictures = Pictures()

    def compare(scene: Scene) -> Iterator[Comparison]:
        if is_photo(scene.now):
            return photo_numbers.compare(scene.now)
        return convolution_numbers.compare(scene.now, pictures)

    return compare


def _live_network() -> Compare:
    notebook = Notebook()
    return lambda scene: network_numbers.compare(scene.now, notebook, scene.own)


def _output_size() -> Compare:
    return output_size_numbers.compare


LAYER = ("height", "width", "padding_mode", "padding", "kernel_size", "dilation", "stride", "bias")
POOLING = ("input", "layer", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "shift")
PAGES: dict[Lesson, Walked] = {
    "convolution": Walked(on_convolution.EVENTS, _convolution, LAYER),
    "pooling": Walked(pooling_events.EVENTS, lambda: pooling_numbers.compare, POOLING),
    "why-cnn": Walked(why_cnn_events.EVENTS, lambda: why_cnn_numbers.compare),
    "neuron": Walked(on_neuron.EVENTS, CompareNeuron),
    "input-shape": Walked(events.EVENTS, lambda: numbers.compare),
OUTPUT_SIZE = ("layer", "height", "width", "kernel_size", "stride", "padding", "dilation", "ceil_mode")
PAGES: dict[Lesson, Walked] = {
    "convolution": Walked(on_convolution.EVENTS, _convolution, LAYER),
    "output-size": Walked(on_output_size.EVENTS, _output_size, OUTPUT_SIZE),
    "live-network": Walked((*on_network.EVENTS, *on_network_settings.EVENTS), _live_network),
}
