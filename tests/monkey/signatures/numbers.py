"""What the pages of nn.Conv2d and nn.MaxPool2d must show: torch's numbers, from the code on the page."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

import torch
from torch import Tensor, nn

from lessons.kit.i18n.labels import label
from lessons.kit.settings.table import Settings
from lessons.maxpool2d.code import map_of
from tests.browser.figures import Place, Reading
from tests.monkey.comparing import Comparison, grid, whole
from tests.monkey.scene import Scene
from tests.oracle.signatures import torch_of

ASKING = ("call.asking",)


def _code(scene: Scene) -> tuple[str, str]:
    """Return the call and the shape that comes out, as the line of code has them."""
    line = scene.page.locator(".code-line").first
    code = str(line.locator("code").get_attribute("data-code"))
    return code, line.locator(".result-shape").inner_text()


def _message(reading: Reading, told: str) -> Iterator[Comparison]:
    """Compare torch's words in the alert, unless torch is still being asked."""
    words = " ".join(reading.alert.split())
    is_asking = any(label(name, reading.language) in words for name in ASKING)
    if told and not is_asking:
        yield whole("message", int(" ".join(told.split()) in words), 1)


def _shape(reading: Reading, shown: str, output: tuple[int, ...] | None) -> Iterator[Comparison]:
    """Compare the shape that comes out; it may be asked for."""
    if shown != "?":
        yield whole("shape", int(shown == ("—" if output is None else str(output))), 1)


def _ten_thousandths(text: str) -> float:
    return float(Decimal(text.replace("−", "-")) * 10_000)


def _fine(kind: str, place: Place, shown: str, expected: float) -> Comparison:
    """Compare a number of four decimals: both in ten-thousandths, as whole numbers."""
    number = round(_ten_thousandths(shown))
    return Comparison(kind, place, str(number).replace("-", "−"), 100.0 * round(10_000 * expected))


def conv2d(scene: Scene) -> Iterator[Comparison]:
    """Return every number of the figure of nn.Conv2d beside torch's."""
    reading = scene.now
    code, shown = _code(scene)
    query = reading.query
    size, channels = int(query["size"]), int(query["in_channels"])
    told = torch_of(code, (1, channels, size, size))
    yield from _shape(reading, shown, told.output)
    yield from _message(reading, told.message)
    total = next(line for line in reading.paragraphs if "kH" in line).rpartition("=")[2]
    if not total.startswith("?"):
        count = re.match(r"[\d,]+", total)
        yield whole("count", int(count[0].replace(",", "")) if count else -1, told.count or -1)
    if told.output is None or query["written"] != "names":
        return
    torch.manual_seed(int(query["seed"]))
    layer = cast(nn.Conv2d, eval(code, {"nn": nn}))
    yield from _filter(reading, layer, size)


def _names(channels: int) -> list[str]:
    return list("RGB") if channels == 3 else [str(channel + 1) for channel in range(channels)]


def _filter(reading: Reading, layer: nn.Conv2d, size: int) -> Iterator[Comparison]:
    """Compare the kernels of the filter at work, and its maps where the pixels below the window are known."""
    number = int(reading.query["filter"])
    names = _names(layer.in_channels)
    read = layer.in_channels // layer.groups
    first = (number - 1) // (layer.out_channels // layer.groups) * read
    weight = (100 * layer.weight.detach()).round().double()[number - 1]
    bias = 0.0 if layer.bias is None else float((100 * layer.bias.detach()).round()[number - 1])
    at = (int(reading.query["row"]), int(reading.query["column"]))
    total = bias / 100
    for channel in range(read):
        name = names[first + channel]
        kernel = reading.grid("conv2d.kernel_of", n=number, c=name)  # pyright: ignore[reportArgumentType]
        yield from grid("weight", kernel, weight[channel])
        pixels = reading.grid("conv2d.input_of", c=name)  # pyright: ignore[reportArgumentType]
        value = _window(layer, pixels, weight[channel], size, at)
        total += value
        shown = reading.grid("conv2d.map_of", c=name)[at]  # pyright: ignore[reportArgumentType]
        if value == value:
            yield _fine("channel", at, shown, value)
    if total == total:
        yield _fine("output", at, reading.grid("conv2d.output_of", n=number)[at], total)


def _window(layer: nn.Conv2d, pixels: dict[Place, str], kernel: Tensor, size: int, at: Place) -> float:
    """Return what torch makes of the pixels on the page at one place, NaN where one of them is not known."""
    image = torch.full((1, 1, size, size), torch.nan, dtype=torch.float64)
    for (row, column), text in pixels.items():
        image[0, 0, row - 1, column - 1] = float(Decimal(text.replace("−", "-")))
    settings: dict[str, Any] = {
        name: getattr(layer, name) for name in ("stride", "padding", "dilation", "padding_mode")
    }
    size_of = (kernel.shape[0], kernel.shape[1])
    single = nn.Conv2d(1, 1, size_of, bias=False, **settings).double()
    with torch.no_grad():
        single.weight[0, 0] = kernel / 100
        return float(single(image)[0, 0, at[0] - 1, at[1] - 1])


def maxpool2d(scene: Scene) -> Iterator[Comparison]:
    """Return every number of the figure of the pooling layers beside torch's."""
    reading = scene.now
    code, shown = _code(scene)
    query = reading.query
    size = {side: int(query[side]) for side in ("height", "width")}
    given = map_of(Settings({**size, "input": query["input"]}))
    told = torch_of(code, tuple(given.shape))
    yield from _shape(reading, shown, told.output)
    yield from _message(reading, told.message)
    pixels = given.double()[0, 0]
    if told.output is None or shown == "?":
        return
    layer: Any = eval(code, {"nn": nn})
    made = layer(given.double())
    output = (cast("tuple[Tensor, ...]", made)[0] if isinstance(made, tuple) else cast(Tensor, made))[0, 0]
    border = [0, 0]
    if query["layer"] != "AdaptiveAvgPool2d":
        sides = [int(side) for side in query["padding"].split(",")]
        border = [sides[0], sides[-1]]
    yield from grid("map", reading.grid("maxpool2d.map"), 100 * pixels, (1 + border[0], 1 + border[1]))
    if query["layer"] == "AdaptiveAvgPool2d":
        cells = reading.grid("fig.output")
    else:
        mode = f"ceil_mode={'True' if query['ceil_mode'] == '1' else 'False'}"
        cells = reading.grid("maxpool2d.output", mode=mode)  # pyright: ignore[reportArgumentType]
    for (row, column), text in cells.items():
        value = float(output[row - 1, column - 1])
        shown_value = "0" if text == "−∞" and value == -torch.inf else text
        yield Comparison("pooled", (row, column), shown_value, _rounded(value))


def _rounded(value: float) -> float:
    """Return a quotient of whole numbers in hundredths, half away from zero; minus infinity counts as 0."""
    if value == -torch.inf:
        return 0.0
    exact = Decimal(value).quantize(Decimal("1e-10"))
    return float(abs(exact * 100).quantize(Decimal(1), rounding="ROUND_HALF_UP").copy_sign(exact)) + 0.0
