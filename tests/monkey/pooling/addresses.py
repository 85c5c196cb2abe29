"""Addresses of the pooling page: settings by chance that torch takes, and some that nobody does."""

from random import Random

from tests.monkey.pooling.torch_pooling import NUMBERS, Pooling

LAYERS = ("pool", "global", "conv")
INPUTS = list(NUMBERS)
WRONG = {
    "kernel_size": ["0", "5", "-1", "2.5", "abc", ""],
    "stride": ["0", "5", "x"],
    "padding": ["-1", "2", "same"],
    "input": ["cat", "1,2;3", "last", "0.001", "10,1", ";".join(["1"] * 11)],
    "layer": ["dense", ""],
    "map": ["0", "6"],
    "row": ["0", "18"],
    "shift": ["-1", "5"],
    "weights": ["odd", "1,,2"],
    "ceil_mode": ["2", "True"],
    "step": ["0", "17"],
}


def _cells(random: Random, height: int, width: int) -> str:
    rows = [[f"{random.randint(-90, 90) / 10:g}" for _ in range(width)] for _ in range(height)]
    return ";".join(",".join(row) for row in rows)


def legal(random: Random) -> dict[str, str]:
    """Return an address that the figure and torch take, with a step of its output."""
    own = _cells(random, random.randint(1, 10), random.randint(1, 10))
    query = {
        "input": random.choice(["three", "three", random.choice(INPUTS), own, own]),
        "map": str(random.randint(1, 5)),
        "row": str(random.randint(1, 17)),
        "column": str(random.randint(1, 17)),
        "layer": random.choice(LAYERS),
        "stride": str(random.randint(1, 4)),
        "ceil_mode": random.choice("01"),
        "count_include_pad": random.choice("01"),
        "gradient": random.choice("0001"),
        "shift": "0",
    }
    height, width = Pooling(query).input(0).shape
    kernel = random.randint(1, min(4, height, width))
    query |= {
        "shift": str(random.randint(0, min(4, width))),
        "kernel_size": str(kernel),
        "padding": str(random.randint(0, kernel // 2)),
        "weights": _cells(random, kernel, kernel) if random.random() < 0.5 else "even",
    }
    pooling = Pooling(query)
    total = pooling.first(pooling.now).numel()
    return query | {"step": str(random.randint(1, total))}


def illegal(random: Random) -> tuple[str, str]:
    """Return one setting that cannot be had."""
    name = random.choice(list(WRONG))
    return name, random.choice(WRONG[name])
