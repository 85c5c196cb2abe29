"""PyTorch code for exactly the pooling of the figure, with what it prints: torch says both."""

from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor

from cnn_core.shapes import undisturbed
from lessons.kit.ask.question import Answer, Cost, about_settings, cost_of_windows
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.layer_form.torch_says import torch_says
from lessons.kit.settings.table import Settings, Table, call_of

TABLE = Table.read(Path(__file__).with_name("settings.json"))
SIGNED = (
    (-2, 6, 4, 1, -2, -4, 4, 2, 0),
    (-4, 6, 4, 1, -2, -4, 6, 1, -1),
    (-4, 3, 2, 1, 0, -1, 6, 0, -2),
    (-3, 1, 0, 1, 2, 1, 5, -1, 3),
    (-3, -1, 0, 1, 2, 3, 5, -2, 4),
    (-3, -3, 0, 1, 2, 5, 5, -3, 2),
    (-1, -3, -1, 1, 3, 5, 3, -4, 1),
    (0, 2, -2, 4, 1, -5, 2, 7, -6),
    (1, -1, 3, -3, 2, 0, -4, 5, 8),
)
FILLED = {"ones": 1.0, "minus_ones": -1.0}
DECIMALS = 4


def _shape(chosen: Settings) -> tuple[int, int, int, int]:
    return 1, 1, chosen.number("height"), chosen.number("width")


def _rows(chosen: Settings) -> list[tuple[int, ...]]:
    return [row[: chosen.number("width")] for row in SIGNED[: chosen.number("height")]]


def map_of(chosen: Settings) -> Tensor:
    """Return the map of the figure, (1, 1, height, width)."""
    if chosen.text("input") in FILLED:
        return torch.full(_shape(chosen), FILLED[chosen.text("input")])
    return torch.tensor(_rows(chosen), dtype=torch.float32)[None, None]


def _input_lines(chosen: Settings) -> list[str]:
    if chosen.text("input") in FILLED:
        return [f"x = torch.full({_shape(chosen)}, {FILLED[chosen.text('input')]})"]
    rows = [f"    [{', '.join(f'{each:2}' for each in row)}]," for row in _rows(chosen)]
    return ["x = torch.tensor([", *rows, "])[None, None].float()"]


def _rounded(values: Tensor) -> str:
    rows = cast("list[list[float]]", values[0, 0].tolist())
    return str([[round(value, DECIMALS) for value in row] for row in rows])


def _printed(layer: torch.nn.Module, given: Tensor) -> list[str]:
    """Return what the code prints where torch takes the settings."""
    with undisturbed():
        made: Any = layer(given)
    if not isinstance(made, tuple):
        return [str(tuple(made.shape)), _rounded(made)]
    values, indices = cast("tuple[Tensor, Tensor]", made)
    return [str(tuple(values.shape)), _rounded(values), str(cast("list[list[int]]", indices[0, 0].tolist()))]


def _run_lines(chosen: Settings, language: Language) -> list[str]:
    rows = f"[[round(value, {DECIMALS}) for value in row] for row in output[0, 0].tolist()]"
    prints = ["print(tuple(output.shape))", f"print({rows})"]
    if chosen.text("layer") != "MaxPool2d" or not chosen.number("return_indices"):
        return ["output = pool(x)", *prints]
    comment = label("maxpool2d.torch_indices", language)
    return ["output, indices = pool(x)", *prints, f"print(indices[0, 0].tolist())  # {comment}"]


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that pools the map of the figure, what it prints, and torch's own words if it refuses.

    Args:
        chosen: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    call = call_of(TABLE, chosen)
    said = torch_says(call, _shape(chosen))
    lines = ["import torch", "from torch import nn", "", *_input_lines(chosen), f"pool = {call.code}"]
    if said.message:
        lines += ["try:", "    pool(x)", "except Exception as error:", "    print(error)"]
        printed = said.message.splitlines()
    else:
        lines += _run_lines(chosen, language)
        printed = _printed(call.build(), map_of(chosen))
    return {"code": lines, "printed": printed, "error": said.error, "message": said.message}


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs: the layer runs twice."""
    size = (chosen.number("height"), chosen.number("width"))
    return cost_of_windows(size, chosen.pair("kernel_size"), chosen.pair("padding"))


QUESTIONS = (about_settings("code", TABLE, cost, answer),)
