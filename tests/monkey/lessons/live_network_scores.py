"""What the live network's scores must show, exact sums and softmax that is never 1, and its last folds."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import cast

import numpy as np
import torch
from torch import Tensor

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved as moved_pictures
from cnn_core.moved_pictures import turned
from cnn_core.network import load_weights
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.i18n.labels import label
from lessons.kit.silhouettes.packing import SAMPLES
from tests.browser.figures import Reading, pattern_of
from tests.monkey.comparing import Comparison, grid, half_away, holds, number, rounded, whole
from tests.monkey.lessons.live_network_layers import MAPS, Asked

EXACT = 10**8  # a score is a sum of millionths, or of quarters of them
UNIT = EXACT // 10**6
LISTED = 10


def exact(text: str) -> int:
    """Return a number that is shown with all its decimals in units of 1e-8.

    >>> exact("−0.5"), exact("8.391829"), exact("12")
    (-50000000, 839182900, 1200000000)
    """
    return int(Decimal(text.replace("−", "-")) * EXACT)


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
    yield whole("scores", len(cells), 2 * len(scores))
    if bool(scores.isnan().any()):
        return
    yield from grid("score", cells, half_away(scores / 10_000)[:, None])
    for index, share in enumerate(_numbers((scores / 1e6).softmax(0))):
        yield holds("share of softmax", cells.get((index + 1, 2)) == share_text(share))


def compare_pinned(reading: Reading, asked: Asked, pool: Tensor) -> Iterator[Comparison]:
    """Compare the pinned score: what is shown adds up exactly, and it is torch's where that is known."""
    weight, bias = _linear(asked)
    products = pool.flatten() * weight[asked.digit]
    sums = products.reshape(MAPS, -1).sum(1)
    shown = reading.tables[label("live.sums", reading.language)]
    numbers = [exact(row[1]) for row in shown]
    yield whole("sum of the sums", sum(numbers[:-1]), numbers[-1])
    yield whole("bias of the score", numbers[MAPS], int(bias[asked.digit]) * EXACT // 100)
    for map, (shown_sum, expected) in enumerate(zip(numbers, _numbers(sums), strict=False)):
        if expected == expected:
            yield whole(f"sum of map {map + 1}", shown_sum, round(expected * UNIT))
    score = half_away(torch.tensor(numbers[-1] / UNIT / 10_000, dtype=torch.float64))
    yield number("sentence score", reading.sentence().get("s"), score.item())
    yield from _compare_largest(reading, asked, pool, products)


def _compare_largest(reading: Reading, asked: Asked, pool: Tensor, products: Tensor) -> Iterator[Comparison]:
    """Compare the ten cells that move the score most: each product, its order, and where it comes from."""
    rows = reading.tables[label("live.ten", reading.language)]
    yield whole("largest contributions", len(rows), LISTED)
    sizes = [abs(exact(row[5])) for row in rows]
    yield holds("order of the largest", sizes == sorted(sizes, reverse=True))
    weight = _linear(asked)[0][asked.digit].reshape(pool.shape)
    known = not bool(products.isnan().any())
    if known:
        largest = products.abs().sort(descending=True).values[:LISTED] * UNIT
        for size, expected in zip(sizes, _numbers(largest), strict=True):
            yield whole("one of the largest", size, round(expected))
    for text, value, _, factor, _, product in rows:
        yield whole("product of the ten", exact(product) * EXACT, exact(value) * exact(factor))
        said = pattern_of("live.ten_place", reading.language).fullmatch(text)
        yield holds("place of the ten", said is not None)
        map, row, column = (int(said[letter]) - 1 if said else 0 for letter in "nrc")
        yield Comparison("weight of the ten", (row, column), factor, weight[map, row, column].item())
        if known:
            yield whole(
                "value of the ten", exact(value), round(pool[map, row, column].item() * EXACT / 10_000)
            )


# How many modules of the net come before each map, and the setting that chooses among its channels.
FOLDED = {
    "looks.after": (2, "filter"),
    "field.lead_conv": (3, "conv_channel"),
    "field.lead_pool": (4, "conv_channel"),
    "field.lead_deep": (6, "deep_channel"),
}


@cache
def _cnn() -> torch.nn.Sequential:
    return with_weights("global", load_hundredths("global", 0))


def picture_of(reading: Reading) -> Tensor:
    """Return the silhouette as the net reads it, turned and moved: (1, 1, 28, 28)."""
    at = SAMPLES[reading.query["silhouette"]]
    down, right, rotate = (reading.settings[f"silhouette_{way}"] for way in ("down", "right", "rotate"))
    picture = moved_pictures(turned(held_out()[0][at : at + 1], rotate), np.array([down]), np.array([right]))
    return torch.from_numpy(picture)[:, None]


def compare_folds(reading: Reading) -> Iterator[Comparison]:
    """Give every number of the maps that can be read beside torch's."""
    picture = picture_of(reading)
    for name, (end, channel) in FOLDED.items():
        with torch.inference_mode():
            map = _cnn()[:end](picture)[0, reading.settings[channel] - 1]
        cells = reading.grid(name)
        (top, left), (bottom, right) = min(cells), max(cells)
        # In whole millionths, as rounding wants them.
        shown = (map[top - 1 : bottom, left - 1 : right] * 1e6).round()
        yield from grid(name, cells, rounded(shown / 100), (top, left))
