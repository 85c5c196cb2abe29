"""Causes in the input: it is no tensor, has another type, or its axes are not the layer's."""

from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import torch
from torch import Tensor

from cnn_core.layer_call import LAYERS, LayerCall

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
    if axes is None or given.ndim in (axes + 1, axes + 2):
        return None
    if given is not place.source or axes != 2:
        return _for_other_axes(place, axes)
    x = cast(Tensor, place.source)
    if given.ndim > 4:
        return "too_many_axes", [place.given("x[0]", x[0])] if len(x) else []
    return "axes_missing", [place.given("x[None]", x[None]), place.given("x[None, None]", x[None, None])]


def _for_other_axes(place: Place, axes: int) -> Found:
    """`Conv1d` on a picture, `BatchNorm2d` on rows: the layer exists for other axes too."""
    given, call = cast(Tensor, place.reached), place.call
    family = call.name[:-2]
    flattens = [at for at in range(place.index) if place.stack[at].name == "Flatten"]
    if given.ndim == 2 and flattens and "Norm" not in family:
        flatten = place.stack[flattens[-1]]
        return "flattened_before", [place.with_layers(f"# without {flatten.code}", at=flattens[-1])]
    fit = [f"{family}{given.ndim - 2}d", f"{family}{given.ndim - 1}d"]
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
