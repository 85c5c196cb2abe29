"""How long a diagnosis takes after warm-up, also where it breaks: `python -m tests.bench.bench_doctor`."""

import statistics
import time

from cnn_core.doctor import diagnose, warm_up
from tests.oracle import test_doctor

TIMES = 7
WANTED = 50  # ms, on a machine that does nothing else
SLOWEST = 6


def first_and_median(source: str, shape: tuple[int, ...]) -> tuple[float, float]:
    """Return how many ms the first diagnosis of a text takes, and one of the next, in the median."""
    took: list[float] = []
    for _ in range(TIMES):
        start = time.process_time()
        diagnose(source, shape)
        took.append((time.process_time() - start) * 1e3)
    return took[0], statistics.median(took[1:])


def main() -> None:
    """Print the median and the worst time over the corpus, and its slowest texts."""
    warm_up()
    found = {
        item["id"]: first_and_median(item["source"], test_doctor.shape_of(item))
        for item in test_doctor.items()
    }
    for at, what in enumerate(("first", "again")):
        took = sorted(times[at] for times in found.values())
        over = sum(each > WANTED for each in took)
        print(
            f"{what}: {len(took)} models, median {statistics.median(took):.1f} ms, worst {took[-1]:.1f} ms, "
            f"{over} over {WANTED} ms"
        )
    for name, (first, again) in sorted(found.items(), key=lambda each: -each[1][0])[:SLOWEST]:
        print(f"  {name}: {first:.1f} ms, again {again:.1f} ms")


if __name__ == "__main__":
    main()
