"""Mends of what runs and is not as meant: layers made anew or hidden, dropout always on, no return."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping

from cnn_core.doctor.places import removed
from cnn_core.doctor.reading import Candidate, Reading, source_of
from cnn_core.doctor.remarks import squeezing_step
from cnn_core.doctor.shaping import kept_batch
from cnn_core.doctor.slips import pooled_at_once
from cnn_core.doctor.source import Source, last_word
from cnn_core.doctor.steps import shape_before

Nodes = list[ast.AST]


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Return changes for what is remarked on; one changes all that is remarked on for the same reason."""
    source = source_of(reading)
    told = [(MENDED_WITH.get(each.reason, each.reason), each.node) for each in reading.remarks]
    for reason in dict.fromkeys(reason for reason, _ in told if reason in BY_REASON):
        nodes = [node for other, node in told if other == reason and node]
        yield from BY_REASON[reason](reading, source, nodes)


def _made_once(reading: Reading, source: Source, nodes: Nodes) -> Iterator[Candidate]:
    """`nn.Conv2d(1, 8, 3)(x)` in forward: __init__ makes the layer, and forward calls it by its name."""
    taken = {part.attr for part in ast.walk(source.tree) if isinstance(part, ast.Attribute)}
    changes: list[tuple[int, int, str]] = []
    lines: dict[ast.ClassDef, list[str]] = {}
    for node in nodes:
        if any(node is not other and node in ast.walk(other) for other in nodes):
            continue
        code, own = _as_init_makes_it(reading, source, node), source.around(node, ast.ClassDef)
        if code is None or not isinstance(own, ast.ClassDef):
            return
        name = _name_for(source, node, taken)
        taken.add(name)
        lines.setdefault(own, []).append(f"self.{name} = {code}")
        changes.append((*source.range_of(node), f"self.{name}"))
    changes += [_at_the_end_of_init(source, own, made) for own, made in lines.items()]
    yield Candidate("into_init", source.replaced(*changes))


def _as_init_makes_it(reading: Reading, source: Source, node: ast.AST) -> str | None:
    """Return a layer's call without the names of forward: numbers that are computed there are written out."""
    method = source.around(node, ast.FunctionDef)
    inside = list(ast.walk(method)) if method else []
    local = {part.arg for part in inside if isinstance(part, ast.arg)} - {"self"}
    local |= {part.id for part in inside if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    if not any(isinstance(part, ast.Name) and part.id in local for part in ast.walk(node)):
        return source.of(node)
    layers = reading.state.layers if reading.state else []
    layer = next((each for each in layers if each.node is node), None)
    return layer and source.of(layer.node.func) + layer.call.code.removeprefix(f"nn.{layer.call.name}")


def _name_for(source: Source, node: ast.AST, taken: set[str]) -> str:
    """Return a name that no layer has: the one it is given in forward, or that of its kind."""
    around = source.parents.get(node)
    given = around.targets[0] if isinstance(around, ast.Assign) else None
    kind = re.sub(r"\d.*", "", last_word(node.func).lower()) if isinstance(node, ast.Call) else "layer"
    name = given.id if isinstance(given, ast.Name) else kind
    return next(
        each for each in (name, *(f"{name}{at}" for at in range(2, len(taken) + 3))) if each not in taken
    )


def _at_the_end_of_init(source: Source, own: ast.ClassDef, lines: list[str]) -> tuple[int, int, str]:
    """Return the change that puts lines into __init__, which is made where there is none."""
    methods = [part for part in own.body if isinstance(part, ast.FunctionDef)]
    start = next((part for part in methods if part.name == "__init__"), None)
    at, end = source.range_of(start.body[-1] if start else methods[0])
    line_start = source.text.rfind("\n", 0, at) + 1
    indent = source.text[line_start:at]
    if start:
        end = (source.text + "\n").index("\n", end)  # behind a comment
        return end, end, "".join(f"\n{indent}{line}" for line in lines)
    body = "".join(f"{indent * 2}{line}\n" for line in ("super().__init__()", *lines))
    return line_start, line_start, f"{indent}def __init__(self):\n{body}\n"


def _told_when(_: Reading, source: Source, nodes: Nodes) -> Iterator[Candidate]:
    """`F.dropout(x)` is told by the model whether it trains."""
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    ends = [source.range_of([*call.args, *call.keywords][-1])[1] for call in calls]
    yield Candidate("training", source.replaced(*((end, end, ", training=self.training") for end in ends)))


def _taken_once(reading: Reading, source: Source, _: Nodes) -> Iterator[Candidate]:
    """The loss takes the softmax or sigmoid: the model gives what comes before it."""
    last = [step for step in reading.steps if step.op.lower() in ("softmax", "sigmoid")][-1]
    text = removed(source, last.site)
    if text is not None:
        yield Candidate("removed", text)


def _shown(_: Reading, source: Source, nodes: Nodes) -> Iterator[Candidate]:
    """`self.layers = [nn.Linear(…)]`: an nn.ModuleList shows its layers."""
    values = [node.value for node in nodes if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    changes = [(*source.range_of(value), f"nn.ModuleList({source.of(value)})") for value in values]
    yield Candidate("module_list", source.replaced(*changes))


def _pooled(_: Reading, source: Source, nodes: Nodes) -> Iterator[Candidate]:
    for node in nodes:
        if isinstance(node, ast.Call):
            yield from pooled_at_once(source, node)


def _squeezed_but_the_batch(reading: Reading, source: Source, _: Nodes) -> Iterator[Candidate]:
    """`x.squeeze()` of (1, 10, 1, 1) names the axes that it is to take away: `x.squeeze((2, 3))`."""
    step = squeezing_step(reading.steps, reading.input_shape)
    if step is None or step.site.node is None:
        return
    node, axes = step.site.node, [at for at, size in enumerate(shape_before(step)) if at and size == 1]
    if axes:
        written = str(axes[0]) if len(axes) == 1 else str(tuple(axes))
        end = source.range_of(node)[1] - 1
        yield Candidate("argument", source.replaced((end, end, f", {written}" if node.args else written)))


def _returning(_: Reading, source: Source, __: Nodes) -> Iterator[Candidate]:
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


def _batch_kept(reading: Reading, source: Source, _: Nodes) -> Iterator[Candidate]:
    yield from kept_batch(reading, source)


BY_REASON: Mapping[str, Callable[[Reading, Source, Nodes], Iterator[Candidate]]] = {
    "batch_changed": _batch_kept,
    "batch_squeezed": _squeezed_but_the_batch,
    "dropout_without_training": _told_when,
    "list_hides_layers": _shown,
    "made_in_forward": _made_once,
    "nothing_returned": _returning,
    "taken_twice": _taken_once,
    "tensor_as_setting": _pooled,
}
MENDED_WITH = {"batch_lost": "batch_changed", "dropout_in_forward": "made_in_forward"}
SILENT = frozenset((*BY_REASON, *MENDED_WITH))
