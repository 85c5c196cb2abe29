"""Random starts that repeat: torch has one source of random numbers for a whole process of many visitors."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import RLock

import torch

_ONE_AT_A_TIME = RLock()


@contextmanager
def seeded(seed: int | None = None) -> Generator[None]:
    """Let a block draw torch's random numbers alone, from a seed, and leave the caller's as they were.

    Whoever else draws in a block of this kind waits: between the seed and the last random number nobody
    may come in. Keep the block short.

    Args:
        seed: None goes on with whatever numbers come, where a block only must not use up the caller's.

    >>> with seeded(3):
    ...     first = torch.rand(1)
    >>> with seeded(3):
    ...     bool(torch.rand(1) == first)
    True
    """
    with _ONE_AT_A_TIME, torch.random.fork_rng(devices=[]):
        if seed is not None:
            torch.manual_seed(seed)
        yield
