"""What the sweeps ask about the way back: torch.autograd in float64 gives every gradient."""

import random
from collections.abc import Callable, Sequence
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.oracle import random_settings as draw
from tests.oracle import torch_says
from tests.oracle.case import TOLERANCE, Case, Json, as_grid, flatten
from tests.oracle.convolution_sweeps import many_channels, single_channel
from tests.oracle.stack_sweeps import a_map, any_pooling

KINKS = 0.5  # in so many cases the numbers are -1, 0 and 1: ties, and cells at 0


def pulled(output: Tensor, incoming: Tensor, wanted: Sequence[Tensor]) -> list[Tensor]:
    """Return torch's gradients of what `incoming` stands behind."""
    return list(torch.autograd.grad(output, wanted, incoming))


def _incoming(chance: random.Random, shape: Sequence[int]) -> Tensor:
    """Draw a gradient in which, as behind max pooling, many cells are 0."""
    size = torch.Size(shape)
    numbers = [round(chance.uniform(-2, 2), 3) * (chance.random() < 0.7) for _ in range(size.numel())]
    return torch_says.as_tensor(numbers).reshape(size)


def _grids(maps: Tensor) -> list[dict[str, Json]]:
    return [as_grid(rows) for rows in cast("list[list[list[float]]]", maps.tolist())]


def convolve_channels_backward(chance: random.Random) -> Case:
    """Draw a whole layer and the gradient at its output; ask for weights, biases and pixels."""
    (inputs, weights, settings, biases, groups), picture, weight, output = many_channels(chance)
    if output is None:
        return Case([inputs, weights, settings, groups, [as_grid([[0.0]]) for _ in biases]], None)
    leaves = [tensor.clone().requires_grad_() for tensor in (weight, torch_says.as_tensor(biases), picture)]
    made = torch_says.layer(settings, leaves[0], leaves[1], groups)
    incoming = _incoming(chance, output.shape)
    leaves[0], leaves[1] = made.weight, cast(Tensor, made.bias)
    of_weight, of_bias, of_picture = pulled(cast(Tensor, made(leaves[2][None]))[0], incoming, leaves)
    expected = [number for kernel in of_weight.flatten(0, 1) for number in torch_says.flat(kernel)]
    expected += torch_says.numbers_of(of_bias)
    expected += [number for grid in of_picture for number in torch_says.flat(grid)]
    return Case([inputs, weights, settings, groups, _grids(incoming)], expected)


def _one_channel(chance: random.Random) -> tuple[list[Json], Tensor | None]:
    """Draw a layer of one channel and the gradient at its output."""
    arguments, output = single_channel(chance)
    if output is None:
        return [*arguments, as_grid([[0.0]])], None
    incoming = _incoming(chance, output.shape[1:])
    return [*arguments, *_grids(incoming[None])], incoming


def weight_products(chance: random.Random) -> Case:
    """Draw a layer and one of its weights; ask for its products, one a window."""
    arguments, incoming = _one_channel(chance)
    image, kernel, settings, _ = arguments
    row, column = (chance.randrange(max(1, size)) for size in settings["kernel_size"])
    if incoming is None:
        return Case([*arguments, row, column], None)
    pixels = torch_says.as_tensor(image["values"]).reshape(1, image["height"], image["width"])
    windows = torch_says.windows(torch_says.padded(pixels, settings), settings)
    products = windows[row * kernel["width"] + column] * incoming.flatten()
    return Case([*arguments, row, column], torch_says.numbers_of(products))


def pixel_readers(chance: random.Random) -> Case:
    """Draw a layer and one pixel; ask what each window hands back to it."""
    arguments, incoming = _one_channel(chance)
    image, kernel, settings, _ = arguments
    row, column = chance.randrange(image["height"]), chance.randrange(image["width"])
    if incoming is None:
        return Case([*arguments, row, column], None)
    lone = torch.zeros(1, image["height"], image["width"], dtype=torch.float64)
    lone[0, row, column] = 1
    weight = torch_says.as_tensor(kernel["values"]).reshape(1, 1, *settings["kernel_size"])
    moved = torch_says.convolution(lone, weight, settings)
    assert moved is not None
    back = moved[0] * incoming
    places = cast("list[list[int]]", (back.abs() > TOLERANCE).nonzero().tolist())
    expected = [[y, x, float(back[y, x])] for y, x in places]
    return Case([*arguments, row, column], list(flatten(expected)))


def pooling_backward(chance: random.Random) -> Case:
    """Draw a map, often with ties, a pooling of any kind and the gradient at its output."""
    layer, rows = any_pooling(chance), a_map(chance, ties=chance.random() < KINKS)
    source = torch_says.as_tensor(rows).requires_grad_()
    values = torch_says.pool(source.detach(), layer)
    if values is None:
        return Case([layer, as_grid(rows), []], None)
    output = cast(Tensor, torch_says.pooling(layer)(source[None, None]))[0, 0]
    read = values > -torch.inf  # torch 2.13 hands back to cells outside from a window in the padding alone
    incoming = _incoming(chance, values.shape)
    (gradient,) = pulled(output[read], incoming[read], [source])
    return Case([layer, as_grid(rows), torch_says.numbers_of(incoming)], torch_says.flat(gradient))


