"""What the live network must show: torch's numbers from the address, and pixels and kernels on the page."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
from torch import Tensor

from cnn_core.datasets import sample_pictures
from cnn_core.pictures import prepare
from lessons.live_network import picture
from tests.browser import pictures
from tests.browser.figures import Reading
from tests.monkey.comparing import Comparison, as_tensor, grid, hundredths, number, rounded, whole
from tests.monkey.lessons import live_network_scores as scores
from tests.monkey.lessons.live_network_layers import MAPS, POOL_SIZE, TRAINED, Asked, Layers, moved
from tests.monkey.scene import Compare, Scene

# Files that visitors hand over, by a name of their own.
OWN_FILES = {
    **{f"own {sample.id}": sample.data for sample in sample_pictures()[:3]},
    **{file.name: file.content for file in (pictures.png(), pictures.jpeg())},
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
        if name not in self.pixels and sample in OWN_FILES and "way" not in reading.query:
            self.pixels[name] = torch.from_numpy(prepare(OWN_FILES[sample]).pixels * 100).round()
        if name not in self.pixels and sample in picture.SAMPLES and "way" not in reading.query:
            self.pixels[name] = torch.from_numpy(picture.sample(sample).prepared.pixels * 100).round()
        return self.pixels[name]

    def kernels_of(self, asked: Asked) -> Tensor:
        """Return what is known of the kernels in the address."""
        return self.kernels[f"{asked.filters} {asked.seed if asked.filters == 'random' else ''}"]


def compare(reading: Reading, notebook: Notebook, own: str = "") -> Iterator[Comparison]:
    """Give every number of the page whose pixels are known beside torch's."""
    asked = Asked.of(reading.query)
    yield from notebook.take(reading, asked, own)
    pixels = moved(notebook.pixels_of(reading, own), asked.down, asked.right)
    layers = Layers.of(pixels, notebook.kernels_of(asked), asked)
    yield from _compare_maps(reading, asked, layers)
    if asked.layer == "score":
        yield from scores.compare_pinned(reading, asked, layers.pool)
    else:
        yield from _compare_pinned(reading, asked, layers)
    if asked.scores and reading.has("live.scores"):
        yield from scores.compare_scores(reading, asked, layers.pool)
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
    says = reading.sentence() if asked.layer == "conv" else {}
    for letter, value in {"s": total, "b": torch.tensor(float(bias)), "o": total + bias}.items():
        expected = rounded(value).item()
        yield number(f"written {letter}", reading.terms.get(letter), expected)
        if asked.layer == "conv":
            yield number(f"sentence {letter}", says.get(letter), expected)
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


def comparing_all() -> Compare:
    """Return what compares a page in a walk, which remembers the pixels and kernels that it has read."""
    notebook = Notebook()

    def compare_any(scene: Scene) -> Iterator[Comparison]:
        yield from compare(scene.now, notebook, scene.own)
        yield from scores.compare_folds(scene.now)

    return compare_any
