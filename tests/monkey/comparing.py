"""Numbers of a page beside the numbers that torch gives, in whole hundredths without a tolerance."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import product
from typing import NamedTuple, cast

import torch
from torch import Tensor

from tests.browser.figures import NUMBER, Place, shape

NO_NUMBER = float("nan")
NOISE = 1e-8  # of a hundredth: what is nearer to a half than this is binary noise
ANY = re.compile(r"−?(?:\d+(?:\.\d{1,4})?|\.\d\d)")
"""As figures write numbers that are no whole hundredths, or 6.5 for 6.50."""
TWO = re.compile(NUMBER)
"""As all others write them."""


@cache
def hundredths(text: str, written: re.Pattern[str] = TWO) -> float:
    """Return a shown number times 100; NaN for what a learner would not read as a number.

    >>> hundredths("−.57"), hundredths("12"), hundredths("-1"), hundredths("−0"), hundredths("1.5", ANY)
    (-57.0, 1200.0, nan, nan, 150.0)
    """
    if not written.fullmatch(text):
        return NO_NUMBER
    number = float(Decimal(text.replace("−", "-")) * 100)
    return NO_NUMBER if number == 0 and text.startswith("−") else number


def as_tensor(cells: Mapping[Place, str]) -> Tensor:
    """Return a grid that holds all its cells as (height, width), in hundredths."""
    height, width = shape(cells)
    numbers = [hundredths(cells[place]) for place in sorted(cells)]
    return torch.tensor(numbers, dtype=torch.float64).reshape(height, width)


def half_away(values: Tensor) -> Tensor:
    """Return whole numbers: rounded half away from zero, as what is shown is, behind binary noise.

    >>> half_away(torch.tensor([1.5, -1.5, 1.49, -0.49], dtype=torch.float64)).tolist()
    [2.0, -2.0, 1.0, 0.0]
    """
    return values.sign() * (values.abs() + 0.5 + NOISE).floor() + 0.0


def in_hundredths(values: Tensor) -> Tensor:
    """Return numbers in whole hundredths, as they are shown."""
    return half_away(100 * values.detach().double())


def rounded(ten_thousandths: Tensor) -> Tensor:
    """Return what hundredths times hundredths gave in hundredths again.

    Every number here is whole and far below 2**53, so float64 is exact.
    """
    return half_away(ten_thousandths / 100)


def cells_of(text: str) -> Tensor:
    """Return the cells that an address writes out, in hundredths."""
    rows = [[float(Decimal(cell) * 100) for cell in row.split(",")] for row in text.split(";")]
    return torch.tensor(rows, dtype=torch.float64)


def text_of(cells: Tensor) -> str:
    """Return cells in hundredths as an address writes them out."""
    rows = cast("list[list[float]]", (cells / 100).tolist())
    return ";".join(",".join(f"{each:g}" for each in row) for row in rows)


class Comparison(NamedTuple):
    """One number: where it stands, what is shown there, and what torch says, in hundredths."""

    kind: str
    place: Place
    shown: str
    expected: float
    written: re.Pattern[str] = TWO

    def agrees(self) -> bool:
        """Return whether the digits shown are exactly the expected ones."""
        return hundredths(self.shown, self.written) == self.expected

    def __str__(self) -> str:
        """Say it for a report."""
        wanted = f"{self.expected / 100:g}" if self.expected == self.expected else "no number"
        return f"{self.kind} {self.place} shows {self.shown!r}, not {wanted}"


def number(kind: str, shown: str | None, expected: float, written: re.Pattern[str] = TWO) -> Comparison:
    """Compare a number outside the grids, in hundredths."""
    return Comparison(kind, (0, 0), shown or "nothing", expected, written)


def letters(
    kind: str, said: Mapping[str, str | None], expected: Mapping[str, float], written: re.Pattern[str] = TWO
) -> Iterator[Comparison]:
    """Compare what a sentence puts in for each letter, in hundredths."""
    for letter, value in expected.items():
        yield number(f"{kind} {letter}", said.get(letter), value, written)


def whole(kind: str, shown: object, expected: int, place: Place = (0, 0)) -> Comparison:
    """Compare a count or a setting instead of a number of the arithmetic."""
    return Comparison(kind, place, str(shown).replace("-", "−"), 100.0 * expected)


def holds(kind: str, is_so: bool) -> Comparison:
    """Compare what is no number: it must be so."""
    return whole(kind, int(is_so), 1)


def grid(
    kind: str,
    cells: Mapping[Place, str],
    expected: Tensor,
    first: Place = (1, 1),
    written: re.Pattern[str] = TWO,
) -> Iterator[Comparison]:
    """Compare every cell of a grid with a (height, width) tensor whose corner stands at `first`.

    Where torch knows no number (NaN) nothing is compared; a cell that is not there counts as no number.
    """
    places = product(*(range(size) for size in expected.shape))
    numbers = cast("list[float]", expected.flatten().tolist())
    for (row, column), wanted in zip(places, numbers, strict=True):
        if wanted == wanted:
            place = (first[0] + row, first[1] + column)
            yield Comparison(kind, place, cells.get(place, "nothing"), wanted, written)


def part(
    kind: str, cells: Mapping[Place, str], whole_grid: Tensor, written: re.Pattern[str] = TWO
) -> Iterator[Comparison]:
    """Compare the cells that are shown of a larger tensor, each by its row and column in it, from 1."""
    for (row, column), text in cells.items():
        yield Comparison(kind, (row, column), text, float(whole_grid[row - 1, column - 1]), written)


@dataclass
class Tally:
    """What a walk has compared so far."""

    numbers: Counter[str] = field(default_factory=Counter[str])
    distinct: set[tuple[str, str, Place]] = field(default_factory=set[tuple[str, str, Place]])
    mismatches: list[str] = field(default_factory=list[str])

    def take(self, address: str, after: str, comparisons: Iterable[Comparison]) -> None:
        """Count the comparisons of one reading; what does not agree is kept as a sentence."""
        for comparison in comparisons:
            self.numbers[comparison.kind] += 1
            self.distinct.add((address, comparison.kind, comparison.place))
            if not comparison.agrees():
                self.mismatches.append(f"after {after} at {address}: {comparison}")
