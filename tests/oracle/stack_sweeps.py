"""What the sweeps ask about poolings and stacks of layers: values, winners, gradients, receptive fields."""

import random
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.oracle import random_settings as draw
from tests.oracle import torch_says
from tests.oracle.case import Case, Json, as_grid


def a_map(chance: random.Random, *, ties: bool) -> list[list[float]]:
    """Draw the numbers of one map."""
    return draw.grid(chance, chance.randint(1, 11), chance.randint(1, 11), ties=ties)


def max_pool(chance: random.Random) -> Case:
    """Draw a map, often with ties, and a max pooling; ask for values and winners."""
    rows = a_map(chance, ties=chance.random() < 0.5)
    settings = draw.pooling_settings(chance, average=False)
    named = {"name": "MaxPool2d", **settings}
    values = torch_says.pool(torch_says.as_tensor(rows), named)
    if values is None:
        return Case([as_grid(rows), settings], None)
    winners = torch_says.winners(torch_says.as_tensor(rows), named)
    return Case([as_grid(rows), settings], [*torch_says.flat(values), *torch_says.numbers_of(winners)])


def any_pooling(chance: random.Random) -> Json:
    """Draw one of the four kinds of pooling."""
    name = chance.choice(
        ["MaxPool2d", "MaxPool2d", "AvgPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "AdaptiveMaxPool2d"]
    )
    if name.startswith("Adaptive"):
        return {"name": name, "output_size": [chance.choice([None, 1, 1, 2, 3, 5, 12]) for _ in "hw"]}
    return {"name": name, **draw.pooling_settings(chance, average=name == "AvgPool2d")}


def pooling_steps(chance: random.Random) -> Case:
    """Draw a map and a pooling of any kind; ask for output and winner or divisor of every step."""
    layer, rows = any_pooling(chance), a_map(chance, ties=chance.random() < 0.5)
    feature_map = torch_says.as_tensor(rows)
    values = torch_says.pool(feature_map, layer)
    if values is None:
        return Case([layer, as_grid(rows)], None)
    found = (torch_says.winners if "Max" in layer["name"] else divisors)(feature_map, layer)
    return Case([layer, as_grid(rows)], [*torch_says.numbers_of(values), *torch_says.numbers_of(found)])


def divisors(feature_map: Tensor, layer: Json) -> Tensor:
    """Return what torch divides by in every window: a lone 1 comes out as one divided by it."""
    height, width = feature_map.shape
    units = torch.eye(height * width, dtype=torch.float64).reshape(-1, 1, height, width)
    outputs = cast(Tensor, torch_says.pooling(layer)(units))
    return (1 / outputs.abs().amax(dim=0) * outputs.sum(dim=0).sign()).round()


def gradient_shares(chance: random.Random) -> Case:
    """Draw a map, often with ties, and a pooling of any kind; ask where the gradient goes."""
    layer, rows = any_pooling(chance), a_map(chance, ties=chance.random() < 0.5)
    feature_map = torch_says.as_tensor(rows)
    refused = torch_says.pool(feature_map, layer) is None
    return Case(
        [layer, as_grid(rows)], None if refused else torch_says.flat(torch_says.gradient(feature_map, layer))
    )


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


SWEEPS = [max_pool, pooling_steps, gradient_shares, receptive_fields, input_cells]
