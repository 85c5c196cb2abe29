"""Addresses of the sliding window: settings by chance that torch takes, and some that nobody does."""

from random import Random

import torch

from lessons.kit.i18n.labels import TABLE
from tests.monkey.torch_layer import Layer

MODES = ("zeros", "reflect", "replicate", "circular")
KERNELS = [name.partition(".")[2] for name in TABLE if name.startswith("kernel.")]
# Those of numbers; a photo has a size of its own and shows a part of itself.
INPUTS = ["heart", "patch8", "ones", "flat", "impulse", "gradient", "checker"]
SIZES, LARGEST_KERNEL, MOST_PADDING, LARGEST_STRIDE, MOST_DILATION = (3, 12), 7, 3, 6, 4
WRONG = {
    "kernel_size": ["0", "8", "3,9", "-1", "3.5", "abc", "3,3,3", ""],
    "stride": ["0", "7", "-3", "1e1", "٣", "999999999999"],
    "padding": ["-1", "4", "same", "0.5"],
    "dilation": ["0", "5", "-2", "x"],
    "bias": ["10", "-10", "0.5", "ten", ""],
    "height": ["2", "13", "-7"],
    "width": ["0", "99", "seven"],
    "padding_mode": ["mirror", "Zeros", ""],
    "kernel": ["nothing", "1,2;3", "10,1", "0.001", ""],
    "input": ["dog", "1,,2", "-1", "[1]"],
    "step": ["0", "50", "-1", "1.5"],
}


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
    sides = [random.randint(1, LARGEST_KERNEL) for _ in range(2)]
    small = random.random() < 0.5
    size = [random.randint(*SIZES) for _ in range(2)]
    own_kernel, own_input = (random.random() < 0.25 for _ in range(2))
    return {
        "height": str(size[0]),
        "width": str(size[1]),
        "padding_mode": random.choice(MODES),
        "padding": str(random.randint(0, MOST_PADDING)),
        "kernel_size": str(sides[0]) if small or sides[0] == sides[1] else f"{sides[0]},{sides[1]}",
        "dilation": str(random.randint(1, MOST_DILATION) if random.random() < 0.4 else 1),
        "stride": str(random.randint(1, LARGEST_STRIDE)),
        "bias": str(random.randint(-9, 9)),
        "input": cells_text(random, size[0], size[1], 0, 9) if own_input else random.choice(INPUTS),
        "kernel": cells_text(random, sides[0], sides[0 if small else 1], -9, 9)
        if own_kernel
        else random.choice(KERNELS),
        "seed": str(random.randint(1, 99)),
        "reads": random.choice("00001"),
    }


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
    name = random.choice(list(WRONG))
    return {name: random.choice(WRONG[name])}
