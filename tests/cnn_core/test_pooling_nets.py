"""What was measured of nets with and without pooling: its form, the claims made of it, and one net again."""

from typing import Any

import pytest
import torch

from cnn_core.datasets import load_dataset
from cnn_core.pooling_nets import WAYS, Settings, measure, measured, pooling_net
from cnn_core.rounding import round_result
from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.pooling.measured import shares, tables, written

pytestmark = pytest.mark.slow

RECORD = measured()
CLOSE = 10  # of 1,000 pictures: another processor adds up in another order


def net(way: str, pictures: int) -> dict[str, Any]:
    return next(each for each in RECORD["nets"] if (each["way"], each["pictures"]) == (way, pictures))


def gaps(way: str) -> list[float]:
    """Return by how many points each net knew the digits it had seen better than new ones."""
    found = net(way, 6000)
    pairs = zip(found["right_trained"], found["right_test"], strict=True)
    return [100 * seen / 6000 - 100 * new / 1000 for seen, new in pairs]


def test_every_net_was_measured_from_every_seed() -> None:
    settings = RECORD["settings"]
    assert settings == {**vars(Settings()), "pictures": [6000, 300], "seeds": list(range(8))}
    assert RECORD["command"] == "python -m cnn_core.pooling_nets"
    expected = [(way, pictures) for pictures in settings["pictures"] for way in WAYS]
    assert [(each["way"], each["pictures"]) for each in RECORD["nets"]] == expected
    for each in RECORD["nets"]:
        assert len(each["right_trained"]) == len(each["right_test"]) == len(settings["seeds"]) >= 5
        assert all(0 <= right <= each["pictures"] for right in each["right_trained"])
        assert all(0 <= right <= RECORD["test_pictures"] for right in each["right_test"])


@pytest.mark.in_turn("training")
def test_one_net_measured_again_comes_out_alike() -> None:
    torch.set_num_threads(1)
    seen, new = measure("max", 300, 0, Settings(), load_dataset("digits"))
    found = net("max", 300)
    assert seen == found["right_trained"][0]
    assert abs(new - found["right_test"][0]) <= CLOSE


def test_what_the_lesson_says_of_it_is_in_the_record() -> None:
    better = zip(net("none", 6000)["right_test"], net("max", 6000)["right_test"], strict=True)
    assert all(without > pooled for without, pooled in better)
    assert len(net("max", 6000)["right_test"]) == 8
    ends = {way: (min(gaps(way)), max(gaps(way))) for way in ("max", "none")}
    ranges = {way: (round_result(low, 1), round_result(high, 1)) for way, (low, high) in ends.items()}
    assert ranges == {"max": (1.8, 3.2), "none": (2.9, 4.3)}
    for way in WAYS:
        assert set(net(way, 300)["right_trained"]) == {300}
    ahead = [net("max", 300)["right_test"][i] - net("none", 300)["right_test"][i] for i in range(8)]
    assert (sum(more > 0 for more in ahead), max(ahead)) == (6, 7)  # of 1,000: 0.7 points
    lows, highs = zip(*((min(n), max(n)) for n in (net(way, 300)["right_test"] for way in WAYS)), strict=True)
    assert max(lows) <= min(highs)  # all four ranges have something in common
    for language in LANGUAGES:
        body = lesson("pooling").prose(language).sections["overfitting"].body
        assert all(number in body for number in ("6,000", "300", "8", "2.9", "4.3", "1.8", "3.2", "6", "0.7"))


def test_the_table_says_the_record() -> None:
    for language in LANGUAGES:
        table = tables(language)
        assert table.count("<table>") == 2
        for each in RECORD["nets"]:
            for counts, pictures in ((each["right_trained"], each["pictures"]), (each["right_test"], 1000)):
                assert f"<td>{written(*shares(counts, pictures), language)}<i" in table
        assert RECORD["command"] in table
        assert (" %" in table, "\u00a0%" in table) == ((False, False) if language == "ko" else (True, True))


def test_all_nets_but_one_are_equally_large() -> None:
    sizes = {way: sum(each.numel() for each in pooling_net(way).parameters()) for way in WAYS}
    assert sizes == {"max": 7340, "average": 7340, "stride": 7340, "none": 28940}
    with pytest.raises(ValueError, match="nothing"):
        pooling_net("nothing")
