"""Calls: a layer is made, a layer or a module of the text is called, a method of the list."""

from __future__ import annotations

import ast
from collections import OrderedDict
from typing import cast

from cnn_core.doctor import functions
from cnn_core.doctor.attributes import CONTAINERS
from cnn_core.doctor.containers import container
from cnn_core.doctor.functions import FUNCTIONS, MAKE_TENSORS, NUMBERS_OF_A_TENSOR, WHAT_TORCH_RAISES
from cnn_core.doctor.operators import within
from cnn_core.doctor.state import MOST_ITEMS, Kwargs, Scope, State, line_of
from cnn_core.doctor.steps import call_function, call_layer, unwrapped
from cnn_core.doctor.stopping import Broken, Error, Refused
from cnn_core.doctor.values import (
    MODEL,
    Bound,
    Chain,
    Function,
    Instance,
    Layer,
    LayerName,
    Namespace,
    OwnClass,
    OwnFunction,
    Site,
    Traced,
    layers_in,
    tensors_in,
)
from cnn_core.layer_call import LayerCall, signature_of

Args = list[object]
PLAIN = (int, float, str, bool, type(None), tuple, list)


def call(state: State, function: object, args: Args, kwargs: Kwargs, node: ast.Call, scope: Scope) -> object:
    """Return what a call gives.

    Raises:
        Refused: what is called is not in the list.
        Broken: torch or Python would raise an error.
    """
    if isinstance(function, LayerName | OwnClass):
        return _new(state, function, args, kwargs, node, scope)
    if isinstance(function, Layer | Chain | Instance):
        return call_module(state, function, args, kwargs, node, None)
    if isinstance(function, Function):
        return _of_function(state, function, args, kwargs, node, scope)
    if isinstance(function, Bound):
        return _of_bound(state, function, args, kwargs, node)
    if isinstance(function, OwnFunction):
        return state.call_own(state, function, args, kwargs, node)
    kind, reason = "Tensor" if isinstance(function, Traced) else type(function).__name__, "not_callable"
    if isinstance(function, list) and any(isinstance(item, MODEL) for item in cast(Args, function)):
        reason = "holds_layers"
    if isinstance(function, tuple):
        is_shape = isinstance(node.func, ast.Attribute) and node.func.attr == "shape"
        kind, reason = ("torch.Size", "shape_called") if is_shape else (kind, "tuple_called")
    raise state.broken("TypeError", f"'{kind}' object is not callable", node, reason, word=kind, name=kind)


def call_module(
    state: State, module: object, args: Args, kwargs: Kwargs, calling: ast.AST | None, chain: Chain | None
) -> object:
    """Return what leaves a module; `chain` is the nn.Sequential that calls it, None where the text does."""
    if isinstance(module, Layer):
        return call_layer(state, module, args, kwargs, calling, chain)
    if isinstance(module, Instance):
        if not module.own_class.is_module:
            raise _not_callable(state, module.own_class, calling)
        found = module.own_class.method("forward")
        if not found and module.chain:
            return call_module(state, module.chain, args, kwargs, calling, chain)
        if not found:
            raise _no_forward(state, module.own_class.node.name, calling, module.own_class)
        forward = OwnFunction(found[1], f"{found[0].node.name}.forward", module, found[0])
        return state.call_own(state, forward, args, kwargs, calling or found[1])
    assert isinstance(module, Chain)
    if module.kind != "Sequential":
        raise _no_forward(state, module.kind, calling, None)
    if len(args) != 1 or kwargs:
        raise Refused("argument_not_read", "nn.Sequential", line_of(calling or module.node))
    value = args[0]
    for item in module.items.values():
        value = call_module(state, item, [value], {}, calling, module)
    return value


def _no_forward(state: State, name: str, calling: ast.AST | None, own: OwnClass | None) -> Broken:
    said = f'Module [{name}] is missing the required "forward" function'
    line, node = line_of(calling) if calling else None, own.node if own else calling
    facts = {"name": name, "methods": tuple(own.methods) if own else ()}
    kind, why = "NotImplementedError", "no_forward" if own else "holds_layers"
    return Broken(Error(state.stage, kind, said, line, "torch", reason=why, facts=facts, node=node))


def _not_callable(state: State, own: OwnClass, calling: ast.AST | None) -> Broken:
    """Return Python's error for an object of a class that does not inherit from nn.Module."""
    said, line = f"'{own.node.name}' object is not callable", line_of(calling) if calling else None
    facts, why = {"name": own.node.name}, "no_inheritance"
    return Broken(
        Error(state.stage, "TypeError", said, line, "Python", reason=why, facts=facts, node=own.node)
    )


