"""nn.Sequential, ModuleList, ModuleDict and Parameter: what holds other modules."""

from __future__ import annotations

import ast
from collections import OrderedDict
from typing import cast

import torch

from cnn_core.doctor import functions
from cnn_core.doctor.state import Kwargs, State, line_of
from cnn_core.doctor.stopping import Broken, Refused
from cnn_core.doctor.values import Chain, Function, Instance, Layer, LayerName, OwnClass, Traced

Args = list[object]
OF_CONTAINERS = {"list": "list_in_sequential", "dict": "dict_in_sequential"}


def container(state: State, name: str, args: Args, kwargs: Kwargs, node: ast.Call) -> object:
    """Return a container of what it is given, or a Parameter.

    Raises:
        Broken: what stands among the layers is none, in torch's words.
    """
    if kwargs and name != "Parameter":
        raise Refused("argument_not_read", name, line_of(node))
    if name == "Parameter":
        given = args[0] if args else kwargs.get("data")
        if not isinstance(given, Traced):
            raise Refused("argument_not_read", "nn.Parameter", line_of(node))
        return Traced(given.tensor, is_parameter=True)
    named = _modules_by_name(state, name, args, node)
    for item in named.values():
        if not isinstance(item, Layer | Chain | Instance):
            raise not_a_module(state, item, node)
    return Chain(name, node, named)


def _modules_by_name(state: State, name: str, args: Args, node: ast.Call) -> dict[str, object]:
    """Return what a container is given, by name: "0", "1" and so on where none was written."""
    single: object = args[0] if len(args) == 1 else None
    if isinstance(single, dict) and name != "ModuleList":
        if name == "Sequential" and not isinstance(single, OrderedDict):
            raise not_a_module(state, cast(object, single), node)
        return {str(key): value for key, value in cast("dict[object, object]", single).items()}
    if name == "Sequential":
        return {str(place): item for place, item in enumerate(args)}
    items = cast(object, list(single.items.values()) if isinstance(single, Chain) else single)
    if name == "ModuleDict" or not (isinstance(items, list | tuple) or not args):
        raise Refused("argument_not_read", f"nn.{name}", line_of(node))
    return {str(place): item for place, item in enumerate(cast("list[object]", items or []))}


def not_a_module(state: State, item: object, node: ast.Call) -> Broken:
    """Return torch's error for what is put among layers and is none."""
    if isinstance(item, LayerName):
        kind, reason = torch.typename(functions.LAYERS[item.name]), "layer_not_called"
    elif isinstance(item, Function):
        kind, reason = torch.typename(item.function), "function_among_layers"
    elif isinstance(item, OwnClass):
        kind, reason = f"__main__.{item.node.name}", "layer_not_called"
    else:
        kind = "torch.Tensor" if isinstance(item, Traced) else type(item).__name__
        reason = OF_CONTAINERS.get(kind, "not_a_layer")
    raise state.broken(
        "TypeError", f"{kind} is not a Module subclass", node, reason, kind=kind, item=cast(object, item)
    )
