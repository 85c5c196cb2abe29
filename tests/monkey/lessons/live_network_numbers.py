"""What the live network must show: torch's numbers from the address, and pixels and kernels on the page."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

import torch
from torch import Tensor

from cnn_core.datasets import sample_pictures
from cnn_core.network import load_weights
from cnn_core.pictures import prepare
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.i18n.labels import label
from lessons.kit.settings.table import Settings
from lessons.live_network import picture
from lessons.why_cnn.code import picture_of
from tests.browser import pictures
from tests.browser.figures import Reading, pattern_of
from tests.monkey.comparing import (
    Comparison,
    as_tensor,
    grid,
    half_away,
    holds,
    hundredths,
    letters,
    number,
    rounded,
    whole,
)
from tests.monkey.lessons.live_network_layers import MAPS, POOL_SIZE, TRAINED, Asked, Layers, moved
from tests.monkey.scene import Scene
from tests.oracle.torch_says import numbers_of

# Files that visitors hand over, by a name of their own.
OWN_FILES = {
    **{f"own {sample.id}": sample.data for sample in sample_pictures()[:3]},
    **{file.name: file.content for file in (pictures.file("png"), pictures.file("jpeg"))},
}
PICTURE_SIZE, KERNEL_SIZE = 28, 5


def _unknown(*size: int) -> Tensor:
    return torch.full(size, torch.nan, dtype=torch.float64)


@dataclass
class Notebook:
    """The pixels of each picture, as it lies unmoved, and all kernels, as far as they have been read."""

    pixels: dict[str, Tensor] = field(
        default_factory=lambda: defaultdict(lambda: _unknown(PICTURE_SIZE, PICTURE_SIZE))
    )
    kernels: dict[str, Tensor] = field(
        default_factory=lambda: defaultdict(lambda: _unknown(MAPS, KERNEL_SIZE, KERNEL_SIZE))
    )

    def take(self, reading: Reading, asked: Asked, own: str) -> Iterator[Comparison]:
        """Write down what the page shows; what was read before must still be the same."""
        known = self.pixels_of(reading, own)
        for (row, column), text in reading.grid("fig.input").items():
            y, x = row - 1 - asked.down, column - 1 - asked.right
            if not (0 <= y < PICTURE_SIZE and 0 <= x < PICTURE_SIZE):
                yield Comparison("pixel that came in", (row, column), text, 0.0)
                continue
            if not known[y, x].isnan():
                yield Comparison("pixel again", (row, column), text, known[y, x].item())
            known[y, x] = hundredths(text)
        kernels = self.kernels_of(asked)
        for index in range(MAPS):
            cells = reading.grid("live.kernel", n=index + 1)
            yield from grid("kernel again", cells, kernels[index])
            kernels[index].copy_(as_tensor(cells))

    def pixels_of(self, reading: Reading, own: str) -> Tensor:
        """Return what is known of the picture; of a sample or an own file as usually read, everything."""
        sample = reading.query.get("sample", "")
        sample = own if sample == picture.OWN else sample
        name = f"{sample} {reading.query.get('way', '')}"
        is_known = sample in (*OWN_FILES, *picture.SAMPLES) and "way" not in reading.query
        if name not in self.pixels and is_known:
            file = OWN_FILES.get(sample)
            prepared = prepare(file) if file else picture.sample(sample).prepared
            self.pixels[name] = torch.from_numpy(prepared.pixels * 100).round()
        return self.pixels[name]

    def kernels_of(self, asked: Asked) -> Tensor:
        """Return what is known of the kernels in the address."""
        return self.kernels[f"{asked.filters} {asked.seed if asked.filters == 'random' else ''}"]


def compare(reading: Reading, notebook: Notebook, own: str = "") -> Iterator[Comparison]:
    """Give every number of the page whose pixels are known beside torch's."""
    asked = Asked(reading.query)
    yield from notebook.take(reading, asked, own)
    pixels = moved(notebook.pixels_of(reading, own), asked.down, asked.right)
    layers = Layers.of(pixels, notebook.kernels_of(asked), asked)
    yield from _compare_maps(reading, asked, layers)
    yield from (_compare_pinned_score if asked.layer == "score" else _compare_pinned)(reading, asked, layers)
    if asked.scores and reading.has("live.scores"):
        yield from _compare_scores(reading, asked, layers.pool)
    if asked.filters not in TRAINED:
        yield whole("scores of untrained filters", int(reading.has("live.scores")), 0)


