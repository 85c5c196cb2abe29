"""Where a model that runs loses the axis of its pictures."""

from __future__ import annotations

from collections.abc import Iterable

from cnn_core.doctor.steps import shape_before
from cnn_core.doctor.values import Shape, Step

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
