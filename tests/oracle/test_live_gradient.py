"""The note's network on a real digit: torch's maps and gradients, and what was measured of breaking it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights
from lessons.gradient import data
from tests.oracle.planted import ONE_HOT_FORGOTTEN, Fault, caught
from tests.oracle.torch_says import numbers_of
from tests.oracle.twin import LESSONS, told

DIGITS, MOST = 100, 60
SIZES = (0.05, 0.1, 0.2)
CLOSE, NUDGE = 1e-12, 0.01
FAULTS = {
    "a mean of the products": Fault(
        "gradient/model/way_back.js", "map(({ factor, gradient }) => [factor, gradient]);",
        "map(({ factor, gradient }, _, all) => [factor / all.length, gradient]);",
    ),
    "one-hot forgotten": ONE_HOT_FORGOTTEN.in_kit(),
    "another filter's weights": Fault(
        "gradient/model/way_back.js", "? chosen.filter - 1 : 0", "? chosen.filter : 0"
    ),
    "the sign step goes down": Fault(
        "gradient/model/digit.js", "value + size * Math.sign", "value - size * Math.sign"
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Net:
    """The shipped network, its layers one by one."""

    kernel: Tensor
    bias: Tensor
    weight: Tensor
    last: Tensor

    @classmethod
    def shipped(cls) -> "Net":
        """Return it in float64."""
        return cls(*load_weights("digits").network().parameters())

    def behind(self, conv: Tensor) -> dict[str, Tensor]:
        """Return all layers behind a convolution's output, whoever moved it."""
        active = F.relu(conv)
        pool = F.max_pool2d(active, 2)
        return {"conv": conv, "active": active, "pool": pool, "scores": self.scores(pool)}

    def scores(self, pool: Tensor) -> Tensor:
        """Return the ten scores of pooled maps."""
        return F.linear(pool.flatten(1), self.weight, self.last)

    def layers(self, x: Tensor) -> dict[str, Tensor]:
        """Return all layers of pictures (N, 1, 28, 28)."""
        return self.behind(F.conv2d(x, self.kernel, self.bias))


def all_digits() -> tuple[Tensor, Tensor]:
    """Return all test digits and what each is."""
    given = load_dataset("digits")
    return torch.from_numpy(to_pixels(given.x_test))[:, None], torch.from_numpy(given.y_test).long()


def read_rightly() -> tuple[Tensor, Tensor]:
    """Return the first test digits that the network reads rightly."""
    pictures, labels = all_digits()
    with torch.no_grad():
        right = (Net.shipped().layers(pictures)["scores"].argmax(1) == labels).nonzero().flatten()[:DIGITS]
    return pictures[right], labels[right]


def figure(lessons: Path = LESSONS) -> dict[str, Any]:
    pictures, labels = read_rightly()
    hundredths: list[list[int]] = np.rint(pictures.flatten(1).numpy() * 100).astype(int).tolist()
    asked = {"sent": data.as_data(), "pictures": hundredths, "labels": numbers_of(labels), "sizes": SIZES}
    return told("digit", {**asked, "most": MOST}, lessons)


@cache
def shown() -> dict[str, Any]:
    return figure()


def picture() -> Tensor:
    """Return the digit of the live view: (1, 1, 28, 28)."""
    sent = data.as_data()
    return (torch.tensor(sent["pixels"], dtype=torch.float64) / 100).reshape(1, 1, 28, 28).requires_grad_()


def is_close(one: list[float], other: list[float]) -> bool:
    return one == pytest.approx(other, abs=CLOSE)


def wrong_maps(said: dict[str, Any]) -> list[str]:
    """Return which values and gradients of the five filters are not torch's."""
    net, x, label = Net.shipped(), picture(), data.as_data()["label"]
    layers = net.layers(x)
    loss = F.cross_entropy(layers["scores"], torch.tensor([label]))
    asked = [x, net.kernel, *layers.values(), net.bias]
    names = ["input", "kernel", *layers, "bias"]
    found = dict(zip(names, torch.autograd.grad(loss, asked), strict=True))
    wrong: list[str] = []
    for at, one in enumerate(said["maps"]):
        maps = [layers[name][0, at] for name in ("conv", "active", "pool")]
        values = [x[0, 0], net.kernel[at, 0], *maps, layers["scores"].softmax(1)]
        back = [found[name][0, at] for name in ("conv", "active", "pool")]
        gradients = [found["input"][0, 0], found["kernel"][at, 0], *back, found["scores"]]
        right = [*values, *gradients, torch.stack([net.bias[at], found["bias"][at], loss])]
        pairs = zip([*one["values"], *one["gradients"], one["rest"]], right, strict=True)
        wrong += [
            f"filter {at + 1}, grid {i}" for i, (a, b) in enumerate(pairs) if not is_close(a, numbers_of(b))
        ]
    return wrong


