"""Mends of names and calls: what does not exist, was not called, stands without self, lacks an argument."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import cast

from cnn_core.doctor import functions
from cnn_core.doctor.attributes import CONTAINERS
from cnn_core.doctor.functions import FUNCTIONS
from cnn_core.doctor.reading import Candidate, Reading, source_of
from cnn_core.doctor.slips import (
    as_sequential,
    forward_further_out,
    further_in,
    given_tensor,
    one_of_several,
    other_brackets,
    super_without_brackets,
    with_default,
    with_input,
    without_comma,
    without_super,
)
from cnn_core.doctor.source import Source, last_word
from cnn_core.doctor.stopping import Error
from cnn_core.doctor.values import Function, OwnClass
from cnn_core.doctor.writing import argument_candidates, numbers_in, renamed_keyword, with_argument
from cnn_core.mends.calls import nearest_layers


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Return changes of names and calls that may mend an error."""
    error = reading.error
    if error is None:
        return
    reason = error.reason or ""
    if error.site is not None and error.stage == "build" and reason != "layer_given_tensor":
        yield from argument_candidates(reading, error)
    elif reason in BY_REASON and error.node is not None:
        yield from BY_REASON[reason](source_of(reading), error, error.node)


def _no_such_layer(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    name = str(error.facts["name"])
    for near in nearest_layers(name, functions.READ | CONTAINERS | {"Module"}):
        yield Candidate("name", _renamed(source, node, name, near))


def _no_such_function(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    name, space = str(error.facts["name"]), str(error.facts["space"])
    known = FUNCTIONS.get(space, {})
    for near in _near(name, list(known)):
        yield Candidate("name", _renamed(source, node, name, near))
    for near in nearest_layers(name, functions.READ)[:1]:
        if space == "F" or isinstance(node, ast.Attribute):
            yield Candidate("name", source.with_node(node, f"nn.{near}"))


def _no_such_method(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    name = str(error.facts["name"])
    for near in _near(name, [*FUNCTIONS["Tensor"], "size", "shape"]):
        yield Candidate("name", _renamed(source, node, name, near))


def _near(name: str, known: list[str]) -> list[str]:
    digit = name[-2:].lower() if name[-2:-1].isdigit() else ""
    lower = {each.lower(): each for each in known if each.endswith(digit)}
    first = [each for each in lower if each.replace("_", "") == name.lower().replace("_", "")]
    if first:
        return [lower[each] for each in first]
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    close = get_close_matches(name.lower(), list(lower), n=2, cutoff=0.7)
    return [lower[each] for each in dict.fromkeys([snake, *close]) if each in lower]


def _renamed(source: Source, node: ast.AST, name: str, new: str) -> str:
    """Return the text with the last word of an expression written otherwise."""
    start, end = source.range_of(node)
    at = source.text.rfind(name, start, end)
    return source.replaced((at, at + len(name), new)) if at >= 0 else source.text


def _no_such_attribute(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    name = str(error.facts["name"])
    known = [
        str(each)
        for each in cast("tuple[object, ...]", error.facts["known"])
        if not str(each).startswith("__")
    ]
    yield from _given_to_self(source)
    for part in ast.walk(source.tree):
        if isinstance(part, ast.FunctionDef) and part.name in (
            "_init_",
            "__int__",
            "init",
            "__init",
            "_init",
            "__inti__",
        ):
            at = source.text.index(part.name, source.range_of(part)[0])
            yield Candidate("name", source.replaced((at, at + len(part.name), "__init__")))
    if error.facts["owner"] == "Sequential" and name == "add":
        yield Candidate("name", source.text.replace(".add(", ".append("))
    for near in get_close_matches(name, known, n=2, cutoff=0.5):
        yield Candidate("name", _renamed(source, node, name, near))


def _given_to_self(source: Source) -> Iterator[Candidate]:
    """Layers that __init__ gives to plain names are gone when it ends: give them to self."""
    changes: list[tuple[int, int, str]] = []
    for start in ast.walk(source.tree):
        if not (isinstance(start, ast.FunctionDef) and start.name == "__init__"):
            continue
        lost = {
            target.id: target
            for part in start.body
            if isinstance(part, ast.Assign) and isinstance(part.value, ast.Call)
            for target in part.targets
            if isinstance(target, ast.Name)
        }
        around = source.parents[start]
        forwards = [
            part for part in ast.walk(around) if isinstance(part, ast.FunctionDef) and part.name == "forward"
        ]
        uses = [
            part
            for forward in forwards
            for part in ast.walk(forward)
            if isinstance(part, ast.Name) and part.id in lost and isinstance(part.ctx, ast.Load)
        ]
        asked = {
            part.attr for forward in forwards for part in ast.walk(forward) if isinstance(part, ast.Attribute)
        }
        wanted = {use.id for use in uses} | (asked & set(lost))
        for name in [*(lost[each] for each in sorted(wanted)), *uses]:
            at = source.range_of(name)[0]
            changes.append((at, at, "self."))
    if changes:
        yield Candidate("self", source.replaced(*changes))


def _unknown_name(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    name = str(error.facts["name"])
    if not isinstance(node, ast.Name):
        return
    yield from _given_to_self(source)
    method = source.around(node, ast.FunctionDef)
    if isinstance(method, ast.FunctionDef) and method.args.args and f"self.{name}" in source.text:
        yield Candidate("self", source.with_node(node, f"self.{name}"))
    called = source.parents.get(node)
    if isinstance(called, ast.Call) and isinstance(called.func, ast.Name) and called.func.id == "super":
        around = source.around(node, ast.ClassDef)
        yield Candidate(
            "name", source.with_node(node, around.name if isinstance(around, ast.ClassDef) else name)
        )
        return
    if isinstance(called, ast.Call) and called.func is node:
        yield from _called_name(source, node, name)
        return
    known = sorted(_known_names(source, node))
    alike = [each for each in [*OF_PYTHON, *known] if each.lower() == name.lower()]
    for near in alike or get_close_matches(name, known, n=2, cutoff=0.7):
        yield Candidate("name", source.with_node(node, near))
    for number in numbers_in(source):
        yield Candidate("number", source.with_node(node, str(number)))


OF_PYTHON = ("F", "False", "None", "True", "nn", "torch")


def _known_names(source: Source, node: ast.Name) -> set[str]:
    stored = {
        part.id
        for part in ast.walk(source.tree)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }
    arguments = {part.arg for part in ast.walk(source.tree) if isinstance(part, ast.arg)}
    classes = {part.name for part in ast.walk(source.tree) if isinstance(part, ast.ClassDef)}
    return (stored | arguments | classes) - {node.id, "self"}


def _called_name(source: Source, node: ast.Name, name: str) -> Iterator[Candidate]:
    if name in FUNCTIONS["F"]:
        yield Candidate("name", source.with_node(node, f"F.{name}"))
    elif name in FUNCTIONS["torch"]:
        yield Candidate("name", source.with_node(node, f"torch.{name}"))
    for near in nearest_layers(name, functions.READ)[:2]:
        yield Candidate("name", source.with_node(node, f"nn.{near}"))


def _not_called(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    item = error.facts["item"]
    wanted = item.node.name if isinstance(item, OwnClass) else getattr(item, "name", None)
    for each in _elements(node):
        if last_word(each) == wanted:
            yield Candidate("called", source.with_node(each, f"{source.of(each)}()"))


def _elements(node: ast.AST) -> list[ast.expr]:
    if not isinstance(node, ast.Call):
        return []
    return [part for each in node.args for part in (each.elts if isinstance(each, ast.List) else [each])]


def _list_in_sequential(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    first = node.args[0] if isinstance(node, ast.Call) and node.args else None
    if isinstance(first, ast.List):
        start, end = source.range_of(first)
        yield Candidate("brackets", source.replaced((start, start + 1, ""), (end - 1, end, "")))
    elif isinstance(first, ast.Name | ast.Attribute):
        yield Candidate("star", source.with_node(first, f"*{source.of(first)}"))


def _dict_in_sequential(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """`nn.Sequential({"conv": …})`: an OrderedDict around the dict, imported where it is not known yet."""
    if not isinstance(node, ast.Call) or not node.args:
        return
    start, end = source.range_of(node.args[0])
    changes = [(start, start, "OrderedDict("), (end, end, ")")]
    imports = [part for part in source.tree.body if isinstance(part, ast.Import | ast.ImportFrom)]
    if not any(alias.name == "OrderedDict" for part in imports for alias in part.names):
        at = source.range_of(imports[-1])[1] if imports else 0
        line = "from collections import OrderedDict"
        changes.append((at, at, f"\n{line}" if imports else f"{line}\n"))
    yield Candidate("ordered_dict", source.replaced(*changes))


def _function_among_layers(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    item = error.facts["item"]
    for each in _elements(node):
        if isinstance(item, Function) and last_word(each) == item.name:
            for near in nearest_layers(item.name, functions.READ)[:1]:
                yield Candidate("called", source.with_node(each, f"nn.{near}()"))


def _no_inheritance(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    name = str(error.facts["name"])
    start = source.text.index(name, source.range_of(node)[0])
    colon = source.text.index(":", start)
    yield Candidate("inherits", source.replaced((start + len(name), colon, "(nn.Module)")))


def _no_forward(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    yield from forward_further_out(source)
    methods = [str(each) for each in cast("tuple[object, ...]", error.facts["methods"])]
    others = [each for each in methods if not each.startswith("__") or each == "__call__"]
    near = get_close_matches("forward", others, n=1, cutoff=0.5) or [
        each for each in others if each in ("__call__", "call")
    ]
    for part in ast.walk(node):
        if isinstance(part, ast.FunctionDef) and part.name in near:
            start = source.range_of(part)[0]
            at = source.text.index(part.name, start)
            yield Candidate("name", source.replaced((at, at + len(part.name), "forward")))


def _without_self(source: Source, error: Error, _: ast.AST) -> Iterator[Candidate]:
    node = getattr(error.facts.get("function"), "node", None)
    if isinstance(node, ast.FunctionDef):
        at = source.text.index("(", source.range_of(node)[0]) + 1
        yield Candidate("self_argument", source.replaced((at, at, "self, " if node.args.args else "self")))


def _arguments_of_own(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    name = str(error.facts.get("name", ""))
    function = getattr(error.facts.get("function"), "node", None)
    if isinstance(function, ast.FunctionDef) and function.args.args and function.args.args[0].arg != "self":
        yield from _without_self(source, error, node)
    if isinstance(function, ast.FunctionDef):
        yield from with_input(source, function)
    if not isinstance(node, ast.Call):
        return
    known = [str(each) for each in cast("tuple[object, ...]", error.facts.get("known", ()))]
    for keyword in node.keywords:
        if keyword.arg == name:
            for near in get_close_matches(name, known, n=1, cutoff=0.6):
                yield Candidate("name", renamed_keyword(source, keyword, near))
    lacking = cast("tuple[object, ...]", error.facts.get("lacking", ()))
    if len(lacking) == 1:
        yield from with_argument(source, node, str(lacking[0]), numbers_in(source))


BY_REASON: Mapping[str, Callable[[Source, Error, ast.AST], Iterator[Candidate]]] = {
    "arguments_of_own": _arguments_of_own,
    "forward_without_self": _without_self,
    "dict_in_sequential": _dict_in_sequential,
    "function_among_layers": _function_among_layers,
    "holds_layers": as_sequential,
    "layer_given_tensor": given_tensor,
    "layer_not_called": _not_called,
    "model_needs_arguments": with_default,
    "list_in_sequential": _list_in_sequential,
    "no_forward": _no_forward,
    "no_such_attribute": _no_such_attribute,
    "no_such_function": _no_such_function,
    "no_such_layer": _no_such_layer,
    "no_such_method": _no_such_method,
    "no_such_part": _no_such_attribute,
    "no_inheritance": _no_inheritance,
    "no_super": without_super,
    "pair_is_no_tensor": one_of_several,
    "return_outside": further_in,
    "shape_called": other_brackets,
    "square_brackets": other_brackets,
    "super_without_brackets": super_without_brackets,
    "tuple_called": without_comma,
    "unknown_name": _unknown_name,
}
