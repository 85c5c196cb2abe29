"""What runs and is not as meant: the batch is lost, nothing is returned, softmax is taken twice."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Iterator
from typing import cast

from cnn_core.doctor.functions import parameters_of
from cnn_core.doctor.source import last_word
from cnn_core.doctor.state import Remark, State, line_of
from cnn_core.doctor.steps import shape_before
from cnn_core.doctor.values import Instance, Output, Shape, Step, Traced, layers_in, parts_of

TAKE_IT_THEMSELVES = {
    "Softmax": ("CrossEntropyLoss", "cross_entropy"),
    "Sigmoid": ("BCEWithLogitsLoss", "binary_cross_entropy_with_logits"),
}
"""The losses that take the softmax or the sigmoid of what they are given."""

MOVE_THE_BATCH = frozenset(("__getitem__", "permute", "transpose", "movedim", "swapaxes", "unbind", "t"))


def batch_step(steps: Iterable[Step], input_shape: Shape) -> Step | None:
    """Return the step that changes how many pictures there are, None where none does."""
    for step in steps:
        before = shape_before(step)
        if step.op in ("view", "reshape", "flatten") and len(before) == 4 and before[0] == input_shape[0]:
            after = step.shape
            if isinstance(after, tuple) and after[:1] != before[:1]:
                return step
    return None


def squeezing_step(steps: Iterable[Step], input_shape: Shape) -> Step | None:
    """Return the `squeeze()` of all axes that takes a batch of one away, None where there is none."""
    if len(input_shape) != 4 or input_shape[0] != 1:
        return None
    for step in steps:
        if step.op in MOVE_THE_BATCH:
            return None
        if (
            step.op in ("squeeze", "squeeze_")
            and len(step.site.given) == 1
            and shape_before(step)[:1] == (1,)
        ):
            return step
    return None


def remark(state: State, input_shape: Shape, output: Output, model: object) -> None:
    """Remark on a model that was read to its end: nothing is returned, pictures are lost, a layer is idle."""
    if output == "None":
        state.remarks.append(Remark("nothing_returned", None))
    if isinstance(output, tuple) and output[:1] != input_shape[:1]:
        squeezed, mixed = squeezing_step(state.steps, input_shape), batch_step(state.steps, input_shape)
        if squeezed is not None:
            state.remarks.append(Remark("batch_squeezed", squeezed.line, {}, squeezed.site.node))
        if mixed is not None:
            facts = {"pictures": input_shape[0], "rows": output[0] if output else 0}
            reason = "batch_changed" if len(output) > 1 else "batch_lost"
            state.remarks.append(Remark(reason, mixed.line, facts, mixed.site.node))
    elsewhere = _called_elsewhere(state, model)
    for layer in layers_in(model):
        if id(layer) not in state.called | elsewhere and not layer.swallowed:
            state.note("never_called", layer.node, name=layer.call.name)


def _called_elsewhere(state: State, model: object) -> set[int]:
    """Return the layers that are named in a branch which this call has passed over."""
    inside = (part for branch in state.passed_over for part in ast.walk(branch))
    names = {part.attr for part in inside if isinstance(part, ast.Attribute)}
    held = [part.attributes for part in parts_of(model) if isinstance(part, Instance)]
    named = [value for each in held for name, value in each.items() if name in names]
    return {id(layer) for layer in layers_in(*named)}


def without_idle_remarks(remarks: Iterable[Remark], model: object) -> Iterator[Remark]:
    """Leave out of a list that hides layers what is said of none to train, or of those held elsewhere too."""
    held = {id(layer) for layer in layers_in(model)}
    for each in remarks:
        items = cast("list[object]", each.facts.get("items", [])) if model else []
        hidden = [layer for layer in layers_in(*items) if id(layer) not in held]
        if each.reason != "list_hides_layers" or any(parameters_of(layer.module) != 0 for layer in hidden):
            yield each


def remark_twice(state: State, tree: ast.Module, result: object) -> None:
    """Remark on a softmax or sigmoid that a model ends with, where its loss takes that of what it is given.

    Of numbers from 0 to 1 the loss is least for one 1, else 0: log(e + classes - 1) - 1, of a sigmoid with 2.
    """
    if not isinstance(result, Traced) or result.step < 0:
        return
    step, shape = state.steps[result.step], tuple(result.tensor.shape)
    call = step.site.call
    losses = TAKE_IT_THEMSELVES.get(call.name, ()) if call else ()
    named = (part for part in ast.walk(tree) if isinstance(part, ast.expr))
    loss = next((part for part in named if last_word(part) in losses), None)
    if call is None or loss is None or len(shape) != 2 or call.argument("dim") not in (None, 1, -1):
        return
    classes = shape[1] if call.name == "Softmax" else 2
    if classes < 2:
        return  # it is always 1, and the loss 0
    least = math.floor(100 * (math.log(math.e + classes - 1) - 1)) / 100
    facts = {"loss": last_word(loss), "place": line_of(loss), "least": least, "name": call.name.lower()}
    state.remarks.append(Remark("taken_twice", step.line, facts))
