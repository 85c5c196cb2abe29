"""What was counted of nets, on moved pictures and with pooling: its form, some of it again."""

import json
import random
from dataclasses import asdict

import pytest

from cnn_core import moved_accuracy, pooling_nets
from cnn_core.control_nets import counts_of, measured, practised_counts
from cnn_core.datasets import load_dataset
from cnn_core.moved_accuracy import ANGLES, DISTANCES, counted, right_counts
from cnn_core.pooling_nets import WAYS, Settings, measure, pooling_net
from cnn_core.three_nets import COUNTED, PRACTICES, SEEDS, Hundredths, load_hundredths, to_hundredths, trained
from lessons.kit.i18n.language import LANGUAGES
from lessons.pooling import measured as pooling

RECOUNTED = 30
STATES = [
    (name, practice, distance, degrees)
    for name in COUNTED
    for practice in PRACTICES
    for distance in DISTANCES
    for degrees in ANGLES
]


@pytest.mark.slow
@pytest.mark.alike(claim="training")
def test_states_drawn_by_seed_are_counted_again_as_they_are_shipped() -> None:
    drawn = random.Random(16).sample(STATES, RECOUNTED)
    assert {state: right_counts(*state) for state in drawn} == {state: counted(*state) for state in drawn}


def test_a_dense_net_does_not_know_in_which_order_its_pixels_stand() -> None:
    for distance in DISTANCES:
        for degrees in ANGLES:
            shuffled = counted("dense", "shuffled", distance, degrees)
            assert shuffled == counted("dense", "centred", distance, degrees)[: len(shuffled)]


def test_other_weights_give_other_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def swapped(name: str, seed: int, practice: str = "centred") -> Hundredths:
        weights = load_hundredths(name, seed, practice)
        last = max(key for key in weights if key.endswith("weight"))
        return weights | {last: weights[last][::-1].copy()}

    monkeypatch.setattr(moved_accuracy, "load_hundredths", swapped)
    assert right_counts("flatten", "centred", 3, 10) != counted("flatten", "centred", 3, 10)


PRACTISED_LONGER = measured()
CLOSE = 12  # of 400 pictures: another processor adds up in another order


def test_every_net_is_counted_at_every_distance_from_every_seed() -> None:
    runs = [run for net in PRACTISED_LONGER["practised"].values() for run in net.values()]
    assert len(runs) == 6
    for counts in runs:
        assert len(counts) == len(DISTANCES)
        assert all(len(at) == SEEDS["moved"] and 0 <= min(at) <= max(at) <= 400 for at in counts)


@pytest.mark.slow
@pytest.mark.alike(claim="training")
def test_one_net_trained_again_comes_out_alike() -> None:
    again = counts_of("dense", [to_hundredths(trained("dense", 0, "moved", 1))])
    stated = PRACTISED_LONGER["practised"]["dense"]["20"]
    assert max(abs(at[0] - shipped[0]) for at, shipped in zip(again, stated, strict=True)) <= CLOSE


def test_no_practice_is_no_net() -> None:
    with pytest.raises(KeyError):
        practised_counts("nothing", 1)


RECORD = pooling_nets.measured()
OF_1000 = 10  # as many of 1,000 pictures
FIRST, LAST = 1, -1  # after 1,000 updates, and after 4,000


def test_every_net_was_measured_from_every_seed_after_every_update_named() -> None:
    settings = Settings()
    assert RECORD["settings"] == json.loads(json.dumps(asdict(settings)))
    assert settings.seeds == tuple(range(8))
    assert (settings.updates[FIRST], settings.updates[LAST]) == (1000, 4000)
    for way in WAYS:
        for part, most in (("trained", 6000), ("test", RECORD["test_pictures"])):
            counts = pooling.counts_of(way, part)
            assert len(counts) == len(settings.updates)
            assert all(len(at) == 8 and 0 <= min(at) <= max(at) <= most for at in counts)


@pytest.mark.slow
@pytest.mark.alike(claim="training")
def test_one_net_measured_again_comes_out_alike() -> None:
    ((seen, new),) = measure("max", 0, Settings(updates=(500,)), load_dataset("digits"))
    assert abs(seen - pooling.counts_of("max", "trained")[0][0]) <= 6 * OF_1000
    assert abs(new - pooling.counts_of("max", "test")[0][0]) <= OF_1000


def test_without_pooling_the_digits_are_learned_in_fewer_updates_and_new_ones_named_alike() -> None:
    (pooled, others), ends = (
        [[sum(at) for at in pooling.counts_of(way, part)] for way in WAYS] for part in ("trained", "test")
    )
    assert all(less < more for less, more in zip(pooled, others, strict=True))
    assert abs(ends[0][LAST] - ends[1][LAST]) < 8 * 5  # of 8 times 1,000


def test_the_curves_are_the_record() -> None:
    for language in LANGUAGES:
        drawn = pooling.curves(language)
        seen, new = drawn["panels"]
        assert drawn["x"] == RECORD["settings"]["updates"]
        for panel, part, most in ((seen, "trained", 6000), (new, "test", 1000)):
            for line, way in zip(panel["curves"], WAYS, strict=True):
                counts = pooling.counts_of(way, part)[LAST]
                assert line["points"][LAST] == pytest.approx(
                    [100 * each / most for each in (min(counts), sum(counts) / 8, max(counts))]
                )
        assert RECORD["command"] in pooling.how(language)


def test_the_net_without_pooling_has_a_larger_last_layer() -> None:
    sizes = {way: sum(each.numel() for each in pooling_net(way).parameters()) for way in WAYS}
    assert sizes == {"max": 7340, "none": 28940}
    with pytest.raises(ValueError, match="nothing"):
        pooling_net("nothing")
