"""PyTorch code for exactly what the neuron figure shows; its last line is what it prints."""

import torch
from torch import Tensor, nn

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.neuron.state import KERNEL_SIZE, PLACES, SIDE, State


def outputs_of(state: State) -> Tensor:
    """Return the map of a state, (3, 3), as torch computes it."""
    image = torch.tensor(state.picture).reshape(1, 1, SIDE, SIDE).float()
    weights = torch.tensor(state.weights).float()
    if state.is_shared:
        sums = nn.functional.conv2d(image, weights.reshape(1, 1, KERNEL_SIZE, KERNEL_SIZE))
    else:
        sums = (nn.Unfold(KERNEL_SIZE)(image) * weights.T).sum(1)
    with_bias = sums.reshape(PLACES, PLACES) + state.bias
    return with_bias.relu() if state.relu else with_bias


def _rows(numbers: tuple[int, ...], width: int, indent: str = "") -> list[str]:
    """Return numbers as rows of a list, below each other."""
    longest = max(len(str(number)) for number in numbers)
    cells = [str(number).rjust(longest) for number in numbers]
    rows = [", ".join(cells[at : at + width]) for at in range(0, len(cells), width)]
    return [f"{indent}    [{row}]," for row in rows]


def _image_lines(state: State) -> list[str]:
    return ["image = torch.tensor([[[", *_rows(state.picture, SIDE), "]]]).float()"]


def _shared_lines(state: State, language: Language) -> list[str]:
    weights = [
        "with torch.no_grad():",
        "    conv.weight[0, 0] = torch.tensor([",
        *_rows(state.weights[0], KERNEL_SIZE, "    "),
        "    ])",
        f"    conv.bias[0] = {state.bias}",
    ]
    row, column = divmod(state.step - 1, PLACES)
    said = label("neuron.torch_cell", language, r=row + 1, c=column + 1)
    output = "    output = nn.ReLU()(conv(image))" if state.relu else "    output = conv(image)"
    shown = f"output[0, 0, {row}, {column}].item()"
    count = "sum(each.numel() for each in conv.parameters())"
    return ["conv = nn.Conv2d(1, 1, 3)", *weights, output, f"print({count}, {shown})  # {said}"]


def _own_lines(state: State, language: Language) -> list[str]:
    columns = tuple(weight for place in zip(*state.weights, strict=True) for weight in place)
    said = {
        name: label(f"neuron.torch_{name}", language, **values)
        for name, values in (("window", {}), ("row", {}), ("output", {"i": state.step}))
    }
    total = f"(weights * windows).sum(1) + {state.bias}"
    return [
        f"windows = nn.Unfold(3)(image)  # {said['window']}",
        f"weights = torch.tensor([  # {said['row']}",
        *_rows(columns, PLACES * PLACES),
        "])",
        f"output = torch.relu({total})" if state.relu else f"output = {total}",
        f"print(weights.numel() + 1, output[0, {state.step - 1}].item())  # {said['output']}",
    ]


def code_of(state: State, language: Language) -> str:
    """Return code that computes the map of the figure and prints its parameters and one output.

    Args:
        state: what the figure shows.
        language: of the comments.
    """
    lines = _shared_lines(state, language) if state.is_shared else _own_lines(state, language)
    count = sum(len(row) for row in state.weights) + 1
    printed = f"# {count} {outputs_of(state).flatten()[state.step - 1].item()}"
    return "\n".join(["import torch", "from torch import nn", "", *_image_lines(state), *lines, printed])
