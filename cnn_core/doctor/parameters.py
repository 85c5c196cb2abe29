"""Which argument of a function of the text gets which value, with Python's words where they do not fit."""

from __future__ import annotations

import ast
from dataclasses import replace

from cnn_core.doctor.expressions import evaluate
from cnn_core.doctor.state import Kwargs, Scope, State, line_of
from cnn_core.doctor.stopping import Broken, Refused
from cnn_core.doctor.values import OwnFunction


def bound_names(
    state: State, function: OwnFunction, args: list[object], kwargs: Kwargs, node: ast.AST
) -> dict[str, object]:
    """Return the names of a function with their values.

    Raises:
        Broken: too many or too few arguments, as Python says it.
        Refused: `*args` or a default that is not read.
    """
    written = function.node.args
    places = [*written.posonlyargs, *written.args]
    names = [each.arg for each in places]
    alone = [each.arg for each in written.kwonlyargs]
    optional = len(written.defaults)
    if len(args) > len(places) and not written.vararg:
        raise _other(state, function, _too_many(function, len(args), len(places), optional), node)
    found: dict[str, object] = dict(zip(names, args, strict=False))
    rest: dict[str, object] = {}
    for name, value in kwargs.items():
        if name in found:
            raise _other(
                state, function, f"{function.name}() got multiple values for argument '{name}'", node
            )
        if name not in names and name not in alone and not written.kwarg:
            said = f"{function.name}() got an unexpected keyword argument '{name}'"
            raise _other(state, function, said, node, name)
        (found if name in names or name in alone else rest)[name] = value
    with_default = (
        dict(zip(names[len(names) - optional :], written.defaults, strict=True)) if optional else {}
    )
    with_default |= {name: value for name, value in zip(alone, written.kw_defaults, strict=True) if value}
    for name, default in with_default.items():
        if name not in found:
            found[name] = evaluate(state, default, Scope(function.around or state.around))
    lacking = [name for name in names if name not in found]
    if lacking:
        raise _other(state, function, _too_few(function, lacking), node, lacking=tuple(lacking))
    if written.vararg:
        found[written.vararg.arg] = tuple(args[len(places) :])
    if written.kwarg:
        found[written.kwarg.arg] = rest
    return found


def _other(
    state: State,
    function: OwnFunction,
    said: str,
    node: ast.AST,
    name: str = "",
    lacking: tuple[str, ...] = (),
) -> Broken:
    known = tuple(each.arg for each in [*function.node.args.args, *function.node.args.kwonlyargs])
    facts: dict[str, object] = {"name": name, "known": known, "lacking": lacking, "function": function}
    without_self = function.owner is not None and known[:1] != ("self",)
    reason = "forward_without_self" if without_self else "arguments_of_own"
    broken = state.broken("TypeError", said, node, reason, **facts)
    if node is function.node:  # the text itself does not call it
        return Broken(replace(broken.error, line=None, node=function.node))
    return broken


def _too_many(function: OwnFunction, given: int, most: int, optional: int) -> str:
    takes = f"from {most - optional} to {most}" if optional else str(most)
    noun = "argument" if most == 1 and not optional else "arguments"
    was = "was" if given == 1 else "were"
    return f"{function.name}() takes {takes} positional {noun} but {given} {was} given"


def _too_few(function: OwnFunction, lacking: list[str]) -> str:
    quoted = [f"'{name}'" for name in lacking]
    listed = quoted[0]
    if len(quoted) == 2:
        listed = " and ".join(quoted)
    elif len(quoted) > 2:
        listed = f"{', '.join(quoted[:-1])}, and {quoted[-1]}"
    noun = "argument" if len(lacking) == 1 else "arguments"
    return f"{function.name}() missing {len(lacking)} required positional {noun}: {listed}"


def takes_one_input(function: OwnFunction) -> None:
    """Refuse a forward that must be given more than one tensor.

    Raises:
        Refused: forward takes two inputs, or more.
    """
    written = function.node.args
    required = [*written.posonlyargs, *written.args][: len(written.args) - len(written.defaults)]
    alone = sum(default is None for default in written.kw_defaults)
    inputs = len(required) - 1 + alone
    if inputs > 1:
        raise Refused(
            "two_inputs", f"forward({', '.join(each.arg for each in required)})", line_of(function.node)
        )
