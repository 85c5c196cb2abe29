"""PyTorch code for exactly the call of the figure, with what it prints: torch says both."""

import base64
import io
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import nn

from cnn_core.datasets import sample_pictures, to_pixels, whole_hundredths
from cnn_core.layer_call import LayerCall
from cnn_core.seeding import seeded
from lessons.kit.ask.question import Answer, Cost, about_settings, cost_of_windows
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.layer_form.torch_says import Said, Shape, torch_says
from lessons.kit.settings.table import Settings, Table, call_of

SAMPLE = "coffee"
SIDE = 56
"""Pixels: the figure averages them down to the smaller sizes."""


@cache
def picture_data() -> dict[str, Any]:
    """Return the picture as JSON values: its side, and its bytes channel by channel, each 0 to 100."""
    file = next(each.data for each in sample_pictures() if each.id == SAMPLE)
    image = ImageOps.fit(Image.open(io.BytesIO(file)).convert("RGB"), (SIDE, SIDE), Image.Resampling.BOX)
    hundredths = whole_hundredths(to_pixels(np.asarray(image))).astype(np.uint8)
    channels = np.ascontiguousarray(hundredths.transpose(2, 0, 1))
    return {"side": SIDE, "hundredths": base64.b64encode(channels.tobytes()).decode()}


TABLE = Table.read(Path(__file__).with_name("settings.json"))
DECIMALS = 2


def _input_shape(chosen: Settings) -> Shape:
    side = int(chosen.text("size"))
    return 1, chosen.number("in_channels"), side, side


def _printed(chosen: Settings, call: LayerCall, said: Said) -> list[str]:
    """Return what the code prints where torch takes the call."""
    with torch.no_grad(), seeded(chosen.number("seed")):
        layer = call.build()
    assert isinstance(layer, nn.Conv2d)
    rows = cast("list[list[float]]", layer.weight[chosen.number("filter") - 1, 0].tolist())
    kernel = [[round(weight, DECIMALS) + 0.0 for weight in row] for row in rows]
    bias = None if layer.bias is None else tuple(layer.bias.shape)
    return [f"{tuple(layer.weight.shape)} {bias}", str(said.count), str(kernel), str(said.shape)]


def _run_lines(chosen: Settings, language: Language) -> list[str]:
    bias = "tuple(conv.bias.shape)" if chosen.number("bias") else "conv.bias"
    number = chosen.number("filter")
    shapes, parameters, kernel, picture = (
        label(f"conv2d.torch_{name}", language, f=number)
        for name in ("shapes", "parameters", "kernel", "input")
    )
    return [
        f"print(tuple(conv.weight.shape), {bias})  # {shapes}",
        f"print(sum(p.numel() for p in conv.parameters()))  # {parameters}",
        f"rows = conv.weight[{number - 1}, 0].tolist()  # {kernel}",
        f"print([[round(weight, {DECIMALS}) + 0.0 for weight in row] for row in rows])",
        f"picture = torch.rand{_input_shape(chosen)}  # {picture}",
        "print(tuple(conv(picture).shape))",
    ]


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that builds the layer, counts its numbers and runs it, or meets torch's refusal.

    Beside it stand torch's own words where it refuses, and its count of the numbers, None without a layer.

    Args:
        chosen: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    call, shape = call_of(TABLE, chosen), _input_shape(chosen)
    said = torch_says(call, shape)
    lines = ["import torch", "from torch import nn", "", f"torch.manual_seed({chosen.number('seed')})"]
    if said.message:
        lines += ["try:", f"    conv = {call.code}", f"    conv(torch.rand{shape})"]
        lines += ["except Exception as error:", "    print(error)"]
        printed = said.message.splitlines()
    else:
        lines += [f"conv = {call.code}", *_run_lines(chosen, language)]
        printed = _printed(chosen, call, said)
    found = {"error": said.error, "message": said.message, "count": said.count}
    return {"code": lines, "printed": printed, **found}


def cost(chosen: Settings) -> Cost:
    """Return what an answer costs at most.

    Raises:
        InvalidSettings: there is no such filter.
    """
    channels = chosen.number("in_channels"), chosen.number("out_channels")
    if chosen.number("filter") > channels[1]:
        raise TABLE.settings["filter"].refusal()
    side, padding = int(chosen.text("size")), chosen["padding"]
    # With "same" or "valid" the window stops at no more places than there are pixels.
    around = (0, 0) if isinstance(padding, str) else chosen.pair("padding")
    return cost_of_windows((side, side), chosen.pair("kernel_size"), around, channels)


QUESTIONS = (about_settings("code", TABLE, cost, answer),)
