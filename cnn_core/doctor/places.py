"""The failing call as cnn_core.mends knows it: a stack of layers up to it, and what reached it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

import torch

from cnn_core.doctor.functions import ARGUMENTS
from cnn_core.doctor.reading import Reading
from cnn_core.doctor.steps import NOT_KNOWN, known_cause, tensors_in
from cnn_core.doctor.stopping import Error
from cnn_core.doctor.values import Site, Step
from cnn_core.layer_call import LayerCall
from cnn_core.mends import Change, Place

FLATTENING = ("view", "reshape", "flatten")


@dataclass(frozen=True)
class Failing:
    """A failing call of a layer, or of a function that does the same, with the steps before it."""

    place: Place
    sites: tuple[Site, ...]
    reason: str | None
    changes: tuple[Change, ...]


def failing(reading: Reading) -> Failing | None:
    """Return the failing call with its cause; None where no layer is called."""
    error, state = reading.error, reading.state
    if (
        error is None
        or state is None
        or error.site is None
        or error.site.call is None
        or state.source is None
    ):
        return _unmade(reading, error)
    sites = (*(step.site for step in reading.steps), error.site)
    calls = (*(as_call(step) for step in reading.steps), error.site.call)
    source = state.source.tensor
    given = error.site.given
    reached: object = tensors_in(given)[0].tensor if tensors_in(given) else source
    if given and isinstance(given[0], tuple):
        reached = tuple(each.tensor for each in tensors_in(given))
    return _caused(Place(calls, len(calls) - 1, source, reached), sites)


def _unmade(reading: Reading, error: Error | None) -> Failing | None:
    """Return a layer that cannot be made; it is given the input, which does not matter."""
    if error is None or error.site is None or error.site.call is None or error.stage != "build":
        return None
    nothing = torch.zeros(reading.input_shape, device="meta")
    return _caused(Place((error.site.call,), 0, nothing, nothing), (error.site,))


def _caused(place: Place, sites: tuple[Site, ...]) -> Failing:
    reason, changes = known_cause(place)
    return Failing(place, sites, reason, tuple(changes))


def as_call(step: Step) -> LayerCall:
    """Return a step as a layer: flattening by view is Flatten, what is no layer keeps everything."""
    flat = isinstance(step.shape, tuple) and len(step.shape) <= 2
    if step.op in FLATTENING and flat:
        return LayerCall("Flatten")
    return step.site.call or LayerCall("Identity")


def argument_names(site: Site) -> tuple[str, ...]:
    """Return the arguments of a call in their order, as they stand between its brackets."""
    assert site.call is not None
    op = _function_name(site)
    if op in ARGUMENTS:
        names = ARGUMENTS[op][1]
        is_method = _given_by_a_dot(site)
        return names if is_method else ("input", *names)
    return tuple(site.call.arguments)


def _function_name(site: Site) -> str:
    if site.node is None or site.node is not site.calling:
        return ""
    function = site.node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _given_by_a_dot(site: Site) -> bool:
    """Return whether a function is called as x.flatten(1), not as torch.flatten(x, 1)."""
    given = tensors_in(site.given)
    return site.node is not None and bool(given) and len(site.node.args) < len(site.given)


def argument_node(site: Site, name: str) -> ast.expr | None:
    """Return the expression that gives an argument of a failing call; None where it is not written."""
    if site.node is None or site.call is None:
        return None
    for keyword in site.node.keywords:
        if keyword.arg == name:
            return keyword.value
    try:
        names = argument_names(site)
    except NOT_KNOWN:
        return None
    place = names.index(name) if name in names else len(site.node.args)
    return site.node.args[place] if place < len(site.node.args) else None
