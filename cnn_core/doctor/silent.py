"""Mends of what runs and is not as meant: no return, a swallowed tensor, a list that hides layers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from cnn_core.doctor.candidates import Candidate, source_of
from cnn_core.doctor.functions import ARGUMENTS, FUNCTIONS
from cnn_core.doctor.reading import Reading
from cnn_core.doctor.source import Source
from cnn_core.doctor.stopping import Error


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


def given_tensor(reading: Reading, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """Return calls that give the tensor to the function, or to the layer that was made."""
    if isinstance(node, ast.Call):
        yield from _pooled_at_once(source_of(reading), node)
