"""Causes in the call itself: it would fail on any input."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import cast

from cnn_core.geometry import Pair, as_pair, effective_kernel_size
from cnn_core.layer_call import LAYERS, LayerCall, plain, signature_of
from cnn_core.mends.inputs import Found, Place

# What people carry over from other libraries and papers.
ALSO_CALLED = {
    "dense": "Linear",
    "swish": "SiLU",
    "maxpooling2d": "MaxPool2d",
    "averagepooling2d": "AvgPool2d",
    "globalaveragepooling2d": "AdaptiveAvgPool2d",
    "batchnormalization": "BatchNorm2d",
    "batchnorm": "BatchNorm2d",
    "dropout2": "Dropout2d",
}
WORDS = {"padding": ("same", "valid"), "padding_mode": ("zeros", "reflect", "replicate", "circular")}
COUNTS = ("in_channels", "out_channels", "in_features", "out_features", "num_features")
NUMBERS = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups")


def no_such_layer(place: Place) -> Found:
    """`nn.Conv` does not exist: the layer for pictures is called `nn.Conv2d`."""
    name = place.call.name
    if place.call.exists:
        return None
    names = nearest_layers(name, LAYERS)
    calls = [LayerCall(known, place.call.args, place.call.kwargs) for known in names]
    return "no_such_layer", [place.with_layers(call.code, call) for call in calls]


def nearest_layers(name: str, layers: Iterable[str]) -> list[str]:
    """Return the layers that may be meant by a name: `relu` is ReLU, `Conv` Conv2d, `Dense` Linear.

    >>> [nearest_layers(name, LAYERS)[0] for name in ("relu", "Conv", "Dense")]
    ['ReLU', 'Conv2d', 'Linear']
    """
    known = {layer.lower(): layer for layer in layers}
    lower = name.lower().replace("_", "")
    sure = [ALSO_CALLED.get(lower, "").lower(), lower, f"{lower}2d"]
    close = get_close_matches(lower, list(known), n=3, cutoff=0.6)
    return [known[each] for each in dict.fromkeys(sure) if each in known] or [known[each] for each in close]


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


def other_words(place: Place) -> Found:
    """`padding='SAME'`, `padding_mode='zero'`: the nearest of the few words is offered."""
    call = place.call
    if not call.name.startswith("Conv"):
        return None
    for name, words in WORDS.items():
        written = call.argument(name)
        if isinstance(written, str) and written not in words:
            near = get_close_matches(written.lower(), words, n=1, cutoff=0.5)
            return f"{name}_unknown", [place.with_arguments(**{name: word}) for word in near]
    return None


def pooling_padding_word(place: Place) -> Found:
    """`MaxPool2d(2, padding='same')`: pooling pads by a number."""
    call = place.call
    if "Pool" not in call.name or not isinstance(call.argument("padding"), str):
        return None
    kernel = call.argument("kernel_size")
    changes = [place.with_arguments(padding=0)]
    if isinstance(kernel, int) and kernel > 2:
        changes.insert(0, place.with_arguments(padding=kernel // 2))
    return "pooling_padding_word", changes


def divisor_zero(place: Place) -> Found:
    """`AvgPool2d(2, divisor_override=0)`: a mean is divided by the cells of its window."""
    divisor = place.call.argument("divisor_override")
    return ("divisor_zero", [place.with_arguments(divisor_override=None)]) if divisor == 0 else None


def probability_over_1(place: Place) -> Found:
    """`Dropout(50)`: half of the numbers is 0.5."""
    probability = place.call.argument("p") if "Dropout" in place.call.name else None
    if not isinstance(probability, int | float) or 0 <= probability <= 1:
        return None
    return "probability_over_1", [place.with_arguments(p=probability / 100)] if 1 < probability <= 100 else []


def not_numbers(place: Place) -> Found:
    """`Conv2d("3", 16, 3)`, `Linear(8 * 24 / 2, 10)`: a whole number is asked for."""
    call = place.call
    if "Pool" in call.name:
        return None
    given = {name: call.argument(name) for name in (*NUMBERS, "in_features", "out_features", "num_features")}
    wrong = {name: value for name, value in given.items() if not _is_whole(name, value)}
    if not wrong:
        return None
    whole = {
        name: int(value)
        for name, value in wrong.items()
        if (isinstance(value, float) and value.is_integer()) or (isinstance(value, str) and value.isdecimal())
    }
    return "not_an_integer", [place.with_arguments(**whole)] if whole == wrong or whole else []


def not_positive(place: Place) -> Found:
    """`Conv2d(1, -8, 5)`: a count of channels or numbers is 1 or more."""
    call = place.call
    given = {name: call.argument(name) for name in COUNTS}
    wrong = {name: -value for name, value in given.items() if isinstance(value, int) and value < 0}
    return ("count_not_positive", [place.with_arguments(**wrong)]) if wrong else None


def _is_whole(name: str, value: object) -> bool:
    if isinstance(value, tuple | list):
        return all(_is_whole(name, each) for each in cast("list[object]", value))
    return value is None or isinstance(value, int) or (name == "padding" and value in WORDS["padding"])


def cannot_be_made(place: Place) -> Found:
    """Settings are refused before an input is seen: padding='same' with a stride, odd groups."""
    call = place.call
    if call.name == "GroupNorm":
        return _other_groups(place)
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


def _other_groups(place: Place) -> Found:
    """`GroupNorm(4, 10)`: fewer groups, as many as divide the channels."""
    groups, channels = (cast(int, place.call.argument(name)) for name in ("num_groups", "num_channels"))
    if groups > 0 and channels % groups == 0:
        return None
    fit = next((fewer for fewer in range(groups, 0, -1) if channels % fewer == 0), 1)
    return "num_groups_do_not_divide", [place.with_arguments(num_groups=fit)]


def half_of_kernel(call: LayerCall) -> object:
    """Return the padding that keeps the size at stride 1, as a number where one is enough.

    >>> half_of_kernel(LayerCall("Conv2d", (1, 1, 3))), half_of_kernel(LayerCall("Conv2d", (1, 1, (3, 5))))
    (1, (1, 2))
    """
    kernels = as_pair(cast(Pair, call.argument("kernel_size")), "kernel_size")
    dilations = as_pair(cast(Pair, call.argument("dilation")), "dilation")
    sizes = zip(kernels, dilations, strict=True)
    return plain(tuple(effective_kernel_size(kernel, dilation) // 2 for kernel, dilation in sizes))
