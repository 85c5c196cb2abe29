"""What the sweeps ask about convolutions: sizes, windows, steps and the matrix."""

import random
from typing import cast

import torch
from torch import Tensor

from tests.oracle import random_settings as draw
from tests.oracle import torch_says
from tests.oracle.case import Case, Json, as_grid


def output_shape(chance: random.Random) -> Case:
    """Draw a picture's size and a layer."""
    height, width = chance.randint(1, 14), chance.randint(1, 14)
    settings = draw.convolution_settings(chance)
    picture = torch.zeros(1, height, width, dtype=torch.float64)
    kernel = torch.zeros(1, 1, *settings["kernel_size"], dtype=torch.float64)
    output = torch_says.convolution(picture, kernel, settings)
    return Case([height, width, settings], None if output is None else list(output.shape[1:]))


def reads_per_pixel(chance: random.Random) -> Case:
    """Draw a picture's size and a layer, and ask how often each pixel is read."""
    shape = output_shape(chance)
    reads = None if shape.expected is None else torch_says.flat(torch_says.reads(*shape.arguments))
    return Case(shape.arguments, reads)


def window_cells(chance: random.Random) -> Case:
    """Draw a layer and one output cell, and ask which cells it reads."""
    shape = output_shape(chance)
    height, width, settings = shape.arguments
    size = {"height": height, "width": width}
    if shape.expected is None:
        return Case([settings, 0, 0, size], None)
    row, column = (chance.randrange(int(extent)) for extent in shape.expected)
    cell = row * int(shape.expected[1]) + column
    numbered = torch.arange(1.0, height * width + 1, dtype=torch.float64).reshape(1, height, width)
    sources = torch_says.windows(torch_says.padded(numbered, settings), settings)[:, cell]
    rows, columns = coordinates(height, width, settings, cell)
    expected: list[Json] = []
    for index, (y, x, place) in enumerate(zip(rows, columns, torch_says.numbers_of(sources), strict=True)):
        inside = 0 <= y < height and 0 <= x < width
        kernel_cell = divmod(index, cast(int, settings["kernel_size"][1]))
        source = (-1, -1) if place == 0 else divmod(place - 1, width)
        expected += [y, x, *kernel_cell, float(not inside), *source]
    return Case([settings, row, column, size], expected)


def coordinates(height: int, width: int, settings: draw.Settings, cell: int) -> list[list[float]]:
    """Return the rows and the columns that a window of torch covers, padding included."""
    left, right, top, bottom = torch_says.padding_around(settings)
    down = torch.arange(-top, height + bottom, dtype=torch.float64)[:, None]
    across = torch.arange(-left, width + right, dtype=torch.float64)[None]
    shape = (1, 1, height + top + bottom, width + left + right)
    columns = (torch_says.windows(index.expand(shape), settings)[:, cell] for index in (down, across))
    return [torch_says.numbers_of(column) for column in columns]


def single_channel(chance: random.Random) -> tuple[list[Json], Tensor | None]:
    """Draw a picture, a kernel and a layer; return them as arguments, and torch's output."""
    rows = draw.grid(chance, chance.randint(1, 11), chance.randint(1, 11))
    settings = draw.convolution_settings(chance)
    kernel = draw.grid(chance, *settings["kernel_size"])
    settings["bias"] = round(chance.uniform(-1, 1), 2)
    weight = torch_says.as_tensor(kernel).reshape(1, 1, *settings["kernel_size"])
    bias = torch_says.as_tensor([settings["bias"]])
    output = torch_says.convolution(torch_says.as_tensor([rows]), weight, settings, bias)
    return [as_grid(rows), as_grid(kernel, settings["kernel_size"][1]), settings], output


def many_channels(chance: random.Random) -> tuple[list[Json], Tensor, Tensor, Tensor | None]:
    """Draw a picture and a layer; return them as arguments, the picture, the weight and torch's output."""
    settings, numbers = draw.convolution_settings(chance), draw.channels(chance)
    height, width = chance.randint(1, 8), chance.randint(1, 8)
    depth = numbers["in_channels"] // numbers["groups"]
    kernel_height, kernel_width = settings["kernel_size"]
    inputs = [draw.grid(chance, height, width) for _ in range(numbers["in_channels"])]
    filters = [
        [draw.grid(chance, kernel_height, kernel_width) for _ in range(depth)]
        for _ in range(numbers["out_channels"])
    ]
    biases = [round(chance.uniform(-1, 1), 2) for _ in filters]
    shape = (numbers["out_channels"], depth, kernel_height, kernel_width)
    weight = torch_says.as_tensor(filters).reshape(shape)
    picture = torch_says.as_tensor(inputs)
    output = torch_says.convolution(
        picture, weight, settings, torch_says.as_tensor(biases), numbers["groups"]
    )
    weights = [[as_grid(kernel, kernel_width) for kernel in kernels] for kernels in filters]
    return (
        [[as_grid(rows) for rows in inputs], weights, settings, biases, numbers["groups"]],
        picture,
        weight,
        output,
    )


def convolve_channels(chance: random.Random) -> Case:
    """Draw a whole layer."""
    arguments, _, _, output = many_channels(chance)
    return Case(
        arguments, None if output is None else [number for grid in output for number in torch_says.flat(grid)]
    )


def channel_step(chance: random.Random) -> Case:
    """Draw a whole layer, and one cell of one of its maps."""
    arguments, picture, weight, output = many_channels(chance)
    settings, biases, groups = arguments[2:]
    out_channel = chance.randrange(len(biases))
    if output is None:
        return Case([*arguments, out_channel, 0, 0], None)
    row, column = chance.randrange(output.shape[1]), chance.randrange(output.shape[2])
    size = weight.shape[1]
    first = out_channel // (len(biases) // groups) * size
    around = torch_says.padded(picture[first : first + size], settings)
    window = torch_says.windows(around, settings)[:, row * output.shape[2] + column]
    products = window * weight[out_channel].flatten()
    sums = products.reshape(size, -1).sum(dim=1)
    result = float(output[out_channel, row, column])
    numbers = [number for part in (window, products, sums) for number in torch_says.numbers_of(part)]
    return Case([*arguments, out_channel, row, column], [*numbers, biases[out_channel], result])


def as_matrix(chance: random.Random) -> Case:
    """Draw a layer, and ask for its matrix: torch's answer is what the layer makes of every unit picture.

    The weights are 1, 2, 3 ..., so that an entry says which weight it is.
    """
    settings, numbers = draw.convolution_settings(chance), draw.channels(chance)
    settings["kernel_size"] = draw.pair(chance, 1, 3)
    height, width = chance.randint(1, 5), chance.randint(1, 5)
    size = numbers["in_channels"] * height * width
    units = torch.eye(size, dtype=torch.float64).reshape(size, numbers["in_channels"], height, width)
    shape = (numbers["out_channels"], numbers["in_channels"] // numbers["groups"], *settings["kernel_size"])
    weight = torch.zeros(shape, dtype=torch.float64)
    weight += torch.arange(1.0, weight.numel() + 1).reshape(shape)
    outputs = None
    if not torch_says.has_negative_padding(settings):
        layer = torch_says.unless_refused(lambda: torch_says.layer(settings, weight, None, numbers["groups"]))
        outputs = layer and torch_says.unless_refused(lambda: cast(Tensor, layer(units)).detach())
    expected = None if outputs is None else torch_says.flat(outputs.flatten(1).T)
    return Case([height, width, settings, numbers], expected)


SWEEPS = [output_shape, reads_per_pixel, window_cells, convolve_channels, channel_step, as_matrix]
