"""Two thousand events by chance: every number that was on the screen is torch's."""

from tests.browser.visit import NewPage
from tests.monkey.walk import Walk

SEED, EVENTS = 20, 2_000
LEAST_NUMBERS, LEAST_SETTINGS = 20_000, 150


def test_no_number_of_a_long_walk_is_wrong(new_page: NewPage, base_url: str) -> None:
    walk = Walk(SEED)
    walk.go(new_page(), base_url, EVENTS)
    print(walk.report())
    assert walk.tally.mismatches == []
    assert walk.events.total() == EVENTS
    # The same number at the same address counts once; the pooled maps, of which there are many, do not count.
    distinct = [kind for _, kind, _ in walk.tally.distinct if not kind.startswith("pool")]
    assert len(distinct) >= LEAST_NUMBERS
    assert len(walk.layers) >= LEAST_SETTINGS
    assert set(walk.events) == walk.known_events()
