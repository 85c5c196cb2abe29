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
from tests.monkey.network_numbers import Notebook
from tests.monkey.on_photo import is_photo
from tests.monkey.scene import Event, Scene
from tests.monkey.signatures import events as on_signatures
from tests.monkey.signatures import numbers as signature_numbers

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


LAYER = ("height", "width", "padding_mode", "padding", "kernel_size", "dilation", "stride", "bias")
ARGUMENTS = ("in_channels", "out_channels", "groups", *LAYER[2:])
POOLING = ("layer", "height", "width", "kernel_size", "stride", "padding", "dilation", "ceil_mode")
PAGES: dict[Lesson, Walked] = {
    "convolution": Walked(on_convolution.EVENTS, _convolution, LAYER),
    "live-network": Walked((*on_network.EVENTS, *on_network_settings.EVENTS), _live_network),
    "conv2d": Walked(on_signatures.CONV2D, lambda: signature_numbers.conv2d, ARGUMENTS),
    "maxpool2d": Walked(on_signatures.MAXPOOL2D, lambda: signature_numbers.maxpool2d, POOLING),
}
