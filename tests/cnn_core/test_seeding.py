"""Random starts repeat, also while others draw."""

import time
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import nn

from cnn_core.seeding import seeded
from cnn_core.three_nets import load_hundredths, with_weights


def start(seed: int) -> str:
    with seeded(seed):
        first = nn.Linear(2, 1).weight
        time.sleep(0.001)  # let the others come
        return f"{first} {nn.Linear(2, 1).weight}"


def test_a_start_is_that_of_its_seed_whoever_else_draws() -> None:
    alone = [start(seed) for seed in range(8)]
    with ThreadPoolExecutor(8) as visitors:
        for _ in range(10):
            assert list(visitors.map(start, range(8))) == alone


def test_shipped_weights_use_no_random_numbers() -> None:
    before = torch.random.get_rng_state()
    with_weights("dense", load_hundredths("dense", 0))
    assert torch.equal(torch.random.get_rng_state(), before)
