"""What the address of the live network means: its settings, its layers by torch, and addresses by chance."""

from dataclasses import dataclass
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor

from lessons.live_network.picture import SAMPLES
from tests.settings_states import address, written

TRAINED = ("digits", "digits_plain", "digits_random", "digits_equal", "cats_dogs")
LAYERS = ("conv", "relu", "pool", "score")
STAGES = ("input", *LAYERS)
MAPS, CONV_SIZE, POOLED_SIZE = 5, 24, 12


class Asked:
    """The settings of an address that names them all; `bias`: of each kernel, in hundredths."""

    def __init__(self, query: dict[str, str]) -> None:
        numbers = [round(float(each) * 100) for each in query["bias"].split(",")]
        self.bias = tuple(numbers * MAPS if len(numbers) == 1 else numbers)
        self.filters, self.pool, self.layer = (query[name] for name in ("filters", "pool", "layer"))
        self.relu, self.scores = (query[name] == "1" for name in ("relu", "scores"))
        self.seed, self.down, self.right = (int(query[name]) for name in ("seed", "down", "right"))
        self.map, self.row, self.column = (int(query[name]) for name in ("map", "row", "column"))
        self.digit = int(query["digit"])
        self.reached = query.get("reached", STAGES[-1])  # a sweep does not draw it: it changes no number

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
        return {"bias": written([f"{each / 100:g}" for each in bias])}

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


def legal(random: Random) -> dict[str, str]:
    """Return an address of the live network in which everything goes together and every layer is shown."""
    chosen = address("live_network", random) | {"sample": random.choice(SAMPLES)}
    del chosen["reached"]
    return chosen


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
