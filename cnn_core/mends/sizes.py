"""Causes in the sizes: what one layer gives is not what the next one takes."""

from typing import cast

from torch import Tensor

from cnn_core.geometry import Padding, Pair
from cnn_core.layer_call import LayerCall
from cnn_core.mends.inputs import Change, Found, Place
from cnn_core.pooling_geometry import pooled_shape
from cnn_core.refusals import GeometryError
from cnn_core.windows import window_axes

WINDOWED = tuple(f"{family}{axes}d" for family in ("Conv", "MaxPool", "AvgPool") for axes in (1, 2))


def geometry_refusal(call: LayerCall, size: tuple[int, ...]) -> GeometryError | None:
    """Return why a convolution or a pooling has no output on a picture or a row of this size, or None.

    >>> geometry_refusal(LayerCall("Conv2d", (1, 1, 7)), (5, 5)).reason
    'kernel_larger_than_input'
    """
    one, other = (size[-1], size[-1]) if call.window_axes == 1 else size[-2:]
    kernel_size, stride = cast(Pair, _both(call, "kernel_size")), cast(Pair, _both(call, "stride"))
    padding, dilation = cast(Padding, _both(call, "padding")), cast(Pair | None, _both(call, "dilation"))
    spread = 1 if dilation is None else dilation
    try:
        if call.name.startswith("Conv"):
            mode = cast(str, call.argument("padding_mode"))
            window_axes((one, other), kernel_size, stride, padding, spread, mode)
        else:
            ceil_mode = bool(call.argument("ceil_mode"))
            pooled_shape((one, other), kernel_size, stride, cast(Pair, padding), spread, ceil_mode)
    except GeometryError as refused:
        return refused
    return None


def _both(call: LayerCall, name: str) -> object:
    """Return an argument as it holds for both axes: (3,) of a layer for rows is 3."""
    value = call.argument(name)
    items = cast("list[object]", value) if isinstance(value, tuple | list) else []
    return items[0] if len(items) == 1 else cast(object, value)


def other_channels(place: Place) -> Found:
    """The layer reads another number of channels than it is given."""
    given, call = cast(Tensor, place.reached), place.call
    if not call.name.startswith("Conv") or call.window_axes is None:
        return None
    channels = given.shape[-1 - call.window_axes]
    if channels == call.argument("in_channels"):
        return None
    changes = [place.with_arguments(in_channels=channels)]
    if call.argument("in_channels") == 1 and isinstance(place.source, Tensor):
        x = place.source
        if channels == 3 and given is x and x.is_floating_point():
            changes.append(place.given("x.mean(-3, keepdim=True)", x.mean(-3, keepdim=True)))
        elif x.ndim == 3 and given is x and call.window_axes == 2:
            changes.insert(0, place.given("x[:, None]", x[:, None]))
    if call.window_axes == 1 and isinstance(place.source, Tensor) and given is place.source:
        turned = given.transpose(-1, -2)
        changes.insert(0, place.given("x.transpose(-1, -2)", turned))
    return "channels_differ", changes


def other_num_features(place: Place) -> Found:
    """A normalisation keeps numbers for each channel: as many as come."""
    given, call = cast(Tensor, place.reached), place.call
    if call.name == "LayerNorm":
        return _other_normalized_shape(place, tuple(given.shape))
    names = {"BatchNorm": "num_features", "InstanceNorm": "num_features", "GroupNorm": "num_channels"}
    name = next((argument for family, argument in names.items() if call.name.startswith(family)), None)
    if name is None or given.ndim < 2:
        return None
    unbatched = call.name.startswith("InstanceNorm") and given.ndim == cast(int, call.window_axes) + 1
    channels = given.shape[0] if unbatched else given.shape[1]
    if call.argument(name) == channels:
        return None
    return "num_features_differ", [place.with_arguments(**{name: channels})]


def _other_normalized_shape(place: Place, given: tuple[int, ...]) -> Found:
    """LayerNorm keeps a number for each cell of the last axes."""
    built = place.call.argument("normalized_shape")
    shape = (built,) if isinstance(built, int) else tuple(cast("tuple[int, ...]", built))
    if given[-len(shape) :] == shape:
        return None
    last = given[-len(shape) :]
    return "normalized_shape_differs", [
        place.with_arguments(normalized_shape=last[0] if isinstance(built, int) else list(last))
    ]


def no_output(place: Place) -> Found:
    """The settings have no output on this size: our own refusal says why, and with which numbers."""
    given, call = cast(Tensor, place.reached), place.call
    if call.name not in WINDOWED:
        return None
    refused = geometry_refusal(call, tuple(given.shape))
    if refused is None:
        return None
    values = refused.values
    arguments: dict[str, dict[str, object]] = {
        "kernel_larger_than_input": {"padding": values.get("smallest_padding")},
        "padding_over_half_kernel": {"padding": values.get("largest_padding")},
        "reflect_padding_too_large": {"padding": values.get("largest_padding")},
        "circular_padding_too_large": {"padding": values.get("largest_padding")},
        "stride_not_positive": {"stride": 1},
        "dilation_not_positive": {"dilation": 1},
        "padding_negative": {"padding": 0},
    }
    if refused.reason == "pooling_larger_than_input":
        without = place.with_layers(f"# without {call.code}")
        side = min(given.shape[-cast(int, call.window_axes) :])
        smaller = [place.with_arguments(kernel_size=side)] if side > 1 else []
        return refused.reason, [*smaller, without]
    changes = [place.with_arguments(**arguments[refused.reason])] if refused.reason in arguments else []
    return refused.reason, changes


def other_features(place: Place) -> Found:
    """A Linear reads rows of in_features numbers: flatten, pool or count again."""
    given, call = cast(Tensor, place.reached), place.call
    if call.name != "Linear" or given.shape[-1] == call.argument("in_features"):
        return None
    flattens = [number for number in range(place.index) if place.stack[number].name == "Flatten"]
    changes: list[Change] = []
    if not flattens and given.ndim > 2:
        flatten, linear = LayerCall("Flatten"), call.changed(in_features=given[0].numel())
        changes.append(place.with_layers(flatten.code, flatten, instead=0))
        changes.append(place.with_layers(f"{flatten.code}, {linear.code}", flatten, linear))
    if isinstance(place.source, Tensor) and place.source.ndim == 3:
        changes.append(place.given("x[None]", place.source[None]))
    if flattens:
        pool = LayerCall("MaxPool2d", (2,))
        changes.append(place.with_layers(pool.code, pool, at=flattens[-1], instead=0))
    changes.append(place.with_arguments(in_features=given.shape[-1]))
    return "features_differ", changes
