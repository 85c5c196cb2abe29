"""What belongs beside the curves of /why-cnn: nets that practised moved pictures more and less.

    python -m cnn_core.control_nets

trains and counts, and writes the counts into one file. No weights are kept.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import torch

from cnn_core.datasets import DATA_FOLDER
from cnn_core.moved_accuracy import DISTANCES, changed, held_out, right_of
from cnn_core.three_nets import PRACTISED_REACH, SEEDS, Hundredths, epochs_of, to_hundredths, trained

RESULT = DATA_FOLDER / "control_nets.json"
TIMES = {"dense": (1, 2, 4, 8), "flatten": (1,), "global": (1,)}  # as many epochs, on moved pictures

Counts = list[list[int]]  # by distance, then by seed


def counts_of(name: str, nets: Sequence[Hundredths]) -> Counts:
    """Return how many of the held-out pictures each net names rightly, moved by 0 to 8 pixels.

    Args:
        name: of the net, as `cnn_core.three_nets.three_net` takes it.
        nets: the weights of each seed.

    >>> counts_of("global", [])[0]
    []
    """
    return [[right_of(name, each, changed(distance, 0)) for each in nets] for distance in DISTANCES]


def practised_counts(name: str, longer: int) -> Counts:
    """Return the counts of nets that practised moved pictures for so many times their epochs.

    Args:
        name: of the net.
        longer: times.
    """
    nets = [to_hundredths(trained(name, seed, "moved", longer)) for seed in range(SEEDS["moved"])]
    return counts_of(name, nets)


def measure() -> dict[str, Any]:
    """Return the record that `RESULT` holds."""
    return {
        "command": "python -m cnn_core.control_nets",
        "pictures": len(held_out()[1]),
        "distances": list(DISTANCES),
        "practised_reach": PRACTISED_REACH,
        "practised": {
            name: {str(epochs_of(name, "moved", times)): practised_counts(name, times) for times in longer}
            for name, longer in TIMES.items()
        },
    }


@cache
def measured() -> Mapping[str, Any]:
    """Return what was measured.

    Source: `python -m cnn_core.control_nets`; a test trains one net again.

    >>> measured()["pictures"]
    400
    """
    return json.loads(RESULT.read_text(encoding="utf-8"))


def main(place: Path = RESULT) -> None:
    """Measure everything anew."""
    torch.set_num_threads(1)
    record = measure()
    place.write_text(json.dumps(record, separators=(",", ":")) + "\n", encoding="utf-8")
    for name, runs in record["practised"].items():
        for epochs, counts in runs.items():
            print(name, epochs, [round(sum(each) / len(each) / 4, 1) for each in counts])


if __name__ == "__main__":
    main()
