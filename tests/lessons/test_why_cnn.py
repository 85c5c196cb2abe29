"""The lesson /why-cnn: its code runs, its words keep to the rules."""

import json
from pathlib import Path

import pytest

from lessons.kit.silhouettes.packing import SAMPLES
from lessons.why_cnn import data
from lessons.why_cnn.code import OWN, TABLE, answer, practised, shares_of
from tests.lessons.test_live_pytorch import run_alone
from tests.settings_states import state_with

MOST_BYTES = 800_000


@pytest.mark.slow
@pytest.mark.parametrize("net", ["dense", "global"])
def test_code_runs_where_there_is_torch_and_nothing_of_ours(tmp_path: Path, net: str) -> None:
    given = answer((state_with(TABLE, net=net, right=3, rotate=15, third="wide"), b""), "ko")
    assert run_alone("\n".join(given["code"]), tmp_path).splitlines() == given["printed"]


def test_shuffled_and_plain_dense_net_give_one_answer() -> None:
    plain, other = (shares_of(state_with(TABLE, net="dense", shuffle=each)) for each in (0, 1))
    assert plain == pytest.approx(other, abs=1e-12)


def test_shuffled_pictures_are_given_to_nets_that_have_practised_them() -> None:
    assert practised(state_with(TABLE)) == "centred"
    assert practised(state_with(TABLE, practice="moved", right=6)) == "moved"
    assert practised(state_with(TABLE, shuffle=1)) == "shuffled"


def test_what_the_browser_fetches_is_packed_and_small() -> None:
    assert set(data.as_data()["samples"]) == set(SAMPLES)
    assert {*SAMPLES, OWN} == set(TABLE.settings["picture"].choices)
    assert len(json.dumps(data.as_data())) < MOST_BYTES
