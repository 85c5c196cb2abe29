"""How much faster a tiny network trains on one thread: `python -m tests.bench.bench_threads`."""

import time

import torch
import torch.nn.functional as F

from cnn_core.network import reading_network

STEPS = 60
BATCH = 64


def trained(threads: int, steps: int = 4) -> list[torch.Tensor]:
    """Return the weights of the live network after some steps on random pictures, the same for every call."""
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    net = reading_network()
    optimizer = torch.optim.Adam(net.parameters())
    pictures, labels = torch.rand(BATCH, 1, 28, 28), torch.randint(0, 10, (BATCH,))
    for _ in range(steps):
        optimizer.zero_grad()
        F.cross_entropy(net(pictures), labels).backward()
        optimizer.step()
    torch.set_num_threads(before)
    return [weights.detach() for weights in net.parameters()]


def main() -> None:
    """Print the time of some steps on one and on two threads, and their ratio."""
    seconds: dict[int, float] = {}
    for threads in (1, 2):
        trained(threads)
        start = time.perf_counter()
        trained(threads, STEPS)
        seconds[threads] = time.perf_counter() - start
        print(f"{threads} thread(s): {STEPS} steps in {seconds[threads]:.2f} s")
    print(f"two threads take {seconds[2] / seconds[1]:.1f} times as long as one")


if __name__ == "__main__":
    main()
