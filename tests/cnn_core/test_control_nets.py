"""The nets beside the three of /why-cnn: counted again, one trained again, and what is said of them holds."""

import pytest
import torch

from cnn_core.control_nets import counts_of, measured, practised_counts
from cnn_core.moved_accuracy import DISTANCES, changed, counted, right_of
from cnn_core.three_nets import load_hundredths, to_hundredths, trained
from lessons.kit.i18n.language import LANGUAGES
from lessons.why_cnn.control import curves

RECORD = measured()
CLOSE = 12  # of 400 pictures: another processor adds up in another order


def mean(counts: list[int]) -> float:
    return sum(counts) / len(counts) / 4


def test_every_net_is_counted_at_every_distance_from_every_seed() -> None:
    runs = [run for net in RECORD["practised"].values() for run in net.values()]
    for counts, seeds in ((RECORD["wide"], 5), (RECORD["average"], 5), *((run, 3) for run in runs)):
        assert len(counts) == len(DISTANCES)
        assert all(len(at) == seeds and 0 <= min(at) <= max(at) <= 400 for at in counts)


@pytest.mark.slow
@pytest.mark.parametrize("distance", [0, 5])
def test_the_wide_net_is_counted_again(distance: int) -> None:
    torch.set_num_threads(1)
    found = [right_of("wide", load_hundredths("global", seed), changed(distance, 0)) for seed in (0, 4)]
    assert found == [RECORD["wide"][distance][seed] for seed in (0, 4)]


@pytest.mark.slow
def test_one_net_trained_again_comes_out_alike() -> None:
    torch.set_num_threads(1)
    again = counts_of("dense", [to_hundredths(trained("dense", 0, "moved", 1))])
    stated = RECORD["practised"]["dense"]["20"]
    assert max(abs(at[0] - shipped[0]) for at, shipped in zip(again, stated, strict=True)) <= CLOSE


def test_room_keeps_the_curve_flat_while_nothing_leaves_the_picture() -> None:
    wide = [mean(at) for at in RECORD["wide"][:7]]
    narrow = [mean(list(counted("global", "centred", far, 0))) for far in DISTANCES[:7]]
    assert max(wide) - min(wide) < 1.5 < 7 < narrow[0] - narrow[6]


def test_the_mean_of_a_map_reads_less_than_its_largest_number() -> None:
    assert mean(RECORD["average"][0]) < 80 < 94 < mean(list(counted("global", "centred", 0, 0)))


def test_more_practice_brings_more_and_half_of_what_is_shipped_nearly_as_much() -> None:
    at_4 = [mean(counts[4]) for counts in RECORD["practised"]["dense"].values()]
    assert at_4 == sorted(at_4)
    assert at_4[-1] - at_4[-2] < 1.5


def test_the_curves_on_the_page_are_these_counts() -> None:
    for language in LANGUAGES:
        (panel,) = curves(language)["panels"]
        points = [[mean_ for _, mean_, _ in line["points"]] for line in panel["curves"]]
        assert points[1] == pytest.approx([mean(at) for at in RECORD["wide"]])
        assert points[3] == pytest.approx(
            [mean(list(counted("flatten", "centred", far, 0))) for far in DISTANCES]
        )


def test_no_practice_is_no_net() -> None:
    with pytest.raises(KeyError):
        practised_counts("nothing", 1)
