"""What `make test` leaves out comes the next day, and what is left out has a like that stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.sample import left_out, part_of

TODAY = 20260131


def alike(*parameters: str, **more: object) -> dict[str, Any]:
    return {"alike": pytest.mark.alike(*parameters, **more)}


ALIKE = alike()


@dataclass(frozen=True)
class Called:
    """A test as pytest collects it, with its parameters and markers."""

    test: str
    values: tuple[tuple[str, object], ...] = ()
    markers: Mapping[str, Any] = field(default_factory=dict[str, Any], hash=False)

    @property
    def nodeid(self) -> str:
        return f"{self.test}[{'-'.join(str(value) for _, value in self.values)}]"

    @property
    def callspec(self) -> SimpleNamespace:
        return SimpleNamespace(params=dict(self.values))

    def get_closest_marker(self, name: str) -> object:
        return self.markers[name].mark if name in self.markers else None


def calls(test: str, *, markers: Mapping[str, Any] = ALIKE, **values: Sequence[object]) -> list[Called]:
    return [
        Called(test, tuple(zip(values, each, strict=True)), markers) for each in product(*values.values())
    ]


def out(called: list[Called], seed: int = TODAY, *, is_quick: bool = False) -> list[Called]:
    return cast("list[Called]", left_out(cast("list[pytest.Item]", called), seed, is_quick=is_quick))


BOTH = ("en", "ko")
# The tests, the days until each has come, and how many stay a day.
SAMPLES: dict[str, tuple[list[Called], int, range]] = {
    **{f"languages of {name}": (calls(name, language=BOTH), 2, range(1, 2)) for name in "abcd"},
    **{f"four of {name}": (calls(name, language=BOTH, dark=(0, 1)), 4, range(1, 2)) for name in "abcd"},
    **{
        f"three lessons of {name}": (
            calls(name, markers=alike("lesson", keep=3), lesson="stuvwxyz", language=BOTH),
            *(6, range(2, 4)),
        )
        for name in "abc"
    },
    "screens": (calls("a", markers=alike("screen"), lesson="xyz", screen="ab"), 2, range(3, 4)),
    "one claim": ([Called(name, (), alike(claim="training")) for name in "abc"], 3, range(1, 2)),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_has_its_day_and_those_of_a_day_are_of_different_lessons(name: str) -> None:
    every, days, count = SAMPLES[name]
    stay = [[each for each in every if each not in out(every, TODAY + day)] for day in range(days)]
    assert {one for each in stay for one in each} == set(every)
    for each in stay:
        assert len(each) in count
        assert len({dict(one.values).get("lesson", one) for one in each}) == len(each)


def test_of_a_module_that_is_not_daily_each_has_its_day_in_five_and_both_languages_come() -> None:
    browser = {"browser": pytest.mark.browser}
    alone = [Called(f"m::{name}", (), browser) for name in "abcde"]
    pairs = [each for name in "xyz" for each in calls(f"m::{name}", markers=browser, language=BOTH)]
    days = [{*alone, *pairs} - {*out([*alone, *pairs], TODAY + day)} for day in range(16)]
    assert all(1 <= len(day) <= 3 for day in days)
    assert all(set(alone) <= set().union(*days[at : at + 5]) for at in range(11))
    assert set(pairs) <= set().union(*days)
    assert out([replace(each, markers=browser | {"daily": pytest.mark.daily}) for each in alone]) == []


def test_make_check_takes_a_fifth_of_many_cases_and_all_of_few() -> None:
    many, few, alone = calls("a", value=range(15)), calls("b", value=(1, 2)), Called("c")
    every = [*many, *few, alone]
    days = [{*every} - {*out(every, TODAY + day, is_quick=True)} for day in range(5)]
    assert [len(day) for day in days] == [6] * 5
    assert set(every) == set().union(*days)
    assert {*few, alone} <= set().union(*days[:1])
    assert out(calls("tests/house/a", value=range(15)), is_quick=True) == []


def test_what_differs_in_more_or_stands_alone_stays() -> None:
    screens = calls("a", viewport=("desktop", "phone"))
    assert out([*screens, *calls("b", language=BOTH[:1]), *calls("c", language=BOTH[1:])]) == []
    assert len(out(calls("d", viewport=("desktop", "phone"), language=("en", "ko")))) == 2


@pytest.mark.parametrize(("count", "most"), [(12, 4), (12, 5), (7, 3), (9, 1), (3, 3), (2, 5), (0, 2)])
def test_a_part_is_never_too_much_and_the_days_make_the_whole(count: int, most: int) -> None:
    whole = list(range(count))
    days = [part_of(whole, most, TODAY + day, is_sample=True) for day in range(max(1, -(-count // most)))]
    assert all(min(count, 1) <= len(part) <= most for part in days)
    assert sorted({one for part in days for one in part}) == whole
    assert part_of(whole, most, is_sample=False) == whole