def _new(
    state: State, kind: LayerName | OwnClass, args: Args, kwargs: Kwargs, node: ast.Call, scope: Scope
) -> object:
    """Return a layer or an object that is made; of weights and dropout that forward makes anew it is told."""
    made = (
        _made(state, kind.name, args, kwargs, node)
        if isinstance(kind, LayerName)
        else state.make_own(state, kind, args, kwargs, node)
    )
    is_part = str(scope.find("__qualname__")).endswith("__init__")  # of an object, whose own line is the one
    new = [] if is_part else [each for each in layers_in(made) if each.in_forward and not each.swallowed]
    if any(functions.parameters_of(layer.module) != 0 for layer in new):
        state.note("made_in_forward", node)
    elif any("Dropout" in layer.call.name for layer in new):
        state.note("dropout_in_forward", node)
    return made


def _made(state: State, name: str, args: Args, kwargs: Kwargs, node: ast.Call) -> object:
    if name in CONTAINERS:
        return container(state, name, args, kwargs, node)
    line = cast(int, line_of(node))
    swallowed = tensors_in(tuple(args))
    if any(isinstance(value, Layer | Chain | Instance) for value in [*args, *kwargs.values()]):
        raise Refused("argument_not_read", f"nn.{name}", line)
    values = tuple(unwrapped(value, node) for value in args)
    elsewhere = {"device"} & set(signature_of(name).parameters)  # where it lies changes no shape
    named = {key: unwrapped(value, node) for key, value in kwargs.items() if key not in elsewhere}
    made = LayerCall(name, values, named)
    try:
        module = functions.made(made)
    except WHAT_TORCH_RAISES as error:
        site, facts = Site(made, node, None, None, ()), {"name": name}
        why, said = "layer_given_tensor" if swallowed else None, (type(error).__name__, str(error).strip())
        raise Broken(Error(state.stage, *said, line, "torch", line, name, why, facts, site, node)) from error
    layer = Layer(made, module, node, line, bool(swallowed), state.stage == "call")
    if swallowed:
        state.note("tensor_as_setting", node, name=name)
    state.layers.append(layer)
    return layer


def _of_function(
    state: State, function: Function, args: Args, kwargs: Kwargs, node: ast.Call, scope: Scope
) -> object:
    if function.space == "nn.Module":
        owner = args[0] if args else None
        return _started(state, owner, node)
    if function.space == "collections":
        return _ordered(args, kwargs, node)
    if function.space == "builtins":
        return _builtin(state, function, args, kwargs, node)
    is_dropout = function.name.startswith("dropout")  # alpha_dropout is off until it is told otherwise
    if is_dropout and state.stage == "call" and len(args) < 3 and "training" not in kwargs:
        state.note("dropout_without_training", node, name=f"F.{function.name}")
    if function.name in MAKE_TENSORS and len(args) > MOST_ITEMS:
        raise Refused("too_many_items", "", line_of(node))
    if not tensors_in((*args, *kwargs.values())) and function.name not in MAKE_TENSORS:
        for value in args:
            if isinstance(value, Instance | Chain):
                raise Refused("argument_not_read", function.name, line_of(node))
    return call_function(state, function, args, kwargs, node)


def _ordered(args: Args, kwargs: Kwargs, node: ast.AST) -> OrderedDict[str, object]:
    """Return an OrderedDict of (name, layer) pairs."""
    made: OrderedDict[str, object] = OrderedDict()
    pairs: object = args[0] if args else []
    if isinstance(pairs, dict):
        pairs = list(cast("dict[object, object]", pairs).items())
    for pair in cast("Args", pairs) if isinstance(pairs, list | tuple) else [pairs]:
        if not isinstance(pair, tuple | list) or len(cast("Args", pair)) != 2:
            raise Refused("argument_not_read", "OrderedDict", line_of(node))
        name, value = cast("Args", pair)
        made[str(name)] = value
    return OrderedDict({**made, **kwargs})


def _started(state: State, owner: object, node: ast.AST) -> None:
    """Note that nn.Module's own __init__ has run."""
    if not isinstance(owner, Instance):
        raise Refused("expression", "nn.Module", line_of(node))
    owner.is_module = True


def _builtin(state: State, function: Function, args: Args, kwargs: Kwargs, node: ast.Call) -> object:
    if function.name == "len" and len(args) == 1:
        if isinstance(args[0], Traced) and args[0].tensor.ndim:
            return args[0].tensor.shape[0]
        if isinstance(args[0], Chain):
            return len(args[0].items)
    if function.name in ("tuple", "list") and len(args) == 1 and isinstance(args[0], Chain):
        return list(args[0].items.values())
    if function.name == "dict" and not args:
        return dict(kwargs)
    if function.name == "isinstance" and len(args) == 2:
        return _is_of(args[0], args[1], node)
    holds_numbers = function.name not in ("len", "tuple", "list", "numel", "str")
    if kwargs or not all(isinstance(value, PLAIN) for value in args):
        raise Refused("argument_not_read", function.name, line_of(node))
    inside = [item for value in args if isinstance(value, tuple | list) for item in cast("Args", value)]
    if holds_numbers and not all(isinstance(item, int | float) for item in inside):
        raise Refused("argument_not_read", function.name, line_of(node))
    try:
        return within(function.function(*args), node)
    except (TypeError, ValueError, OverflowError) as error:
        raise state.broken(type(error).__name__, str(error), node, "python_error") from error