def loss_when_moved(place: dict[str, Any], by: float) -> float:
    """Return torch's loss with the pinned number moved."""
    net, x, label = Net.shipped(), picture().detach(), torch.tensor([data.as_data()["label"]])
    at, row, column = place["filter"] - 1, place["row"] - 1, place["column"] - 1
    with torch.no_grad():
        if place["layer"] == "pixel":
            x[0, 0, row, column] += by
        if place["layer"] == "conv" and place["parameter"] == "bias":
            net.bias[at] += by
        elif place["layer"] == "conv":
            net.kernel[at, 0, row, column] += by
        layers = net.layers(x)
        if place["layer"] == "relu":
            layers["conv"][0, at, row, column] += by
            layers = net.behind(layers["conv"])
        scores = layers["scores"]
        if place["layer"] in {"features", "pool"}:
            layers["pool"][0, at, row, column] += by
            scores = net.scores(layers["pool"])
        if place["layer"] == "score":
            scores[0, row] += by
        return F.cross_entropy(scores, label).item()


def wrong_pins(said: dict[str, Any]) -> list[str]:
    """Return where a pinned number's sum is not its gradient, or 0.01 more of it does something else."""
    start = loss_when_moved({"filter": 1, "row": 1, "column": 1, "layer": "loss"}, 0)
    wrong: list[str] = []
    for place in said["pinned"]:
        real = [loss_when_moved(place, by) - start for by in (NUDGE, -NUDGE)]
        numbers = [place["promised"], place["up"], place["down"]]
        sums = [] if place["sum"] is None else [place["sum"]]
        if not is_close(
            [*numbers, *sums], [place["gradient"] * NUDGE, *real, *(place["gradient"] for _ in sums)]
        ):
            wrong.append(f"{place}: torch {real}")
    return wrong


def flipped_by_torch(size: float) -> list[int]:
    """Return what the network says when every pixel has moved along its gradient's sign."""
    pictures, labels = read_rightly()
    x = pictures.clone().requires_grad_()
    net = Net.shipped()
    loss = F.cross_entropy(net.layers(x)["scores"], labels, reduction="sum")
    moved = (pictures + size * torch.autograd.grad(loss, x)[0].sign()).clamp(0, 1)
    return [int(each) for each in net.layers(moved)["scores"].argmax(1)]


@pytest.mark.slow
def test_the_digit_is_the_least_sure_of_those_that_are_misread() -> None:
    pictures, labels = all_digits()
    scores = Net.shipped().layers(pictures)["scores"].detach()
    at = data.chosen()
    margins = {
        i: float(scores[i].max() - scores[i].topk(2).values[1])
        for i in range(len(labels))
        if int(scores[i].argmax()) != int(labels[i])
    }
    assert min(margins, key=lambda each: margins[each]) == at
    assert data.as_data()["label"] == int(labels[at]) != int(scores[at].argmax())
    assert shown()["target"] == int(labels[at])


@pytest.mark.slow
def test_every_map_and_every_gradient_is_torchs() -> None:
    assert wrong_maps(shown()) == []


def test_a_pinned_number_is_its_sum_and_its_nudge_is_torchs() -> None:
    assert len(shown()["pinned"]) == 18
    assert wrong_pins(shown()) == []


@pytest.mark.slow
def test_a_sign_step_misleads_as_many_digits_as_torch_says_and_the_text() -> None:
    _, labels = read_rightly()
    for size, said in zip(SIZES, shown()["flipped"], strict=True):
        assert said == flipped_by_torch(size)
    misled = [
        sum(one != other for one, other in zip(said, numbers_of(labels), strict=True))
        for said in shown()["flipped"]
    ]
    assert misled == [9, 24, 89]


def test_it_takes_2_to_26_pixels_and_one_of_the_digit_that_is_misread_already() -> None:
    pixels = shown()["pixels"]
    assert (min(pixels), median(pixels), max(pixels)) == (2, 9, 26)
    assert shown()["changed"] == 1


def is_wrong(copied: Path) -> bool:
    said = figure(copied)
    is_same = said["flipped"] == [flipped_by_torch(size) for size in SIZES]
    return bool(wrong_maps(said) or wrong_pins(said) or not is_same)


test_planted_fault_is_caught = caught(FAULTS, is_wrong)
