"""Numbers of a page beside the numbers that torch gives, and the count of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple, cast

from torch import Tensor

from tests.browser.figures import Place
from tests.monkey.digits import hundredths, written


class Comparison(NamedTuple):
    """One number: where it stands, what is shown there, and what torch says, in hundredths."""

    kind: str
    place: Place
    shown: str
    expected: float

    def agrees(self) -> bool:
        """Return whether the digits shown are exactly the expected ones."""
        return hundredths(self.shown) == self.expected

    def __str__(self) -> str:
        """Say it for a report."""
        return f"{self.kind} {self.place} shows {self.shown!r}, not {written(self.expected)}"


def whole(kind: str, shown: object, expected: int) -> Comparison:
    """Compare a count or a setting instead of a number of the arithmetic."""
    return Comparison(kind, (0, 0), str(shown).replace("-", "−"), 100.0 * expected)


def grid(kind: str, cells: dict[Place, str], expected: Tensor, first: Place = (1, 1)) -> Iterator[Comparison]:
    """Compare every cell of a grid with a (height, width) tensor whose corner stands at `first`.

    Where torch knows no number (NaN) nothing is compared; a cell that is not there counts as no number.
    """
    places = product(*(range(size) for size in expected.shape))
    numbers = cast("list[float]", expected.flatten().tolist())
    for (row, column), number in zip(places, numbers, strict=True):
        if number == number:
            place = (first[0] + row, first[1] + column)
            yield Comparison(kind, place, cells.get(place, "nothing"), number)


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
