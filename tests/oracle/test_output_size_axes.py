"""One axis counted: its size, its refusals and the pixels that are never read are torch's."""

import random

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from tests.oracle import twin
from tests.oracle.test_output_size import FEW, LESSONS, MODEL, Json

REFUSED = 2000


def random_axes(chance: random.Random) -> list[Json]:
    """Return the settings of height and width, legal or not."""
    layer = chance.choice(["Conv2d", "MaxPool2d"])
    shared = {
        "layer": layer,
        "dilation": chance.randint(1, 3),
        "ceil_mode": layer == "MaxPool2d" and chance.random() < 0.5,
    }
    is_same = layer == "Conv2d" and chance.random() < 0.2
    return [
        shared
        | {
            "input_size": chance.randint(1, 12),
            "kernel_size": chance.randint(1, 5),
            "stride": chance.randint(1, 4),
            "padding": "same" if is_same else chance.randint(0, 3),
        }
        for _ in "hw"
    ]


def torch_shape(axes: list[Json]) -> list[int] | None:
    """Return the size that torch gives; None where it refuses."""
    pairs = {name: tuple(axis[name] for axis in axes) for name in ("kernel_size", "stride", "padding")}
    settings: dict[str, Json] = pairs | {"dilation": axes[0]["dilation"]}
    if axes[0]["padding"] == "same":
        settings["padding"] = "same"
    image = torch.zeros(1, 1, axes[0]["input_size"], axes[1]["input_size"])
    try:
        if axes[0]["layer"] == "Conv2d":
            return list(nn.Conv2d(1, 1, **settings)(image).shape[2:])
        return list(nn.MaxPool2d(**settings, ceil_mode=axes[0]["ceil_mode"])(image).shape[2:])
    except (RuntimeError, ValueError):
        return None


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
def test_sizes_are_torchs_and_what_torch_refuses_has_none() -> None:
    chance = random.Random("refusals")
    cases = [random_axes(chance) for _ in range(REFUSED)]
    calls = [("countAxis", [axis]) for case in cases for axis in case]
    counted = [given["answer"] for given in twin.run(calls, LESSONS / MODEL)]
    refused = set[str]()
    for case, down, across in zip(cases, counted[::2], counted[1::2], strict=True):
        reasons = [axis["refused"]["reason"] for axis in (down, across) if axis["refused"]]
        sizes = None if reasons else [down["size"], across["size"]]
        assert sizes == torch_shape(case), case
        refused |= set(reasons)
    assert len(refused) == 4


def never_read(axis: Json) -> list[int]:
    """Return the pixels without a gradient, when all weights are ones."""
    x = torch.zeros(1, 1, axis["input_size"], requires_grad=True)
    settings = (axis[name] for name in ("stride", "padding", "dilation"))
    F.conv1d(x, torch.ones(1, 1, axis["kernel_size"]), None, *settings).sum().backward()
    assert x.grad is not None
    return [at for at in range(axis["input_size"]) if float(x.grad[0, 0, at]) == 0]


def test_pixels_that_are_never_read_have_no_gradient() -> None:
    chance = random.Random("unread")
    axes = [axis for _ in range(FEW) for axis in random_axes(chance)]
    axes = [axis | {"layer": "Conv2d", "ceil_mode": False} for axis in axes if axis["padding"] != "same"]
    counted = [
        given["answer"] for given in twin.run([("countAxis", [axis]) for axis in axes], LESSONS / MODEL)
    ]
    possible = [(axis, given) for axis, given in zip(axes, counted, strict=True) if not given["refused"]]
    assert len(possible) > FEW
    for axis, given in possible:
        assert given["unread"] == never_read(axis), axis
