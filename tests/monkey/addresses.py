"""Addresses of the sliding window: settings by chance that torch takes, and some that nobody does."""

from random import Random
from typing import cast

import torch

from lessons.convolution.settings import OWN, SAMPLES
from tests.monkey.torch_layer import Layer
from tests.settings_states import TABLES, drawn, written, wrong_query

TABLE = TABLES["convolution"]
MODES, KERNELS = TABLE.settings["padding_mode"].choices, TABLE.settings["kernel"].choices
# Those of numbers; a photo has a size of its own and shows a part of itself.
INPUTS = [name for name in TABLE.settings["input"].choices if name not in {*SAMPLES, OWN}]
SIDES = (3, 12)  # of an input of numbers


def cells_text(random: Random, height: int, width: int, low: int, high: int) -> str:
    """Return cells as they stand in an address, some with decimals."""

    def number() -> str:
        value = (
            random.randint(low, high)
            if random.random() < 0.5
            else random.randint(low * 100, high * 100) / 100
        )
        return f"{value:g}"

    return ";".join(",".join(number() for _ in range(width)) for _ in range(height))


def _drawn(random: Random) -> dict[str, str]:
    """Return settings by chance; they may not fit together."""
    state = drawn(TABLE, random) | {side: random.randint(*SIDES) for side in ("height", "width")}
    sizes = {"input": [state["height"], state["width"]], "kernel": state["kernel_size"]}
    for name, sides in sizes.items():
        if state[name] not in TABLE.settings[name].choices:
            height, width = cast("list[int]", sides)
            state[name] = cells_text(random, height, width, *TABLE.settings[name].range)
    if state["input"] in {*SAMPLES, OWN}:
        state["input"] = random.choice(INPUTS)
    return {name: written(value) for name, value in state.items()}


def legal(random: Random) -> dict[str, str]:
    """Return an address that torch takes, with a step of its output."""
    while True:
        query = _drawn(random)
        layer = Layer.of(query)
        picture, kernel = (
            torch.zeros(int(query["height"]), int(query["width"])),
            torch.zeros(layer.kernel_size),
        )
        try:
            steps = layer.output(picture, kernel).numel()
        except RuntimeError:  # these settings do not fit together
            continue
        return query | {"step": str(random.randint(1, steps))}


def illegal(random: Random) -> dict[str, str]:
    """Return one setting that cannot be had."""
    return wrong_query(TABLE, random)
