"""What is not read: whatever it may have changed is no longer known."""

from __future__ import annotations

import ast

from cnn_core.doctor.state import Scope, State
from cnn_core.doctor.stopping import Refusal, listed
from cnn_core.doctor.values import Instance, Unread

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
