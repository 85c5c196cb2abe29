"""What a figure tells Python, checked: whoever sent anything else did not use the figure."""

from collections.abc import Sequence
from typing import TypeVar, cast

Pair = tuple[int, int]
Limits = tuple[int, int]
Rows = tuple[tuple[float, ...], ...]

Name = TypeVar("Name", bound=str)

ON_OFF = (0, 1)


def number(value: object, limits: Limits) -> float:
    """Return a number within limits; true is none, though Python counts with it, and neither is NaN.

    Raises:
        ValueError: it is none.
    """
    lowest, highest = limits
    if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
        raise ValueError(f"no number from {lowest} to {highest}")
    return float(value)


def whole(value: object, limits: Limits) -> int:
    """Return a whole number within limits.

    Raises:
        ValueError: it is none.
    """
    within = number(value, limits)
    if not within.is_integer():
        raise ValueError("no whole number")
    return int(within)


def items(value: object, lengths: Limits) -> list[object]:
    """Return a list that is as long as it may be.

    Raises:
        ValueError: it is none.
    """
    listed = cast("list[object]", value if isinstance(value, list) else [])
    if not lengths[0] <= len(listed) <= lengths[1]:
        raise ValueError(f"a list of {lengths[0]} to {lengths[1]} was expected")
    return listed


def pair(value: object, limits: Limits) -> Pair:
    """Return two whole numbers within limits, (down, across).

    Raises:
        ValueError: they are none.
    """
    down, across = (whole(side, limits) for side in items(value, (2, 2)))
    return down, across


def rows(value: object, sides: Limits, limits: Limits) -> Rows:
    """Return rows of equal length; `sides` bounds their number and their length, `limits` each cell.

    Raises:
        ValueError: they are none.
    """
    grid = tuple(tuple(number(cell, limits) for cell in items(row, sides)) for row in items(value, sides))
    if len({len(row) for row in grid}) != 1:
        raise ValueError("rows of different lengths")
    return grid


def one_of(value: object, names: Sequence[Name]) -> Name:
    """Return one of these names.

    Raises:
        ValueError: it is none of them.
    """
    for name in names:
        if value == name:
            return name
    raise ValueError(f"none of {names}")
