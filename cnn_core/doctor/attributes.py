"""What stands behind a dot: only names of the list are looked up, whatever the text says."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from typing import Any, cast

import torch

from cnn_core.doctor import functions
from cnn_core.doctor.functions import DTYPES, FUNCTIONS, IN_TORCH, NUMBERS_OF_A_TENSOR
from cnn_core.doctor.state import State, line_of, readable
from cnn_core.doctor.stopping import Refused, listed
from cnn_core.doctor.values import (
    Bound,
    Chain,
    Foreign,
    Function,
    Instance,
    Layer,
    LayerName,
    Namespace,
    OwnClass,
    OwnFunction,
    Several,
    Traced,
    is_static,
)

CONTAINERS = frozenset(("Sequential", "ModuleList", "ModuleDict", "Parameter"))
LEAVE_A_MODEL = frozenset(listed("leave_a_model_as_it_is"))
MODULE_METHODS = LEAVE_A_MODEL | frozenset(listed("module_methods"))
CHAIN_METHODS = frozenset(("append", "extend", "insert", "values"))
LIST_METHODS = frozenset(("append", "extend", "insert"))
SETTINGS_OF_A_LAYER = frozenset(listed("settings_of_a_layer"))
SPACES: Mapping[str, Mapping[str, object]] = {
    "torch": {
        "nn": Namespace("nn"),
        "Tensor": Foreign("torch.Tensor"),
        **{name: Function("torch", name, function) for name, function in FUNCTIONS["torch"].items()},
        **DTYPES,
    },
    "nn": {
        "functional": Namespace("F"),
        "Module": Namespace("nn.Module"),
        **{name: LayerName(name) for name in sorted(functions.READ | CONTAINERS)},
    },
    "F": {name: Function("F", name, function) for name, function in FUNCTIONS["F"].items()},
    "nn.Module": {"__init__": Function("nn.Module", "__init__", object)},
    "collections": {"OrderedDict": Function("collections", "OrderedDict", dict)},
    "math": {name: Function("builtins", name, getattr(math, name)) for name in listed("math")},
    "numpy": {"prod": Function("builtins", "prod", math.prod)},
}
CALLED_IN_TORCH = {
    "torch": "module 'torch'",
    "nn": "module 'torch.nn'",
    "F": "module 'torch.nn.functional'",
    "nn.Module": "type object 'Module'",
}
EXISTS: Mapping[str, frozenset[str]] = {
    "torch": IN_TORCH["torch"],
    "nn": functions.IN_NN,
    "F": IN_TORCH["F"],
    "nn.Module": frozenset(dir(torch.nn.Module)),
}


def attribute_of(state: State, value: object, name: str, node: ast.expr) -> object:
    """Return what `value.name` stands for.

    Raises:
        Refused: the name is not in the list.
        Broken: there is no such name.
    """
    for kind, look_up in LOOK_UP:
        if isinstance(value, kind):
            return look_up(state, value, name, node)
    if isinstance(value, list) and name in LIST_METHODS:
        return Bound(cast("list[object]", value), name, node)
    if isinstance(value, tuple) and name == "numel":
        return Function("builtins", "numel", lambda: math.prod(cast("tuple[int, ...]", value)))
    if value is None:
        raise missing(state, "NoneType", name, node, "none_has_no_attribute")
    if isinstance(value, Several) and name in ("values", "indices"):
        return value[name == "indices"]
    if isinstance(value, tuple | list) and name in IN_TORCH["Tensor"] and not hasattr(tuple, name):
        known = torch.typename(value.kind) if isinstance(value, Several) else ""
        kind = known or type(cast(object, value)).__name__
        raise missing(state, kind, name, node, "pair_is_no_tensor")
    raise Refused("attribute_not_read", name, line_of(node))


def missing(state: State, kind: str, name: str, node: ast.AST, reason: str, *known: str) -> Exception:
    """Return Python's error for an attribute that does not exist."""
    said = f"'{kind}' object has no attribute '{name}'"
    return state.broken("AttributeError", said, node, reason, name=name, owner=kind, known=known)


