"""The three nets of the lesson "Why CNN?", how they are trained, and their shipped weights.

    python -m cnn_core.three_nets

A dense net; two convolutions whose maps are flattened; the same two and the largest value of each map, or in
its place the mean. All are trained on centred silhouettes only, unless they practise moved or shuffled ones.
No seed is chosen: all are shipped, and what a page says is their mean and range.
"""

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core.datasets import DATA_FOLDER, load_dataset, to_pixels, whole_hundredths
from cnn_core.moved_pictures import moved, shuffle, shuffled
from cnn_core.seeding import seeded

NETS = ("dense", "flatten", "global")
TRAINED = (*NETS, "average")  # "wide" has the weights of "global"
COUNTED = (*TRAINED, "wide")
PRACTICES = ("centred", "moved", "shuffled")
SEEDS = {"centred": 5, "moved": 3, "shuffled": 3}
DATA_SET = "cats_dogs_fit20"
FILE = DATA_FOLDER / "weights" / "three_nets.npz"
BATCH_SIZE = 64
WARM_UP = 0.1  # of all steps
PRACTISED_REACH = 4  # pixels: how far the pictures of the practice "moved" go, down and across
HUNDREDTHS = 100
EPOCHS = {"dense": 20, "flatten": 12, "global": 12, "average": 12}
LEARNING_RATE = {"dense": 5e-3, "flatten": 1e-2, "global": 1e-2, "average": 1e-2}
LONGER = {"dense": 8}  # times as many epochs where moved pictures are practised
PADDING, WIDE_PADDING = 4, 20  # pixels; 20 is room for every window that a moved silhouette can touch

Hundredths = Mapping[str, NDArray[np.int16]]


def three_net(name: str) -> nn.Sequential:
    """Return one of the three nets, untrained: 28x28 in, a score for cat and one for dog out.

    Args:
        name: one of `COUNTED`; "wide" is "global" with more room around the picture, "average" takes the mean
            of each map where "global" takes the largest value.

    Raises:
        KeyError: there is no such net.

    Shape:
        (N, 1, 28, 28) -> (N, 2).

    >>> [sum(each.numel() for each in three_net(name).parameters()) for name in NETS]
    [100738, 15858, 6706]
    """
    if name == "dense":
        return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2))
    last: dict[str, tuple[nn.Module, ...]] = {
        "flatten": (nn.Flatten(), nn.Linear(4608, 2)),
        "global": (nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(32, 2)),
        "wide": (nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(32, 2)),
        "average": (nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 2)),
    }
    padding = WIDE_PADDING if name == "wide" else PADDING
    first = (nn.ZeroPad2d(padding), nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2))
    return nn.Sequential(*first, nn.Conv2d(8, 32, 5), nn.ReLU(), *last[name])


def epochs_of(name: str, practice: str, longer: int | None = None) -> int:
    """Return how many epochs a net is trained.

    Args:
        name: of the net.
        practice: "centred", "moved" or "shuffled".
        longer: times as many epochs; None is what is shipped.

    >>> epochs_of("dense", "centred"), epochs_of("dense", "moved")
    (20, 160)
    """
    shipped = LONGER.get(name, 1) if practice == "moved" else 1
    return EPOCHS[name] * (shipped if longer is None else longer)


@cache
def _practice_pictures(*, is_shuffled: bool) -> tuple[torch.Tensor, torch.Tensor]:
    data = load_dataset(DATA_SET)
    pixels = to_pixels(data.x_train)
    pictures = shuffled(pixels) if is_shuffled else pixels
    return torch.from_numpy(pictures).float()[:, None], torch.from_numpy(data.y_train).long()


