"""Random settings, legal and illegal, from fixed seeds: the same sweep on every machine."""

import random
from typing import Any

from lessons.convolution.code import TABLE as CONVOLUTION
from lessons.kit.settings.table import Table
from lessons.maxpool2d.code import TABLE as MAXPOOL2D

Json = Any
Settings = dict[str, Json]
MODES = CONVOLUTION.settings["padding_mode"].choices


def highest(table: Table, name: str) -> int:
    """Return how far a setting of a figure goes: the sweeps go as far."""
    return table.settings[name].range[1]


def number(chance: random.Random, lowest: int, highest: int) -> int:
    """Return a legal number, or once in forty the one just below the legal ones."""
    return lowest - 1 if chance.random() < 1 / 40 else chance.randint(lowest, highest)


def pair(chance: random.Random, lowest: int, highest: int) -> list[int]:
    """Return a pair, in half of the cases two different numbers."""
    first = number(chance, lowest, highest)
    return [first, first if chance.random() < 0.5 else number(chance, lowest, highest)]


def convolution_settings(chance: random.Random) -> Settings:
    """Return arguments of nn.Conv2d as JSON."""
    padding: Json = pair(chance, 0, highest(CONVOLUTION, "padding"))
    if chance.random() < 0.15:
        padding = chance.choice(["same", "valid"])
    stride = (
        [1, 1]
        if padding == "same" and chance.random() < 0.7
        else pair(chance, 1, highest(CONVOLUTION, "stride"))
    )
    return {
        "kernel_size": pair(chance, 1, chance.randint(2, highest(CONVOLUTION, "kernel_size"))),
        "stride": stride,
        "padding": padding,
        "dilation": pair(chance, 1, chance.randint(1, highest(CONVOLUTION, "dilation"))),
        "padding_mode": chance.choice(MODES) if chance.random() < 0.6 else "zeros",
    }


def pooling_settings(chance: random.Random, *, average: bool) -> Settings:
    """Return arguments of nn.MaxPool2d or nn.AvgPool2d as JSON."""
    kernel_size = pair(chance, 1, chance.randint(2, highest(MAXPOOL2D, "kernel_size")))
    settings: Settings = {
        "kernel_size": kernel_size,
        "stride": None if chance.random() < 0.3 else pair(chance, 1, highest(MAXPOOL2D, "stride")),
        "padding": [chance.randint(0, max(0, size // 2 + (chance.random() < 0.1))) for size in kernel_size],
        "ceil_mode": chance.random() < 0.5,
    }
    if average:
        settings["count_include_pad"] = chance.random() < 0.5
        settings["divisor_override"] = chance.choice([None, None, None, 1, 2, 7, -3, 0])
    else:
        settings["dilation"] = pair(chance, 1, highest(MAXPOOL2D, "dilation"))
    return settings


def channels(chance: random.Random) -> dict[str, int]:
    """Return in_channels, out_channels and groups that divide both."""
    groups = chance.choice([1, 1, 2, 3])
    return {
        "in_channels": groups * chance.randint(1, 2),
        "out_channels": groups * chance.randint(1, 2),
        "groups": groups,
    }


def layer(chance: random.Random) -> Settings:
    """Return one layer of a stack as JSON: its name and its arguments."""
    name = chance.choice(["Conv2d", "Conv2d", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "ReLU"])
    if name == "Conv2d":
        return {"name": name, **convolution_settings(chance)}
    if name == "AdaptiveAvgPool2d":
        return {"name": name, "output_size": [chance.choice([None, 1, 2, 3, 7]) for _ in "hw"]}
    if name == "ReLU":
        return {"name": name}
    settings = pooling_settings(chance, average=name == "AvgPool2d")
    if settings.get("divisor_override") == -3:
        settings["divisor_override"] = 3  # a ReLU must not hide what a cell sees
    return {"name": name, **settings}


def grid(chance: random.Random, height: int, width: int, *, ties: bool = False) -> list[list[float]]:
    """Return rows of numbers with three decimals; with `ties` there are few different ones."""
    if ties:
        return [[float(chance.randint(-1, 1)) for _ in range(width)] for _ in range(height)]
    return [[round(chance.uniform(-2, 2), 3) for _ in range(width)] for _ in range(height)]
