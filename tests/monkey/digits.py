"""Numbers as they are shown, in whole hundredths: decimal arithmetic without a tolerance."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import torch
from torch import Tensor

from tests.browser.figures import NUMBER, Place, shape

SHOWN = re.compile(NUMBER)
NO_NUMBER = float("nan")


@cache
def hundredths(text: str) -> float:
    """Return a shown number times 100, a whole number; NaN for what a learner would not read as a number.

    >>> hundredths("−.57"), hundredths("12"), hundredths("-1"), hundredths("−0")
    (-57.0, 1200.0, nan, nan)
    """
    if not SHOWN.fullmatch(text):
        return NO_NUMBER
    whole = int(Decimal(text.replace("−", "-")) * 100)
    return NO_NUMBER if whole == 0 and text.startswith("−") else float(whole)


def as_tensor(cells: Mapping[Place, str]) -> Tensor:
    """Return a grid that holds all its cells as (height, width), in hundredths."""
    height, width = shape(cells)
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    numbers = [hundredths(cells[row, column]) for row in rows for column in columns]
    return torch.tensor(numbers, dtype=torch.float64).reshape(height, width)


def rounded(ten_thousandths: Tensor) -> Tensor:
    """Return what hundredths times hundredths gave in hundredths again, rounded half away from zero.

    Every number here is whole and far below 2**53, so float64 is exact.

    >>> rounded(torch.tensor([150, -150, 149, -49], dtype=torch.float64)).tolist()
    [2.0, -2.0, 1.0, 0.0]
    """
    return ten_thousandths.sign() * ((ten_thousandths.abs() + 50) / 100).floor() + 0.0


def written(number: float) -> str:
    """Return hundredths as a decimal number, for a report."""
    return "no number" if number != number else f"{number / 100:g}"
