"""The failing call as cnn_core.mends knows it, and in its text: torch's words taken apart, changes made."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from cnn_core.doctor.functions import ARGUMENTS
from cnn_core.doctor.reading import Reading
from cnn_core.doctor.source import (
    Source,
    Span,
    as_written,
    changed_arguments,
    inserted_before,
    last_word,
    without_element,
)
from cnn_core.doctor.steps import NOT_KNOWN, known_cause
from cnn_core.doctor.stopping import Error, listed
from cnn_core.doctor.values import Shape, Site, Step, tensors_in
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
    return last_word(site.node.func)


def _given_by_a_dot(site: Site) -> bool:
    """Return whether a function is called as x.flatten(1), not as torch.flatten(x, 1)."""
    node = site.node
    return node is not None and node is site.calling and len(node.args) + len(node.keywords) < len(site.given)


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


PATTERNS = (
    r"\((?P<pictures>\d+)x(?P<given>\d+) and (?P<in_features>\d+)x(?P<out_features>\d+)\)",
    (
        r"weight of size \[(?P<out_channels>\d+), (?P<weights>\d+)(?:, (?P<kernel_size>[\d, ]+))?\], "
        r"expected input\[(?P<shape>[\d, ]+)\] to have (?P<in_channels>\d+) channels, "
        r"but got (?P<channels>\d+) channels"
    ),
    r"should contain (?P<channels>\d+) elements not (?P<num_features>\d+)",
    r"per channel: \((?P<padded_size>[\dx ]+)\)\. Kernel size: \((?P<kernel_size>[\dx ]+)\)",
    r"shape '\[(?P<asked>[-\d, ]+)\]' is invalid for input of size (?P<numbers>\d+)",
    r"but got input of size: \[(?P<shape>[\d, ]*)\]",
    r"tensor a \((?P<left>\d+)\) must match the size of tensor b \((?P<right>\d+)\) at non-.+ (?P<axis>\d+)",
    r"Expected size (?P<left>\d+) but got size (?P<right>\d+) for tensor number (?P<which>\d+)",
    r"Given input size: \((?P<shape>[\dx]+)\)\. Calculated output size: \((?P<output>[-\dx]+)\)",
    r"got pad=(?P<padding>\d+), kernel_size=(?P<kernel_size>\d+) and dilation=(?P<dilation>\d+)",
    r"negative dimension (?P<count>-\d+)",
    r"has no attribute '(?P<name>\w+)'",
    r"name '(?P<name>\w+)' is not defined",
    r"unexpected keyword argument '(?P<name>\w+)'",
    r"required positional arguments?: '(?P<lacking>\w+)'",
)
IN_CONFLICT = frozenset(listed("parts_in_conflict"))


@dataclass(frozen=True)
class Token:
    """A part of a message: `role` says what it stands for, by PyTorch's name where it has one.

    `conflict` is whether it is one of those that do not agree; `span` where it is written in the source.
    """

    start: int
    end: int
    role: str
    conflict: bool
    span: Span | None


def tokens_of(error: Error, source: Source | None) -> tuple[Token, ...]:
    """Return the parts of a message that can be linked, in their order.

    >>> said = "mat1 and mat2 shapes cannot be multiplied (1x256 and 400x120)"
    >>> [(said[token.start : token.end], token.role) for token in tokens_of(Error("call", "", said, 1), None)]
    [('1', 'pictures'), ('256', 'given'), ('400', 'in_features'), ('120', 'out_features')]
    """
    return tuple(sorted(_found(error, source), key=lambda token: token.start))


def _found(error: Error, source: Source | None) -> Iterator[Token]:
    for pattern in PATTERNS:
        match = re.search(pattern, error.message)
        if match is None:
            continue
        for role in match.re.groupindex:
            if match[role] is not None:
                yield Token(*match.span(role), role, role in IN_CONFLICT, _written_at(error, role, source))
        return


def _written_at(error: Error, role: str, source: Source | None) -> Span | None:
    if source is None:
        return None
    if role == "name" and error.node is not None:
        return source.span_of(error.node)
    node = argument_node(error.site, role) if error.site else None
    return source.span_of(node) if node is not None else None


def shape_given(value: object) -> Shape:
    """Return the shape of a tensor, () of anything else."""
    return tuple(value.shape) if isinstance(value, Tensor) else ()


def factors_of(failed: Failing, at: int) -> Shape:
    """Return channels, height and width of the map that was flattened before a layer."""
    for index in range(at - 1, -1, -1):
        given = failed.sites[index].given
        if failed.place.stack[index].name == "Flatten" and given:
            shape = shape_given(getattr(given[0], "tensor", None))
            return shape[1:] if len(shape) == 4 else shape
    return ()


def with_settings(source: Source, site: Site, old: LayerCall, new: LayerCall, factors: Shape) -> str | None:
    """Return the text with the arguments of a changed call; None where it is not written."""
    if site.node is None:
        return None
    if old.name != new.name:
        start, end = source.range_of(site.node.func)
        at = source.text.rfind(old.name, start, end)
        return source.replaced((at, at + len(old.name), new.name)) if at >= 0 else None
    names = argument_names(site)
    defaults = dict(LayerCall(new.name).arguments)
    values = {name: value for name, value in new.arguments.items() if old.arguments.get(name) != value}
    values |= {
        name: defaults[name] for name in old.arguments if name not in new.arguments and name in defaults
    }
    function = "input" in names or names[:1] != tuple(new.arguments)[:1]
    known = {} if function and any(name not in names for name in values) else defaults
    return changed_arguments(
        source, site.node, names, values, known, lambda _, node, value: as_written(node, value, factors)
    )


def inserted(source: Source, site: Site, call: LayerCall) -> str | None:
    """Return the text with a layer before a call: an element, or a call around what is given."""
    if site.chain is not None and site.node is not None:
        return inserted_before(source, site.node, call.code)
    given = _given_expression(site)
    if given is None:
        return None
    written = source.of(given)
    if call.name == "Flatten":
        return source.with_node(
            given, f"{written}.flatten(1)" if _is_simple(given) else f"({written}).flatten(1)"
        )
    if call.name == "MaxPool2d":
        return source.with_node(given, f"F.max_pool2d({written}, 2)")
    return source.with_node(given, f"{call.code}({written})")


def _is_simple(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Call | ast.Attribute | ast.Subscript)


def _given_expression(site: Site) -> ast.expr | None:
    """Return the tensor that a call is given: its first argument, or what stands before the dot."""
    called = site.calling
    if not isinstance(called, ast.Call):
        return None
    if isinstance(called.func, ast.Attribute) and _given_by_a_dot(site):
        return called.func.value
    return called.args[0] if called.args else None


def removed(source: Source, site: Site) -> str | None:
    """Return the text without a step: the element of a Sequential, or the call around what it is given.

    None where the element stands for several steps, as in `[nn.ReLU()] * 3`.
    """
    if site.chain is not None and site.node is not None:
        same = [each for each in site.chain.items.values() if getattr(each, "node", None) is site.node]
        return without_element(source, site.node) if len(same) == 1 else None
    given = _given_expression(site)
    return source.with_node(site.calling, source.of(given)) if site.calling and given else None


def at_callers(source: Source, site: Site, old: LayerCall, new: LayerCall) -> Iterator[str]:
    """Return the texts with a changed setting where a block of the text is called that only hands it on."""
    for name, value in new.arguments.items():
        node = argument_node(site, name) if old.arguments.get(name) != value else None
        block = source.around(node, ast.FunctionDef) if isinstance(node, ast.Name) else None
        if not isinstance(node, ast.Name) or not isinstance(block, ast.FunctionDef):
            continue
        for given in _given_to(source, block, node.id):
            yield source.with_node(given, repr(value))


def _given_to(source: Source, block: ast.FunctionDef, name: str) -> Iterator[ast.expr]:
    """Return the numbers that the calls of a function or class of the text give to one argument."""
    own_class = source.parents.get(block)
    is_method = isinstance(own_class, ast.ClassDef)
    called = own_class.name if is_method and block.name == "__init__" else block.name
    names = [each.arg for each in block.args.args][is_method:]
    for call in [part for part in ast.walk(source.tree) if isinstance(part, ast.Call)]:
        given = dict(zip(names, call.args, strict=False))
        given |= {str(each.arg): each.value for each in call.keywords}
        if last_word(call.func) == called and isinstance(given.get(name), ast.Constant):
            yield given[name]
