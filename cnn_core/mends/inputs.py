"""Causes in the input or the sizes: no tensor, another type, other axes, sizes that no layer takes."""

from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import torch
from torch import Tensor

from cnn_core.geometry import Padding, Pair
from cnn_core.layer_call import LAYERS, LayerCall
from cnn_core.pooling_geometry import pooled_shape
from cnn_core.refusals import GeometryError
from cnn_core.windows import window_axes

Stack = tuple[LayerCall, ...]


@dataclass(frozen=True)
class Change:
    """One change a learner can make: its code, and the layers and the input after it."""

    code: str
    stack: Stack
    source: object


@dataclass(frozen=True)
class Place:
    """Where a stack fails: at layer `index`, which was given `reached`."""

    stack: Stack
    index: int
    source: object
    reached: object

    @property
    def call(self) -> LayerCall:
        """Return the layer that fails."""
        return self.stack[self.index]

    def given(self, code: str, source: object) -> Change:
        """Return the change of the input."""
        return Change(code, self.stack, source)

    def with_layers(self, code: str, *calls: LayerCall, at: int | None = None, instead: int = 1) -> Change:
        """Return the change that puts `calls` in the place of `instead` layers."""
        start = self.index if at is None else at
        return Change(code, (*self.stack[:start], *calls, *self.stack[start + instead :]), self.source)

    def with_arguments(self, **arguments: object) -> Change:
        """Return the change of one layer's arguments."""
        changed = self.call.changed(**arguments)
        return self.with_layers(changed.code, changed)


Found = tuple[str, list[Change]] | None
"""A cause that was found, with the changes that may mend it, the smallest first."""


WEIGHTED = ("Conv2d", "Linear")
NEED_A_BATCH = ("BatchNorm2d", "BatchNorm3d")


def returns_a_pair(place: Place) -> Found:
    """`MaxPool2d(2, return_indices=True)` hands on its indices too: two tensors where a layer reads one."""
    if not isinstance(place.reached, tuple) or place.index == 0:
        return None
    before = place.stack[place.index - 1]
    if not before.argument("return_indices"):
        return None
    kwargs = {name: value for name, value in before.kwargs.items() if name != "return_indices"}
    alone = replace(before, kwargs=kwargs, made=None)
    if alone.argument("return_indices"):
        alone = alone.changed(return_indices=False)
    return "returns_a_pair", [place.with_layers(alone.code, alone, at=place.index - 1)]


def not_a_tensor(place: Place) -> Found:
    """A layer reads tensors: an array must become one, and most pictures numbers from 0 to 1 besides."""
    if isinstance(place.reached, Tensor):
        return None
    try:
        array = np.array(place.reached)
        made = torch.from_numpy(array)
    except TypeError:
        return "not_a_tensor", []
    code = "torch.from_numpy(x)" if isinstance(place.reached, np.ndarray) else "torch.from_numpy(np.array(x))"
    if made.dtype == torch.uint8:
        return "not_a_tensor", [place.given(f"{code}.float() / 255", made.float() / 255)]
    if made.dtype == torch.get_default_dtype():
        return "not_a_tensor", [place.given(code, made)]
    return "not_a_tensor", [place.given(f"{code}.float()", made.float())]


def other_type(place: Place) -> Found:
    """Pixels come as bytes or doubles, weights are floats."""
    call, given = place.call, cast(Tensor, place.reached)
    weight = getattr(call.made, "weight", None)
    wanted = weight.dtype if isinstance(weight, Tensor) else torch.get_default_dtype()
    if call.name not in WEIGHTED or given.dtype == wanted or not isinstance(place.source, Tensor):
        return None
    if given.dtype == torch.uint8:
        return "integer_pixels", [place.given("x.float() / 255", place.source.float() / 255)]
    code = "x.float()" if wanted == torch.float32 else f"x.to({wanted})"
    return "other_type", [place.given(code, place.source.to(wanted))]


def other_type_before_all(place: Place) -> Found:
    """With a bias torch compares types before anything else."""
    biased = place.call.name == "Conv2d" and place.call.argument("bias")
    return other_type(place) if biased else None


def other_axes(place: Place) -> Found:
    """A picture has (channels, height, width), a batch one axis more, rows and volumes others."""
    given, axes = cast(Tensor, place.reached), place.call.window_axes
    if place.call.name in NEED_A_BATCH and given.ndim == cast(int, axes) + 1:
        source = place.source
        if _has_a_batch(given, cast(int, place.call.argument("num_features"))):
            return _for_other_axes(place, cast(int, axes))
        return "batch_missing", [place.given("x[None]", source[None])] if isinstance(source, Tensor) else []
    if axes is None or given.ndim in (axes + 1, axes + 2):
        return None
    if given is not place.source or axes != 2:
        return _for_other_axes(place, axes)
    x = cast(Tensor, place.source)
    if given.ndim > 4:
        return "too_many_axes", [place.given("x[0]", x[0])] if len(x) else []
    return "axes_missing", [place.given("x[None]", x[None]), place.given("x[None, None]", x[None, None])]


def _has_a_batch(given: Tensor, channels: int) -> bool:
    """Return whether a map that lacks an axis lacks one of its window: four axes are most often a batch."""
    first, second = (size == channels for size in given.shape[:2])
    return second or not first if given.ndim == 4 else second and not first


def _for_other_axes(place: Place, axes: int) -> Found:
    """`Conv1d` on a picture, `BatchNorm2d` on rows: the layer exists for other axes too."""
    given, call = cast(Tensor, place.reached), place.call
    family = call.name[:-2]
    flattens = [at for at in range(place.index) if place.stack[at].name == "Flatten"]
    if given.ndim == 2 and flattens and "Norm" not in family:
        flatten = place.stack[flattens[-1]]
        return "flattened_before", [place.with_layers(f"# without {flatten.code}", at=flattens[-1])]
    # What the layers before slide along is what is meant; (C, H, W) may also be a batch of rows.
    slid = [before.window_axes for before in place.stack[: place.index] if before.window_axes]
    along = slid[-1:] or [given.ndim - 2, *([2] if given.ndim == 3 else [])]
    fit = [f"{family}{each}d" for each in along]
    calls = [replace(call, name=name, made=None) for name in fit if name in LAYERS and name != call.name]
    changes = [place.with_layers(other.code, other) for other in calls]
    if given is place.source and given.ndim < axes + 1:
        changes.append(place.given("x[None]", given[None]))
    return "other_axes", changes


def channels_last(place: Place) -> Found:
    """Pictures from files have their channels last; torch wants them first."""
    given, call = cast(Tensor, place.reached), place.call
    if call.name != "Conv2d" or given is not place.source:
        return None
    if given.shape[-3] == call.argument("in_channels") or given.shape[-1] != call.argument("in_channels"):
        return None
    order = (2, 0, 1) if given.ndim == 3 else (0, 3, 1, 2)
    return "channels_last", [place.given(f"x.permute{order}", given.permute(order))]


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