def _is_of(value: object, kinds: object, node: ast.AST) -> bool:
    """Return whether a plain value is an int, a tuple and so on."""
    named = cast("tuple[object, ...]", kinds) if isinstance(kinds, tuple) else (kinds,)
    types = tuple(each.function for each in named if isinstance(each, Function))
    if not isinstance(value, PLAIN) or len(types) < len(named) or not all(isinstance(t, type) for t in types):
        raise Refused("argument_not_read", "isinstance", line_of(node))
    return isinstance(value, cast("tuple[type, ...]", types))


def _of_bound(state: State, method: Bound, args: Args, kwargs: Kwargs, node: ast.Call) -> object:
    owner, name = method.owner, method.name
    if isinstance(owner, Traced):
        if name in NUMBERS_OF_A_TENSOR:
            return _number(state, owner, name, args, kwargs, node)
        if name in ("expand", "repeat", "tile") and len(args) > MOST_ITEMS:
            raise Refused("too_many_items", "", line_of(node))
        found = Function("Tensor", name, FUNCTIONS["Tensor"][name])
        return call_function(state, found, [owner, *args], kwargs, node)
    if isinstance(owner, list):
        return _added(cast("Args", owner), name, args, node)
    if name == "forward":
        return call_module(state, owner, args, kwargs, node, None)
    if name in ("add_module", "register_module", "register_parameter", "register_buffer"):
        return _registered(owner, name, args, kwargs, node)
    return _of_chain(cast(Chain, owner), name, args, node)


def _number(state: State, owner: Traced, name: str, args: Args, kwargs: Kwargs, node: ast.AST) -> object:
    axes = [*args, *kwargs.values()]
    if not all(isinstance(axis, int) for axis in axes):
        raise Refused("argument_not_read", name, line_of(node))
    try:
        found: object = NUMBERS_OF_A_TENSOR[name](owner.tensor, *axes)
    except WHAT_TORCH_RAISES as error:
        raise state.broken(type(error).__name__, str(error), node, "no_such_index") from error
    return tuple(cast("tuple[int, ...]", found)) if isinstance(found, tuple) else found


def _added(items: Args, name: str, args: Args, node: ast.AST) -> None:
    many = args[-1] if args else None
    if len(items) >= MOST_ITEMS or len(args) != (2 if name == "insert" else 1):
        raise Refused("too_many_items", "", line_of(node))
    if name == "append":
        items.append(many)
    elif name == "insert" and isinstance(args[0], int):
        items.insert(args[0], many)
    elif name == "extend" and isinstance(many, list | tuple):
        items.extend(cast("Args", many))
    else:
        raise Refused("argument_not_read", name, line_of(node))
    within(items, node)


def _registered(owner: object, name: str, args: Args, kwargs: Kwargs, node: ast.AST) -> None:
    values = [*args, *kwargs.values()]
    if len(values) < 2 or not isinstance(values[0], str):
        raise Refused("argument_not_read", name, line_of(node))
    owner = owner.chain or owner if isinstance(owner, Instance) else owner
    if isinstance(owner, Chain):
        owner.items[values[0]] = values[1]
    elif isinstance(owner, Instance):
        owner.attributes[values[0]] = values[1]
    else:
        raise Refused("method_not_read", name, line_of(node))


def _of_chain(chain: Chain, name: str, args: Args, node: ast.AST) -> object:
    if name == "values":
        return list(chain.items.values())
    items = list(chain.items.values())
    _added(items, name, args, node)
    if not all(isinstance(item, Layer | Chain | Instance) for item in items):
        raise Refused("argument_not_read", name, line_of(node))
    chain.items = {str(place): item for place, item in enumerate(items)}
    return chain


def is_module_base(value: object) -> bool:
    """Return whether a class inherits from nn.Module itself."""
    return isinstance(value, Namespace) and value.name == "nn.Module"


def is_chain_base(value: object) -> bool:
    """Return whether a class inherits from nn.Sequential."""
    return isinstance(value, LayerName) and value.name == "Sequential"


def begun(state: State, owner: Instance, args: Args, kwargs: Kwargs, node: ast.Call) -> None:
    """Do what __init__ of nn.Module does, or of nn.Sequential: its arguments are its layers."""
    owner.is_module = True
    if owner.own_class.is_chain:
        owner.chain = cast(Chain, container(state, "Sequential", args, kwargs, node))
