"""One step: a layer or function is called on shapes alone; where torch refuses, its words are fetched."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Literal, cast

import torch
from torch import Tensor, nn

from cnn_core.doctor import functions
from cnn_core.doctor.answers import answered, multiplied
from cnn_core.doctor.doubts import MOST_IN_MEMORY, is_cell_by_cell, is_doubtful
from cnn_core.doctor.functions import DEVICE_ONLY, IN_PLACES, MAKE_TENSORS, META, WHAT_TORCH_RAISES, as_layer
from cnn_core.doctor.seeing import seen_through, sees_of
from cnn_core.doctor.state import MOST_ITEMS, Kwargs, State, line_of
from cnn_core.doctor.stopping import Broken, Error, Refused, Speaker
from cnn_core.doctor.values import (
    Chain,
    Foreign,
    Function,
    Laid,
    Layer,
    Sees,
    Several,
    Shape,
    Site,
    Step,
    Traced,
    tensors_in,
)
from cnn_core.mends import Change, Place, cause_of
from cnn_core.receptive_field import Field

MOST_MULTIPLICATIONS = 10**7
"""A failing call is only given to the CPU when it could multiply no more than this."""
NOT_KNOWN = (TypeError, ValueError, AttributeError, IndexError, KeyError, ArithmeticError, RuntimeError)


def unwrapped(value: object, node: ast.AST) -> object:
    """Return what torch is given for a value."""
    if isinstance(value, Traced):
        return value.tensor
    if isinstance(value, Layer):
        return value.module
    if isinstance(value, tuple | list):
        items = [unwrapped(item, node) for item in cast("list[object]", value)]
        if isinstance(value, Several):
            return value.kind(items)
        return tuple(items) if isinstance(value, tuple) else items
    if value is None or isinstance(value, int | float | str | slice | torch.dtype) or value is Ellipsis:
        return cast(object, value)
    raise Refused("argument_not_read", type(value).__name__, line_of(node))


def call_layer(
    state: State,
    layer: Layer,
    args: list[object],
    kwargs: Kwargs,
    calling: ast.AST | None,
    chain: Chain | None,
) -> object:
    """Return what leaves one of torch's layers."""
    module = functions.in_mode(layer.call, layer.module, layer.is_training, layer.dtype)
    site = Site(replace(layer.call, made=module), layer.node, calling, chain, tuple(args))
    node = calling or layer.node
    values = [unwrapped(value, node) for value in args]
    named = {name: unwrapped(value, node) for name, value in kwargs.items()}
    line = line_of(node)
    if state.stage == "call":
        state.called.add(id(layer))
    output = _tried(state, module, values, named, site, layer, line)
    given = tensors_in(tuple(args))
    first = output if isinstance(output, Tensor) else None
    if state.stage == "build":
        return _wrapped(output, sees_of(module, given, first), -1)
    costs = functions.multiplications_of(module, given[0].tensor, first) if given and first is not None else 0
    step = Step(
        line=layer.line if chain else cast(int, line),
        made=layer.line,
        op=type(module).__name__,
        shape=_shape_of(output),
        multiplications=costs,
        sees=None,
        site=site,
    )
    return _left(state, step, output, sees_of(module, given, first))


def call_function(
    state: State, function: Function, args: list[object], kwargs: Kwargs, node: ast.AST
) -> object:
    """Return what a function or method of the list gives for tensors."""
    call = as_layer(
        function.name, tuple(args[1:]), {key: value for key, value in kwargs.items() if key != "input"}
    )
    is_written = isinstance(node, ast.Call)
    site = Site(call, node if is_written else None, node, None, (*args, *kwargs.values()))
    if function.name in DEVICE_ONLY and not any(isinstance(value, torch.dtype) for value in args[1:]):
        args, kwargs = args[:1], {}
        function = replace(function, function=torch.Tensor.detach)
    kwargs = {name: value for name, value in kwargs.items() if name != "device"}
    if function.name in IN_PLACES:
        _bounded(args, kwargs, node)
    values = [unwrapped(value, node) for value in args if not isinstance(value, Foreign)]
    named = {name: unwrapped(value, node) for name, value in kwargs.items()}
    output = _tried(state, function.function, values, named, site, None, line_of(node), function.name)
    given = tensors_in(site.given)
    first = output if isinstance(output, Tensor) else None
    sees: Sees = None
    if call is not None:
        sees = sees_of(functions.made(call), given, first)
    else:
        sees = seen_through(function.name, given, output, args, kwargs)
    if state.stage == "build" or first is None:
        return _wrapped(output, sees, -1)
    costs = multiplied(function.name, values, first)
    step = Step(cast(int, line_of(node)), None, function.name, _shape_of(output), costs, None, site)
    return _left(state, step, output, sees)


def _bounded(args: list[object], kwargs: Kwargs, node: ast.AST) -> None:
    """Refuse to make very many tensors."""
    given = tensors_in(tuple(args))
    longest = max(given[0].tensor.shape, default=0) if given else 0
    numbers = [value for value in [*args[1:], *kwargs.values()] if isinstance(value, int)]
    if longest > MOST_ITEMS * max(1, min(numbers, default=1)) or max(numbers, default=0) > MOST_ITEMS * 10:
        raise Refused("too_many_items", "", line_of(node))


