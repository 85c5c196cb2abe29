"""Nets that practised moved pictures more and less: one trained again, and what is said of them holds."""

import pytest

from cnn_core.control_nets import counts_of, measured, practised_counts
from cnn_core.moved_accuracy import DISTANCES
from cnn_core.three_nets import SEEDS, to_hundredths, trained

RECORD = measured()
CLOSE = 12  # of 400 pictures: another processor adds up in another order


def mean(counts: list[int]) -> float:
    return sum(counts) / len(counts) / 4


def test_every_net_is_counted_at_every_distance_from_every_seed() -> None:
    runs = [run for net in RECORD["practised"].values() for run in net.values()]
    assert len(runs) == 6
    for counts in runs:
        assert len(counts) == len(DISTANCES)
        assert all(len(at) == SEEDS["moved"] and 0 <= min(at) <= max(at) <= 400 for at in counts)


@pytest.mark.slow
@pytest.mark.in_turn("training")
def test_one_net_trained_again_comes_out_alike() -> None:
    again = counts_of("dense", [to_hundredths(trained("dense", 0, "moved", 1))])
    stated = RECORD["practised"]["dense"]["20"]
    assert max(abs(at[0] - shipped[0]) for at, shipped in zip(again, stated, strict=True)) <= CLOSE


def test_more_practice_brings_more_and_half_of_what_is_shipped_nearly_as_much() -> None:
    at_4 = [mean(counts[4]) for counts in RECORD["practised"]["dense"].values()]
    assert at_4 == sorted(at_4)
    assert at_4[-1] - at_4[-2] < 1.5


def test_no_practice_is_no_net() -> None:
    with pytest.raises(KeyError):
        practised_counts("nothing", 1)
