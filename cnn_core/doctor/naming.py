"""Mends of names and calls: what does not exist, was not called, stands without self, lacks an argument."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import cast

from cnn_core.doctor import layers
from cnn_core.doctor.candidates import Candidate, source_of
from cnn_core.doctor.functions import ARGUMENTS, FUNCTIONS
from cnn_core.doctor.reading import Reading
from cnn_core.doctor.source import Source
from cnn_core.doctor.stopping import Error
from cnn_core.doctor.values import Function, LayerName, OwnClass
from cnn_core.layer_call import signature_of
from cnn_core.mends.calls import nearest_layers

LIKELY: Mapping[str, tuple[object, ...]] = {
    "kernel_size": (3, 5),
    "output_size": (1,),
    "num_groups": (1,),
    "dim": (1,),
}
USUAL_NUMBER = 10
MOST_NUMBERS = 4


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Return changes of names and calls that may mend an error."""
    error = reading.error
    if error is None:
        return
    reason = error.reason or ""
    if error.site is not None and error.stage == "build" and reason != "layer_given_tensor":
        yield from _arguments(reading, error)
    elif reason in BY_REASON and error.node is not None:
        yield from BY_REASON[reason](reading, error, error.node)


def silent(reading: Reading) -> Iterator[Candidate]:
    """Return changes for what runs and is not as meant."""
    source = source_of(reading)
    for remark in reading.remarks:
        if remark.reason == "nothing_returned":
            yield from _returning(source)
        elif remark.reason == "layer_given_tensor" and isinstance(remark.node, ast.Call):
            yield from _pooled_at_once(source, remark.node)
        elif remark.reason == "list_hides_layers" and isinstance(remark.node, ast.Assign | ast.AnnAssign):
            value = remark.node.value
            if value is not None:
                yield Candidate("module_list", source.with_node(value, f"nn.ModuleList({source.of(value)})"))


