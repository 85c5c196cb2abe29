"""Addresses of the neuron's page, by chance."""

from random import Random

from lessons.neuron.state import NOTE_PICTURE

KERNELS = {
    "cross": [1, 0, 1, 0, 1, 0, 1, 0, 1],
    "vertical_edges": [1, 0, -1, 1, 0, -1, 1, 0, -1],
    "laplacian": [0, 1, 0, 1, -4, 1, 0, 1, 0],
    "count": [1, 2, 3, 4, 5, 6, 7, 8, 9],
}
TYPED = {"input": (5, 0, 9), "kernel": (3, -9, 9)}  # the side, the lowest and the highest number
LIMITS = {
    "bias": (-12, 12),
    "relu": (0, 1),
    "shared": (0, 1),
    "seed": (1, 99),
    "down": (-2, 2),
    "right": (-2, 2),
    "step": (1, 9),
    "weight": (1, 9),
}
SIZES = {"picture_size": (5, 40), "kernel_size": (1, 7), "out_channels": (1, 8)}
WRONG = {
    "step": ["0", "10", "five"],
    "bias": ["13", "-13", "1.5"],
    "kernel": ["star", "", "1,2;3,4", "1,2,3;4,5,6;7,8,10", "1,2,3;4,5,6;7,8,.5"],
    "input": ["cat", "1,1,1,1,1"],
    "shared": ["2", "yes"],
    "down": ["3", "-9"],
}


def typed(random: Random, name: str) -> str:
    """Return a picture or a kernel as it stands in the address once somebody has typed into it."""
    side, lowest, highest = TYPED[name]
    rows = [[str(random.randint(lowest, highest)) for _ in range(side)] for _ in range(side)]
    return ";".join(",".join(row) for row in rows)


def numbers_of(text: str) -> list[int]:
    """Return the numbers of a kernel or a picture, by its name or by its cells."""
    named = {**KERNELS, "note": [*NOTE_PICTURE]}
    return named.get(text) or [int(cell) for cell in text.replace(";", ",").split(",")]


def legal(random: Random) -> dict[str, str]:
    """Return an address that the three figures of the page can have as it stands."""
    numbers = {name: str(random.randint(*limits)) for name, limits in (LIMITS | SIZES).items()}
    names = {name: random.choice(list(KERNELS)) for name in ("kernel", "first", "second")}
    names |= {name: typed(random, name) for name in TYPED if random.random() < 0.3}
    return numbers | names | {"between": random.choice(["nothing", "relu"])}


def illegal(random: Random) -> dict[str, str]:
    """Return one setting that cannot be had."""
    name = random.choice(list(WRONG))
    return {name: random.choice(WRONG[name])}
