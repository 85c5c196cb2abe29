"""Numbers are rounded alike in Python, in JavaScript and on paper."""

import random
import struct
from decimal import Decimal
from fractions import Fraction

import pytest

from cnn_core.rounding import format_number, round_half_away, round_result
from tests.oracle import twin
from tests.sample import CASES

NUMBERS = max(2_000, 4 * CASES)


def on_paper(value: float, digits: int) -> float:
    """Return the rounding of the shortest decimal writing, by whole numbers only."""
    scaled = Fraction(Decimal(repr(abs(value)))) * Fraction(10) ** digits
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = float(Fraction(units) / Fraction(10) ** digits)
    return -rounded if value < 0 and rounded else rounded


def any_float(chance: random.Random) -> float:
    """Return a float of any size, drawn from its 64 bits."""
    while True:
        (value,) = struct.unpack("<d", struct.pack("<Q", chance.getrandbits(64)))
        if value == value and 1e-30 < abs(value) < 1e30:
            return value


def drawn() -> list[tuple[float, int]]:
    """Return numbers as they come, ties, and the neighbours of ties on both sides."""
    chance = random.Random("rounding")
    cases = [(0.0, 2), (-0.0, 0), (1.005, 2), (-1.005, 2), (0.49999999999999994, 0), (2.5, 0), (-0.5, 0)]
    while len(cases) < NUMBERS:
        digits = chance.randint(-2, 6)
        tie = float(Decimal(2 * chance.randint(0, 10 ** chance.randint(1, 7)) + 1).scaleb(-digits) / 2)
        bits = struct.unpack("<q", struct.pack("<d", tie))[0] + chance.choice([-1, 0, 1])
        near = struct.unpack("<d", struct.pack("<q", bits))[0]
        cases += [(near * chance.choice([1, -1]), digits), (any_float(chance), digits)]
        cases.append((chance.uniform(-10, 10), digits))
    return cases


def test_python_and_twin_round_as_on_paper() -> None:
    cases = drawn()
    expected = [on_paper(value, digits) for value, digits in cases]
    assert [round_half_away(value, digits) for value, digits in cases] == expected
    answers = twin.answers([("roundHalfAway", [value, digits]) for value, digits in cases])
    assert [*map(float, answers)] == expected


def test_rounding_never_gives_minus_zero() -> None:
    assert [str(round_half_away(value, 2)) for value in (-0.0, -0.001, -1e-300)] == ["0.0", "0.0", "0.0"]


@pytest.mark.parametrize("value", [float("inf"), float("-inf")])
def test_infinity_stays(value: float) -> None:
    assert round_half_away(value, 2) == value
    assert format_number(value) in ("∞", "−∞")


def test_shown_results_are_the_sums_by_hand() -> None:
    """With multiples of 0.01 the digits on the screen are those of a sum on paper, ties included."""
    chance = random.Random("by hand")
    results: list[float] = []
    by_hand: list[float] = []
    for _ in range(NUMBERS):
        pairs = [
            (chance.randint(-100, 100), chance.randint(0, 100)) for _ in range(chance.choice([4, 9, 25]))
        ]
        bias = chance.randint(-300, 300)
        results.append(sum(weight / 100 * (pixel / 100) for weight, pixel in pairs) + bias / 100)
        exact = Fraction(sum(weight * pixel for weight, pixel in pairs) + 100 * bias, 10_000)
        by_hand.append(on_paper(float(exact), 2))
    assert [round_result(result, 2) for result in results] == by_hand
    assert twin.answers([("roundResult", [result, 2]) for result in results]) == by_hand
    assert [round_half_away(result, 2) for result in results] != by_hand, "binary noise would be seen"


def test_python_and_twin_write_numbers_alike() -> None:
    values = [0.0, -0.0, 3.0, -0.004, 0.57, -0.36, *(value for value, _ in drawn() if abs(value) < 1e9)]
    options = [(digits, leading_zero) for digits in (0, 1, 2, 4) for leading_zero in (True, False)]
    cases = [(value, *options[number % len(options)]) for number, value in enumerate(values[:6000])]
    calls = [
        ("formatNumber", [value, {"digits": digits, "leadingZero": zero}]) for value, digits, zero in cases
    ]
    written = [format_number(value, digits, leading_zero=zero) for value, digits, zero in cases]
    assert twin.answers(calls) == written
