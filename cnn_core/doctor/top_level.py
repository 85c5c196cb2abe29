"""Source text to a model: syntax within bounds, the statements of the module, and which model is meant."""

from __future__ import annotations

import ast
from dataclasses import dataclass

import torch

from cnn_core.doctor.calls import call_module
from cnn_core.doctor.classes import call_own, defined, make_own, takes_one_input
from cnn_core.doctor.expressions import evaluate
from cnn_core.doctor.functions import META
from cnn_core.doctor.skipping import imported, unread
from cnn_core.doctor.state import Remark, Scope, State, line_of
from cnn_core.doctor.statements import STATEMENTS, refusal_of
from cnn_core.doctor.stopping import Broken, Error, Refusal, Refused
from cnn_core.doctor.values import (
    MODEL,
    Chain,
    Instance,
    Model,
    Namespace,
    OwnClass,
    OwnFunction,
    Traced,
    Unread,
    layers_in,
)
from cnn_core.receptive_field import Field

START = Field((1, 1), (1, 1), (0, 0))


@dataclass(eq=False)
class Candidate:
    """A top-level name that may be the model, or why it could not be read."""

    value: object
    node: ast.stmt
    is_meant: bool


def state_of(text: str) -> State:
    """Return an empty reading of a text; torch, nn and F are known without an import, as in a fragment."""
    around = Scope()
    around.names = {"torch": Namespace("torch"), "nn": Namespace("nn"), "F": Namespace("F")}
    return State(text, around, call_own, make_own)


def model_of(state: State, tree: ast.Module) -> Model:
    """Return the model of a text: the last one that is made, else the last class that no other class uses.

    Raises:
        Refused: there is none, or it is not read.
        Broken: making it is an error.
    """
    candidates = _read_top_level(state, tree)
    classes = [
        value for value in state.around.names.values() if isinstance(value, OwnClass) and _is_model(value)
    ]
    made = [each for each in candidates if isinstance(each.value, MODEL) or each.is_meant]
    if made:
        stops = [
            each.value
            for each in made
            if isinstance(each.value, Unread) and isinstance(each.value.why, Error)
        ]
        last = stops[0] if stops else made[-1].value
        if isinstance(last, Unread):
            raise Broken(last.why) if isinstance(last.why, Error) else _refused(last.why)
        assert isinstance(last, MODEL)
        _told_of_others(state, tree, last, made[-1].node)
        return last
    if classes:
        used = {
            part.id
            for own in classes
            for part in ast.walk(own.node)
            if isinstance(part, ast.Name) and part.id != own.node.name
        }
        own = next((each for each in reversed(classes) if each.node.name not in used), classes[-1])
        _told_of_others(state, tree, own, own.node)
        return make_own(state, own, [], {}, (own.method("__init__") or (own, own.node))[1])
    for each in candidates:
        if isinstance(each.value, Unread):
            raise Broken(each.value.why) if isinstance(each.value.why, Error) else _refused(each.value.why)
    raise Refused("no_model", "", None)


def _told_of_others(state: State, tree: ast.Module, model: Model | OwnClass, node: ast.stmt) -> None:
    """Say which model is read, where the text holds others that are no part of it."""
    parts = layers_in(model)
    others: list[str] = []
    for name, value in state.around.names.items():
        if isinstance(value, OwnClass):
            is_other = value is not model and _is_alone(tree, value)
        else:
            layers = layers_in(value) if isinstance(value, Chain | Instance) else []
            is_other = bool(layers) and not any(layer in parts for layer in layers)
        if is_other:
            others.append(f"`{name}`")
    if others:
        facts = {"place": node.lineno, "others": ", ".join(others)}
        state.remarks.append(Remark("several_models", None, facts))


def _is_alone(tree: ast.Module, own: OwnClass) -> bool:
    """Return whether a class is a model that could be read, and that nothing else of the text names."""
    inside = set(ast.walk(own.node))
    named = (part for part in ast.walk(tree) if isinstance(part, ast.Name) and part not in inside)
    is_read = own.is_module and own.refusal is None and own.method("forward") is not None
    return is_read and all(part.id != own.node.name for part in named)


def _is_model(own: OwnClass) -> bool:
    """Return whether a class is an nn.Module: one that inherits, or that could not be read."""
    return bool(own.node.bases) or "forward" in own.methods or own.refusal is not None


