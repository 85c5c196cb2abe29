"""What the neuron figure shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

SIDE, KERNEL_SIZE = 5, 3
PLACES = SIDE - KERNEL_SIZE + 1

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


def _whole(values: list[float]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


def state_of(told: dict[str, Any]) -> State:
    """Return the state that the figure has told, {} before it has told anything."""
    if not told:
        return State()
    return State(
        picture=_whole(told["picture"]),
        weights=tuple(_whole(row) for row in told["weights"]),
        bias=int(told["bias"]),
        relu=bool(told["relu"]),
        step=int(told["step"]),
    )
