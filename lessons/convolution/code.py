"""PyTorch code for exactly the window of the figure, with what it prints: torch computes it."""

from typing import Any

import torch
from torch import Tensor

from cnn_core.shapes import undisturbed
from lessons.convolution.settings import (
    MOST_BYTES,
    PHOTO_QUESTIONS,
    TABLE,
    cost,
    is_photo,
    output_of,
    pixels_of,
    read_drawn,
)
from lessons.kit.ask.question import Answer
from lessons.kit.code.carried import carried_bytes, lines_of
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.own_picture import WHITE, Drawn, about_drawn
from lessons.kit.settings.setting import Rows
from lessons.kit.settings.table import Settings, call_of

DECIMALS = 4  # a product of two multiples of 0.01 has no more


def tensor_of(rows: Rows, indent: str = "") -> list[str]:
    """Return `torch.tensor([...])` with one row a line, the numbers below each other."""
    return ["torch.tensor([", *lines_of(rows, indent), f"{indent}])"]


def _is_whole(chosen: Settings) -> bool:
    if is_photo(chosen):
        return False
    return all(
        value == int(value) for name in ("input", "kernel") for row in chosen.rows(name) for value in row
    )


def _cell(chosen: Settings) -> tuple[int, int]:
    return divmod(chosen.number("step") - 1, output_of(chosen)[1])


def _pixels(drawn: Drawn) -> Tensor:
    if is_photo(drawn[0]):
        return torch.tensor(pixels_of(drawn)) / WHITE
    return torch.tensor(drawn[0].rows("input")).float()


def _computed(drawn: Drawn) -> Tensor:
    chosen = drawn[0]
    with undisturbed():  # a new layer draws random weights
        layer: Any = call_of(TABLE, chosen).build()
        layer.weight[0, 0] = torch.tensor(chosen.rows("kernel"))
        if layer.bias is not None:
            layer.bias[0] = chosen.number("bias")
        return layer(_pixels(drawn)[None, None])


def _printed(drawn: Drawn) -> str:
    chosen, output = drawn[0], _computed(drawn)
    row, column = _cell(chosen)
    value: float = output[0, 0, row, column].item()
    return f"{tuple(output.shape)} {value if _is_whole(chosen) else round(value, DECIMALS)}"


def _print_line(chosen: Settings, language: Language) -> str:
    row, column = _cell(chosen)
    value = f"output[0, 0, {row}, {column}].item()"
    value = value if _is_whole(chosen) else f"round({value}, {DECIMALS})"
    comment = label("torch.cell", language, r=row + 1, c=column + 1)
    return f"print(tuple(output.shape), {value})  # {comment}"


def _image_lines(drawn: Drawn, language: Language) -> list[str]:
    chosen = drawn[0]
    if is_photo(chosen):
        pixels = pixels_of(drawn)
        code, comment = carried_bytes(pixels, language)
        image = f"torch.frombuffer(bytearray({code}), dtype=torch.uint8).reshape{pixels.shape}"
        return [f"image = {image} / {WHITE}  # {comment}"]
    first, *rows, last = tensor_of(chosen.rows("input"))
    return [f"image = {first}", *rows, f"{last}.float()"]


def answer(drawn: Drawn, language: Language) -> Answer:
    """Return code that builds the layer of the figure, runs it on the input and prints one output cell.

    It carries the pixels of a photo itself and needs nothing but torch.

    Args:
        drawn: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    chosen = drawn[0]
    first, *weights = tensor_of(chosen.rows("kernel"), "    ")
    bias = chosen.number("bias")
    lines = [
        *(["import base64, zlib"] if is_photo(chosen) else []),
        "import torch",
        "from torch import nn",
        "",
        *_image_lines(drawn, language),
        f"conv = {call_of(TABLE, chosen).code}",
        "with torch.no_grad():",
        f"    conv.weight[0, 0] = {first}",
        *weights,
        *([f"    conv.bias[0] = {bias}"] if bias else []),
        f"    output = conv(image[None, None])  # {label('torch.axes', language)}",
        _print_line(chosen, language),
    ]
    return {"code": lines, "printed": [_printed(drawn)]}


QUESTIONS = (about_drawn("code", read_drawn, cost, answer, MOST_BYTES), *PHOTO_QUESTIONS)
