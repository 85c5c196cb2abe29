"""What the live network's figure shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

TRAINED = ("digits", "cats_dogs")
MAPS = 5

Kernel = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class State:
    """The settings by the names they have in the address; places count from 1.

    kernels: the filters' weights where they are not learned (hand-made or random), else empty.
    """

    filters: str = "digits"
    kernels: tuple[Kernel, ...] = ()
    bias: tuple[float, ...] = (0,) * MAPS
    relu: bool = True
    pool: str = "max"
    scores: bool = True
    down: int = 0
    right: int = 0
    layer: str = "conv"
    map: int = 4
    row: int = 9
    column: int = 15
    digit: int = 0

    @property
    def is_note(self) -> bool:
        """Whether this is the lecture note's network: a convolution, a max pooling, nothing else."""
        return not self.relu and not self.scores and self.pool == "max"


def _kernels(rows: list[list[list[float]]]) -> tuple[Kernel, ...]:
    return tuple(tuple(tuple(float(weight) for weight in row) for row in kernel) for kernel in rows)


def state_of(told: dict[str, Any]) -> State:
    """Return the state that the figure has told; what it has not told is as at the start."""
    start = State()
    names = ("filters", "pool", "down", "right", "layer", "map", "row", "column", "digit")
    plain = {name: told[name] for name in names if name in told}
    filters = plain.get("filters", start.filters)
    return State(
        **plain,
        kernels=() if filters in TRAINED else _kernels(told.get("kernels", [])),
        bias=tuple(float(each) for each in told.get("bias", start.bias)),
        relu=bool(told.get("relu", start.relu)),
        scores=bool(told.get("scores", start.scores)) and filters in TRAINED,
    )
