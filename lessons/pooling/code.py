"""PyTorch code for exactly both layers of the figure, with what it prints: torch computes it, in float64."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from cnn_core.layer_call import LayerCall
from cnn_core.pooling_geometry import pooled_shape
from cnn_core.shapes import undisturbed
from lessons.kit.ask.question import Answer, Cost, about_settings, cost_of_windows
from lessons.kit.code.carried import lines_of
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.table import Rows, Settings, Table, call_of

TABLE = Table.read(Path(__file__).with_name("settings.json"))
DECIMALS = 4
LARGEST_SIDE = 10  # cells of the input


def _size(chosen: Settings) -> tuple[int, int]:
    rows = chosen.rows("input")
    return len(rows), len(rows[0])


def output_of(chosen: Settings) -> tuple[int, int]:
    """Return height and width of what comes out of both layers.

    Raises:
        InvalidSettings: the grids are not as large as they may be, or there is no such step.
    """
    kernel_size, padding = chosen.number("kernel_size"), chosen.number("padding")
    for name, (lowest, highest) in (("input", (1, LARGEST_SIDE)), ("weights", (kernel_size, kernel_size))):
        rows = chosen[name]
        if isinstance(rows, str) or not all(
            lowest <= side <= highest for side in (len(chosen.rows(name)), len(chosen.rows(name)[0]))
        ):
            raise TABLE.settings[name].refusal()
    if kernel_size > min(_size(chosen)):
        raise TABLE.settings["kernel_size"].refusal()
    if padding > kernel_size // 2:
        raise TABLE.settings["padding"].refusal()
    output = (1, 1)
    if chosen.text("layer") != "global":
        is_ceil = chosen.text("layer") == "pool" and chosen.number("ceil_mode") == 1
        output = pooled_shape(_size(chosen), kernel_size, chosen.number("stride"), padding, ceil_mode=is_ceil)
    if chosen.number("step") > output[0] * output[1]:
        raise TABLE.settings["step"].refusal()
    return output


def calls_of(chosen: Settings) -> tuple[LayerCall, LayerCall]:
    """Return the calls of the two layers that stand side by side."""
    return call_of(TABLE, chosen), call_of(TABLE, chosen, f"{chosen.text('layer')}_average")


def _tensor(rows: Rows, indent: str = "") -> list[str]:
    """Return `torch.tensor([...])` with one row a line, the numbers below each other."""
    return ["torch.tensor([", *lines_of(rows, indent), f"{indent}], dtype=torch.float64)"]


def _layer(call: LayerCall, weights: Tensor) -> nn.Module:
    layer = call.build().double()
    if isinstance(layer, nn.Conv2d):
        layer.weight.data[0, 0] = weights
    return layer


def _cell(chosen: Settings) -> tuple[int, int]:
    return divmod(chosen.number("step") - 1, output_of(chosen)[1])


def _printed(chosen: Settings) -> str:
    """Return what the code of a state prints."""
    weights = torch.tensor(chosen.rows("weights"), dtype=torch.float64)
    x = torch.tensor(chosen.rows("input"), dtype=torch.float64)[None, None].requires_grad_()
    with undisturbed(), torch.enable_grad():  # a new convolution draws random weights
        outputs: list[Any] = [_layer(call, weights)(x) for call in calls_of(chosen)]
        shape = tuple(outputs[0].shape)
        if chosen.number("gradient"):
            counts = [int(torch.autograd.grad(each.sum(), x)[0].count_nonzero()) for each in outputs]
            return f"{shape} {counts}"
    row, column = _cell(chosen)
    return f"{shape} {[round(each[0, 0, row, column].item(), DECIMALS) for each in outputs]}"


def _print_line(chosen: Settings, language: Language) -> str:
    if chosen.number("gradient"):
        comment = label("torch.pool_gradient", language)
        each = "int(torch.autograd.grad(each.sum(), x)[0].count_nonzero())"
    else:
        row, column = _cell(chosen)
        comment = label("torch.cell", language, r=row + 1, c=column + 1)
        each = f"round(each[0, 0, {row}, {column}].item(), {DECIMALS})"
    return f"print(tuple(outputs[0].shape), [{each} for each in outputs])  # {comment}"


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that runs both layers of the figure on its input and prints one output cell of each.

    Args:
        chosen: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    first, second = calls_of(chosen)
    weights: list[str] = []
    if chosen.text("layer") == "conv":
        start, *rest = _tensor(chosen.rows("weights"), "    ")
        weights = ["with torch.no_grad():", f"    first.weight[0, 0] = {start}", *rest]
    gradient = ".requires_grad_()" if chosen.number("gradient") else ""
    start, *rest = _tensor(chosen.rows("input"))
    lines = [
        "import torch",
        "from torch import nn",
        "",
        f"feature_map = {start}",
        *rest,
        f"x = feature_map[None, None]{gradient}  # {label('torch.axes', language)}",
        f"first = {first.code}{'.double()' if weights else ''}",
        *weights,
        f"second = {second.code}",
        "outputs = [layer(x) for layer in (first, second)]",
        _print_line(chosen, language),
    ]
    return {"code": lines, "printed": [_printed(chosen)]}


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs at most, for two layers and their gradients.

    Raises:
        InvalidSettings: it is no state of the figure.
    """
    output_of(chosen)
    kernel_size, padding = chosen.number("kernel_size"), chosen.number("padding")
    return cost_of_windows(_size(chosen), (kernel_size, kernel_size), (padding, padding), (4, 1))


QUESTIONS = (about_settings("code", TABLE, cost, answer),)
