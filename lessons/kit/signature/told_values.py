"""What a figure tells Python, checked: whoever sent anything else did not use the figure."""

from collections.abc import Sequence
from typing import cast

Pair = tuple[int, int]


def whole(value: object, largest: int) -> int:
    """Return a whole number from -1 (one below what is legal, to be refused by torch) to `largest`.

    Raises:
        ValueError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not -1 <= value <= largest:
        raise ValueError(f"{value!r} is no setting of the figure")
    return value


def pair(value: object, largest: int) -> Pair:
    """Return two such numbers, (down, across).

    Raises:
        ValueError: they are none.
    """
    sides = cast("list[object]", value if isinstance(value, list) else [])
    if len(sides) != 2:
        raise ValueError(f"{value!r} is no pair")
    down, across = (whole(side, largest) for side in sides)
    return down, across


def one_of(value: object, names: Sequence[str]) -> str:
    """Return one of these names.

    Raises:
        ValueError: it is none of them.
    """
    if value not in names:
        raise ValueError(f"{value!r} is none of {names}")
    return str(value)