def trained(name: str, seed: int, practice: str = "centred", longer: int | None = None) -> nn.Sequential:
    """Return a net trained from a random start.

        learning rate: up in a straight line over the first tenth, then half a cosine down to 0

    The same name, seed and practice give the same weights on one thread.

    Args:
        name: of the net.
        seed: of the random start and of the order of the pictures.
        practice: "centred", "moved" (each picture up to 4 pixels down and across) or "shuffled".
        longer: as in `epochs_of`.

    Raises:
        KeyError: there is no such net.

    Source: torch.optim.Adam.
    """
    x, y = _practice_pictures(is_shuffled=practice == "shuffled")
    order = torch.Generator().manual_seed(seed)
    with seeded(seed):
        net = three_net(name)
    optimizer = torch.optim.Adam(net.parameters(), lr=LEARNING_RATE[name])
    epochs = epochs_of(name, practice, longer)
    total, done = epochs * math.ceil(len(x) / BATCH_SIZE), 0
    for _ in range(epochs):
        for chosen in _batches(len(x), order):
            optimizer.param_groups[0]["lr"] = LEARNING_RATE[name] * _rate(done, total)
            batch = _practised(x[chosen], order) if practice == "moved" else x[chosen]
            loss = nn.functional.cross_entropy(net(batch), y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            done += 1
    return net


def _batches(pictures: int, order: torch.Generator) -> Iterator[torch.Tensor]:
    yield from torch.randperm(pictures, generator=order).split(BATCH_SIZE)


def _rate(done: int, total: int) -> float:
    warm = int(total * WARM_UP)
    if done < warm:
        return (done + 1) / warm
    return (1 + math.cos(math.pi * (done - warm) / (total - warm))) / 2


def _practised(x: torch.Tensor, order: torch.Generator) -> torch.Tensor:
    """Return each picture of a batch moved by up to four pixels down and across."""
    reach = PRACTISED_REACH
    by = torch.randint(-reach, reach + 1, (2, len(x)), generator=order).numpy()
    return torch.from_numpy(moved(x[:, 0].double().numpy(), by[0], by[1])).float()[:, None]


def to_hundredths(net: nn.Sequential) -> dict[str, NDArray[np.int16]]:
    """Return the weights of a net by PyTorch's names, rounded to whole hundredths.

    >>> sorted(to_hundredths(three_net("flatten")))
    ['1.bias', '1.weight', '4.bias', '4.weight', '7.bias', '7.weight']
    """
    tensors = net.state_dict().items()
    return {key: whole_hundredths(value.detach().double().numpy()) for key, value in tensors}


def with_weights(name: str, hundredths: Hundredths) -> nn.Sequential:
    """Return a net of double precision that has these weights.

    Args:
        name: of the net.
        hundredths: of its weights, by PyTorch's names.

    >>> net = with_weights("flatten", load_hundredths("flatten", seed=0))
    >>> net(torch.zeros(1, 1, 28, 28).double()).shape
    torch.Size([1, 2])
    """
    with torch.device("meta"):  # no random start, for there are weights
        net = three_net(name)
    weights = {key: torch.tensor(value / HUNDREDTHS) for key, value in hundredths.items()}
    net.load_state_dict(weights, assign=True)
    return net


def load_hundredths(name: str, seed: int, practice: str = "centred") -> dict[str, NDArray[np.int16]]:
    """Return shipped weights in whole hundredths, by PyTorch's names.

    The dense net that practised shuffled pictures is not shipped, it is the one of centred pictures with the
    columns of its first weight in the shuffled order. That is an argument and not a run: trained from a start
    shuffled alike it would come out exactly so, for a linear layer does not know which inputs are neighbours.

    Args:
        name: of the net, one of `COUNTED`; "wide" has the weights of "global".
        seed: 0 to 4 for "centred", 0 to 2 otherwise.
        practice: "centred", "moved" or "shuffled".

    Raises:
        KeyError: there is no net, or no practice, of that name.
        IndexError: no net of that seed is shipped.

    >>> {key: value.shape for key, value in load_hundredths("flatten", 0).items()}["7.weight"]
    (2, 4608)
    """
    if name not in COUNTED:
        raise KeyError(name)
    if not 0 <= seed < SEEDS[practice]:
        raise IndexError(f"seeds of {practice} go from 0 to {SEEDS[practice] - 1}, not {seed}")
    if name == "dense" and practice == "shuffled":
        weights = load_hundredths(name, seed)
        return weights | {"1.weight": weights["1.weight"][:, list(shuffle())]}
    shipped = _shipped("global" if name == "wide" else name, practice)
    return {key: values[seed] for key, values in shipped.items()}


@cache
def _shipped(name: str, practice: str) -> Mapping[str, NDArray[np.int16]]:
    start = f"{practice}/{name}/"
    with np.load(FILE, allow_pickle=False) as arrays:
        return {key.removeprefix(start): arrays[key] for key in arrays if key.startswith(start)}


def main() -> None:
    """Write all shipped weights anew, and beside them how they were made."""
    torch.set_num_threads(1)  # so small a net trains several times faster so, and repeatably
    record = {
        "data": DATA_SET,
        "batch_size": BATCH_SIZE,
        "optimizer": "Adam, up over the first tenth, half a cosine down to 0",
        "learning_rate": {name: LEARNING_RATE[name] for name in TRAINED},
        "epochs": {practice: {name: epochs_of(name, practice) for name in TRAINED} for practice in PRACTICES},
        "seeds": SEEDS,
    }
    FILE.with_suffix(".json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    arrays: dict[str, NDArray[np.int16]] = {}
    for practice in PRACTICES:
        for name in TRAINED:
            if (name, practice) != ("dense", "shuffled"):
                nets = [to_hundredths(trained(name, seed, practice)) for seed in range(SEEDS[practice])]
                for key in nets[0]:
                    arrays[f"{practice}/{name}/{key}"] = np.stack([net[key] for net in nets])
    np.savez_compressed(FILE, allow_pickle=False, **arrays)


if __name__ == "__main__":
    main()
