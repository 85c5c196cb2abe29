"""How much of the tests is run: all (`make long`), a part each day (`make test`), less of it (`make check`).

What is left out today has its day. `SEED` names the day, and is the seed of the walks; else it is today.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar, cast
from zlib import crc32

import pytest

# The day's number, odd and even by turns. Set here for the workers as well, whose midnight may lie elsewhere.
SEED = int(os.environ.setdefault("SEED", str(datetime.now().astimezone().toordinal())))
IS_QUICK = bool(os.environ.get("QUICK"))  # `make check`
IS_SAMPLE = IS_QUICK or bool(os.environ.get("SAMPLE"))  # `make test`
CASES = 100 if IS_QUICK else 500 if IS_SAMPLE else 5000  # of a sweep against torch
EVENTS = 60 if IS_SAMPLE else 400  # of a walk, for each of its lessons
# In which each test has its day where one in so many is enough; odd, so that both languages come.
DAYS = 5
# What most claims of a browser hold in alike. A screen is not among them, for another one has another layout,
# unless a test says that it is: @pytest.mark.alike("screen").
ALIKE = ("language", "dark")
One = TypeVar("One")


def part_of(whole: Iterable[One], most: int, seed: int = SEED, *, is_sample: bool = IS_SAMPLE) -> list[One]:
    """Return at most so many of what one test goes through, from all over it; all of it if this is no sample.

    The next day has the next ones, and after count / most days, rounded up, each has been there.
    """
    every = list(whole)
    step = max(1, -(-len(every) // most)) if is_sample else 1
    return every[seed % step :: step]


def left_out(items: list[pytest.Item], seed: int = SEED, *, is_quick: bool = IS_QUICK) -> list[pytest.Item]:
    """Return the tests that have their day another time. Who asks for one of them by its name gets it.

    Of tests that differ from each other only in what their claim holds in alike one stays, or as many as it
    says: @pytest.mark.alike("lesson", keep=3). One in five stays of a module of a browser that is not marked
    `daily`, and in `make check` of the cases of each test that has as many.
    """
    stay = _of_today(items, _claim, lambda same: -(-len(same) // _keep(same[0])), seed)
    stay = _of_today(stay, _module, lambda _: DAYS, seed)
    if is_quick:
        stay = _of_today(stay, _test, lambda same: DAYS if len(same) >= DAYS else 1, seed)
    kept = {*stay}
    return [item for item in items if item not in kept]


def _of_today(
    items: list[pytest.Item],
    group: Callable[[pytest.Item], str],
    step: Callable[[list[pytest.Item]], int],
    seed: int,
) -> list[pytest.Item]:
    """Return of each group one test in so many, and all that are of none.

    Where a group begins is its own: else the only tests of several would all have the same day.
    """
    groups: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        groups[group(item)].append(item)
    stay = groups.pop("", [])
    for same in groups.values():
        stay += same[(crc32(same[0].nodeid.encode()) + seed) % step(same) :: step(same)]
    return stay


def _keep(item: pytest.Item) -> int:
    """Return how many tests of a claim stay."""
    marker = item.get_closest_marker("alike")
    return marker.kwargs.get("keep", 1) if marker else 1


def _claim(item: pytest.Item) -> str:
    """Return what a test holds: its name, without the parameters in which it holds alike; "" if it has none.

    Several tests may have one, of which one a day is enough: @pytest.mark.alike(claim="training").
    """
    marker = item.get_closest_marker("alike")
    if marker and "claim" in marker.kwargs:
        return marker.kwargs["claim"]
    given = cast("dict[str, object]", getattr(getattr(item, "callspec", None), "params", {}))
    alike = {*(marker.args if marker else ())}
    if marker or item.get_closest_marker("browser"):
        alike |= {*ALIKE}
    own = sorted((name, str(value)) for name, value in given.items() if name not in alike)
    return f"{_test(item)}{own}" if alike & {*given} else ""


def _module(item: pytest.Item) -> str:
    """Return the module of a test that one in five is enough of."""
    is_enough = item.get_closest_marker("browser") and not item.get_closest_marker("daily")
    return item.nodeid.split("::")[0] if is_enough else ""


def _test(item: pytest.Item) -> str:
    """Return a test without its parameters. The rules of the house have none that may wait.

    What has just been written may break any of them.
    """
    return "" if item.nodeid.startswith("tests/house/") else item.nodeid.split("[")[0]
