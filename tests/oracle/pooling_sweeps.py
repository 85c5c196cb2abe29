"""What the sweeps ask about poolings: sizes, values, winners, divisors and gradients."""

import random
from typing import cast

import torch
from torch import Tensor

from tests.oracle import random_settings as draw
from tests.oracle import torch_says
from tests.oracle.case import Case, Json, as_grid


def pooled_size(chance: random.Random) -> Case:
    """Draw one axis of a max pooling."""
    settings = draw.pooling_settings(chance, average=False)
    size = chance.randint(1, 30)
    one_axis: dict[str, Json] = {
        name: [1, value[0]] for name, value in settings.items() if isinstance(value, list)
    }
    one_axis["padding"][0] = 0
    row = torch.zeros(1, size, dtype=torch.float64)
    ceil_mode = settings["ceil_mode"]
    output = torch_says.pool(row, {"name": "MaxPool2d", **one_axis, "ceil_mode": ceil_mode})
    stride = settings["stride"] and settings["stride"][0]
    arguments = [
        size,
        settings["kernel_size"][0],
        stride,
        settings["padding"][0],
        settings["dilation"][0],
        ceil_mode,
    ]
    return Case(arguments, None if output is None else [output.shape[1]])


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


def average_pool(chance: random.Random) -> Case:
    """Draw a map and an average pooling."""
    rows = a_map(chance, ties=False)
    settings = draw.pooling_settings(chance, average=True)
    averages = torch_says.pool(torch_says.as_tensor(rows), {"name": "AvgPool2d", **settings})
    return Case([as_grid(rows), settings], None if averages is None else torch_says.flat(averages))


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


SWEEPS = [pooled_size, max_pool, average_pool, pooling_steps, gradient_shares]
