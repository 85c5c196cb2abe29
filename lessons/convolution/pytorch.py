"""PyTorch code for exactly what the figure shows; its last line is what it prints."""

import json
from functools import lru_cache
from typing import Any

import torch
from torch import nn

from lessons.convolution.state import Pair, Rows, State
from lessons.kit.words.labels import label
from lessons.kit.words.language import Language

HEART = ("0220220", "2322222", "2322222", "2222222", "0222220", "0022200", "0002000")
START = State(  # what the figure shows before it is touched
    input=tuple(tuple(map(float, row)) for row in HEART),
    kernel=((1.0, 0.0, -1.0),) * 3,
    padding=1,
    bias=1,
    step=23,
)
LARGEST_WRITTEN = 12  # cells a side; what is larger is a picture, and its pixels are not typed out
DECIMALS = 4  # a product of two multiples of 0.01 has no more


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _pair(value: Pair) -> Pair:
    """Return (2, 2) as 2, which PyTorch takes for both axes."""
    return value[0] if isinstance(value, tuple) and value[0] == value[1] else value


def arguments(state: State) -> dict[str, Any]:
    """Return what nn.Conv2d is given besides its channels: the kernel's size, and no mere default."""
    chosen = {
        "kernel_size": _pair(state.kernel_size),
        "stride": _pair(state.stride),
        "padding": _pair(state.padding),
        "dilation": _pair(state.dilation),
        "bias": state.bias != 0,
        "padding_mode": state.padding_mode,
    }
    defaults = {"stride": 1, "padding": 0, "dilation": 1, "bias": True, "padding_mode": "zeros"}
    return {name: value for name, value in chosen.items() if defaults.get(name) != value}


def _written(value: object) -> str:
    return json.dumps(value) if isinstance(value, str) else repr(value)


def tensor_of(rows: Rows, indent: str = "") -> str:
    """Return `torch.tensor([...])` with one row a line, the numbers below each other."""
    cells = [[str(_number(value)) for value in row] for row in rows]
    width = max(len(cell) for row in cells for cell in row)
    lines = [f"{indent}    [{', '.join(cell.rjust(width) for cell in row)}]," for row in cells]
    return "\n".join(["torch.tensor([", *lines, f"{indent}])"])


def is_picture(state: State) -> bool:
    """Return whether the input is too large to be typed out."""
    return max(state.input_shape) > LARGEST_WRITTEN


def _is_whole(state: State) -> bool:
    numbers = [value for row in (*state.input, *state.kernel, (state.bias,)) for value in row]
    return all(value == int(value) for value in numbers)


def _cell(state: State) -> tuple[int, int]:
    return divmod(state.step - 1, state.output_shape[1])


@lru_cache(maxsize=256)
def printed(state: State) -> str:
    """Return what the code of a state prints: torch computes it, in float32 as the code does."""
    layer = nn.Conv2d(1, 1, **arguments(state))
    with torch.no_grad():
        layer.weight[0, 0] = torch.tensor(state.kernel)
        if layer.bias is not None:
            layer.bias[0] = state.bias
        output = layer(torch.tensor(state.input)[None, None])
    shape = str(tuple(output.shape))
    if is_picture(state):
        return shape
    row, column = _cell(state)
    value: float = output[0, 0, row, column].item()
    return f"{shape} {value if _is_whole(state) else round(value, DECIMALS)}"


def _print_line(state: State, language: Language) -> str:
    if is_picture(state):
        return "print(tuple(output.shape))"
    row, column = _cell(state)
    value = f"output[0, 0, {row}, {column}].item()"
    value = value if _is_whole(state) else f"round({value}, {DECIMALS})"
    comment = label("torch.cell", language, r=row + 1, c=column + 1)
    return f"print(tuple(output.shape), {value})  # {comment}"


def code_of(state: State, language: Language) -> str:
    """Return code that builds the layer of the figure, runs it on the input and prints one output cell.

    Args:
        state: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    axes, picture = label("torch.axes", language), label("torch.picture", language)
    height, width = state.input_shape
    image = f"image = {tensor_of(state.input)}.float()"
    if is_picture(state):
        image = f"image = torch.rand({height}, {width})  # {picture}"
    call = ", ".join(f"{name}={_written(value)}" for name, value in arguments(state).items())
    bias = [f"    conv.bias[0] = {_number(state.bias)}"] if state.bias else []
    lines = [
        "import torch",
        "from torch import nn",
        "",
        image,
        f"conv = nn.Conv2d(1, 1, {call})",
        "with torch.no_grad():",
        f"    conv.weight[0, 0] = {tensor_of(state.kernel, '    ')}",
        *bias,
        f"    output = conv(image[None, None])  # {axes}",
        _print_line(state, language),
        f"# {printed(state)}",
    ]
    return "\n".join(lines)
