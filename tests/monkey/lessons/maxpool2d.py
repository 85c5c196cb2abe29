"""What nn.MaxPool2d must show: torch's numbers. Hands can do what they can do to nn.Conv2d."""

from collections.abc import Iterator
from typing import Any, cast

import torch
from torch import Tensor, nn

from lessons.kit.settings.table import Settings
from lessons.maxpool2d.code import map_of
from tests.monkey.comparing import Comparison, grid, half_away, holds
from tests.monkey.lessons.conv2d import SHARED, change, code_of, message
from tests.monkey.scene import Event, Planted, Scene, Walked
from tests.oracle.planted import Fault
from tests.oracle.test_signatures import torch_of


def compare(scene: Scene) -> Iterator[Comparison]:
    reading = scene.now
    code = code_of(scene)
    query = reading.query
    size = {side: int(query[side]) for side in ("height", "width")}
    given = map_of(Settings({**size, "input": query["input"]}))
    told = torch_of(code, tuple(given.shape))
    yield from message(reading, told.message)
    is_asked = scene.page.locator(".code-line .result-shape").first.inner_text() == "?"
    if told.output is None or is_asked:
        return
    layer: Any = eval(code, {"nn": nn})
    made = layer(given.double())
    output = (cast("tuple[Tensor, ...]", made)[0] if isinstance(made, tuple) else cast(Tensor, made))[0, 0]
    is_adaptive = query["layer"] == "AdaptiveAvgPool2d"
    border = [0] if is_adaptive else [int(side) for side in query["padding"].split(",")]
    first = (1 + border[0], 1 + border[-1])
    yield from grid("map", reading.grid("set.map"), 100 * given.double()[0, 0], first)
    mode = f"ceil_mode={query['ceil_mode'] == '1'}"
    cells = reading.grid("fig.output") if is_adaptive else reading.grid("maxpool2d.output", mode=mode)
    for (row, column), text in cells.items():
        value = output[row - 1, column - 1]
        if value == -torch.inf:
            yield holds("pooled", text == "−∞")
        else:
            yield Comparison("pooled", (row, column), text, half_away(100 * value).item())


# Some states show torch's words, and some ask nothing: few numbers then.
PAGE = Walked(
    (*SHARED, Event(2, change, ("the step", ".transport:not(.waiting) button.plain"))),
    compare,
    {
        "the smallest": Planted(
            Fault("kit/arithmetic/pooling.js", "value > largest ||", "value < largest ||"), events=40
        )
    },
    numbers=4,
    settings=("layer", "height", "width", "kernel_size", "stride", "padding", "dilation", "ceil_mode"),
)
