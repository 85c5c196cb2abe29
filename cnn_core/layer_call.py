"""A layer as a learner writes it, `nn.Conv2d(1, 5, 5)`: it can be read, changed, and only then made."""

import inspect
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import cast

from torch import Tensor, nn

NOT_WRITTEN = {"device", "dtype", "inplace"}
WITH_AXES = ("Conv", "MaxPool", "AvgPool", "BatchNorm", "InstanceNorm", "AdaptiveAvgPool", "AdaptiveMaxPool")
LAYERS: Mapping[str, type[nn.Module]] = {
    name: layer
    for name, layer in vars(nn).items()
    if isinstance(layer, type) and issubclass(layer, nn.Module)
}
"""Every layer of torch, by its name: a name that somebody wrote is looked up here and nowhere else."""


def plain(value: object) -> object:
    """Return what a learner would have written: (3, 3) as 3."""
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return items[0] if len(items) == 2 and items[0] == items[1] else items
    return value


def shown(value: object) -> str:
    """Return an argument as code; a tensor that slipped in as x, for its numbers are nobody's concern."""
    return "x" if isinstance(value, Tensor) else repr(value)


@cache
def signature_of(name: str) -> inspect.Signature:
    """Return the arguments that the layer of this name takes."""
    return inspect.signature(LAYERS[name])


@dataclass(frozen=True)
class LayerCall:
    """The call that makes a layer, `nn.<name>(*args, **kwargs)`; it may be wrong, and only `build` makes it.

    `made` is the layer itself when it exists already, with its numbers.

    >>> call = LayerCall("Conv2d", (1, 5, 5))
    >>> call.code, call.argument("kernel_size"), call.argument("stride")
    ('nn.Conv2d(1, 5, 5)', 5, 1)
    >>> call.changed(padding=1).code, call.changed(in_channels=3).code
    ('nn.Conv2d(1, 5, 5, padding=1)', 'nn.Conv2d(3, 5, 5)')
    """

    name: str
    args: tuple[object, ...] = ()
    kwargs: Mapping[str, object] = field(default_factory=dict[str, object])
    made: nn.Module | None = None

    @classmethod
    def of(cls, layer: "nn.Module | LayerCall") -> "LayerCall":
        """Return the call that would make this layer.

        >>> LayerCall.of(nn.Conv2d(3, 6, 3, padding=1)).code
        'nn.Conv2d(3, 6, 3, padding=1)'
        """
        if isinstance(layer, LayerCall):
            return layer
        args: list[object] = []
        kwargs: dict[str, object] = {}
        for name, parameter in inspect.signature(type(layer)).parameters.items():
            if name in NOT_WRITTEN or not hasattr(layer, name):
                continue
            value = getattr(layer, name) is not None if name == "bias" else plain(getattr(layer, name))
            if name == "stride" and "Pool" in type(layer).__name__ and value == args[-1]:
                continue  # the default: as large as the kernel
            if parameter.default is inspect.Parameter.empty:
                args.append(value)
            elif value != parameter.default:
                kwargs[name] = value
        return cls(type(layer).__name__, tuple(args), kwargs, layer)

    @property
    def code(self) -> str:
        """Return the call as code."""
        written = [*map(shown, self.args), *(f"{name}={shown(value)}" for name, value in self.kwargs.items())]
        return f"nn.{self.name}({', '.join(written)})"

    @property
    def exists(self) -> bool:
        """Return whether torch has a layer of this name."""
        return self.name in LAYERS

    def argument(self, name: str) -> object:
        """Return an argument by its name, wherever it was written; its default when it was not."""
        return self.arguments.get(name)

    @cached_property
    def arguments(self) -> dict[str, object]:
        """All arguments by name, defaults included; a call that lacks one has it not."""
        bound = signature_of(self.name).bind_partial(*self.args, **self.kwargs)
        bound.apply_defaults()
        return bound.arguments

    @property
    def window_axes(self) -> int | None:
        """Along how many axes the layer slides or normalises, by its name: Conv2d 2; None where it says none.

        >>> LayerCall("Conv2d").window_axes, LayerCall("Linear").window_axes
        (2, None)
        """
        named = self.name[-2:] in ("1d", "2d", "3d") and self.name.startswith(WITH_AXES)
        return int(self.name[-2]) if named else None

    def changed(self, **arguments: object) -> "LayerCall":
        """Return the call with other arguments; each stays where it was written, new ones go by name."""
        places = list(signature_of(self.name).parameters)
        args, kwargs = list(self.args), dict(self.kwargs)
        for name, value in arguments.items():
            if places.index(name) < len(args):
                args[places.index(name)] = value
            else:
                kwargs[name] = value
        return replace(self, args=tuple(args), kwargs=kwargs, made=None)

    def build(self) -> nn.Module:
        """Return a new layer, or a copy of the one that exists, so that trying it out leaves no traces."""
        if self.made is not None:
            return deepcopy(self.made)
        layer: nn.Module = getattr(nn, self.name)(*self.args, **self.kwargs)  # torch's words for what is none
        return layer
