"""PyTorch code for exactly what the neuron figure shows, with what it prints: torch computes it."""

from pathlib import Path

import torch
from torch import Tensor, nn

from lessons.kit.ask.question import Answer, Cost, about_settings, cost_of_windows
from lessons.kit.code.carried import lines_of
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Settings, Table

TABLE = Table.read(Path(__file__).with_name("settings.json"))
SIDE, KERNEL_SIZE = 5, 3
PLACES = SIDE - KERNEL_SIZE + 1
WEIGHTS, OUTPUTS = KERNEL_SIZE**2, PLACES**2


def outputs_of(chosen: Settings) -> Tensor:
    """Return the map of a state, (3, 3), as torch computes it."""
    image = torch.tensor(chosen.rows("input")).float()[None, None]
    weights = torch.tensor(chosen.rows("kernel")).float()
    if chosen.number("shared"):
        sums = nn.functional.conv2d(image, weights[None, None])
    else:
        sums = (nn.Unfold(KERNEL_SIZE)(image) * weights.T).sum(1)
    with_bias = sums.reshape(PLACES, PLACES) + chosen.number("bias")
    return with_bias.relu() if chosen.number("relu") else with_bias


def _shared_lines(chosen: Settings, language: Language) -> list[str]:
    row, column = divmod(chosen.number("step") - 1, PLACES)
    said = label("torch.cell", language, r=row + 1, c=column + 1)
    output = "nn.ReLU()(conv(image))" if chosen.number("relu") else "conv(image)"
    count = "sum(each.numel() for each in conv.parameters())"
    return [
        "conv = nn.Conv2d(1, 1, 3)",
        "with torch.no_grad():",
        "    conv.weight[0, 0] = torch.tensor([",
        *lines_of(chosen.rows("kernel"), "    "),
        "    ])",
        f"    conv.bias[0] = {chosen.number('bias')}",
        f"    output = {output}",
        f"print({count}, output[0, 0, {row}, {column}].item())  # {said}",
    ]


def _own_lines(chosen: Settings, language: Language) -> list[str]:
    step = chosen.number("step")
    said = label("neuron.torch_output", language, i=step)
    columns = list(zip(*chosen.rows("kernel"), strict=True))
    total = f"(weights * windows).sum(1) + {chosen.number('bias')}"
    return [
        f"windows = nn.Unfold(3)(image)  # {label('neuron.torch_window', language)}",
        f"weights = torch.tensor([  # {label('neuron.torch_row', language)}",
        *lines_of(columns),
        "])",
        f"output = torch.relu({total})" if chosen.number("relu") else f"output = {total}",
        f"print(weights.numel() + 1, output[0, {step - 1}].item())  # {said}",
    ]


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that computes the map of the figure and prints its parameters and one output.

    Args:
        chosen: what the figure shows.
        language: of the comments.
    """
    write = _shared_lines if chosen.number("shared") else _own_lines
    image = ["image = torch.tensor([[[", *lines_of(chosen.rows("input")), "]]]).float()"]
    lines = ["import torch", "from torch import nn", "", *image, *write(chosen, language)]
    count = sum(len(row) for row in chosen.rows("kernel")) + 1
    output: float = outputs_of(chosen).flatten()[chosen.number("step") - 1].item()
    return {"code": lines, "printed": [f"{count} {output}"]}


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs; grids of another size are refused here, before anything runs.

    Raises:
        InvalidSettings: the picture is not 5 by 5; the weights are not 3 by 3 where they are shared, or not
            nine for each of nine outputs where they are not.
    """
    TABLE.hold_size(chosen, "input", (SIDE, SIDE))
    kernel = (KERNEL_SIZE, KERNEL_SIZE) if chosen.number("shared") else (OUTPUTS, WEIGHTS)
    TABLE.hold_size(chosen, "kernel", kernel)
    return cost_of_windows((SIDE, SIDE), (KERNEL_SIZE, KERNEL_SIZE), (0, 0))


QUESTIONS = (about_settings("code", TABLE, cost, answer),)