def _refused(why: Refusal) -> Refused:
    return Refused(why.reason, why.word, why.line)


def _read_top_level(state: State, tree: ast.Module) -> list[Candidate]:
    candidates: list[Candidate] = []
    for statement in tree.body:
        state.spend(statement)
        if isinstance(statement, ast.ClassDef):
            state.around.names[statement.name] = defined(state, statement, state.around)
        elif isinstance(statement, ast.FunctionDef):
            state.around.names[statement.name] = OwnFunction(statement, statement.name)
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            imported(state, statement, state.around)
        elif isinstance(statement, ast.Expr):
            _top_expression(state, statement, candidates, is_last=statement is tree.body[-1])
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            _top_assignment(state, statement, candidates)
        else:
            unread(state, statement, state.around, refusal_of(statement))
    return candidates


def _top_expression(state: State, node: ast.Expr, candidates: list[Candidate], *, is_last: bool) -> None:
    if isinstance(node.value, ast.Constant):
        return
    changes = isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute)
    if not (is_last or changes) or _calls_a_model(state, node.value):
        _unread_below(state, node, None)
        return
    try:
        value = evaluate(state, node.value, state.around)
    except Refused as refused:
        _unread_below(state, node, refused.refusal)
        candidates.append(Candidate(Unread(refused.refusal), node, is_meant=False))
    except Broken as broken:
        meant = is_last and not candidates and _mentions_layers(state, node)
        meant = meant or broken.error.reason == "no_such_part"
        if not meant:
            _unread_below(state, node, None)
        candidates.append(Candidate(Unread(broken.error), node, is_meant=meant))
    else:
        if is_last:
            candidates.append(Candidate(value, node, is_meant=False))


def _calls_a_model(state: State, node: ast.expr) -> bool:
    """Return whether a model is called on numbers here: only its shapes are wanted, and they come below."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name) and state.around.has(node.func.id):
        return isinstance(state.around.find(node.func.id), MODEL)
    return False


def _unread_below(state: State, node: ast.stmt, why: Refusal | None) -> None:
    found = why or Refusal("below_the_model", ast.unparse(node).split("(")[0][:40], line_of(node))
    unread(state, node, state.around, found)


def _top_assignment(
    state: State, node: ast.Assign | ast.AnnAssign | ast.AugAssign, found: list[Candidate]
) -> None:
    value = node.value
    if value is not None and _calls_a_model(state, value):
        _unread_below(state, node, None)
        return
    before = len(state.remarks)
    names = [
        part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    ]
    try:
        STATEMENTS[type(node)](state, node, state.around)
    except Refused as refused:
        _unread_below(state, node, refused.refusal)
    except Broken as broken:
        for name in names:
            state.around.names[name] = Unread(broken.error)
        state.remarks[before:] = []
        state.unread(node, Refusal("below_the_model", broken.error.message, line_of(node)))
        found.append(Candidate(Unread(broken.error), node, is_meant=_mentions_layers(state, node)))
        return
    for name in names:
        made = state.around.names.get(name)
        if isinstance(made, (*MODEL, Unread)):
            is_meant = isinstance(made, Unread) and _makes_the_model(state, value)
            found.append(Candidate(made, node, is_meant))


def _makes_the_model(state: State, node: ast.expr | None) -> bool:
    """Return whether an expression that was not read is the model: the rest are its parts."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    own = state.around.find(name)
    if isinstance(own, OwnClass):
        start = own.method("__init__")
        return bool(start and len(start[1].args.args) - len(start[1].args.defaults) > 1)
    return name == "Sequential"


def _mentions_layers(state: State, node: ast.AST) -> bool:
    """Return whether a statement that is an error was to make the model."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            value = state.around.find(part.id)
            if part.id in ("nn", "keras") or isinstance(value, OwnClass):
                return True
    return False


def through(state: State, model: Model, shape: tuple[int, ...]) -> object:
    """Return what leaves a model that is given an input of a shape.

    Raises:
        Refused: a word that is not read.
        Broken: the shapes do not fit.
    """
    sees = START if len(shape) in (3, 4) else None
    state.source = Traced(torch.zeros(shape, device=META), sees)
    if isinstance(model, Instance):
        found = model.own_class.method("forward")
        if found:
            takes_one_input(OwnFunction(found[1], "forward", model, found[0]))
    state.stage = "call"
    state.depth = 0
    return call_module(state, model, [state.source], {}, None, None)
