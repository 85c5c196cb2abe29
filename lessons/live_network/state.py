"""What the live network's figure shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

from cnn_core.network import SHIPPED_WEIGHTS
from lessons.kit.page.told_values import ON_OFF, Limits, Rows, items, number, one_of, rows, whole

TRAINED = tuple(SHIPPED_WEIGHTS)
FILTERS = (*TRAINED, "hand_made", "random")
MAPS, KERNEL_SIZE = 5, 5
SIDES = {"conv": 24, "relu": 24, "pool": 12, "score": 12}
BIASES: Limits = (-2, 2)
WEIGHTS: Limits = (-1, 1)
REACH: Limits = (-8, 8)  # pixels


@dataclass(frozen=True)
class State:
    """The settings by the names they have in the address; places count from 1.

    kernels: the filters' weights where they are not learned (hand-made or random), else empty.
    """

    filters: str = "digits"
    kernels: tuple[Rows, ...] = ()
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
    def is_trained(self) -> bool:
        """Whether the filters are shipped, with a linear layer that was trained to read them."""
        return self.filters in TRAINED

    @property
    def is_note(self) -> bool:
        """Whether this is the lecture note's network: a convolution, a max pooling, nothing else."""
        return not self.relu and not self.scores and self.pool == "max"


def _kernels(value: object) -> tuple[Rows, ...]:
    side = (KERNEL_SIZE, KERNEL_SIZE)
    return tuple(rows(kernel, side, WEIGHTS) for kernel in items(value, (MAPS, MAPS)))


def state_of(told: dict[str, Any]) -> State:
    """Return the state that the figure has told; {} is the start.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    if not told:
        return State()
    filters = one_of(told.get("filters"), FILTERS)
    is_trained = filters in TRAINED
    relu, scores = whole(told.get("relu"), ON_OFF) == 1, whole(told.get("scores"), ON_OFF) == 1 and is_trained
    there = {"conv": True, "relu": relu, "pool": True, "score": scores}
    layer = one_of(told.get("layer"), [name for name, is_there in there.items() if is_there])
    places = (1, SIDES[layer])
    return State(
        filters=filters,
        kernels=() if is_trained else _kernels(told.get("kernels")),
        bias=tuple(number(each, BIASES) for each in items(told.get("bias"), (MAPS, MAPS))),
        relu=relu,
        pool=one_of(told.get("pool"), ("max", "average")),
        scores=scores,
        down=whole(told.get("down"), REACH),
        right=whole(told.get("right"), REACH),
        layer=layer,
        map=whole(told.get("map"), (1, MAPS)),
        row=whole(told.get("row"), places),
        column=whole(told.get("column"), places),
        digit=whole(told.get("digit"), (0, 1 if filters == "cats_dogs" else 9)),
    )
