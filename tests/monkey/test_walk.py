"""Two thousand events by chance, in several walks: every number that was on the screen is torch's."""

from collections.abc import Callable

import pytest

from tests.browser.visit import NewPage
from tests.monkey.walk import Walk

EVENTS = 2_000
SEEDS = range(20, 28)
EACH = EVENTS // len(SEEDS)
NUMBERS_AN_EVENT, SETTINGS_AN_EVENT = 10, 0.075


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_of_a_long_walk_is_wrong(
    new_page: NewPage, base_url: str, seed: int, record_property: Callable[[str, object], None]
) -> None:
    walk = Walk(seed)
    walk.go(new_page(), base_url, EACH)
    record_property("walk", walk.summary())
    print(walk.report())
    assert walk.tally.mismatches == []
    assert walk.events.total() == EACH
    # The same number at the same address counts once; the pooled maps, of which there are many, do not count.
    distinct = [kind for _, kind, _ in walk.tally.distinct if not kind.startswith("pool")]
    assert len(distinct) >= NUMBERS_AN_EVENT * EACH
    assert len(walk.layers) >= SETTINGS_AN_EVENT * EACH
    assert set(walk.events) == walk.known_events()
