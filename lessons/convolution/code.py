"""PyTorch code for exactly the window of the figure, with what it prints: torch computes it."""

from typing import Any

import torch
from torch import Tensor

from cnn_core.shapes import undisturbed
from lessons.convolution.files import FILE_QUESTIONS
from lessons.convolution.photo import PHOTO_QUESTIONS
from lessons.convolution.settings import TABLE, cost, is_photo, output_of, size_of
from lessons.kit.ask.question import Answer, about_settings
from lessons.kit.code.rows import lines_of
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.settings.call import call_of
from lessons.kit.settings.setting import Rows
from lessons.kit.settings.table import Settings

DECIMALS = 4  # a product of two multiples of 0.01 has no more


def tensor_of(rows: Rows, indent: str = "") -> list[str]:
    """Return `torch.tensor([...])` with one row a line, the numbers below each other."""
    return ["torch.tensor([", *lines_of(rows, indent), f"{indent}])"]


def _is_whole(chosen: Settings) -> bool:
    return all(
        value == int(value) for name in ("input", "kernel") for row in chosen.rows(name) for value in row
    )


def _cell(chosen: Settings) -> tuple[int, int]:
    return divmod(chosen.number("step") - 1, output_of(chosen)[1])


def _computed(chosen: Settings) -> Tensor:
    """Return what comes out; of a photo, whose pixels stay in the browser, only the shape says something."""
    pixels = torch.zeros(size_of(chosen)) if is_photo(chosen) else torch.tensor(chosen.rows("input")).float()
    with undisturbed():  # a new layer draws random weights
        layer: Any = call_of(TABLE, chosen).build()
        layer.weight[0, 0] = torch.tensor(chosen.rows("kernel"))
        if layer.bias is not None:
            layer.bias[0] = chosen.number("bias")
        return layer(pixels[None, None])


def _printed(chosen: Settings) -> str:
    output = _computed(chosen)
    shape = str(tuple(output.shape))
    if is_photo(chosen):
        return shape
    row, column = _cell(chosen)
    value: float = output[0, 0, row, column].item()
    return f"{shape} {value if _is_whole(chosen) else round(value, DECIMALS)}"


def _print_line(chosen: Settings, language: Language) -> str:
    if is_photo(chosen):
        return "print(tuple(output.shape))"
    row, column = _cell(chosen)
    value = f"output[0, 0, {row}, {column}].item()"
    value = value if _is_whole(chosen) else f"round({value}, {DECIMALS})"
    comment = label("torch.cell", language, r=row + 1, c=column + 1)
    return f"print(tuple(output.shape), {value})  # {comment}"


def _image_lines(chosen: Settings, language: Language) -> list[str]:
    if is_photo(chosen):
        height, width = size_of(chosen)
        return [f"image = torch.rand({height}, {width})  # {label('torch.picture', language)}"]
    first, *rows, last = tensor_of(chosen.rows("input"))
    return [f"image = {first}", *rows, f"{last}.float()"]


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that builds the layer of the figure, runs it on the input and prints one output cell.

    Args:
        chosen: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    first, *weights = tensor_of(chosen.rows("kernel"), "    ")
    bias = chosen.number("bias")
    lines = [
        "import torch",
        "from torch import nn",
        "",
        *_image_lines(chosen, language),
        f"conv = {call_of(TABLE, chosen).code}",
        "with torch.no_grad():",
        f"    conv.weight[0, 0] = {first}",
        *weights,
        *([f"    conv.bias[0] = {bias}"] if bias else []),
        f"    output = conv(image[None, None])  # {label('torch.axes', language)}",
        _print_line(chosen, language),
    ]
    return {"code": lines, "printed": [_printed(chosen)]}


QUESTIONS = (about_settings("code", TABLE, cost, answer), *PHOTO_QUESTIONS, *FILE_QUESTIONS)
