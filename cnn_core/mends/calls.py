"""Causes in the call itself: it would fail on any input."""

from dataclasses import replace
from difflib import get_close_matches
from typing import cast

from torch import nn

from cnn_core.geometry import Pair, as_pair, effective_kernel_size
from cnn_core.layer_call import LayerCall, plain, signature_of
from cnn_core.mends.place import Found, Place

NUMBERS = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups")


def no_such_layer(place: Place) -> Found:
    """`nn.Conv` does not exist: the layer for pictures is called `nn.Conv2d`."""
    name = place.call.name
    if place.call.exists:
        return None
    layers = [known for known in dir(nn) if LayerCall(known).exists]
    close = get_close_matches(name, layers, n=3, cutoff=0.6)
    names = dict.fromkeys([known for known in (f"{name}2d",) if known in layers] + close)
    calls = [LayerCall(known, place.call.args, place.call.kwargs) for known in names]
    return "no_such_layer", [place.with_layers(call.code, call) for call in calls]


def other_arguments(place: Place) -> Found:
    """`nn.Conv2d(1, 5)` lacks its kernel_size: the call does not say all that the layer must be told."""
    try:
        signature_of(place.call.name).bind(*place.call.args, **place.call.kwargs)
    except TypeError:
        return "arguments_do_not_fit", []
    return None


def slipped_argument(place: Place) -> Found:
    """`Conv2d(1, 1, 3, 1, 0, False)`: the bias has slipped into the place of dilation."""
    if place.call.name != "Conv2d":
        return None
    slipped = [name for name in NUMBERS if isinstance(place.call.argument(name), bool)]
    if not slipped:
        return None
    names = list(signature_of("Conv2d").parameters)
    kept = place.call.args[: names.index(slipped[0])]
    call = replace(place.call, args=kept).changed(bias=place.call.argument(slipped[0]))
    return "not_an_integer", [place.with_layers(call.code, call)]


def cannot_be_made(place: Place) -> Found:
    """Settings are refused before an input is seen: padding='same' with a stride, odd groups."""
    call = place.call
    if call.name != "Conv2d":
        return None
    groups, channels = (
        cast(int, call.argument("groups")),
        (call.argument("in_channels"), call.argument("out_channels")),
    )
    if groups < 1 or any(cast(int, number) % groups for number in channels):
        return "groups_do_not_divide", [place.with_arguments(groups=1)]
    if call.argument("padding") == "same" and as_pair(cast(Pair, call.argument("stride")), "stride") != (
        1,
        1,
    ):
        return "same_padding_with_stride", [place.with_arguments(padding=half_of_kernel(call))]
    return None


def half_of_kernel(call: LayerCall) -> object:
    """Return the padding that keeps the size at stride 1, as a number where one is enough.

    >>> half_of_kernel(LayerCall("Conv2d", (1, 1, 3))), half_of_kernel(LayerCall("Conv2d", (1, 1, (3, 5))))
    (1, (1, 2))
    """
    kernels = as_pair(cast(Pair, call.argument("kernel_size")), "kernel_size")
    dilations = as_pair(cast(Pair, call.argument("dilation")), "dilation")
    sizes = zip(kernels, dilations, strict=True)
    return plain(tuple(effective_kernel_size(kernel, dilation) // 2 for kernel, dilation in sizes))
