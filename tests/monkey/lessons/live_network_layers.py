"""What the address of the live network means: its settings, its layers by torch, and addresses by chance."""

from dataclasses import dataclass
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor

from lessons.live_network.picture import SAMPLES

TRAINED = ("digits", "digits_plain", "digits_random", "digits_equal", "cats_dogs")
FILTERS = (*TRAINED, "hand_made", "random")
LAYERS = ("conv", "relu", "pool", "score")
STAGES = ("input", *LAYERS)
MAPS, CONV_SIZE, POOLED_SIZE, REACH = 5, 24, 12, 8


@dataclass(frozen=True)
class Asked:
    filters: str
    seed: int
    bias: tuple[int, ...]
    """of each kernel, in hundredths"""
    relu: bool
    pool: str
    scores: bool
    down: int
    right: int
    layer: str
    map: int
    row: int
    column: int
    digit: int
    reached: str

    @classmethod
    def of(cls, query: dict[str, str]) -> "Asked":
        """Return the settings of an address that names them all."""
        numbers = [round(float(each) * 100) for each in query["bias"].split(",")]
        names = ("seed", "down", "right", "map", "row", "column", "digit")
        return cls(
            filters=query["filters"],
            bias=tuple(numbers * MAPS if len(numbers) == 1 else numbers),
            relu=query["relu"] == "1",
            pool=query["pool"],
            scores=query["scores"] == "1",
            layer=query["layer"],
            reached=query.get("reached", STAGES[-1]),  # a sweep does not draw it: it changes no number
            **{name: int(query[name]) for name in names},
        )

    def has_reached(self, layer: str) -> bool:
        """Return whether it is shown what came out of a layer."""
        return STAGES.index(layer) <= STAGES.index(self.reached)

    @property
    def layers(self) -> list[str]:
        """Return the layers that are not left out."""
        left_out = {"relu": not self.relu, "score": not self.scores}
        return [layer for layer in LAYERS if not left_out.get(layer, False)]

    def with_bias(self, hundredths: int) -> dict[str, str]:
        """Return what the address says of another bias of the pinned kernel."""
        bias = [*self.bias]
        bias[self.map - 1] = hundredths
        return {"bias": same_as_written(",".join(f"{each / 100:g}" for each in bias))}

    @property
    def corner(self) -> tuple[int, int]:
        """Return the first of the four cells that are pooled together, from 0."""
        if self.layer in ("conv", "relu"):
            return (self.row - 1) // 2 * 2, (self.column - 1) // 2 * 2
        return (self.row - 1) * 2, (self.column - 1) * 2

    @property
    def size(self) -> int:
        """Return the side of the pinned layer's grid."""
        return size_of(self.layer)


def size_of(layer: str) -> int:
    """Return the side of a layer's grid; a score remembers a pooled cell."""
    return CONV_SIZE if layer in ("conv", "relu") else POOLED_SIZE


def place_in(asked: Asked, layer: str) -> tuple[int, int]:
    """Return the pinned cell's place in the grid of another layer: the first of its window, or the window."""
    here, there = asked.size, size_of(layer)
    if here == there:
        return asked.row, asked.column
    if here > there:
        return (asked.row + 1) // 2, (asked.column + 1) // 2
    return 2 * asked.row - 1, 2 * asked.column - 1


def pinned(layer: str, row: int, column: int, **others: object) -> dict[str, str]:
    """Return what the address says of a pin, kept within the layer's grid."""
    size = size_of(layer)
    places = {"row": row, "column": column}
    kept = {name: str(min(max(place, 1), size)) for name, place in places.items()}
    return {"layer": layer} | kept | {name: str(value) for name, value in others.items()}


def _bias(random: Random) -> str:
    def number() -> str:
        return f"{random.choice([0, random.randint(-20, 20) / 10, random.randint(-200, 200) / 100]):g}"

    if random.random() < 0.5:
        return number()
    return ",".join(number() for _ in range(MAPS))


def legal(random: Random) -> dict[str, str]:
    """Return an address of the live network in which everything goes together, often near the usual one."""
    filters = random.choice(FILTERS)
    relu = random.random() < 0.7
    scores = filters in TRAINED and random.random() < 0.8
    left_out = {"relu": not relu, "score": not scores}
    layer = random.choice([layer for layer in LAYERS if not left_out.get(layer, False)])
    size = size_of(layer)
    return {
        "sample": random.choice(SAMPLES),
        "filters": filters,
        "seed": str(random.randint(1, 99)),
        "relu": str(int(relu)),
        "pool": random.choice(["max", "max", "average"]),
        "scores": str(int(scores)),
        "bias": same_as_written(_bias(random)),
        "down": str(random.choice([0, random.randint(-REACH, REACH)])),
        "right": str(random.choice([0, random.randint(-REACH, REACH)])),
        "layer": layer,
        "map": str(random.randint(1, MAPS)),
        "row": str(random.randint(1, size)),
        "column": str(random.randint(1, size)),
        "digit": str(random.randint(0, 1 if filters == "cats_dogs" else 9)),
    }


def same_as_written(bias: str) -> str:
    """Return biases as the address writes them: five equal ones as one number."""
    numbers = bias.split(",")
    return numbers[0] if len(set(numbers)) == 1 else bias


POOL_SIZE = 2


@dataclass
class Layers:
    """Every layer as torch computes it from what is known, in ten-thousandths; NaN where it is unknown."""

    conv: Tensor
    active: Tensor
    pool: Tensor

    @classmethod
    def of(cls, pixels: Tensor, kernels: Tensor, asked: Asked) -> "Layers":
        """Compute the layers of a moved picture in hundredths."""
        # A NaN makes every number unknown that it reaches, through all layers.
        bias = torch.tensor(asked.bias, dtype=torch.float64) * 100
        conv = F.conv2d(pixels[None, None], kernels[:, None], bias)[0]
        active = conv.relu() if asked.relu else conv
        pool2d = F.max_pool2d if asked.pool == "max" else F.avg_pool2d
        return cls(conv, active, pool2d(active, POOL_SIZE))


def moved(pixels: Tensor, down: int, right: int) -> Tensor:
    """Return a picture moved by whole pixels, zeros coming in."""
    return F.pad(pixels, (right, -right, down, -down))
