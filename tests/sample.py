"""What `make test` takes of what is too much for every time: another part each day, so that all comes round.

`SEED` names the part and is the seed of the walks; without it, it is the day. `make long` leaves nothing out.
"""

import os
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar, cast
from zlib import crc32

import pytest

# The day's number, odd and even by turns. Set here for the workers as well, whose midnight may lie elsewhere.
SEED = int(os.environ.setdefault("SEED", str(datetime.now().astimezone().toordinal())))
IS_SAMPLE = bool(os.environ.get("SAMPLE"))
IS_QUICK = bool(os.environ.get("QUICK"))
# What most claims hold in alike. A screen is not among them, for another one has another layout, unless
# a test says that it is: @pytest.mark.alike("screen").
ALIKE = ("language", "dark")
# In which each test of a module that is marked `rotates` has its day; odd, so that both languages come.
DAYS = 5
QUICK_DAYS = 5  # in which each case of a test has its day in `make check`
One = TypeVar("One")


def part_of(whole: Iterable[One], most: int, seed: int = SEED, *, is_sample: bool = IS_SAMPLE) -> list[One]:
    """Return at most so many of what one test goes through, from all over it; all of it if this is no sample.

    The next day has the next ones, and after count / most days, rounded up, each has been there.
    """
    every = list(whole)
    if not is_sample or len(every) <= most:
        return every
    step = -(-len(every) // most)
    return every[seed % step :: step]


def left_out(items: list[pytest.Item], seed: int = SEED) -> list[pytest.Item]:
    """Return, of tests that differ from each other only in what their claim holds in alike, all but one.

    Each of them has its day. Who asks for one of them by its name gets it. Where one a day is too little
    a test says how many stay: @pytest.mark.alike("lesson", keep=3).
    """
    alike: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        alike[_claim(item)].append(item)
    gone: list[pytest.Item] = []
    for same in alike.values():
        stay = part_of(same, _keep(same[0]), crc32(same[0].nodeid.encode()) + seed, is_sample=True)
        gone += [item for item in same if item not in stay]
    modules: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("rotates") and item not in gone:
            modules[item.nodeid.split("::")[0]].append(item)
    return gone + _resting(modules, DAYS, seed)


def not_quick(items: list[pytest.Item], seed: int = SEED) -> list[pytest.Item]:
    """Return four in five of the cases of each test that has as many: `make check` leaves them out.

    The rules of the house stay: what has just been written may break any of them.
    """
    tests: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if not item.nodeid.startswith("tests/house/"):
            tests[item.nodeid.split("[")[0]].append(item)
    return _resting({name: same for name, same in tests.items() if len(same) >= QUICK_DAYS}, QUICK_DAYS, seed)


def _resting(groups: dict[str, list[pytest.Item]], days: int, seed: int) -> list[pytest.Item]:
    """Return the tests of each group whose day it is not; each has its day in so many.

    Where a group begins is its own: else the only tests of several would all have the same day.
    """
    return [
        item
        for name, same in groups.items()
        for at, item in enumerate(same)
        if (at + seed + crc32(name.encode())) % days
    ]


def _keep(item: pytest.Item) -> int:
    """Return how many tests of a claim stay."""
    markers = (item.get_closest_marker(name) for name in ("in_turn", "alike"))
    return max((marker.kwargs.get("keep", 1) for marker in markers if marker), default=1)


def _claim(item: pytest.Item) -> str:
    """Return what a test holds: its name, without the parameters in which it holds alike.

    Tests of one turn, @pytest.mark.in_turn("training"), hold what is enough once a day, each of another part.
    """
    if turn := item.get_closest_marker("in_turn"):
        return str(turn.args[0])
    given = cast("dict[str, object]", getattr(getattr(item, "callspec", None), "params", {}))
    marker = item.get_closest_marker("alike")
    besides = {*ALIKE, *(marker.args if marker else ())}
    own = sorted((name, str(value)) for name, value in given.items() if name not in besides)
    return f"{item.nodeid.split('[')[0]}{own if besides & set(given) else item.nodeid}"