def _compare_maps(reading: Reading, asked: Asked, layers: Layers) -> Iterator[Comparison]:
    """Compare what can be read of each map on the screen; those of the pinned layer must be there."""
    top, left = asked.corner
    pool_name = "live.map_pool" if asked.pool == "max" else "live.map_average"
    kinds = {
        "conv": ("live.map_conv", layers.conv),
        "relu": ("live.map_relu", layers.active),
        pool_name: (pool_name, layers.pool),
    }
    shown_layer = asked.layer if asked.layer in ("conv", "relu") else pool_name
    for kind, (name, maps) in kinds.items():
        must = kind == shown_layer
        for index in range(MAPS):
            if not must and not reading.has(name, n=index + 1):
                continue
            cells = reading.grid(name, n=index + 1)
            if name == pool_name:
                yield from grid(f"pool {index + 1}", cells, rounded(maps[index]))
                yield whole("pooled cells", len(cells), maps[index].numel())
            else:
                under = maps[index, top : top + POOL_SIZE, left : left + POOL_SIZE]
                yield from grid(f"{kind} {index + 1}", cells, rounded(under), (top + 1, left + 1))
                yield whole("cells under the loupe", len(cells), POOL_SIZE**2)
    if not asked.relu:
        yield whole("ReLU that is off", int(reading.has("live.map_relu", n=1)), 0)


def _followed(asked: Asked, active: Tensor) -> tuple[int, int] | None:
    """Return the cell after Conv2d whose window is shown, from 0; None if its place is not known."""
    top, left = asked.corner
    if asked.layer != "pool":
        return asked.row - 1, asked.column - 1
    four = active[asked.map - 1, top : top + POOL_SIZE, left : left + POOL_SIZE].flatten()
    if bool(four.isnan().any()):
        return None
    winner = int(four.argmax()) if asked.pool == "max" else 0
    return top + winner // POOL_SIZE, left + winner % POOL_SIZE


def _compare_pinned(reading: Reading, asked: Asked, layers: Layers) -> Iterator[Comparison]:
    """Compare the pinned cell: window, products, sum, output, the four cells, what is pooled of them."""
    cells = reading.grid("fig.input")
    loupe = as_tensor(cells)
    if place := _followed(asked, layers.active):
        first = min(cells)
        yield whole("row of the window", first[0], place[0] + 1)
        yield whole("column of the window", first[1], place[1] + 1)
    products = loupe * as_tensor(reading.grid("live.kernel", n=asked.map))
    yield from grid("window", reading.grid("fig.window"), loupe)
    yield from grid("products", reading.grid("fig.products"), rounded(products))
    bias = asked.bias[asked.map - 1] * 100
    total = products.sum()
    terms = {"s": total, "b": torch.tensor(float(bias)), "o": total + bias}
    expected = {letter: rounded(value).item() for letter, value in terms.items()}
    yield from letters("written", reading.terms, expected)
    if asked.layer == "conv":
        yield from letters("sentence", reading.sentence(), expected)
    yield from _compare_four(reading, asked, layers)


