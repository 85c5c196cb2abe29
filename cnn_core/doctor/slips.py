"""Mends of slips of the hand: other brackets, a comma too many, a line too far in, a layer not called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import cast

from cnn_core.doctor.functions import ARGUMENTS, FUNCTIONS
from cnn_core.doctor.reading import Candidate
from cnn_core.doctor.source import Source, last_word
from cnn_core.doctor.stopping import Error
from cnn_core.doctor.values import tensors_in
from cnn_core.doctor.writing import USUAL_NUMBER, indented, numbers_in


def other_brackets(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """`x.shape(0)` and `x.size[0]`: each takes the other's brackets."""
    if isinstance(node, ast.Call):
        before, brackets = node.func, "[]"
    elif isinstance(node, ast.Subscript):
        before, brackets = node.value, "()"
    else:
        return
    start, end = source.range_of(before)[1], source.range_of(node)[1]
    inside = source.text[start:end].strip()[1:-1]
    yield Candidate("function", source.replaced((start, end, inside.join(brackets))))


def without_comma(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """`self.conv = nn.Conv2d(1, 6, 5),` is a tuple."""
    called = source.of(node.func) if isinstance(node, ast.Call) else ""
    for part in ast.walk(source.tree):
        if (
            isinstance(part, ast.Assign)
            and isinstance(part.value, ast.Tuple)
            and len(part.value.elts) == 1
            and source.of(part.targets[0]) == called
        ):
            yield Candidate("character", source.with_node(part.value, source.of(part.value.elts[0])))


def as_sequential(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """`self.layers(x)` of a list or an nn.ModuleList: an nn.Sequential is called."""
    called = source.of(node.func) if isinstance(node, ast.Call) else ""
    for part in ast.walk(source.tree):
        if isinstance(part, ast.Assign) and source.of(part.targets[0]) == called:
            held = part.value.args[0] if isinstance(part.value, ast.Call) and part.value.args else part.value
            yield Candidate("sequential", source.with_node(part.value, f"nn.Sequential(*{source.of(held)})"))


def further_in(source: Source, error: Error, _: ast.AST) -> Iterator[Candidate]:
    """A `return` that stands beside its function."""
    for text in indented(source.text, error.line or 1):
        yield Candidate("indent", text)


def called_super(source: Source, _: Error, __: ast.AST) -> Iterator[Candidate]:
    """`super().__init__` alone does nothing: brackets call it."""
    text = re.sub(r"(super\([^()]*\)\.__init__)(?=[ \t]*(?:#|$))", r"\1()", source.text, flags=re.MULTILINE)
    if text != source.text:
        yield Candidate("bracket", text)


def without_super(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    """`super().__init__()` stands before the first layer."""
    yield from called_super(source, error, node)
    start = source.around(node, ast.FunctionDef)
    if isinstance(start, ast.FunctionDef):
        at = source.range_of(start.body[0])[0]
        line_start = source.text.rfind("\n", 0, at) + 1
        yield Candidate(
            "super", source.replaced((at, at, f"super().__init__()\n{source.text[line_start:at]}"))
        )


def super_without_brackets(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """`super.__init__()`: super is called first."""
    yield Candidate("bracket", source.with_node(node, "super()"))


def forward_further_out(source: Source) -> Iterator[Candidate]:
    """`forward` inside __init__ is no method: the whole of it goes as far out as __init__."""
    for start in ast.walk(source.tree):
        if not isinstance(start, ast.FunctionDef) or start.name != "__init__":
            continue
        for part in start.body:
            if isinstance(part, ast.FunctionDef) and part.name == "forward" and part.end_lineno:
                lines, less = source.text.split("\n"), part.col_offset - start.col_offset
                block = [line[less:] for line in lines[part.lineno - 1 : part.end_lineno]]
                yield Candidate(
                    "indent", "\n".join([*lines[: part.lineno - 1], *block, *lines[part.end_lineno :]])
                )


def with_input(source: Source, forward: ast.FunctionDef) -> Iterator[Candidate]:
    """`def forward(self):` is given a tensor: the name that it uses, or x."""
    if forward.name == "forward" and len(forward.args.args) == 1:
        at = source.range_of(forward.args.args[0])[1]
        yield Candidate("argument", source.replaced((at, at, ", x")))


def with_default(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    """`def __init__(self, num_classes):` of a model that no line makes: a default, most often ten classes."""
    lacking = cast("tuple[str, ...]", error.facts["lacking"])
    written = node.args if isinstance(node, ast.FunctionDef) else None
    for part in [*written.args, *written.kwonlyargs] if written and len(lacking) == 1 else []:
        if part.arg == lacking[0]:
            end = source.range_of(part)[1]
            for number in (USUAL_NUMBER,) if "class" in part.arg else numbers_in(source):
                yield Candidate("default", source.replaced((end, end, f"={number}")))


def called_layer(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    """`F.relu(self.conv)`: the layer is given the tensor first."""
    forward = source.around(node, ast.FunctionDef)
    if not isinstance(node, ast.Call) or not isinstance(forward, ast.FunctionDef) or not node.args:
        return
    given = node.args[0]
    for name in [each.arg for each in forward.args.args[1:]]:
        yield Candidate("given", source.with_node(given, f"{source.of(given)}({name})"))


def other_axis(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    """An axis that the tensor does not have: the last one, or the one after the batch."""
    asked = re.search(r"but got (-?\d+)\)", error.message)
    call = error.site.node if error.site else node
    if asked is None or call is None:
        return
    for part in ast.walk(call):
        if isinstance(part, ast.expr) and source.of(part) == asked[1]:
            for axis in ("1", "-1"):
                yield Candidate("argument", source.with_node(part, axis))


def transposed(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """`x @ w` where w has its axes the other way round."""
    right = (
        node.right if isinstance(node, ast.BinOp) else node.args[-1] if isinstance(node, ast.Call) else None
    )
    if right is not None:
        yield Candidate("inserted", source.with_node(right, f"{source.of(right)}.t()"))


def with_axes(source: Source, error: Error, node: ast.AST) -> Iterator[Candidate]:
    """`x * w` of (N, C, H, W) and (N, C): a number for each channel gets the axes that it lacks."""
    shapes = [tuple(each.tensor.shape) for each in tensors_in(error.site.given)] if error.site else []
    if not isinstance(node, ast.BinOp) or len(shapes) != 2:
        return
    for side, shape, other in zip((node.left, node.right), shapes, shapes[::-1], strict=True):
        if len(shape) == 2 and len(other) == 4 and other[:2] == shape:
            written = source.of(side)
            simple = written if re.fullmatch(r"[\w.]+", written) else f"({written})"
            yield Candidate("inserted", source.with_node(side, f"{simple}[:, :, None, None]"))


def in_a_list(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """`torch.cat(x, y)`: the tensors stand in one list."""
    tensors = (
        [each for each in node.args if not isinstance(each, ast.Constant)]
        if isinstance(node, ast.Call)
        else []
    )
    if tensors:
        start, end = source.range_of(tensors[0])[0], source.range_of(tensors[-1])[1]
        yield Candidate("in_a_list", source.replaced((start, start, "["), (end, end, "]")))


def joined_along(source: Source, error: Error) -> Iterator[Candidate]:
    """Maps that differ in their channels alone are joined along the channels."""
    node = error.site.node if error.site else None
    shapes = [each.tensor.shape for each in tensors_in(error.site.given)] if error.site else []
    differ = [at for at, sizes in enumerate(zip(*shapes, strict=False)) if len(set(sizes)) > 1]
    if node is None or len(differ) != 1 or len({len(shape) for shape in shapes}) != 1:
        return
    written = next((each.value for each in node.keywords if each.arg in ("dim", "axis")), None)
    written = node.args[1] if written is None and len(node.args) > 1 else written
    if written is not None:
        yield Candidate("argument", source.with_node(written, str(differ[0])))
        return
    end = source.range_of(node)[1] - 1
    yield Candidate("argument", source.replaced((end, end, f", dim={differ[0]}")))


def one_of_several(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """A pooling that gives its indices too: without them, or the first of the two."""
    for part in ast.walk(source.tree):
        if isinstance(part, ast.keyword) and part.arg == "return_indices":
            yield Candidate("argument", source.with_node(part.value, "False"))
    given = node.value if isinstance(node, ast.Attribute) else None
    given = node.args[0] if isinstance(node, ast.Call) and node.args else given
    if given is not None:
        yield Candidate("argument", source.with_node(given, f"{source.of(given)}[0]"))


def pooled_at_once(source: Source, node: ast.Call) -> Iterator[Candidate]:
    """`nn.MaxPool2d(x, 2)` makes a layer: F.max_pool2d(x, 2) pools, and so does nn.MaxPool2d(2)(x)."""
    name = last_word(node.func)
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


def given_tensor(source: Source, _: Error, node: ast.AST) -> Iterator[Candidate]:
    """Return calls that give the tensor to the function, or to the layer that was made."""
    if isinstance(node, ast.Call):
        yield from pooled_at_once(source, node)
