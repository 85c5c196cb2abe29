"""What the scores of the live network must show: exact sums, torch's scores, and softmax that is never 1."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

import torch
from torch import Tensor

from cnn_core.network import load_weights
from lessons.kit.i18n.labels import label
from tests.browser.figures import Reading
from tests.monkey import comparing
from tests.monkey.comparing import Comparison
from tests.monkey.live_network.settings import MAPS, Asked

EXACT = 10**8  # a score is a sum of millionths, or of quarters of them
UNIT = EXACT // 10**6
LISTED = 10


def exact(text: str) -> int:
    """Return a number that is shown with all its decimals in units of 1e-8.

    >>> exact("−0.5"), exact("8.391829"), exact("12")
    (-50000000, 839182900, 1200000000)
    """
    return int(Decimal(text.replace("−", "-")) * EXACT)


def rounded_score(units: float) -> float:
    """Return a score in units of 1e-6 in hundredths, rounded half away from zero."""
    sign = -1 if units < 0 else 1
    return sign * ((abs(units) + 5_000) // 10_000) + 0.0


def share_text(share: float) -> str:
    """Return a share as the page may write it: never all, never nothing."""
    if share >= 0.9995:
        return ">0.999"
    return "<0.001" if share < 0.001 else f"{share:.3f}"


def _linear(asked: Asked) -> tuple[Tensor, Tensor]:
    """Return the linear layer behind the filters in hundredths."""
    weights = load_weights(asked.filters)
    assert weights.linear_weight is not None
    assert weights.linear_bias is not None
    weight, bias = torch.tensor(weights.linear_weight), torch.tensor(weights.linear_bias)
    return (weight * 100).round(), (bias * 100).round()


def _numbers(tensor: Tensor) -> list[float]:
    return cast("list[float]", tensor.flatten().tolist())


def scores_of(asked: Asked, pool: Tensor) -> Tensor:
    """Return torch's scores in units of 1e-6; NaN where a pixel is unknown."""
    weight, bias = _linear(asked)
    return torch.nn.functional.linear(pool.flatten(), weight, bias * 10_000)


def compare_scores(reading: Reading, asked: Asked, pool: Tensor) -> Iterator[Comparison]:
    """Compare every score and its share, if the whole picture is known."""
    cells = reading.grid("live.scores")
    scores = scores_of(asked, pool)
    yield comparing.whole("scores", len(cells), 2 * len(scores))
    if bool(scores.isnan().any()):
        return
    shares = (scores / 1e6).softmax(0)
    for index, (score, share) in enumerate(zip(_numbers(scores), _numbers(shares), strict=True)):
        place = (index + 1, 1)
        yield Comparison("score", place, cells.get(place, "nothing"), rounded_score(score))
        shown = cells.get((index + 1, 2), "nothing")
        yield comparing.whole("share of softmax", int(shown == share_text(share)), 1)


def compare_pinned(reading: Reading, asked: Asked, pool: Tensor) -> Iterator[Comparison]:
    """Compare the pinned score: what is shown adds up exactly, and it is torch's where that is known."""
    weight, bias = _linear(asked)
    products = pool.flatten() * weight[asked.digit]
    sums = products.reshape(MAPS, -1).sum(1)
    shown = reading.tables[label("live.sums", reading.language)]
    numbers = [exact(row[1]) for row in shown]
    yield comparing.whole("sum of the sums", sum(numbers[:-1]), numbers[-1])
    yield comparing.whole("bias of the score", numbers[MAPS], int(bias[asked.digit]) * EXACT // 100)
    for map, (number, expected) in enumerate(zip(numbers, _numbers(sums), strict=False)):
        if expected == expected:
            yield comparing.whole(f"sum of map {map + 1}", number, round(expected * UNIT))
    yield Comparison(
        "sentence score", (0, 0), reading.sentence().get("s", "nothing"), rounded_score(numbers[-1] / UNIT)
    )
    yield from _compare_largest(reading, asked, pool, products)


def _compare_largest(reading: Reading, asked: Asked, pool: Tensor, products: Tensor) -> Iterator[Comparison]:
    """Compare the ten cells that move the score most: each product, its order, and where it comes from."""
    rows = reading.tables[label("live.ten", reading.language)]
    yield comparing.whole("largest contributions", len(rows), LISTED)
    sizes = [abs(exact(row[5])) for row in rows]
    yield comparing.whole("order of the largest", int(sizes == sorted(sizes, reverse=True)), 1)
    weight = _linear(asked)[0][asked.digit].reshape(pool.shape)
    known = not bool(products.isnan().any())
    if known:
        largest = products.abs().sort(descending=True).values[:LISTED] * UNIT
        for size, expected in zip(sizes, _numbers(largest), strict=True):
            yield comparing.whole("one of the largest", size, round(expected))
    for place, value, _, factor, _, product in rows:
        yield comparing.whole("product of the ten", exact(product) * EXACT, exact(value) * exact(factor))
        found = [
            (map, row, column)
            for map in range(MAPS)
            for row in range(pool.shape[1])
            for column in range(pool.shape[2])
            if place == label("live.ten_place", reading.language, n=map + 1, r=row + 1, c=column + 1)
        ]
        yield comparing.whole("place of the ten", len(found), 1)
        for at in found:
            yield Comparison("weight of the ten", at[1:], factor, weight[at].item())
            if known:
                there = round(pool[at].item() * EXACT / 10_000)
                yield comparing.whole("value of the ten", exact(value), there)
