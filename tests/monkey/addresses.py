"""Addresses of the sliding window: settings by chance that torch takes, and some that nobody does."""

from random import Random
from typing import cast

import torch

from lessons.convolution.settings import OWN, SAMPLES
from tests.monkey.torch_layer import Layer
from tests.settings_states import TABLES, cells, drawn, written

TABLE = TABLES["convolution"]
MODES, KERNELS = TABLE.settings["padding_mode"].choices, TABLE.settings["kernel"].choices
# Those of numbers; a photo has a size of its own and shows a part of itself.
INPUTS = [name for name in TABLE.settings["input"].choices if name not in {*SAMPLES, OWN}]
SIDES = (3, 12)  # of an input of numbers


def _drawn(random: Random) -> dict[str, str]:
    """Return settings by chance; they may not fit together."""
    state = drawn(TABLE, random) | {side: random.randint(*SIDES) for side in ("height", "width")}
    sizes = {"input": [state["height"], state["width"]], "kernel": state["kernel_size"]}
    for name, sides in sizes.items():
        if state[name] not in TABLE.settings[name].choices:
            state[name] = cells(TABLE.settings[name], random, cast("list[int]", sides))
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