def max_pool_backward(chance: random.Random) -> Case:
    """Draw a max pooling, and give the twin torch's winners."""
    rows = a_map(chance, ties=chance.random() < KINKS)
    named = {"name": "MaxPool2d", **draw.pooling_settings(chance, average=False)}
    source = torch_says.as_tensor(rows)
    values = torch_says.pool(source, named)
    if values is None:
        return max_pool_backward(chance)
    incoming, read = _incoming(chance, values.shape), values > -torch.inf
    source.requires_grad_()
    output = cast(Tensor, torch_says.pooling(named)(source[None, None]))[0, 0]
    (gradient,) = pulled(output[read], incoming[read], [source])
    winners = torch_says.numbers_of(torch_says.winners(source.detach(), named))
    size = {"height": len(rows), "width": len(rows[0])}
    return Case([size, winners, torch_says.numbers_of(incoming)], torch_says.flat(gradient))


def _numbers(chance: random.Random, count: int) -> list[float]:
    return [round(chance.uniform(-2, 2), 3) for _ in range(count)]


def cross_entropy(chance: random.Random) -> Case:
    """Draw scores, some of them far apart, and the right class."""
    spread = chance.choice([1.0, 1.0, 20.0, 400.0])
    scores = torch_says.as_tensor(_numbers(chance, chance.randint(1, 10))) * spread
    target = chance.randrange(len(scores))
    arguments: list[Json] = [torch_says.numbers_of(scores), target]
    loss = F.cross_entropy(scores.requires_grad_()[None], torch.tensor([target]))
    (gradient,) = torch.autograd.grad(loss, scores)
    shares = scores.detach().softmax(0)
    return Case(arguments, [loss.item(), *torch_says.numbers_of(shares), *torch_says.numbers_of(gradient)])


def _network(
    chance: random.Random,
) -> tuple[dict[str, int], Tensor, Callable[[Tensor, Tensor], list[Tensor]]]:
    """Draw a small network of the note's kind: its sizes, its parameters, and its layers by torch."""
    kernel = chance.randint(1, 3)
    sizes = {"side": chance.randint(kernel + 1, 7), "kernelSize": kernel, "filters": chance.randint(1, 3)}
    sizes["classes"] = chance.randint(2, 4)
    filters, classes, pooled = sizes["filters"], sizes["classes"], ((sizes["side"] - kernel + 1) // 2) ** 2
    counts = [filters * kernel**2, filters, classes * filters * pooled, classes]
    draw_one = chance.choice([lambda: float(chance.randint(-1, 1)), lambda: chance.uniform(-1, 1)])
    numbers = [draw_one() for _ in range(sum(counts))]

    def layers(flat: Tensor, pictures: Tensor) -> list[Tensor]:
        weight, bias, linear, last = cast("tuple[Tensor, ...]", flat.split(counts))
        conv = F.conv2d(pictures[:, None], weight.reshape(filters, 1, kernel, kernel), bias)
        active = conv.relu()
        pool = F.max_pool2d(active, 2)
        return [conv, active, pool, F.linear(pool.flatten(1), linear.reshape(classes, -1), last)]

    return sizes, torch_says.as_tensor(numbers), layers


def _picture(chance: random.Random, side: int) -> list[list[float]]:
    """Draw a picture of quarters: a sum of them is exact, so that what is a tie is one for both."""
    return [[chance.choice([0.0, 0.0, 0.25, 0.5, 1.0]) for _ in range(side)] for _ in range(side)]


def batch_gradients(chance: random.Random) -> Case:
    """Draw a network and a batch; ask for the mean loss and its gradient for every parameter."""
    sizes, flat, layers = _network(chance)
    pictures = [_picture(chance, sizes["side"]) for _ in range(chance.randint(1, 4))]
    targets = [chance.randrange(sizes["classes"]) for _ in pictures]
    flat.requires_grad_()
    loss = F.cross_entropy(layers(flat, torch_says.as_tensor(pictures))[-1], torch.tensor(targets))
    (gradient,) = torch.autograd.grad(loss, flat)
    arguments = [torch_says.numbers_of(flat), [as_grid(rows) for rows in pictures], targets, sizes]
    return Case(arguments, [loss.item(), *torch_says.numbers_of(gradient)])


def picture_gradients(chance: random.Random) -> Case:
    """Draw a network and a picture; ask for the gradient at every layer and of every pixel."""
    sizes, flat, layers = _network(chance)
    rows, target = _picture(chance, sizes["side"]), chance.randrange(sizes["classes"])
    picture = torch_says.as_tensor([rows]).requires_grad_()
    conv, active, pool, scores = layers(flat.requires_grad_(), picture)
    loss = F.cross_entropy(scores, torch.tensor([target]))
    gradients = torch.autograd.grad(loss, [scores, pool, active, conv, picture, flat])
    numbers = [number for part in gradients for number in torch_says.numbers_of(part)]
    return Case([torch_says.numbers_of(flat), as_grid(rows), target, sizes], [loss.item(), *numbers])


SWEEPS = [
    convolve_channels_backward,
    weight_products,
    pixel_readers,
    pooling_backward,
    max_pool_backward,
    cross_entropy,
    batch_gradients,
    picture_gradients,
]