def _no_such_layer(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, name = source_of(reading), str(error.facts["name"])
    for near in nearest_layers(name, layers.READ):
        yield Candidate("name", _renamed(source, node, name, near))


def _no_such_function(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, name, space = source_of(reading), str(error.facts["name"]), str(error.facts["space"])
    known = FUNCTIONS.get(space, {})
    for near in _near(name, list(known)):
        yield Candidate("name", _renamed(source, node, name, near))
    for near in nearest_layers(name, layers.READ)[:1]:
        if space == "F" or isinstance(node, ast.Attribute):
            yield Candidate("name", source.with_node(node, f"nn.{near}"))


def _no_such_method(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, name = source_of(reading), str(error.facts["name"])
    for near in _near(name, [*FUNCTIONS["Tensor"], "size", "shape"]):
        yield Candidate("name", _renamed(source, node, name, near))


def _near(name: str, known: list[str]) -> list[str]:
    lower = {each.lower(): each for each in known}
    first = [name.lower()] if name.lower() in lower else []
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    close = get_close_matches(name.lower(), list(lower), n=2, cutoff=0.7)
    return [lower[each] for each in dict.fromkeys([*first, snake, *close]) if each in lower]


def _renamed(source: Source, node: ast.AST, name: str, new: str) -> str:
    """Return the text with the last word of an expression written otherwise."""
    start, end = source.range_of(node)
    at = source.text.rfind(name, start, end)
    return source.replaced((at, at + len(name), new)) if at >= 0 else source.text


def _no_such_attribute(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, name = source_of(reading), str(error.facts["name"])
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
    for near in get_close_matches(name, known, n=2, cutoff=0.5):
        yield Candidate("name", _renamed(source, node, name, near))


def _given_to_self(source: Source) -> Iterator[Candidate]:
    """Layers that __init__ gives to plain names are gone when it ends: give them to self, here and in forward."""
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


def _unknown_name(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, name = source_of(reading), str(error.facts["name"])
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
    for near in get_close_matches(name, sorted(_known_names(source, node)), n=2, cutoff=0.7):
        yield Candidate("name", source.with_node(node, near))
    for number in _numbers_in(source):
        yield Candidate("number", source.with_node(node, str(number)))


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
    for near in nearest_layers(name, layers.READ)[:2]:
        yield Candidate("name", source.with_node(node, f"nn.{near}"))


def _numbers_in(source: Source) -> list[int]:
    """Return numbers that a size may be: those of the text, the larger than 1 in their order."""
    found = [part.value for part in ast.walk(source.tree) if isinstance(part, ast.Constant)]
    numbers = [
        value for value in found if isinstance(value, int) and not isinstance(value, bool) and value > 1
    ]
    return list(dict.fromkeys([*numbers, USUAL_NUMBER]))[:MOST_NUMBERS]


def _not_called(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, item = source_of(reading), error.facts["item"]
    for each in _elements(node):
        name = each.attr if isinstance(each, ast.Attribute) else each.id if isinstance(each, ast.Name) else ""
        wanted = (
            item.name
            if isinstance(item, LayerName)
            else item.node.name
            if isinstance(item, OwnClass)
            else None
        )
        if name and name == wanted:
            yield Candidate("called", source.with_node(each, f"{source.of(each)}()"))


def _elements(node: ast.AST) -> list[ast.expr]:
    if not isinstance(node, ast.Call):
        return []
    return [part for each in node.args for part in (each.elts if isinstance(each, ast.List) else [each])]


def _list_in_sequential(reading: Reading, _: Error, node: ast.AST) -> Iterator[Candidate]:
    source = source_of(reading)
    first = node.args[0] if isinstance(node, ast.Call) and node.args else None
    if isinstance(first, ast.List):
        start, end = source.range_of(first)
        yield Candidate("brackets", source.replaced((start, start + 1, ""), (end - 1, end, "")))
    elif isinstance(first, ast.Name | ast.Attribute):
        yield Candidate("star", source.with_node(first, f"*{source.of(first)}"))


def _function_among_layers(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, item = source_of(reading), error.facts["item"]
    for each in _elements(node):
        name = each.attr if isinstance(each, ast.Attribute) else each.id if isinstance(each, ast.Name) else ""
        if isinstance(item, Function) and name == item.name:
            for near in nearest_layers(name, layers.READ)[:1]:
                yield Candidate("called", source.with_node(each, f"nn.{near}()"))


def _no_super(reading: Reading, _: Error, node: ast.AST) -> Iterator[Candidate]:
    source = source_of(reading)
    start = source.around(node, ast.FunctionDef)
    if isinstance(start, ast.FunctionDef):
        at = source.range_of(start.body[0])[0]
        line_start = source.text.rfind("\n", 0, at) + 1
        yield Candidate(
            "super", source.replaced((at, at, f"super().__init__()\n{source.text[line_start:at]}"))
        )


def _super_without_brackets(reading: Reading, _: Error, node: ast.AST) -> Iterator[Candidate]:
    yield Candidate("bracket", source_of(reading).with_node(node, "super()"))


def _no_inheritance(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, name = source_of(reading), str(error.facts["name"])
    start = source.text.index(name, source.range_of(node)[0])
    colon = source.text.index(":", start)
    yield Candidate("inherits", source.replaced((start + len(name), colon, "(nn.Module)")))


def _no_forward(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source = source_of(reading)
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


def _without_self(reading: Reading, error: Error, _: ast.AST) -> Iterator[Candidate]:
    source = source_of(reading)
    node = getattr(error.facts.get("function"), "node", None)
    if isinstance(node, ast.FunctionDef):
        at = source.text.index("(", source.range_of(node)[0]) + 1
        yield Candidate("self", source.replaced((at, at, "self, " if node.args.args else "self")))


def _arguments_of_own(reading: Reading, error: Error, node: ast.AST) -> Iterator[Candidate]:
    source, name = source_of(reading), str(error.facts.get("name", ""))
    function = getattr(error.facts.get("function"), "node", None)
    if isinstance(function, ast.FunctionDef) and function.args.args and function.args.args[0].arg != "self":
        yield from _without_self(reading, error, node)
    if not isinstance(node, ast.Call):
        return
    known = [str(each) for each in cast("tuple[object, ...]", error.facts.get("known", ()))]
    for keyword in node.keywords:
        if keyword.arg == name:
            for near in get_close_matches(name, known, n=1, cutoff=0.6):
                yield Candidate("name", _renamed_keyword(source, keyword, near))
    lacking = cast("tuple[object, ...]", error.facts.get("lacking", ()))
    if len(lacking) == 1:
        yield from _with_argument(source, node, str(lacking[0]), _numbers_in(source))


def _renamed_keyword(source: Source, keyword: ast.keyword, new: str) -> str:
    start = source.range_of(keyword)[0]
    return source.replaced((start, start + len(keyword.arg or ""), new))


def _whole_divisions(source: Source, node: ast.Call) -> Iterator[Candidate]:
    """`24 / 2` is a fraction, `24 // 2` a whole number."""
    divisions = [
        part for part in ast.walk(node) if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div)
    ]
    signs: list[tuple[int, int, str]] = []
    for part in divisions:
        start, end = source.range_of(part.left)[1], source.range_of(part.right)[0]
        at = source.text.find("/", start, end)
        signs.append((at, at + 1, "//"))
    if signs:
        yield Candidate("division", source.replaced(*signs))


def _arguments(reading: Reading, error: Error) -> Iterator[Candidate]:
    """Return the call of a layer with the argument it lacks, or without the one it does not know."""
    site = error.site
    if site is None or site.call is None or site.node is None or not site.call.exists:
        return
    source, signature = source_of(reading), signature_of(site.call.name)
    yield from _whole_divisions(source, site.node)
    known = list(signature.parameters)
    for keyword in site.node.keywords:
        if keyword.arg is not None and keyword.arg not in known:
            for near in get_close_matches(keyword.arg, known, n=1, cutoff=0.6):
                yield Candidate("name", _renamed_keyword(source, keyword, near))
            start, end = source.range_of(keyword)
            before = max(
                [
                    source.range_of(each)[1]
                    for each in site.node.args + site.node.keywords
                    if source.range_of(each)[1] <= start
                ],
                default=start,
            )
            yield Candidate("argument_out", source.replaced((before, end, "")))
    needed = [
        name
        for name, each in signature.parameters.items()
        if each.default is each.empty and each.kind == each.POSITIONAL_OR_KEYWORD
    ]
    lacking = [name for name in needed[len(site.node.args) :] if name not in site.call.kwargs]
    if len(lacking) == 1:
        likely = (2,) if "Pool" in site.call.name and lacking[0] == "kernel_size" else LIKELY.get(lacking[0])
        if lacking[0] in ("num_features", "in_features", "in_channels"):
            likely = tuple(_numbers_in(source))
        yield from _with_argument(
            source, site.node, lacking[0], likely or _numbers_in(source), needed.index(lacking[0])
        )
    elif lacking and len(site.node.args) > len(known):
        return


def _with_argument(
    source: Source, node: ast.Call, name: str, values: list[int] | tuple[object, ...], place: int = -1
) -> Iterator[Candidate]:
    nodes: list[ast.AST] = [*node.args, *node.keywords]
    end = source.range_of(nodes[-1])[1] if nodes else source.range_of(node)[1] - 1
    plain = place == len(node.args) and not node.keywords
    for value in values:
        written = f"{value}" if plain else f"{name}={value}"
        yield Candidate("argument", source.replaced((end, end, (", " if nodes else "") + written)))


def _returning(source: Source) -> Iterator[Candidate]:
    """Return the last statement of forward, or what it assigns."""
    for part in ast.walk(source.tree):
        if not (isinstance(part, ast.FunctionDef) and part.name == "forward" and part.body):
            continue
        last = part.body[-1]
        if isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
            start, value = source.range_of(last)[0], source.range_of(last.value)[0]
            yield Candidate("return", source.replaced((start, value, "return ")))
        elif isinstance(last, ast.Expr):
            start = source.range_of(last)[0]
            yield Candidate("return", source.replaced((start, start, "return ")))
        elif isinstance(last, ast.Return) and last.value is None and part.args.args:
            yield Candidate("return", source.with_node(last, f"return {part.args.args[-1].arg}"))


def _pooled_at_once(source: Source, node: ast.Call) -> Iterator[Candidate]:
    """`nn.MaxPool2d(x, 2)` makes a layer: F.max_pool2d(x, 2) pools, and so does nn.MaxPool2d(2)(x)."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    function = next(
        (each for each, (layer, _) in ARGUMENTS.items() if layer == name and each in FUNCTIONS["F"]), None
    )
    if function:
        yield Candidate("function", source.with_node(node.func, f"F.{function}"))
    if node.args:
        rest = ", ".join(source.of(each) for each in [*node.args[1:], *node.keywords])
        yield Candidate(
            "function", source.with_node(node, f"{source.of(node.func)}({rest})({source.of(node.args[0])})")
        )


def _given_tensor(reading: Reading, _: Error, node: ast.AST) -> Iterator[Candidate]:
    if isinstance(node, ast.Call):
        yield from _pooled_at_once(source_of(reading), node)


BY_REASON: Mapping[str, Callable[[Reading, Error, ast.AST], Iterator[Candidate]]] = {
    "arguments_of_own": _arguments_of_own,
    "forward_without_self": _without_self,
    "function_among_layers": _function_among_layers,
    "layer_given_tensor": _given_tensor,
    "layer_not_called": _not_called,
    "list_in_sequential": _list_in_sequential,
    "no_forward": _no_forward,
    "no_such_attribute": _no_such_attribute,
    "no_such_function": _no_such_function,
    "no_such_layer": _no_such_layer,
    "no_such_method": _no_such_method,
    "no_inheritance": _no_inheritance,
    "no_super": _no_super,
    "super_without_brackets": _super_without_brackets,
    "unknown_name": _unknown_name,
}
