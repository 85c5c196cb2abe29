"""What nets with and without pooling reach on digits they never saw; as a script it measures it.

    python -m cnn_core.pooling_nets

It is said that a net without pooling overfits. Two nets, alike but for the pooling, are trained with plain
Adam from PyTorch's own start, from several seeds, until they know the digits they practised. Their answers
are counted on the way. No net is chosen: what a page says is all seeds.
"""

import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch import nn

from cnn_core.datasets import DATA_FOLDER, Dataset, load_dataset, to_pixels
from cnn_core.network import IN_CHANNELS, KERNEL_SIZE, OUT_CHANNELS, POOL_SIZE
from cnn_core.seeding import seeded

WAYS = ("max", "none")
RESULT = DATA_FOLDER / "pooling_nets.json"
CLASSES = 10
FULL_SIDE, HALF_SIDE = 24, 12  # of a map that has not shrunk, and of one that has


@dataclass(frozen=True)
class Settings:
    """How every net is trained: all that changes the result.

    pictures: how many training digits, the first of the set.
    updates: after which steps of the optimizer the answers are counted; the last of them ends the training.
    """

    pictures: int = 6000
    updates: tuple[int, ...] = (500, 1000, 1500, 2000, 3000, 4000)
    seeds: tuple[int, ...] = tuple(range(8))
    batch_size: int = 64
    learning_rate: float = 1e-3


def pooling_net(way: str) -> nn.Sequential:
    """Return an untrained net: a convolution, ReLU, perhaps a pooling, and a linear layer.

    Args:
        way: "max" pooling, or "none".

    Shape:
        (N, 1, 28, 28) -> (N, 10); the linear layer reads 5 maps of 12 x 12, without pooling of 24 x 24.

    Raises:
        ValueError: there is no such way.

    >>> [sum(each.numel() for each in pooling_net(way).parameters()) for way in WAYS]
    [7340, 28940]
    """
    if way not in WAYS:
        raise ValueError(f"a net shrinks its maps by {', '.join(WAYS)}, not by {way!r}")
    side = HALF_SIDE if way == "max" else FULL_SIDE
    layers: list[tuple[str, nn.Module]] = [
        ("conv", nn.Conv2d(IN_CHANNELS, OUT_CHANNELS, KERNEL_SIZE)),
        ("relu", nn.ReLU()),
        *([("pool", nn.MaxPool2d(POOL_SIZE))] if way == "max" else []),
        ("flatten", nn.Flatten()),
        ("linear", nn.Linear(OUT_CHANNELS * side**2, CLASSES)),
    ]
    return nn.Sequential(OrderedDict(layers))


def trainings(way: str, seed: int, settings: Settings, digits: Dataset) -> Iterator[nn.Sequential]:
    """Give one net each time its answers are to be counted; the same seed gives the same net.

    Args:
        way: as `pooling_net` takes it.
        seed: of its start and of the order of the digits.
        settings: how many digits, when to count, batch size and learning rate.
        digits: the set whose training part is used.

    Source: torch.optim.Adam, torch.nn.CrossEntropyLoss.

    >>> few = Settings(pictures=64, updates=(0, 1))
    >>> len(list(trainings("max", 0, few, load_dataset("digits"))))
    2
    """
    x, y = _practised(digits, settings)
    with seeded(seed):
        net = pooling_net(way)
        optimizer = torch.optim.Adam(net.parameters(), lr=settings.learning_rate)
        left: list[torch.Tensor] = []
        for update in range(settings.updates[-1] + 1):
            if update in settings.updates:
                yield net
            left = left or _shuffled(len(x), settings.batch_size)
            chosen = left.pop()
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[chosen]), y[chosen]).backward()
            optimizer.step()


def _shuffled(pictures: int, batch_size: int) -> list[torch.Tensor]:
    """Return all pictures once, in batches."""
    batches = cast("tuple[torch.Tensor, ...]", torch.randperm(pictures).split(batch_size))
    return list(batches)


def measure(way: str, seed: int, settings: Settings, digits: Dataset) -> list[tuple[int, int]]:
    """Return how many digits one net names rightly each time: of those it was trained on, of the test part.

    Args:
        way: as `trainings` takes it.
        seed: as there.
        settings: as there.
        digits: as there.

    >>> measure("max", 0, Settings(pictures=64, updates=(0,)), load_dataset("digits"))[0][0] <= 64
    True
    """
    seen, unseen = _practised(digits, settings), _tensors(digits.x_test, digits.y_test)
    nets = trainings(way, seed, settings, digits)
    return [(_right(net, *seen), _right(net, *unseen)) for net in nets]


def _tensors(x: "np.ndarray[Any, Any]", y: "np.ndarray[Any, Any]") -> tuple[torch.Tensor, torch.Tensor]:
    return torch.from_numpy(to_pixels(x)).float()[:, None], torch.from_numpy(y.astype(np.int64))


def _practised(digits: Dataset, settings: Settings) -> tuple[torch.Tensor, torch.Tensor]:
    return _tensors(digits.x_train[: settings.pictures], digits.y_train[: settings.pictures])


def _right(net: nn.Sequential, pixels: torch.Tensor, answers: torch.Tensor) -> int:
    with torch.inference_mode():
        return int((net(pixels).argmax(1) == answers).sum())


def measure_all(settings: Settings) -> dict[str, Any]:
    """Return the record that `RESULT` holds: the settings, and the counts of every net by update and seed.

    Args:
        settings: how many pictures, which seeds.
    """
    digits = load_dataset("digits")
    right: dict[str, dict[str, list[list[int]]]] = {}
    for way in WAYS:
        runs = [measure(way, seed, settings, digits) for seed in settings.seeds]
        seen, unseen = ([[run[part] for run in at] for at in zip(*runs, strict=True)] for part in (0, 1))
        right[way] = {"trained": seen, "test": unseen}
    return {
        "command": "python -m cnn_core.pooling_nets",
        "settings": asdict(settings),
        "test_pictures": len(digits.y_test),
        "right": right,
    }


@cache
def measured() -> Mapping[str, Any]:
    """Return what was measured, as `measure_all` gives it.

    Source: measured by `python -m cnn_core.pooling_nets`; a test measures one net again.

    >>> len(measured()["settings"]["seeds"]) >= 5
    True
    """
    return json.loads(RESULT.read_text(encoding="utf-8"))


def main(place: Path = RESULT) -> None:
    """Measure all nets anew."""
    torch.set_num_threads(1)  # so small a net trains faster so, and repeatably
    record = measure_all(Settings())
    place.write_text(json.dumps(record, separators=(",", ":")) + "\n", encoding="utf-8")
    for way, right in record["right"].items():
        print(way, right["trained"][-1], right["test"][-1])


if __name__ == "__main__":
    main()
