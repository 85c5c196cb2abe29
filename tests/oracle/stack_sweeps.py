"""What the sweeps ask about stacks of layers: receptive fields, and the pixels one deep cell can see."""

import random
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.oracle import random_settings as draw
from tests.oracle import torch_says
from tests.oracle.case import Case, Json

LONG = 400  # pixels of an axis on which the field of the middle cell of three layers touches no border


def receptive_fields(chance: random.Random) -> Case:
    """Draw a stack of legal layers, and ask for size, jump and start of the field after each of them."""
    layers = [legal_layer(chance) for _ in range(chance.randint(1, 3))]
    expected: list[float] = []
    for depth in range(1, len(layers) + 1):
        fields = [field_of_axis(layers[:depth], axis) for axis in (0, 1)]
        expected += [number for part in zip(*fields, strict=True) for number in part]
    return Case([layers], expected)


def legal_layer(chance: random.Random) -> Json:
    """Draw a layer whose windows have one size and whose settings are legal, padding "same" included."""
    name = chance.choice(["Conv2d", "MaxPool2d", "AvgPool2d", "ReLU"])
    if name == "ReLU":
        return {"name": name}
    kernel_size = [chance.randint(1, 5), chance.randint(1, 5)]
    settings: Json = {
        "name": name,
        "kernel_size": kernel_size,
        "stride": [chance.randint(1, 3), chance.randint(1, 3)],
        "padding": [chance.randint(0, size // 2) for size in kernel_size],
    }
    if name == "AvgPool2d":
        return settings
    settings["dilation"] = [chance.randint(1, 2), chance.randint(1, 2)]
    if name == "Conv2d" and chance.random() < 0.2:
        settings |= {"stride": [1, 1], "padding": "same"}
    return settings


def field_of_axis(layers: list[Json], axis: int) -> tuple[int, int, int]:
    """Return size, jump and start of the field by the gradient of kernels of ones on a long line."""
    source = torch.zeros(1, 1, LONG, dtype=torch.float64, requires_grad=True)
    line = source
    for layer in layers:
        if layer["name"] != "ReLU":
            ones = torch.ones(1, 1, layer["kernel_size"][axis], dtype=torch.float64)
            padding: Json = layer["padding"] if layer["padding"] == "same" else layer["padding"][axis]
            line = F.conv1d(
                line, ones, None, layer["stride"][axis], padding, layer.get("dilation", [1, 1])[axis]
            )
    middle = line.shape[-1] // 2
    first, last = edges(line[0, 0, middle], source)
    following, _ = edges(line[0, 0, middle + 1], source)
    jump = following - first
    return last - first + 1, jump, first - middle * jump


def edges(cell: Tensor, source: Tensor) -> tuple[int, int]:
    """Return the first and the last pixel with a gradient."""
    pixels = torch.autograd.grad(cell, source, retain_graph=True)[0].flatten().nonzero()
    first, last = int(pixels[0]), int(pixels[-1])
    assert 0 < first <= last < LONG - 1
    return first, last


def input_cells(chance: random.Random) -> Case:
    """Draw a stack, a picture's size and one cell of the last map; ask which pixels this cell can see.

    torch's answer: those that change the cell when they alone are 1 and all else is 0.
    """
    while True:
        layers = [draw.layer(chance) for _ in range(chance.randint(1, 3))]
        height, width = chance.randint(1, 10), chance.randint(1, 10)
        pictures = torch.zeros(height * width + 1, 1, height, width, dtype=torch.float64)
        pictures[1:] = torch.eye(height * width, dtype=torch.float64).reshape(-1, 1, height, width)
        outputs = through(layers, pictures)
        if outputs is None:
            return Case([layers, height, width, 0, 0], None)
        if outputs.isfinite().all():  # else a window of a max pooling lies in the padding alone
            break
    row, column = chance.randrange(outputs.shape[2]), chance.randrange(outputs.shape[3])
    seen = (outputs[1:, 0, row, column] != outputs[0, 0, row, column]).double().reshape(height, width)
    return Case([layers, height, width, row, column], torch_says.flat(seen))


def through(layers: list[Json], pictures: Tensor) -> Tensor | None:
    """Return what torch's layers make of the pictures, with kernels of ones; None when one refuses."""
    if any(layer["name"] == "Conv2d" and torch_says.has_negative_padding(layer) for layer in layers):
        return None
    outputs: Tensor | None = pictures
    for layer in layers:
        outputs = torch_says.unless_refused(lambda made=layer, read=outputs: one_layer(made, read))
        if outputs is None:
            return None
    return outputs


def one_layer(layer: Json, read: Tensor) -> Tensor:
    """Return the output of one of torch's own layers."""
    if layer["name"] == "Conv2d":
        ones = torch.ones(1, 1, *layer["kernel_size"], dtype=torch.float64)
        return torch_says.layer(torch_says.arguments(layer), ones)(read).detach()
    return nn.ReLU()(read) if layer["name"] == "ReLU" else cast(Tensor, torch_says.pooling(layer)(read))


SWEEPS = [receptive_fields, input_cells]
