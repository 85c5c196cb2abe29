"""Addresses of the neuron's page, by chance."""

from random import Random

KERNELS = {
    "cross": [1, 0, 1, 0, 1, 0, 1, 0, 1],
    "vertical_edges": [1, 0, -1, 1, 0, -1, 1, 0, -1],
    "laplacian": [0, 1, 0, 1, -4, 1, 0, 1, 0],
    "count": [1, 2, 3, 4, 5, 6, 7, 8, 9],
}
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
    "kernel": ["star", ""],
    "shared": ["2", "yes"],
    "down": ["3", "-9"],
}


def legal(random: Random) -> dict[str, str]:
    """Return an address that the three figures of the page can have as it stands."""
    numbers = {name: str(random.randint(*limits)) for name, limits in (LIMITS | SIZES).items()}
    names = {name: random.choice(list(KERNELS)) for name in ("kernel", "first", "second")}
    return numbers | names | {"between": random.choice(["nothing", "relu"])}


def illegal(random: Random) -> dict[str, str]:
    """Return one setting that cannot be had."""
    name = random.choice(list(WRONG))
    return {name: random.choice(WRONG[name])}
