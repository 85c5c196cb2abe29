"""What the neuron figure shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

from lessons.kit.page.told_values import ON_OFF, Limits, items, whole

SIDE, KERNEL_SIZE = 5, 3
PLACES = SIDE - KERNEL_SIZE + 1
NUMBERS: Limits = (-9, 9)
BIASES: Limits = (-12, 12)

NOTE_PICTURE = (1, 0, 2, 1, 0, 0, 2, 0, 1, 2, 2, 1, 3, 0, 1, 1, 0, 1, 2, 0, 0, 1, 2, 0, 1)
CROSS = (1, 0, 1, 0, 1, 0, 1, 0, 1)


@dataclass(frozen=True)
class State:
    """One output among nine; numbers are whole, row by row.

    picture: 25 pixels, already moved.
    weights: nine weights that all outputs share, or nine for each of the nine outputs.
    step: which output, from 1.
    """

    picture: tuple[int, ...] = NOTE_PICTURE
    weights: tuple[tuple[int, ...], ...] = (CROSS,)
    bias: int = -3
    relu: bool = True
    step: int = 5

    @property
    def is_shared(self) -> bool:
        """Return whether all outputs have the same nine weights."""
        return len(self.weights) == 1


def _numbers(value: object, count: int) -> tuple[int, ...]:
    return tuple(whole(each, NUMBERS) for each in items(value, (count, count)))


def state_of(told: dict[str, Any]) -> State:
    """Return the state that the figure has told, {} before it has told anything.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    if not told:
        return State()
    outputs = PLACES**2
    weights = items(told.get("weights"), (1, outputs))
    if len(weights) not in (1, outputs):
        raise ValueError("weights for all outputs, or for each")
    return State(
        picture=_numbers(told.get("picture"), SIDE**2),
        weights=tuple(_numbers(each, KERNEL_SIZE**2) for each in weights),
        bias=whole(told.get("bias"), BIASES),
        relu=whole(told.get("relu"), ON_OFF) == 1,
        step=whole(told.get("step"), (1, outputs)),
    )
