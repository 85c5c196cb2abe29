"""PyTorch code for the live view: the note's network on the digit of the figure, with its gradients."""

import base64
import binascii
from collections.abc import Mapping
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from cnn_core.network import HUNDREDTHS
from lessons.gradient import data
from lessons.kit.ask.question import Answer, AskError
from lessons.kit.code.carried import carried, head
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import hundredths_of, read_net
from lessons.kit.settings.table import InvalidSettings, Settings, Table, Value

SIDE, WHITE, CLASSES = 28, 100, 10
DECIMALS = 6
SIDES = {"score": (10, 1), "features": (12, 12), "pool": (12, 12), "relu": (24, 24), "conv": (5, 5)}
ASKED = ("target", "filter", "layer", "parameter", "row", "column")


def _pixels(sent: object) -> str:
    """Return the picture as it came: one byte a pixel, 0 to 100, row by row, in base64."""
    try:
        hundredths = base64.b64decode(cast(str, sent), validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise AskError("not_this_photo") from error
    if len(hundredths) != SIDE**2 or max(hundredths) > WHITE:
        raise AskError("not_this_photo")
    return cast(str, sent)


def read(asked: Mapping[str, object], table: Table) -> Settings:
    """Return a state of the live view: where it looks, what the digit should be, and its picture.

    Raises:
        AskError: the picture is none, or the net.
        InvalidSettings: the figure cannot show the rest.
    """
    names = ("input", *ASKED, "hundredths")
    if set(asked) - {"net"} != set(names):
        raise InvalidSettings("other_settings", names=", ".join(names))
    values: dict[str, Value] = {name: table.settings[name].check(asked[name]) for name in ASKED}
    own = {"net": cast(str, asked["net"])} if read_net(asked.get("net")) else {}
    chosen = Settings({"input": "digit", **values, "hundredths": _pixels(asked["hundredths"]), **own})
    height, width = SIDES.get(chosen.text("layer"), (SIDE, SIDE))
    for name, by in (
        ("target", 0 <= chosen.number("target") < CLASSES),
        ("layer", chosen["layer"] != "linear"),
        ("row", chosen.number("row") <= height),
        ("column", chosen.number("column") <= width),
    ):
        if not by:
            raise table.settings[name].refusal()
    return chosen


def picture(chosen: Settings) -> Tensor:
    """Return the picture of a state: (1, 1, 28, 28), 0 to 1, in float64."""
    pixels = np.frombuffer(base64.b64decode(chosen.text("hundredths")), np.uint8).reshape(1, 1, SIDE, SIDE)
    return torch.from_numpy(pixels / WHITE)


def network(chosen: Settings) -> nn.Sequential:
    """Return the network of a state in float64: the shipped one, or the visitor's."""
    made = data.network()
    net = read_net(chosen.get("net"))
    if net:
        for parameter, array in zip(made.parameters(), hundredths_of(net).values(), strict=True):
            parameter.data = torch.from_numpy(array / HUNDREDTHS)
    return made


def _numbers(chosen: Settings) -> list[str]:
    """Return which gradients the code prints: those that stand as numbers on the screen, and one of a map."""
    at, row, column = (chosen.number(name) - 1 for name in ("filter", "row", "column"))
    places = {"features": ("pooled", at), "pool": ("pooled", at), "relu": ("before", at), "pixel": ("x", 0)}
    name, channel = places.get(chosen.text("layer"), ("x", 0))
    is_map = chosen.text("layer") in places
    cell = f"{name}.grad[0, {channel}, {row}, {column}]" if is_map else "x.grad[0, 0, 0, 0]"
    return ["scores.grad", f"conv.weight.grad[{at}]", f"conv.bias.grad[{at}]", cell]


def _lines(chosen: Settings, language: Language) -> list[str]:
    made = network(chosen)
    kernel, bias, weight, linear_bias = (each.detach().numpy() for each in made.parameters())
    says = {name: label(f"torch.grad_{name}", language) for name in ("keep", "shares", "cells")}
    kept = carried(picture(chosen)[0, 0].numpy(), target="pixels", language=language)
    return [
        *head(language),
        kept,
        "x = pixels[None, None].requires_grad_()",
        "conv = nn.Conv2d(1, 5, 5).double()",
        "linear = nn.Linear(720, 10).double()",
        "with torch.no_grad():",
        f"    {carried(kernel, target='conv.weight[:]', language=language)}",
        f"    {carried(bias, target='conv.bias[:]', language=language)}",
        f"    {carried(weight, target='linear.weight[:]', language=language)}",
        f"    {carried(linear_bias, target='linear.bias[:]', language=language)}",
        "",
        "before = conv(x)",
        "active = before.relu()",
        "pooled = nn.MaxPool2d(2)(active)",
        "scores = linear(pooled.flatten(1))",
        f"loss = nn.functional.cross_entropy(scores, torch.tensor([{chosen.number('target')}]))",
        f"for each in (before, active, pooled, scores):  # {says['keep']}",
        "    each.retain_grad()",
        "loss.backward()",
        "",
        "def shown(values):",
        f"    return [round(each, {DECIMALS}) + 0 for each in values.flatten().tolist()]",
        "",
        f"print(shown(scores.softmax(1)), shown(loss))  # {says['shares']}",
        *(f"print(shown({each}))" for each in _numbers(chosen)),
        f"for each in (pooled, active, before, x):  # {says['cells']}",
        "    print(int((each.grad != 0).sum()))",
    ]


def _shown(values: Tensor) -> list[float]:
    return [round(each, DECIMALS) + 0 for each in cast("list[float]", values.flatten().tolist())]


def printed(chosen: Settings) -> list[str]:
    """Return what the code of a state prints, computed by torch."""
    with torch.enable_grad():
        made = network(chosen)
        conv, relu, pool = made[0], made[1], made[2]
        x = picture(chosen).requires_grad_()
        before = cast(Tensor, conv(x))
        active = cast(Tensor, relu(before))
        pooled = cast(Tensor, pool(active))
        scores = cast(Tensor, made[3:](pooled))
        loss = nn.functional.cross_entropy(scores, torch.tensor([chosen.number("target")]))
        parameters = list(conv.parameters())
        found = torch.autograd.grad(loss, [scores, *parameters, pooled, active, before, x])
    of_scores, kernel, bias, *maps = found
    at, row, column = (chosen.number(name) - 1 for name in ("filter", "row", "column"))
    layers = {
        "features": maps[0][0, at],
        "pool": maps[0][0, at],
        "relu": maps[2][0, at],
        "pixel": maps[3][0, 0],
    }
    cell = (
        layers[chosen.text("layer")][row, column] if chosen.text("layer") in layers else maps[3][0, 0, 0, 0]
    )
    numbers = [of_scores, kernel[at], bias[at], cell]
    counts = [str(int((each != 0).sum())) for each in maps]
    return [f"{_shown(scores.softmax(1))} {_shown(loss)}", *(str(_shown(each)) for each in numbers), *counts]


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that goes the way of the digit forward and back, and prints its gradients.

    Args:
        chosen: what the figure shows.
        language: of the comments.
    """
    return {"code": _lines(chosen, language), "printed": printed(chosen)}