def _compare_four(reading: Reading, asked: Asked, layers: Layers) -> Iterator[Comparison]:
    """Compare the cells that are pooled together, and what comes of them."""
    top, left = asked.corner
    there = (asked.map - 1, slice(top, top + POOL_SIZE), slice(left, left + POOL_SIZE))
    yield from grid("four cells", reading.grid("live.four"), rounded(layers.conv[there]))
    is_active = asked.relu and asked.has_reached("relu")
    yield whole("four after ReLU", int(reading.has("live.four_relu")), int(is_active))
    if is_active:
        yield from grid("four active", reading.grid("live.four_relu"), rounded(layers.active[there]))
    pooled = layers.pool[asked.map - 1, top // POOL_SIZE, left // POOL_SIZE]
    says = reading.sentence()
    expected = rounded(pooled).item()
    written = reading.terms.get("m", "nothing")
    if not asked.has_reached("pool"):
        yield whole("result before the pooling", int(written != "?"), 0)
    elif expected == expected:
        yield number("written m", written, expected)
        if asked.layer == "pool":
            yield number("sentence m", says.get("m"), expected)
    if asked.layer == "relu":
        here = rounded(layers.active[asked.map - 1, asked.row - 1, asked.column - 1]).item()
        if here == here:
            yield number("sentence a", says.get("a"), here)


def compare_page(scene: Scene) -> Iterator[Comparison]:
    """Compare the network and its folds; the pixels and kernels that were read are remembered."""
    yield from compare(scene.now, scene.remembered(Notebook), scene.own)
    yield from compare_folds(scene.now)


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
    return "<0.001" if share < 0.001 else ">0.999" if share >= 0.9995 else f"{share:.3f}"


def _linear(asked: Asked) -> tuple[Tensor, Tensor]:
    """Return the linear layer behind the filters in hundredths."""
    weights = load_weights(asked.filters)
    weight, bias = torch.tensor(weights.linear_weight), torch.tensor(weights.linear_bias)
    return (weight * 100).round(), (bias * 100).round()


def scores_of(asked: Asked, pool: Tensor) -> Tensor:
    """Return torch's scores in units of 1e-6; NaN where a pixel is unknown."""
    weight, bias = _linear(asked)
    return torch.nn.functional.linear(pool.flatten(), weight, bias * 10_000)


def _compare_scores(reading: Reading, asked: Asked, pool: Tensor) -> Iterator[Comparison]:
    """Compare every score and its share, if the whole picture is known."""
    cells = reading.grid("live.scores")
    scores = scores_of(asked, pool)
    yield whole("scores", len(cells), 2 * len(scores))
    if bool(scores.isnan().any()):
        return
    yield from grid("score", cells, half_away(scores / 10_000)[:, None])
    for index, share in enumerate(numbers_of((scores / 1e6).softmax(0))):
        yield holds("share of softmax", cells.get((index + 1, 2)) == share_text(share))


def _compare_pinned_score(reading: Reading, asked: Asked, layers: Layers) -> Iterator[Comparison]:
    """Compare the pinned score: what is shown adds up exactly, and it is torch's where that is known."""
    (weight, bias), pool = _linear(asked), layers.pool
    products = pool.flatten() * weight[asked.digit]
    sums = products.reshape(MAPS, -1).sum(1)
    shown = reading.tables[label("live.sums", reading.language)]
    numbers = [exact(row[1]) for row in shown]
    yield whole("sum of the sums", sum(numbers[:-1]), numbers[-1])
    yield whole("bias of the score", numbers[MAPS], int(bias[asked.digit]) * EXACT // 100)
    for map, (shown_sum, expected) in enumerate(zip(numbers, numbers_of(sums), strict=False)):
        if expected == expected:
            yield whole(f"sum of map {map + 1}", shown_sum, round(expected * UNIT))
    score = half_away(torch.tensor(numbers[-1] / UNIT / 10_000, dtype=torch.float64))
    yield number("sentence score", reading.sentence().get("s"), score.item())
    yield from _compare_largest(reading, asked, pool, products)


def _compare_largest(reading: Reading, asked: Asked, pool: Tensor, products: Tensor) -> Iterator[Comparison]:
    """Compare the ten cells that move the score most: each product, its order, and where it comes from.

    A product of 0 moves nothing: there may be fewer cells, or a sentence that there is none.
    """
    rows = reading.tables[label("live.ten", reading.language)]
    if rows == [[label("live.ten_none", reading.language)]]:
        rows = []
    sizes = [abs(exact(row[5])) for row in rows]
    yield holds("order of the largest", sizes == sorted(sizes, reverse=True))
    yield holds("at most ten of the largest, none of them 0", len(rows) <= LISTED and 0 not in sizes)
    weight = _linear(asked)[0][asked.digit].reshape(pool.shape)
    if not bool(products.isnan().any()):
        largest = products.abs().sort(descending=True).values[:LISTED] * UNIT
        moving = numbers_of(largest[largest > 0])
        yield whole("largest contributions", len(rows), len(moving))
        for size, wanted in zip(sizes, moving, strict=False):
            yield whole("one of the largest", size, round(wanted))
    for text, value, _, factor, _, product in rows:
        yield whole("product of the ten", exact(product) * EXACT, exact(value) * exact(factor))
        said = pattern_of("live.ten_place", reading.language).fullmatch(text)
        yield holds("place of the ten", said is not None)
        at = tuple(int(said[letter]) - 1 if said else 0 for letter in "nrc")
        yield number("weight of the ten", factor, weight[at].item())
        if not pool[at].isnan():
            yield whole("value of the ten", exact(value), round(pool[at].item() * EXACT / 10_000))


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


def compare_folds(reading: Reading) -> Iterator[Comparison]:
    """Give every number of the maps that can be read beside torch's."""
    ways = {name: reading.settings[f"silhouette_{name}"] for name in ("down", "right", "rotate")}
    silhouette = Settings({"picture": reading.query["silhouette"], "shuffle": 0} | ways)
    picture = torch.from_numpy(picture_of((silhouette, b"")))[None, None]
    for name, (end, channel) in FOLDED.items():
        with torch.inference_mode():
            map = _cnn()[:end](picture)[0, reading.settings[channel] - 1]
        cells = reading.grid(name)
        (top, left), (bottom, right) = min(cells), max(cells)
        # In whole millionths, as rounding wants them.
        shown = (map[top - 1 : bottom, left - 1 : right] * 1e6).round()
        yield from grid(name, cells, rounded(shown / 100), (top, left))
