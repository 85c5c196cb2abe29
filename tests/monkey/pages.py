"""What a walk does on each lesson's page, and how it compares what stands there with torch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.browser.figures import Lesson
from tests.monkey.comparing import Comparison
from tests.monkey.convolution import events as on_convolution
from tests.monkey.convolution import numbers as convolution_numbers
from tests.monkey.convolution.events import is_photo
from tests.monkey.convolution.numbers import Pictures
from tests.monkey.gradient import events as on_gradient
from tests.monkey.gradient import numbers as gradient_numbers
from tests.monkey.input_shape import events as on_input_shape
from tests.monkey.input_shape import numbers as input_shape_numbers
from tests.monkey.live_network import events as on_network
from tests.monkey.live_network import fold_events as on_folds
from tests.monkey.live_network import fold_numbers
from tests.monkey.live_network import numbers as network_numbers
from tests.monkey.live_network import settings_events as on_network_settings
from tests.monkey.live_network.numbers import Notebook
from tests.monkey.neuron import events as on_neuron
from tests.monkey.neuron.numbers import Compare as CompareNeuron
from tests.monkey.output_size import events as on_output_size
from tests.monkey.output_size import numbers as output_size_numbers
from tests.monkey.pooling import events as on_pooling
from tests.monkey.pooling import numbers as pooling_numbers
from tests.monkey.scene import Event, Scene
from tests.monkey.signatures import events as on_signatures
from tests.monkey.signatures import numbers as signature_numbers
from tests.monkey.training import events as on_training
from tests.monkey.training import numbers as training_numbers
from tests.monkey.why_cnn import events as on_why_cnn
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
            return convolution_numbers.compare_photo(scene.now)
        return convolution_numbers.compare(scene.now, pictures)

    return compare


def _live_network() -> Compare:
    notebook = Notebook()

    def compare(scene: Scene) -> Iterator[Comparison]:
        yield from network_numbers.compare(scene.now, notebook, scene.own)
        yield from fold_numbers.compare(scene.now)

    return compare


LAYER = ("height", "width", "padding_mode", "padding", "kernel_size", "dilation", "stride", "bias")
ARGUMENTS = ("in_channels", "out_channels", "groups", *LAYER[2:])
SIZES = ("layer", "height", "width", "kernel_size", "stride", "padding", "dilation", "ceil_mode")
POOLING = ("input", "layer", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "shift")
ON_NETWORK = (*on_network.EVENTS, *on_network_settings.EVENTS, *on_folds.EVENTS)
PAGES: dict[Lesson, Walked] = {
    "why-cnn": Walked(on_why_cnn.EVENTS, lambda: why_cnn_numbers.compare),
    "convolution": Walked(on_convolution.EVENTS, _convolution, LAYER),
    "conv2d": Walked(on_signatures.CONV2D, lambda: signature_numbers.conv2d, ARGUMENTS),
    "input-shape": Walked(on_input_shape.EVENTS, lambda: input_shape_numbers.compare),
    "output-size": Walked(on_output_size.EVENTS, lambda: output_size_numbers.compare, SIZES),
    "neuron": Walked(on_neuron.EVENTS, CompareNeuron),
    "pooling": Walked(on_pooling.EVENTS, lambda: pooling_numbers.compare, POOLING),
    "maxpool2d": Walked(on_signatures.MAXPOOL2D, lambda: signature_numbers.maxpool2d, SIZES),
    "gradient": Walked(on_gradient.EVENTS, lambda: gradient_numbers.compare),
    "training": Walked(on_training.EVENTS, lambda: training_numbers.compare),
    "live-network": Walked(ON_NETWORK, _live_network),
}
