"""The page of each lesson to a walk: what can be done there, and what must stand there by torch."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.figures import Lesson
from tests.monkey.lessons import (
    convolution,
    convolution_numbers,
    gradient,
    input_shape,
    live_network,
    live_network_numbers,
    neuron,
    neuron_numbers,
    output_size,
    pooling,
    pooling_numbers,
    signatures,
    training,
    why_cnn,
)
from tests.monkey.scene import Compare, Event


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


LAYER = ("height", "width", "padding_mode", "padding", "kernel_size", "dilation", "stride", "bias")
ARGUMENTS = ("in_channels", "out_channels", "groups", *LAYER[2:])
SIZES = ("layer", "height", "width", "kernel_size", "stride", "padding", "dilation", "ceil_mode")
POOLING = ("input", "layer", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "shift")
PAGES: dict[Lesson, Walked] = {
    "why-cnn": Walked(why_cnn.EVENTS, lambda: why_cnn.compare),
    "convolution": Walked(convolution.EVENTS, convolution_numbers.comparing_all, LAYER),
    "conv2d": Walked(signatures.CONV2D, lambda: signatures.conv2d, ARGUMENTS),
    "input-shape": Walked(input_shape.EVENTS, lambda: input_shape.compare),
    "output-size": Walked(output_size.EVENTS, lambda: output_size.compare, SIZES),
    "neuron": Walked(neuron.EVENTS, neuron_numbers.comparing_all),
    "pooling": Walked(pooling.EVENTS, lambda: pooling_numbers.compare, POOLING),
    "maxpool2d": Walked(signatures.MAXPOOL2D, lambda: signatures.maxpool2d, SIZES),
    "gradient": Walked(gradient.EVENTS, lambda: gradient.compare),
    "training": Walked(training.EVENTS, lambda: training.compare),
    "live-network": Walked(live_network.EVENTS, live_network_numbers.comparing_all),
}
