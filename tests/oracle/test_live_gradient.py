"""The note's network on a real digit: torch's maps and gradients, and what was measured of breaking it."""

import json
import subprocess
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, cast

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from cnn_core.datasets import load_dataset, to_pixels
from lessons.gradient import unsure_digit
from tests.oracle.torch_says import numbers_of
from tests.oracle.twin import node

DRIVER = Path(__file__).with_name("digit_twin.js")
DIGITS, MOST = 100, 60
SIZES = (0.05, 0.1, 0.2)
CLOSE = 1e-12


def digits() -> tuple[Tensor, Tensor]:
    """Return the first test digits that the network reads rightly."""
    data = load_dataset("digits")
    pictures, labels = torch.from_numpy(to_pixels(data.x_test))[:, None], torch.from_numpy(data.y_test).long()
    with torch.no_grad():
        right = (
            (cast(Tensor, unsure_digit.network()(pictures)).argmax(1) == labels).nonzero().flatten()[:DIGITS]
        )
    return pictures[right], labels[right]


@cache
def figure() -> dict[str, Any]:
    pictures, labels = digits()
    hundredths: list[list[int]] = np.rint(pictures.flatten(1).numpy() * 100).astype(int).tolist()
    sent = unsure_digit.as_data()
    asked = {"sent": sent, "pictures": hundredths, "labels": numbers_of(labels), "sizes": SIZES, "most": MOST}
    done = subprocess.run(
        [node(), str(DRIVER)],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_digit_is_the_least_sure_of_those_that_are_misread() -> None:
    data = load_dataset("digits")
    scores = cast(Tensor, unsure_digit.network()(torch.from_numpy(to_pixels(data.x_test))[:, None])).detach()
    labels = torch.from_numpy(data.y_test).long()
    at = unsure_digit.chosen()
    margins = {
        i: float(scores[i].max() - scores[i].topk(2).values[1])
        for i in range(len(labels))
        if int(scores[i].argmax()) != int(labels[i])
    }
    assert min(margins, key=lambda each: margins[each]) == at
    assert unsure_digit.as_data()["label"] == int(labels[at]) != int(scores[at].argmax())


def test_every_map_and_every_gradient_is_torchs() -> None:
    made, sent = unsure_digit.network(), unsure_digit.as_data()
    x = (torch.tensor(sent["pixels"], dtype=torch.float64) / 100).reshape(1, 1, 28, 28).requires_grad_()
    conv = cast(Tensor, made[0](x))
    relu = cast(Tensor, made[1](conv))
    pool = cast(Tensor, made[2](relu))
    scores = cast(Tensor, made[3:](pool))
    loss = F.cross_entropy(scores, torch.tensor([sent["label"]]))
    kernel = next(made.parameters())
    found = torch.autograd.grad(loss, [x, kernel, conv, relu, pool, scores])
    for at, said in enumerate(figure()["maps"]):
        values = [x[0, 0], kernel[at, 0], conv[0, at], relu[0, at], pool[0, at]]
        gradients = [found[0][0, 0], found[1][at, 0], *(found[i][0, at] for i in (2, 3, 4))]
        for shown, right in zip(
            [*said["values"], *said["gradients"], said["scores"], said["shares"], [said["loss"]]],
            [*values, *gradients, found[5], scores.softmax(1), loss],
            strict=True,
        ):
            assert shown == pytest.approx(numbers_of(right), abs=CLOSE)


def test_a_sign_step_misleads_as_many_digits_as_torch_says_and_the_text() -> None:
    pictures, labels = digits()
    x = pictures.clone().requires_grad_()
    loss = F.cross_entropy(cast(Tensor, unsure_digit.network()(x)), labels, reduction="sum")
    (gradient,) = torch.autograd.grad(loss, x)
    for size, said in zip(SIZES, figure()["flipped"], strict=True):
        moved = (pictures + size * gradient.sign()).clamp(0, 1)
        assert said == cast(Tensor, unsure_digit.network()(moved)).argmax(1).tolist()
    misled = [
        sum(one != other for one, other in zip(said, numbers_of(labels), strict=True))
        for said in figure()["flipped"]
    ]
    assert misled == [9, 24, 89]


def test_it_takes_2_to_26_pixels_and_never_one() -> None:
    pixels = figure()["pixels"]
    assert (min(pixels), median(pixels), max(pixels)) == (2, 9, 26)
