"""The shape after every layer, up to the first that fails, with torch's own words and a mend that was run."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

import torch
from torch import Tensor, nn

from cnn_core.layer_call import LayerCall
from cnn_core.mends import Change, Place, Stack, cause_of
from cnn_core.seeding import seeded

Shape = tuple[int, ...]
WHAT_TORCH_RAISES = (RuntimeError, ValueError, TypeError, AttributeError, IndexError)
MOST_STEPS = 3


@dataclass(frozen=True)
class Mend:
    """Changes after which the stack ran: `steps` are their code, `shapes` what came out."""

    steps: tuple[str, ...]
    shapes: tuple[Shape, ...]
    whole: bool
    """Whether everything ran, not only the layer that failed."""


@dataclass(frozen=True)
class Failure:
    """The first layer that fails: which one, torch's own message, and where to look for the cause."""

    index: int
    message: str
    place: Place = field(repr=False, compare=False)

    @cached_property
    def reason(self) -> str | None:
        """Return why it fails, by a name of ours; None when no cause is known."""
        return cause_of(self.place)[0]

    @cached_property
    def mends(self) -> tuple[Mend, ...]:
        """Return the mends, the smallest first; they are looked for, and run, when first asked for."""
        with undisturbed():
            found = _mends(self.place, MOST_STEPS)
        return tuple(sorted(found, key=lambda mend: (not mend.whole, len(mend.steps))))

    @property
    def mend(self) -> Mend | None:
        """Return the smallest mend."""
        return self.mends[0] if self.mends else None


@dataclass(frozen=True)
class Shapes:
    """The shape after each layer that ran, and the failure that ended the run."""

    shapes: tuple[Shape, ...]
    failure: Failure | None


@dataclass(frozen=True)
class _Run:
    """What running a stack gave."""

    shapes: tuple[Shape, ...]
    reached: object
    error: Exception | None


def shapes_of(layers: Sequence[nn.Module | LayerCall], input_shape: object) -> Shapes:
    """Return the shape after every layer; at the first that fails, torch's message and mends that were run.

    Args:
        layers: layers, or calls that may be wrong; an nn.Sequential is taken apart. Layers are copied first.
        input_shape: a shape, all of it, batch included if there is one; or the input itself, whatever it is.

    Source: the layers themselves.

    >>> found = shapes_of([nn.Conv2d(1, 5, 5), nn.Flatten(), nn.Linear(720, 10)], (1, 1, 28, 28))
    >>> found.shapes
    ((1, 5, 24, 24), (1, 2880))
    >>> found.failure.message
    'mat1 and mat2 shapes cannot be multiplied (1x2880 and 720x10)'
    >>> [mend.steps for mend in found.failure.mends]
    [('nn.MaxPool2d(2)',), ('nn.Linear(2880, 10)',)]
    """
    stack = tuple(LayerCall.of(layer) for layer in layers)
    source = torch.zeros(cast(Shape, input_shape)) if isinstance(input_shape, tuple) else input_shape
    with undisturbed():
        run = _run(stack, source)
    if run.error is None:
        return Shapes(run.shapes, None)
    place = Place(stack, len(run.shapes), source, run.reached)
    return Shapes(run.shapes, Failure(place.index, str(run.error), place))


@contextmanager
def undisturbed() -> Generator[None]:
    """Try things out without gradients, and without using up the caller's random numbers."""
    with torch.no_grad(), seeded():
        yield


def _run(stack: Stack, source: object) -> _Run:
    """Return the shapes of a stack up to the first error."""
    shapes: list[Shape] = []
    given = source
    for call in stack:
        try:
            output = call.build()(given)
        except WHAT_TORCH_RAISES as error:
            return _Run(tuple(shapes), given, error)
        given = output
        first = (
            cast("tuple[object, ...]", output)[0] if isinstance(output, tuple) else output
        )  # a pooling may add its indices
        shapes.append(tuple(first.shape) if isinstance(first, Tensor) else ())
    return _Run(tuple(shapes), given, None)


def _mends(place: Place, steps: int) -> list[Mend]:
    """Return the mends that need at most so many steps; every one of them was run."""
    reason, changes = cause_of(place)
    mends: list[Mend] = []
    for change in changes:
        tried = _run(change.stack, change.source)
        if _is_past(tried, change, place):
            mends.append(Mend((change.code,), tried.shapes, tried.error is None))
            continue
        there = Place(change.stack, len(tried.shapes), change.source, tried.reached)
        if steps > 1 and cause_of(there)[0] != reason:
            further = _mends(there, steps - 1)
            mends += [Mend((change.code, *mend.steps), mend.shapes, mend.whole) for mend in further]
    return mends


def _is_past(tried: _Run, change: Change, place: Place) -> bool:
    """Return whether a run got past the layer that failed, what stands in its place, or the one after it."""
    added = len(change.stack) - len(place.stack)
    return tried.error is None or len(tried.shapes) > place.index + max(added, 0)