def _of_namespace(state: State, space: Namespace, name: str, node: ast.expr) -> object:
    if name in SPACES[space.name]:
        return SPACES[space.name][name]
    if name in EXISTS.get(space.name, frozenset((name,))):
        return Foreign(f"{space.name}.{name}")
    said = f"{CALLED_IN_TORCH[space.name]} has no attribute '{name}'"
    reason = "no_such_layer" if space.name == "nn" else "no_such_function"
    raise state.broken("AttributeError", said, node, reason, name=name, space=space.name)


def _of_tensor(state: State, value: Traced, name: str, node: ast.expr) -> object:
    if name == "shape":
        return tuple(value.tensor.shape)
    if name == "ndim":
        return value.tensor.ndim
    if name == "data":
        return value
    if name == "dtype":
        return value.tensor.dtype
    if name == "device":
        return Foreign("device")
    if name in FUNCTIONS["Tensor"] or name in NUMBERS_OF_A_TENSOR:
        return Bound(value, name, node)
    if name in IN_TORCH["Tensor"]:
        raise Refused("method_not_read", name, line_of(node))
    raise missing(state, "Tensor", name, node, "no_such_method")


def _of_instance(state: State, value: Instance, name: str, node: ast.expr) -> object:
    if name in value.attributes:
        return readable(value.attributes[name])
    found = value.own_class.method(name)
    if found:
        owner = None if is_static(found[1]) else value
        return OwnFunction(found[1], f"{found[0].node.name}.{name}", owner, found[0])
    own: OwnClass | None = value.own_class
    while own:
        if name in own.constants:
            return readable(own.constants[name])
        own = own.base
    if name == "training":
        return True
    if name in MODULE_METHODS:
        return Bound(value, name, node)
    if value.hidden:
        raise Refused(value.hidden.reason, value.hidden.word, value.hidden.line)
    if name in EXISTS["nn.Module"]:
        raise Refused("method_not_read", name, line_of(node))
    known = [*value.attributes, *value.own_class.methods]
    raise missing(state, value.own_class.node.name, name, node, "no_such_attribute", *known)


def _of_chain(state: State, value: Chain, name: str, node: ast.expr) -> object:
    if name in value.items:
        return value.items[name]
    if name in CHAIN_METHODS or name in MODULE_METHODS:
        return Bound(value, name, node)
    if name in EXISTS["nn.Module"]:
        raise Refused("method_not_read", name, line_of(node))
    raise missing(state, value.kind, name, node, "no_such_part", *value.items)


def _of_layer(state: State, value: Layer, name: str, node: ast.expr) -> object:
    if name in MODULE_METHODS:
        return Bound(value, name, node)
    exists = name in dir(value.module)
    if name in SETTINGS_OF_A_LAYER and exists:
        found: object = getattr(value.module, name)
        return Traced(found, is_parameter=True) if isinstance(found, torch.Tensor) else found
    if exists:
        raise Refused("attribute_not_read", name, line_of(node))
    raise missing(state, type(value.module).__name__, name, node, "layer_is_no_tensor")


def _of_class(state: State, value: OwnClass, name: str, node: ast.expr) -> object:
    if name in value.constants:
        return readable(value.constants[name])
    found = value.method(name)
    if not found:
        raise Refused("attribute_not_read", name, line_of(node))
    return OwnFunction(found[1], f"{found[0].node.name}.{name}", None, found[0])


def _of_foreign(_: State, value: Foreign, name: str, __: ast.expr) -> Foreign:
    return Foreign(f"{value.name}.{name}")


LOOK_UP: tuple[tuple[type, Callable[[State, Any, str, ast.expr], object]], ...] = (
    (Namespace, _of_namespace),
    (Foreign, _of_foreign),
    (Traced, _of_tensor),
    (Instance, _of_instance),
    (Chain, _of_chain),
    (Layer, _of_layer),
    (OwnClass, _of_class),
)
