"""What `make test` leaves out comes the next day, and what is left out has a like that stays."""

from dataclasses import dataclass
from itertools import product
from types import SimpleNamespace
from typing import cast

import pytest

from tests.sample import left_out, not_quick, part_of

TODAY, TOMORROW = 20260131, 20260132


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


@pytest.mark.parametrize("name", ["a", "b", "c", "d"])
def test_each_of_two_languages_has_its_day(name: str) -> None:
    both = calls(name, language=("en", "ko"))
    today, tomorrow = out(both), out(both, TOMORROW)
    assert len(today) == len(tomorrow) == 1
    assert {*today, *tomorrow} == set(both)


@pytest.mark.parametrize("name", ["a", "b", "c", "d"])
def test_each_of_four_has_its_day(name: str) -> None:
    four = calls(name, language=("en", "ko"), dark=(False, True))
    stay = [each for day in range(4) for each in four if each not in out(four, TODAY + day)]
    assert len(stay) == 4
    assert set(stay) == set(four)


def test_screens_are_alike_where_a_test_says_so() -> None:
    six = calls("a", ("screen",), lesson=("x", "y", "z"), screen=("desktop", "phone"))
    stay = [each for each in six if each not in out(six)]
    assert [dict(each.values)["lesson"] for each in stay] == ["x", "y", "z"]
    assert {*stay, *(each for each in six if each not in out(six, TOMORROW))} == set(six)


def test_tests_of_one_turn_have_a_day_each() -> None:
    three = [Called(name, (), turn="training") for name in ("a", "b", "c")]
    stay = [each.test for day in range(3) for each in three if each not in out(three, TODAY + day)]
    assert sorted(stay) == ["a", "b", "c"]


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


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_as_many_stay_as_a_test_says_of_different_lessons_and_all_have_had_their_day(name: str) -> None:
    lessons = tuple("stuvwxyz")
    every = calls(name, ("lesson",), keep=3, lesson=lessons, language=("en", "ko"))
    days = [[each for each in every if each not in out(every, TODAY + day)] for day in range(6)]
    for stay in days:
        assert 2 <= len(stay) <= 3
        assert len({dict(each.values)["lesson"] for each in stay}) == len(stay)
    assert {each for stay in days for each in stay} == set(every)


@pytest.mark.parametrize(("count", "most"), [(12, 4), (12, 5), (7, 3), (9, 1), (3, 3), (2, 5), (0, 2)])
def test_a_part_is_never_too_much_and_the_days_make_the_whole(count: int, most: int) -> None:
    whole = list(range(count))
    days = [part_of(whole, most, TODAY + day, is_sample=True) for day in range(max(1, -(-count // most)))]
    assert all(min(count, 1) <= len(part) <= most for part in days)
    assert sorted({one for part in days for one in part}) == whole
    assert part_of(whole, most, is_sample=False) == whole
