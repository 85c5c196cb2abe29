"""How the cases of the sweeps are put to cnn_core: the twin's JSON arguments become Python's."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import torch
from torch import Tensor, nn

from tests.oracle import torch_says

Json = Any
SLIDING = ("kernel_size", "stride", "padding", "dilation", "padding_mode")


def sliding(settings: Json) -> Json:
    """Return the settings of a convolution as keyword arguments."""
    return torch_says.arguments({name: settings[name] for name in SLIDING if name in settings})


def tensor(grid: Json) -> Tensor:
    """Return a grid of the twin as a (height, width) tensor."""
    return torch_says.as_tensor(grid["values"]).reshape(grid["height"], grid["width"])


def module(layer: Json) -> nn.Module:
    """Return torch's layer for one of the twin's; a convolution has kernels of ones."""
    if layer["name"] == "ReLU":
        return nn.ReLU()
    if layer["name"] != "Conv2d":
        return torch_says.pooling(layer)
    return convolution(layer, torch.ones(1, 1, *layer["kernel_size"], dtype=torch.float64), None)


def convolution(settings: Json, weight: Tensor, bias: Tensor | None, groups: int = 1) -> nn.Conv2d:
    """Return a Conv2d with any settings: those that torch refuses to build are put in afterwards."""
    layer = torch_says.Unfilled(weight.shape[1] * groups, weight.shape[0], 1, groups=groups)
    for name, value in sliding(settings).items():
        setattr(layer, name, value)
    layer.weight = nn.Parameter(weight)
    layer.bias = None if bias is None else nn.Parameter(bias)
    return layer


def output_shape(core: ModuleType, height: int, width: int, settings: Json) -> Json:
    return core.output_shape((height, width), **sliding(settings))


def reads_per_pixel(core: ModuleType, height: int, width: int, settings: Json) -> Json:
    reads = core.reads_per_pixel((height, width), **sliding(settings))
    return [*reads.shape, *reads.flatten()]


def window_cells(core: ModuleType, settings: Json, row: int, column: int, size: Json) -> Json:
    return core.window_cells((size["height"], size["width"]), row, column, **sliding(settings))


def channel_step(
    core: ModuleType,
    inputs: Json,
    weights: Json,
    settings: Json,
    biases: list[float],
    groups: int,
    *cell: int,
) -> Json:
    image = torch.stack([tensor(grid) for grid in inputs])
    filters = torch.stack([torch.stack([tensor(kernel) for kernel in kernels]) for kernels in weights])
    layer = convolution(settings, filters, torch_says.as_tensor(biases), groups)
    step = core.convolution_step(layer, image, cell[1], cell[2], cell[0])
    assert step.window.shape == step.products.shape == filters.shape[1:]
    numbers = map(torch_says.numbers_of, (step.window, step.products, step.channel_sums))
    return [*numbers, step.bias, step.output]


def as_matrix(core: ModuleType, height: int, width: int, settings: Json, channels: Json) -> Json:
    shape = (
        channels["out_channels"],
        channels["in_channels"] // channels["groups"],
        *settings["kernel_size"],
    )
    weight = torch.zeros(shape, dtype=torch.float64)
    weight += torch.arange(1.0, weight.numel() + 1).reshape(shape)
    matrix = core.as_matrix(convolution(settings, weight, None, channels["groups"]), (height, width))
    dense = matrix.sparse(weight).to_dense()
    return [*matrix.shape, *torch_says.numbers_of(dense)]


def pooling_steps(core: ModuleType, layer: Json, grid: Json) -> Json:
    steps = [step for row in core.pooling_steps(module(layer), tensor(grid)) for step in row]
    found = [
        step.divisor if step.divisor is not None else place(step.winner, grid["width"]) for step in steps
    ]
    return [[step.output for step in steps], found]


def place(winner: tuple[int, int] | None, width: int) -> int:
    return -1 if winner is None else winner[0] * width + winner[1]


def gradient_shares(core: ModuleType, layer: Json, grid: Json) -> Json:
    return torch_says.flat(core.gradient_shares(module(layer), tensor(grid)))


def receptive_fields(core: ModuleType, layers: Json) -> Json:
    return core.receptive_fields([module(layer) for layer in layers])


def input_cells(core: ModuleType, layers: Json, height: int, width: int, row: int, column: int) -> Json:
    seen = core.input_cells([module(layer) for layer in layers], (height, width), row, column)
    return [*seen.shape, *seen.flatten()]


ADAPTERS: dict[str, Callable[..., Json]] = {
    each.__name__: each
    for each in (
        *(output_shape, reads_per_pixel, window_cells, channel_step, as_matrix),
        *(pooling_steps, gradient_shares, receptive_fields, input_cells),
    )
}


def answer(core: ModuleType, name: str, arguments: list[Json]) -> dict[str, Json]:
    """Return what cnn_core gives for one case, in the form the twin answers in."""
    try:
        return {"answer": ADAPTERS[name](core, *arguments)}
    except core.GeometryError as refused:
        return {"refused": refused.reason, "values": refused.values}
    except IndexError as error:  # what a planted fault may lead to
        return {"crashed": str(error)}
