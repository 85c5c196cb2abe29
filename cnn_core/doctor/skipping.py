"""What is not read: whatever it may have changed is no longer known."""

from __future__ import annotations

import ast
from typing import cast

from cnn_core.doctor.attributes import SPACES, attribute_of
from cnn_core.doctor.state import Scope, State
from cnn_core.doctor.stopping import Broken, Refusal, listed
from cnn_core.doctor.values import Foreign, Instance, Namespace, Unread

CHANGES = frozenset(listed("change_a_list"))


def unread(state: State, node: ast.AST, scope: Scope, why: Refusal) -> None:
    """Go on without a statement: whatever it may have changed is no longer known."""
    state.unread(node, why)
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store | ast.Del):
            scope.names[part.id] = Unread(why)
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            scope.names[part.name] = Unread(why)
        elif isinstance(part, ast.Attribute | ast.Subscript) and isinstance(part.ctx, ast.Store | ast.Del):
            spoil(part.value if isinstance(part, ast.Subscript) else part, scope, why)
        elif isinstance(part, ast.Call):
            _spoil_by_call(part, scope, why)


def _spoil_by_call(node: ast.Call, scope: Scope, why: Refusal) -> None:
    if isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
        spoil(node.func.value, scope, why)
    if isinstance(node.func, ast.Name) and node.func.id == "setattr" and node.args:
        spoil(node.args[0], scope, why)
    for argument in node.args:
        if isinstance(argument, ast.Name) and isinstance(scope.find(argument.id), list):
            spoil(argument, scope, why)


def spoil(node: ast.expr, scope: Scope, why: Refusal) -> None:
    """Forget a name, or an attribute of self."""
    if isinstance(node, ast.Name):
        value = scope.find(node.id)
        if isinstance(value, Instance):
            value.hidden = why
        else:
            scope.names[node.id] = Unread(why)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = scope.find(node.value.id)
        if isinstance(owner, Instance):
            owner.attributes[node.attr] = Unread(why)
    elif isinstance(node, ast.Attribute | ast.Subscript):
        spoil(node.value, scope, why)


def spoil_target(target: ast.expr, scope: Scope, why: Refusal) -> None:
    """Forget what an assignment would have given a value."""
    if isinstance(target, ast.Tuple | ast.List):
        for each in target.elts:
            spoil_target(each, scope, why)
    elif isinstance(target, ast.Name):
        scope.names[target.id] = Unread(why)
    else:
        spoil(target, scope, why)


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
