"""What `make test` leaves out comes the next day, and what is left out has a like that stays."""

from dataclasses import dataclass
from itertools import product
from types import SimpleNamespace
from typing import cast

import pytest

from tests.sample import left_out, not_quick, part_of

TODAY = 20260131


@dataclass(frozen=True)
class Called:
    """A test as pytest collects it, with its parameters."""

    test: str
    values: tuple[tuple[str, object], ...]
    alike: tuple[str, ...] = ()
    turn: str = ""
    keep: int = 1
    rotates: bool = False

    @property
    def nodeid(self) -> str:
        return f"{self.test}[{'-'.join(str(value) for _, value in self.values)}]"

    @property
    def callspec(self) -> SimpleNamespace:
        return SimpleNamespace(params=dict(self.values))

    def get_closest_marker(self, name: str) -> SimpleNamespace | None:
        rotates = (True,) if self.rotates else ()
        args = {"alike": self.alike, "in_turn": (self.turn,) if self.turn else (), "rotates": rotates}[name]
        return SimpleNamespace(args=args, kwargs={"keep": self.keep}) if args else None


def calls(
    test: str, alike: tuple[str, ...] = (), keep: int = 1, **values: tuple[object, ...]
) -> list[Called]:
    return [
        Called(test, tuple(zip(values, each, strict=True)), alike, keep=keep)
        for each in product(*values.values())
    ]


def out(called: list[Called], seed: int = TODAY) -> list[Called]:
    return cast("list[Called]", left_out(cast("list[pytest.Item]", called), seed))


BOTH = ("en", "ko")
# The tests, the days until each has come, and how many stay a day.
SAMPLES: dict[str, tuple[list[Called], int, range]] = {
    **{f"languages of {name}": (calls(name, language=BOTH), 2, range(1, 2)) for name in "abcd"},
    **{f"four of {name}": (calls(name, language=BOTH, dark=(0, 1)), 4, range(1, 2)) for name in "abcd"},
    **{
        f"three lessons of {name}": (
            calls(name, ("lesson",), keep=3, lesson=tuple("stuvwxyz"), language=BOTH),
            *(6, range(2, 4)),
        )
        for name in "abc"
    },
    "screens": (calls("a", ("screen",), lesson=tuple("xyz"), screen=("desktop", "phone")), 2, range(3, 4)),
    "one turn": ([Called(name, (), turn="training") for name in "abc"], 3, range(1, 2)),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_has_its_day_and_those_of_a_day_are_of_different_lessons(name: str) -> None:
    every, days, count = SAMPLES[name]
    stay = [[each for each in every if each not in out(every, TODAY + day)] for day in range(days)]
    assert {one for each in stay for one in each} == set(every)
    for each in stay:
        assert len(each) in count
        assert len({dict(one.values).get("lesson", one) for one in each}) == len(each)


def test_of_a_module_that_rotates_each_has_its_day_in_five_and_both_languages_come() -> None:
    alone = [Called(f"m::{name}", (), rotates=True) for name in "abcde"]
    pairs = [
        Called(f"m::{name}", (("language", language),), rotates=True)
        for name in "xyz"
        for language in ("en", "ko")
    ]
    days = [{*alone, *pairs} - {*out([*alone, *pairs], TODAY + day)} for day in range(16)]
    assert all(1 <= len(day) <= 3 for day in days)
    assert all(set(alone) <= set().union(*days[at : at + 5]) for at in range(11))
    assert set(pairs) <= set().union(*days)


def test_make_check_takes_a_fifth_of_many_cases_and_all_of_few() -> None:
    many, few, alone = calls("a", value=tuple(range(15))), calls("b", value=(1, 2)), calls("c")
    every = cast("list[pytest.Item]", [*many, *few, *alone])
    days = [{*every} - {*not_quick(every, TODAY + day)} for day in range(5)]
    assert [len(day) for day in days] == [6] * 5
    assert set(every) == set().union(*days)
    assert set[object]([*few, *alone]) <= set[object]().union(*days[:1])


def test_what_differs_in_more_or_stands_alone_stays() -> None:
    screens = calls("a", viewport=("desktop", "phone"))
    assert out([*screens, *calls("b", language=("en",)), *calls("c", language=("ko",))]) == []
    assert len(out(calls("d", viewport=("desktop", "phone"), language=("en", "ko")))) == 2


@pytest.mark.parametrize(("count", "most"), [(12, 4), (12, 5), (7, 3), (9, 1), (3, 3), (2, 5), (0, 2)])
def test_a_part_is_never_too_much_and_the_days_make_the_whole(count: int, most: int) -> None:
    whole = list(range(count))
    days = [part_of(whole, most, TODAY + day, is_sample=True) for day in range(max(1, -(-count // most)))]
    assert all(min(count, 1) <= len(part) <= most for part in days)
    assert sorted({one for part in days for one in part}) == whole
    assert part_of(whole, most, is_sample=False) == whole
