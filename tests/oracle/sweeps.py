"""The sweeps: for each function many random cases, each with the answer torch gives."""

import os
import random
import warnings
from collections.abc import Callable
from functools import cache

from tests.oracle import backward_sweeps, convolution_sweeps, stack_sweeps
from tests.oracle.case import Case

CASES = int(os.environ.get("ORACLE_CASES", "5000"))  # `make check` asks for fewer
SWEEPS: dict[str, Callable[[random.Random], Case]] = {
    sweep.__name__: sweep
    for sweep in [
        *convolution_sweeps.SWEEPS,
        *stack_sweeps.SWEEPS,
        *backward_sweeps.SWEEPS,
    ]
}


@cache
def cases(name: str) -> list[Case]:
    """Return the cases of one sweep; its name is its seed."""
    chance = random.Random(name)
    with warnings.catch_warnings():  # torch remarks on what a sweep must hold
        warnings.filterwarnings("ignore", "Using padding='same' with even kernel lengths")
        return [SWEEPS[name](chance) for _ in range(CASES)]
