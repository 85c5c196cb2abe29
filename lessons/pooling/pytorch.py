"""PyTorch code for exactly what the figure shows; its last line is what it prints."""

from functools import lru_cache
from typing import Any, cast

import torch
from torch import nn

from cnn_core.network import load_weights
from cnn_core.rounding import round_result
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.pooling.maps import written_digit
from lessons.pooling.state import Rows, State

DECIMALS = 4
START_MAP, START_ROW, START_COLUMN, PIECE = 3, 10, 10, 8
TENTHS = 1


@lru_cache(maxsize=1)
def start() -> State:
    """Return what the figure shows before it is touched: a piece of the map of the written digit."""
    weights = load_weights("digits")
    kernel, bias = torch.tensor(weights.conv_weight), torch.tensor(weights.conv_bias)
    picture = torch.tensor(written_digit())[None, None]
    whole = nn.functional.conv2d(picture, kernel, bias)[0, START_MAP - 1]
    top, left = START_ROW - 1, START_COLUMN - 1
    piece = cast("list[list[float]]", whole[top : top + PIECE, left : left + PIECE].tolist())
    return State(tuple(tuple(round_result(number, TENTHS) for number in row) for row in piece))


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _tensor(rows: Rows, indent: str = "") -> str:
    """Return `torch.tensor([...])` with one row a line, the numbers below each other."""
    cells = [[str(_number(value)) for value in row] for row in rows]
    width = max(len(cell) for row in cells for cell in row)
    lines = [f"{indent}    [{', '.join(cell.rjust(width) for cell in row)}]," for row in cells]
    return "\n".join(["torch.tensor([", *lines, f"{indent}], dtype=torch.float64)"])


def arguments(state: State, name: str) -> dict[str, Any]:
    """Return what a layer is given, without what is the default anyway.

    Args:
        state: what the figure shows.
        name: "MaxPool2d", "AvgPool2d" or "Conv2d".
    """
    if state.layer == "global":
        return {"output_size": 1}
    chosen: dict[str, Any] = {"kernel_size": state.kernel_size}
    if state.stride != (1 if name == "Conv2d" else state.kernel_size):
        chosen["stride"] = state.stride
    if state.padding:
        chosen["padding"] = state.padding
    if name == "Conv2d":
        return chosen | {"bias": False, "dtype": torch.float64}
    if state.layer == "pool" and state.ceil_mode:
        chosen["ceil_mode"] = True
    if name == "AvgPool2d" and state.layer == "pool" and not state.count_include_pad:
        chosen["count_include_pad"] = False
    return chosen


def layer_names(state: State) -> tuple[str, str]:
    """Return PyTorch's names of the two layers that stand side by side."""
    if state.layer == "global":
        return "AdaptiveMaxPool2d", "AdaptiveAvgPool2d"
    return "Conv2d" if state.layer == "conv" else "MaxPool2d", "AvgPool2d"


def layers(state: State) -> tuple[nn.Module, nn.Module]:
    """Return the two layers that stand side by side, in float64."""
    built: list[nn.Module] = []
    for name in layer_names(state):
        channels = (1, 1) if name == "Conv2d" else ()
        layer: nn.Module = getattr(nn, name)(*channels, **arguments(state, name))
        if isinstance(layer, nn.Conv2d):
            layer.weight.data[0, 0] = torch.tensor(state.weights, dtype=torch.float64)
        built.append(layer)
    return built[0], built[1]


def cell_of(state: State, rows: int, columns: int) -> tuple[int, int]:
    """Return row and column of the step's output cell, from 0; a step beyond the output is its last cell."""
    return divmod(min(state.step, rows * columns) - 1, columns)


@lru_cache(maxsize=256)
def printed(state: State) -> str:
    """Return what the code of a state prints: torch computes it, in float64 as the code does."""
    x = torch.tensor(state.input, dtype=torch.float64)[None, None].requires_grad_()
    both = layers(state)
    outputs = [layer(x) for layer in both]
    shape = tuple(outputs[0].shape)
    if state.gradient:
        counts = [int(torch.autograd.grad(output.sum(), x)[0].count_nonzero()) for output in outputs]
        return f"{shape} {counts}"
    row, column = cell_of(state, shape[2], shape[3])
    return f"{shape} {[round(output[0, 0, row, column].item(), DECIMALS) for output in outputs]}"


def _call(state: State, name: str) -> str:
    given = [f"{key}={value}" for key, value in arguments(state, name).items()]
    return f"nn.{name}({', '.join(['1', '1', *given] if name == 'Conv2d' else given)})"


def _print_lines(state: State, language: Language) -> list[str]:
    if state.gradient:
        comment = label("torch.pool_gradient", language)
        count = "int(torch.autograd.grad(each.sum(), x)[0].count_nonzero())"
        return [f"print(tuple(outputs[0].shape), [{count} for each in outputs])  # {comment}"]
    output = layers(state)[0](torch.tensor(state.input, dtype=torch.float64)[None, None])
    row, column = cell_of(state, output.shape[2], output.shape[3])
    comment = label("torch.cell", language, r=row + 1, c=column + 1)
    cell = f"round(each[0, 0, {row}, {column}].item(), {DECIMALS})"
    return [f"print(tuple(outputs[0].shape), [{cell} for each in outputs])  # {comment}"]


def code_of(state: State, language: Language) -> str:
    """Return code that runs both layers of the figure on its input and prints one output cell of each.

    Args:
        state: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    axes = label("torch.axes", language)
    first, second = layer_names(state)
    weights: list[str] = []
    if first == "Conv2d":
        weights = ["with torch.no_grad():", f"    first.weight[0, 0] = {_tensor(state.weights, '    ')}"]
    gradient = ".requires_grad_()" if state.gradient else ""
    lines = [
        "import torch",
        "from torch import nn",
        "",
        f"feature_map = {_tensor(state.input)}",
        f"x = feature_map[None, None]{gradient}  # {axes}",
        f"first = {_call(state, first)}",
        *weights,
        f"second = {_call(state, second)}",
        "outputs = [layer(x) for layer in (first, second)]",
        *_print_lines(state, language),
        f"# {printed(state)}",
    ]
    return "\n".join(lines)
