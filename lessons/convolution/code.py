"""PyTorch code for exactly the window of the figure, with what it prints: torch computes it."""

import base64
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from cnn_core.datasets import sample_pictures, to_pixels, whole_hundredths
from cnn_core.geometry import output_shape
from cnn_core.pictures.decoding import decode
from cnn_core.refusals import GeometryError
from cnn_core.shapes import undisturbed
from lessons.kit.ask.question import Answer, AskError, Cost, Question, cost_of_windows, read_json
from lessons.kit.code.carried import carried_bytes, lines_of
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures import question
from lessons.kit.pictures.question import WHITE, Drawn, about_drawn, about_picture
from lessons.kit.settings.table import InvalidSettings, Rows, Settings, Table, call_of

TABLE = Table.read(Path(__file__).with_name("settings.json"))
SAMPLES = ("cat", "camera", "coffee", "brick")
OWN = "photo"


def size_of(chosen: Settings) -> tuple[int, int]:
    """Return height and width of the input."""
    return chosen.number("height"), chosen.number("width")


def is_photo(chosen: Settings) -> bool:
    """Return whether the input is a photo, whose pixels are no numbers of the settings."""
    return chosen["input"] in {*SAMPLES, OWN}


def output_of(chosen: Settings) -> tuple[int, int]:
    """Return height and width of what comes out.

    Raises:
        InvalidSettings: the grids are not as large as the settings say, or nothing comes out.
    """
    TABLE.hold_size(chosen, "kernel", chosen.pair("kernel_size"))
    if not is_photo(chosen):
        TABLE.hold_size(chosen, "input", size_of(chosen))
    stride, padding, dilation = (chosen.number(name) for name in ("stride", "padding", "dilation"))
    windows = (chosen.pair("kernel_size"), stride, padding, dilation, chosen.text("padding_mode"))
    try:
        height, width = output_shape(size_of(chosen), *windows)
    except GeometryError as error:
        raise InvalidSettings("no_output") from error
    if chosen.number("step") > height * width:
        raise TABLE.settings["step"].refusal()
    return height, width


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs; settings without one are refused here, before anything runs.

    Raises:
        InvalidSettings: they have none.
    """
    output_of(chosen)
    padding = chosen.number("padding")
    return cost_of_windows(size_of(chosen), chosen.pair("kernel_size"), (padding, padding))


LONGEST_SIDE = 256  # pixels: one pixel of a photo is one of the screen
MOST_BYTES = 128 * 1024  # of a state with a photo: 256 x 256 pixels are 88 KB in base64
Hundredths = NDArray[np.uint8]
"""grey from 0 (black) to 100 (white), (height, width), the longest side at most 256"""


def grey(file: bytes) -> Hundredths:
    """Return the picture in a file as hundredths of grey.

    Raises:
        PictureError: the file is no picture that can be read.
    """
    image = Image.fromarray(decode(file).grey)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BOX)
    return whole_hundredths(to_pixels(np.asarray(image))).astype(np.uint8)


@cache
def sample(name: str) -> Hundredths:
    """Return one of the samples."""
    return grey(next(each.data for each in sample_pictures() if each.id == name))


def as_data(name: str, hundredths: Hundredths) -> dict[str, Any]:
    """Return a photo as JSON values, by the name that the figure's address has for it."""
    height, width = hundredths.shape
    pixels = base64.b64encode(hundredths.tobytes()).decode()
    return {"name": name, "height": height, "width": width, "hundredths": pixels}


def read_drawn(body: bytes) -> Drawn:
    """Return a state of the figure, and the hundredths of the visitor's own photo.

    Raises:
        AskError: it is no JSON, or the photo is none of that size.
        InvalidSettings: it is no state of the figure.
    """

    def pixels(chosen: Settings) -> int:
        height, width = size_of(chosen) if chosen["input"] == OWN else (0, 0)
        return height * width

    drawn = question.read_drawn(body, TABLE, pixels)
    if drawn[0]["input"] in SAMPLES and sample(drawn[0].text("input")).shape != size_of(drawn[0]):
        raise AskError("not_this_photo")
    return drawn


def pixels_of(drawn: Drawn) -> Hundredths:
    """Return the photo that is shown."""
    chosen, own = drawn
    if chosen["input"] != OWN:
        return sample(chosen.text("input"))
    return np.frombuffer(own, np.uint8).reshape(size_of(chosen))


def read_sample(body: bytes) -> str:
    """Return which sample is asked for.

    Raises:
        AskError: it is no JSON.
        InvalidSettings: there is no such sample.
    """
    name = read_json(body)
    if isinstance(name, str) and name in SAMPLES:
        return name
    raise InvalidSettings("not_a_choice", name="sample", choices=", ".join(SAMPLES))


def _sample_answer(name: str, _language: Language) -> Answer:
    return as_data(name, sample(name))


PHOTO_QUESTIONS = (
    about_picture("photo", lambda file, _: as_data(OWN, grey(file)), lambda _: None),
    Question("sample", read_sample, lambda _: Cost(), _sample_answer, "pictures"),
)


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
        code, comment = carried_bytes(pixels, language, per=WHITE)
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
