"""PyTorch code for the live view: the note's network on the digit of the figure, with its gradients."""

import base64
from collections.abc import Mapping
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from cnn_core.network import load_weights
from lessons.kit.ask.question import Answer
from lessons.kit.code.carried import carried, head
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import WHITE, read_net, read_pixels, weights_of
from lessons.kit.settings.table import InvalidSettings, Settings, Table, Value

SIDE, CLASSES = 28, 10
DECIMALS = 6
SIDES = {"score": (10, 1), "features": (12, 12), "pool": (12, 12), "relu": (24, 24), "conv": (5, 5)}
MAPS = {"features": "pooled", "pool": "pooled", "relu": "before", "pixel": "x"}
"""By layer, the map of the code whose gradient stands in its grid."""
ASKED = ("target", "filter", "layer", "parameter", "row", "column")


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
    read_pixels(asked["hundredths"], SIDE**2)
    beside = ("hundredths", "net") if read_net(asked.get("net")) else ("hundredths",)
    chosen = Settings({"input": "digit", **values, **{name: cast(str, asked[name]) for name in beside}})
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
    net = read_net(chosen.get("net"))
    return (weights_of(net) if net else load_weights("digits")).network()


def _cell(chosen: Settings) -> tuple[str, tuple[int, int, int]]:
    """Return the cell whose gradient the code prints: its map, channel, row and column."""
    at, row, column = (chosen.number(name) - 1 for name in ("filter", "row", "column"))
    name = MAPS.get(chosen.text("layer"), "")
    return (name, (0 if name == "x" else at, row, column)) if name else ("x", (0, 0, 0))


def _lines(chosen: Settings, language: Language) -> list[str]:
    made = network(chosen)
    kernel, bias, weight, linear_bias = (each.detach().numpy() for each in made.parameters())
    name, place = _cell(chosen)
    at = chosen.number("filter") - 1
    printed = ("scores.grad", f"conv.weight.grad[{at}]", f"conv.bias.grad[{at}]", f"{name}.grad{[0, *place]}")
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
        *(f"print(shown({each}))" for each in printed),
        f"for each in (pooled, active, before, x):  # {says['cells']}",
        "    print(int((each.grad != 0).sum()))",
    ]


def _shown(values: Tensor) -> list[float]:
    return [round(each, DECIMALS) + 0 for each in cast("list[float]", values.flatten().tolist())]


def printed(chosen: Settings) -> list[str]:
    """Return what the code of a state prints, computed by torch."""
    with torch.enable_grad():
        conv, relu, pool, _, linear = network(chosen)
        x = picture(chosen).requires_grad_()
        before: Tensor = conv(x)
        active: Tensor = relu(before)
        pooled: Tensor = pool(active)
        scores: Tensor = linear(pooled.flatten(1))
        loss = nn.functional.cross_entropy(scores, torch.tensor([chosen.number("target")]))
        maps = {"pooled": pooled, "active": active, "before": before, "x": x}
        found = torch.autograd.grad(loss, [scores, *conv.parameters(), *maps.values()])
    of_scores, kernel, bias, *of_maps = found
    name, place = _cell(chosen)
    at = chosen.number("filter") - 1
    cell = dict(zip(maps, of_maps, strict=True))[name][0][place]
    numbers = [of_scores, kernel[at], bias[at], cell]
    counts = [str(int((each != 0).sum())) for each in of_maps]
    return [f"{_shown(scores.softmax(1))} {_shown(loss)}", *(str(_shown(each)) for each in numbers), *counts]


def answer(chosen: Settings, language: Language) -> Answer:
    """Return code that goes the way of the digit forward and back, and prints its gradients.

    Args:
        chosen: what the figure shows.
        language: of the comments.
    """
    return {"code": _lines(chosen, language), "printed": printed(chosen)}