def _tried(
    state: State,
    function: Callable[..., object],
    values: list[object],
    named: dict[str, object],
    site: Site,
    layer: Layer | None,
    line: int | None,
    op: str = "",
) -> object:
    """Return what torch gives on the meta device; what that refuses, or should, is asked of the CPU."""
    if is_cell_by_cell(function, values, named, site.call):
        same = cast(Tensor, values[0])
        return same.detach() if same.is_contiguous() else torch.empty_like(same)
    output: object = None
    refused: Exception | None = None
    try:
        with META if op in MAKE_TENSORS else nullcontext():
            output = answered(function, values, named, op)
    except WHAT_TORCH_RAISES as error:
        refused = error
    else:
        if not is_doubtful(site, output, op):
            return output
    speaker: Speaker = "meta"
    one = _pictures_to_try(site, is_refused=refused is not None)
    if one is not None:
        try:
            tried = _on_the_cpu(function, values, named, one=one)
        except WHAT_TORCH_RAISES as error:
            refused, speaker = error, "torch"
        else:
            return tried if refused else output
    assert refused is not None
    raise _broken(state, refused, speaker, site, layer, line, op)


def _broken(
    state: State,
    refused: Exception,
    speaker: Speaker,
    site: Site,
    layer: Layer | None,
    line: int | None,
    op: str,
) -> Broken:
    error = Error(
        stage=state.stage,
        kind=type(refused).__name__,
        message=str(refused).strip(),
        line=line,
        speaker=speaker,
        layer_line=layer.line if layer else None,
        op=op or (type(layer.module).__name__ if layer else ""),
        site=site,
        node=site.calling or site.node,
    )
    return Broken(error)


def known_cause(place: Place) -> tuple[str | None, list[Change]]:
    """Return the cause of a failing call; none where its arguments are of a kind that no layer takes."""
    try:
        return cause_of(place)
    except NOT_KNOWN:
        return None, []


def _pictures_to_try(site: Site, *, is_refused: bool) -> bool | None:
    """Return whether the CPU is asked with one picture (True) or all (False); None where neither is cheap."""
    given = tensors_in(site.given)
    return next((one for one in (False, True) if not is_refused or _may_run(site, given, one=one)), None)


def _may_run(site: Site, given: list[Traced], *, one: bool) -> bool:
    """Return whether a failing call could not multiply or hold too much, with one picture or with all."""
    pictures = given[0].tensor.shape[0] if one and given and given[0].tensor.ndim > 1 else 1
    if sum(each.tensor.numel() for each in given) > MOST_IN_MEMORY * max(1, pictures):
        return False
    if (
        site.call is None
        or not given
        or known_cause(Place((site.call,), 0, given[0].tensor, given[0].tensor))[0]
    ):
        return True  # torch refuses before it multiplies
    weight = functions.parameters_of(functions.made(site.call)) or 0
    sizes = given[0].tensor.shape  # of a number alone none
    places = math.prod((*sizes[:1], *sizes[2:])) // max(1, pictures)
    return weight * places <= MOST_MULTIPLICATIONS


def _on_the_cpu(
    function: Callable[..., object], values: list[object], named: dict[str, object], *, one: bool
) -> object:
    """Return what the CPU gives, as tensors of the meta device again."""

    def moved(value: object) -> object:
        """Return a value with all its tensors and layers on the CPU."""
        if isinstance(value, tuple | list):
            kind = cast("Callable[[list[object]], object]", type(cast(object, value)))
            return kind([moved(item) for item in cast("list[object]", value)])
        if isinstance(value, nn.Module):
            return functions.on_the_cpu(value)
        if not isinstance(value, Tensor):
            return value
        zeros = torch.empty_strided(value.shape, value.stride(), dtype=value.dtype, device="cpu")
        kept = zeros[:1] if one and zeros.ndim > 1 else zeros
        if not value.is_floating_point():
            kept.zero_()  # an index must be one
        return nn.Parameter(kept, requires_grad=False) if isinstance(value, nn.Parameter) else kept

    called = moved(function) if isinstance(function, nn.Module) else function
    assert callable(called)
    output: object = called(
        *[moved(value) for value in values], **{key: moved(each) for key, each in named.items()}
    )
    return output.to(META) if isinstance(output, Tensor) else output


def _shape_of(output: object) -> Shape | tuple[Shape, ...] | None:
    if isinstance(output, Tensor):
        return tuple(output.shape)
    if isinstance(output, tuple | list):
        items = cast("list[object]", output)
        return tuple(tuple(item.shape) for item in items if isinstance(item, Tensor))
    return None


def _wrapped(output: object, sees: Sees, number: int) -> object:
    if isinstance(output, Tensor):
        return Traced(output, sees, number)
    if isinstance(output, tuple | list):
        parts = Several(_wrapped(item, sees, number) for item in cast("list[object]", output))
        parts.kind = cast("Callable[[list[object]], object]", type(cast(object, output)))
        return tuple(parts) if parts.kind in (tuple, list) else parts
    return output


def _left(state: State, step: Step, output: object, sees: Sees) -> object:
    """Note a step and return what leaves it."""
    size: tuple[int, int] | Literal["all"] | None = sees.size if isinstance(sees, Field | Laid) else sees
    state.steps.append(replace(step, sees=size))
    return _wrapped(output, sees, len(state.steps) - 1)


def shape_before(step: Step) -> Shape:
    """Return the shape that a step was given, () where there is none."""
    given = tensors_in(step.site.given)
    return tuple(given[0].tensor.shape) if given else ()
