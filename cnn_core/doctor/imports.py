"""Imports: which names they would bring. Nothing is imported."""

from __future__ import annotations

import ast
from typing import cast

from cnn_core.doctor.attributes import SPACES, attribute_of
from cnn_core.doctor.state import Scope, State
from cnn_core.doctor.stopping import Broken
from cnn_core.doctor.values import Foreign, Namespace


def imported(state: State, node: ast.stmt, scope: Scope) -> None:
    """Note which names an import would bring; nothing is imported."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            name = alias.name if alias.asname else alias.name.split(".")[0]
            scope.names[alias.asname or name] = _door(name)
        return
    written = cast(ast.ImportFrom, node)
    from_where = _door(written.module or ".")
    for alias in written.names:
        if alias.name == "*":
            _all_names(state, from_where, scope)
            continue
        scope.names[alias.asname or alias.name] = _inside(state, from_where, alias.name, node)


DOORS = {
    "torch": Namespace("torch"),
    "torch.nn": Namespace("nn"),
    "torch.nn.functional": Namespace("F"),
    "collections": Namespace("collections"),
    "math": Namespace("math"),
    "numpy": Namespace("numpy"),
}


def _door(module: str) -> Namespace | Foreign:
    return DOORS.get(module, Foreign(module))


def _inside(state: State, door: Namespace | Foreign, name: str, node: ast.stmt) -> object:
    at = ast.copy_location(ast.Name(name, ast.Load()), node)
    if isinstance(door, Foreign):
        return Foreign(name if door.name.split(".")[0] != "torch" else f"{door.name}.{name}")
    try:
        return attribute_of(state, door, name, at)
    except Broken:
        module = {"nn": "torch.nn", "F": "torch.nn.functional"}.get(door.name, door.name)
        said = f"cannot import name '{name}' from '{module}'"
        raise state.broken("ImportError", said, node, "no_such_layer", name=name, space=door.name) from None


def _all_names(state: State, door: Namespace | Foreign, scope: Scope) -> None:
    if isinstance(door, Namespace):
        scope.names |= SPACES[door.name]
    else:
        state.names_open = True
