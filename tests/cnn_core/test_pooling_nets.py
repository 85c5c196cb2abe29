"""What was measured of nets with and without pooling: its form, the claims made of it, and one net again."""

import pytest

from cnn_core.datasets import load_dataset
from cnn_core.pooling_nets import WAYS, Settings, measure, measured, pooling_net
from lessons.kit.i18n.language import LANGUAGES
from lessons.pooling.measured import counts_of, curves, how

RECORD = measured()
CLOSE = 10  # of 1,000 pictures: another processor adds up in another order
FIRST, LAST = 1, -1  # after 1,000 updates, and after 4,000


def ahead(update: int) -> tuple[int, int]:
    """Return of how many seeds the net without pooling is ahead on new digits, and of how many the other."""
    pairs = zip(*(counts_of(way, "test")[update] for way in WAYS), strict=True)
    differences = [without - pooled for pooled, without in pairs]
    return sum(more > 0 for more in differences), sum(more < 0 for more in differences)


def test_every_net_was_measured_from_every_seed_after_every_update_named() -> None:
    settings = Settings()
    updates = RECORD["settings"]["updates"]
    assert updates == {str(pictures): list(at) for pictures, at in settings.counted.items()}
    assert RECORD["settings"]["seeds"] == list(settings.seeds) == list(range(8))
    assert (updates["6000"][FIRST], updates["6000"][LAST]) == (1000, 4000)
    for way in WAYS:
        for part, most in (("trained", 6000), ("test", RECORD["test_pictures"])):
            counts = counts_of(way, part)
            assert len(counts) == len(updates["6000"])
            assert all(len(at) == 8 and 0 <= min(at) <= max(at) <= most for at in counts)


@pytest.mark.slow
@pytest.mark.in_turn("training")
def test_one_net_measured_again_comes_out_alike() -> None:
    ((seen, new),) = measure("max", 6000, 0, Settings({6000: (500,)}), load_dataset("digits"))
    assert abs(seen - counts_of("max", "trained")[0][0]) <= 6 * CLOSE
    assert abs(new - counts_of("max", "test")[0][0]) <= CLOSE


def test_early_the_net_without_pooling_is_ahead_and_trained_out_neither_clearly_is() -> None:
    assert ahead(FIRST) == (8, 0)
    assert max(ahead(LAST)) < 7
    assert min(counts_of("none", "trained")[LAST]) > 5990
    means = [sum(counts_of(way, "test")[LAST]) / 8 for way in WAYS]
    assert abs(means[0] - means[1]) < 5  # of 1,000


def test_the_curves_are_the_record() -> None:
    for language in LANGUAGES:
        drawn = curves(language)
        seen, new = drawn["panels"]
        assert drawn["x"] == RECORD["settings"]["updates"]["6000"]
        for panel, part, most in ((seen, "trained", 6000), (new, "test", 1000)):
            for line, way in zip(panel["curves"], WAYS, strict=True):
                counts = counts_of(way, part)[LAST]
                assert line["points"][LAST] == pytest.approx(
                    [100 * each / most for each in (min(counts), sum(counts) / 8, max(counts))]
                )
        assert RECORD["command"] in how(language)


def test_the_net_without_pooling_has_a_larger_last_layer() -> None:
    sizes = {way: sum(each.numel() for each in pooling_net(way).parameters()) for way in WAYS}
    assert sizes == {"max": 7340, "none": 28940}
    with pytest.raises(ValueError, match="nothing"):
        pooling_net("nothing")
