"""Numbers as a learner reads them: rounded half away from zero, with a real minus sign."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal

NOISE_DIGITS = 10
"""Sums of products of multiples of 0.01 have few decimals; what stands beyond the tenth is binary noise."""

_EXACT = Context(prec=800)


def round_half_away(value: float, digits: int = 0) -> float:
    """Return `value` rounded half away from zero, judged by its shortest decimal writing; never -0.0.

    Args:
        value: any float; infinities and NaN come back as they are.
        digits: decimals kept; negative rounds to tens, hundreds ...

    Source: the usual rule of school arithmetic; Python's own `round` goes to the even digit instead.

    >>> round_half_away(1.005, 2), round_half_away(-0.5), round(-0.5), round(1.005, 2)
    (1.01, -1.0, 0, 1.0)
    """
    number = float(value)
    if not math.isfinite(number):
        return number
    step = Decimal(1).scaleb(-digits)
    return float(Decimal(repr(number)).quantize(step, ROUND_HALF_UP, _EXACT)) + 0.0


def round_result(value: float, digits: int = 2) -> float:
    """Return a computed result rounded as the sum by hand would be.

    A sum that comes out as 0.12499999999999999 counts as the 0.125 it is on paper.

    Args:
        value: a sum or average of numbers with few decimals.
        digits: decimals kept.

    >>> round_result(0.12499999999999999), round_half_away(0.12499999999999999, 2)
    (0.13, 0.12)
    """
    return round_half_away(round_half_away(value, NOISE_DIGITS), digits)


def format_number(value: float, digits: int = 2, *, leading_zero: bool = True) -> str:
    """Return the text of a number: integers plain, others with `digits` decimals; minus is U+2212.

    Args:
        value: any float.
        digits: decimals of a number that is not whole.
        leading_zero: results have it (0.57), weights and pixels go without (.57).

    >>> format_number(-3.0), format_number(-0.36, leading_zero=False), format_number(2.9999)
    ('−3', '−.36', '3.00')
    """
    if math.isnan(value):
        return "NaN"
    rounded = round_result(value, digits)
    sign = "−" if rounded < 0 else ""
    if math.isinf(rounded):
        return f"{sign}∞"
    plain = round_half_away(value, NOISE_DIGITS).is_integer()
    text = f"{abs(rounded):.{0 if plain else digits}f}"
    return sign + (text if leading_zero else text.removeprefix("0") if text.startswith("0.") else text)
