"""Torch trains what the browser trains: the same start, the same batches, in float64."""

import base64
import gzip
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from cnn_core.network import reading_network
from lessons.training.packed import as_bytes
from tests.oracle.twin import LESSONS, told

STATES: list[dict[str, object]] = [
    {},
    {"filters": "plain", "optimizer": "sgd", "lr": "0.1"},
    {"filters": "plain", "optimizer": "momentum", "batch_size": 8, "softmax": 1},
    {"labels": "random", "digits": 300, "zero_grad": 0},
    {"net": "dense", "filters": "plain", "moved": 4},
    {"filters": "plain", "moved": 2, "zero_grad": 0, "shuffle": 0},
]
SNAPPED = 1e-12
PENALTY = 0.02


@dataclass(frozen=True)
class Setup:
    """A run, as `lessons/training/model/limits.js` has it: the settings by their names, as they start."""

    net: str = "conv"
    moved: int = 0
    lr: str = "0.005"
    batch_size: int = 64
    digits: int = 2000
    optimizer: str = "adam"
    filters: str = "readable"
    labels: str = "true"
    zero_grad: int = 1
    shuffle: int = 1
    softmax: int = 0
    seed: int = 0
    own: int = 0
    """digits of a visitor: the twin takes unseen ones, each called the next class"""

    @property
    def is_readable(self) -> bool:
        """Return whether the filters are made smooth while they learn."""
        return self.filters == "readable"


def setup_of(state: Mapping[str, Any]) -> Setup:
    """Return the run that a state of the figure stands for."""
    names = {each.name for each in fields(Setup)}
    return Setup(**{name: value for name, value in state.items() if name in names})


@dataclass(frozen=True)
class Run:
    """What is asked of a run.

    updates: after which it is looked at; the last of them ends it.
    file: where its digits, start and batches go.
    measured: whether the digits are counted at these moments.
    lessons: whose code it is.
    """

    setup: Setup
    updates: tuple[int, ...]
    file: Path | None = None
    measured: bool = False
    lessons: Path = LESSONS


def trained(runs: list[Run]) -> list[dict[str, Any]]:
    """Return what the browser's modules make of runs: their start, losses, and moments at some updates.

    All weights are one array each, float64.
    """
    asked = [{**asdict(run), "file": str(run.file or ""), "lessons": str(run.lessons)} for run in runs]
    sent = {"digits": _digits(), "runs": asked}
    answers = told("training", sent, seconds=1200)
    for answer in answers:
        answer["start"] = _unpacked(answer["start"])
        for moment in answer["moments"]:
            moment["weights"] = _unpacked(moment["weights"])
    return answers


@cache
def _digits() -> str:
    """Return the digits as node is given them: to pack them for the way takes longer than a run."""
    return base64.b64encode(gzip.decompress(as_bytes())).decode()


def _unpacked(weights: str) -> Tensor:
    return torch.frombuffer(bytearray(base64.b64decode(weights)), dtype=torch.float64)


def net_with(start: Tensor, name: str = "conv") -> nn.Sequential:
    """Return the reading network or the dense one, in float64, with all its parameters out of one array."""
    dense = (nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    net = (reading_network() if name == "conv" else nn.Sequential(*dense)).double()
    assert flat(net).shape == start.shape
    nn.utils.vector_to_parameters(start.clone(), net.parameters())
    return net


def flat(net: nn.Sequential) -> Tensor:
    """Return all parameters in one array."""
    return nn.utils.parameters_to_vector(net.parameters()).detach()


def read(net: nn.Sequential, pixels: Tensor, setup: Setup) -> Tensor:
    """Return the scores, or what softmax makes of them where the run has one before the loss."""
    maps = net[0](pixels)
    if setup.is_readable:  # forward only: the gradient passes as it is
        maps = maps - torch.where(maps.abs() < SNAPPED, maps, 0).detach()
    scores = net[1:](maps)
    return scores.softmax(1) if setup.softmax else scores


def batches(arrays: dict[str, Tensor], size: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Return digits and moves of each update, out of the file that the page hands out."""
    for order, moves in zip(arrays["order"].long(), arrays["moves"].long(), strict=True):
        for first in range(0, len(order), size):
            yield order[first : first + size], moves[first : first + size]


def moved(pixels: Tensor, moves: Tensor) -> Tensor:
    """Return each picture moved, zeros coming in."""
    most = 4
    padded = nn.functional.pad(pixels, (most,) * 4)
    places = ((most - int(move[0]), most - int(move[1])) for move in moves)
    return torch.stack(
        [
            each[:, down : down + 28, right : right + 28]
            for each, (down, right) in zip(padded, places, strict=True)
        ]
    )


def read_npz(file: Path) -> dict[str, Tensor]:
    """Return the arrays of a file, whose check sums must hold."""
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
    with np.load(file) as arrays:
        return {name: torch.from_numpy(arrays[name]) for name in arrays.files}


def torchs(
    setup: Setup, start: Tensor, arrays: dict[str, Tensor], updates: int
) -> list[tuple[float, Tensor]]:
    """Return the loss of each batch and the weights behind it."""
    net = net_with(start, setup.net)
    weight, bias, *_ = net.parameters()
    bias.requires_grad_(not setup.is_readable)
    learned = [each for each in net.parameters() if each.requires_grad]
    optimizers = {
        "adam": lambda: torch.optim.Adam(learned, lr=float(setup.lr)),
        "sgd": lambda: torch.optim.SGD(learned, lr=float(setup.lr)),
        "momentum": lambda: torch.optim.SGD(learned, lr=float(setup.lr), momentum=0.9),
    }
    optimizer = optimizers[setup.optimizer]()
    pixels, classes = arrays["x"].double() / 100, arrays["y"].long()
    found: list[tuple[float, Tensor]] = []
    for (chosen, moves), _ in zip(batches(arrays, setup.batch_size), range(updates), strict=False):
        scores = read(net, moved(pixels[chosen], moves), setup)
        entropy = nn.functional.cross_entropy(scores, classes[chosen])
        rough = weight.diff(dim=-1).square().sum() + weight.diff(dim=-2).square().sum()
        loss = entropy + PENALTY * rough if setup.is_readable else entropy
        if setup.zero_grad:
            optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if setup.is_readable:
            weight.data -= weight.data.mean((1, 2, 3), keepdim=True)
        found.append((float(entropy.detach()), flat(net)))
    return found
