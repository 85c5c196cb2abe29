"""PyTorch code for exactly what the live network shows, with what it prints: torch computes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core.network import SHIPPED_WEIGHTS, Weights, load_weights
from lessons.kit.ask.question import Answer, AskError, Cost, Question, read_json
from lessons.kit.code.carried import carried, head
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import MOST_BYTES_WITH_NET, WHITE, read_net, read_pixels, weights_of
from lessons.kit.pictures.question import NAME as HUNDREDTHS
from lessons.kit.settings.table import InvalidSettings, Rows, Setting, Settings, Table
from lessons.live_network.picture import PICTURE_QUESTIONS

TABLE = Table.read(Path(__file__).with_name("settings.json"))
TRAINED = tuple(SHIPPED_WEIGHTS)
MAPS = 5
SIDE = 5
KERNEL = Setting("kernels", "cells", "", (-1, 1))  # the weights of a kernel that was not trained
SIDES = {"conv": 24, "relu": 24, "pool": 12, "score": 12}
PICTURE = (28, 28)
PIXELS = PICTURE[0] * PICTURE[1]
BESIDE = ("kernels", HUNDREDTHS, "net")  # what is asked about and no setting


@dataclass(frozen=True)
class State:
    """The settings by the names they have in the address; places count from 1.

    kernels: the filters' weights where they are not learned (hand-made or random), else empty.
    hundredths: the picture that is shown, one byte a pixel, 0 to 100, row by row.
    net: that the visitor has trained, in the place of the shipped one, as `read_net` gives it; else empty.
    """

    filters: str = "digits"
    bias: tuple[float, ...] = (0,) * MAPS
    relu: bool = True
    pool: str = "max"
    scores: bool = True
    down: int = 0
    right: int = 0
    layer: str = "conv"
    map: int = 4
    row: int = 9
    column: int = 15
    digit: int = 0
    kernels: tuple[Rows, ...] = ()
    hundredths: bytes = bytes(PIXELS)
    net: bytes = b""

    @property
    def is_trained(self) -> bool:
        """Whether the filters are shipped, with a linear layer that was trained to read them."""
        return self.filters in TRAINED

    @property
    def weights(self) -> Weights:
        """The trained network that is shown: a shipped one, or the visitor's."""
        return weights_of(self.net) if self.net else load_weights(self.filters)

    @property
    def is_note(self) -> bool:
        """Whether this is the lecture note's network: a convolution, a max pooling, nothing else."""
        return not self.relu and not self.scores and self.pool == "max"

    @property
    def pixels(self) -> NDArray[np.float64]:
        """The picture that is shown: (28, 28), 0 to 1."""
        return np.frombuffer(self.hundredths, np.uint8).reshape(PICTURE) / WHITE


def _hold(name: str, *, by: bool) -> None:
    if not by:
        raise TABLE.settings[name].refusal()


def _kernels(value: object) -> tuple[Rows, ...]:
    """Return the weights of five kernels of 5 x 5, none where they are learned."""
    kernels = [cast(Rows, KERNEL.check(each)) for each in cast("list[object]", value)]
    if any((len(rows), len(rows[0])) != (SIDE, SIDE) for rows in kernels):
        raise KERNEL.refusal()
    return tuple(kernels)


def _net(sent: object, filters: object) -> bytes:
    """Return the net that takes the place of the shipped one, b"" for none."""
    net = read_net(sent)
    if net and filters != "digits":
        raise AskError("not_this_net")
    return net


def _hold_together(chosen: Settings) -> None:
    """Hold that the pinned cell is one of the network's."""
    is_trained = chosen["filters"] in TRAINED
    _hold("scores", by=not chosen["scores"] or is_trained)
    there = {"conv": True, "relu": bool(chosen["relu"]), "pool": True, "score": bool(chosen["scores"])}
    layer = chosen.text("layer")
    _hold("layer", by=there[layer])
    for name in ("row", "column"):
        _hold(name, by=chosen.number(name) <= SIDES[layer])
    _hold("digit", by=chosen.number("digit") <= 1 or chosen["filters"] != "cats_dogs")
    is_name = isinstance(chosen["bias"], str)
    _hold("bias", by=not is_name and tuple(map(len, chosen.rows("bias"))) == (MAPS,))


def read_state(asked: Mapping[str, Any]) -> State:
    """Return one state of the figure: its settings, and the kernels and the picture that go with them.

    Raises:
        AskError: the picture is none, or the net.
        InvalidSettings: the figure cannot show the rest.
    """
    chosen = TABLE.validate({name: value for name, value in asked.items() if name not in BESIDE})
    _hold_together(chosen)
    kernels, hundredths, net = (asked.get(name) for name in BESIDE)
    wanted = 0 if chosen["filters"] in TRAINED else MAPS
    if not isinstance(kernels, list) or len(cast("list[object]", kernels)) != wanted:
        raise KERNEL.refusal()
    values: dict[str, Any] = dict(chosen) | {"bias": chosen.rows("bias")[0]}
    values |= {name: values[name] == 1 for name in ("relu", "scores")}
    return State(
        **values,
        kernels=_kernels(cast("object", kernels)),
        hundredths=read_pixels(hundredths, PIXELS),
        net=_net(net, chosen["filters"]),
    )


def read_asked(body: bytes) -> tuple[dict[str, Any], State]:
    """Return what a question holds, and the state of the figure that it is about.

    Raises:
        AskError: it is no JSON, or its picture or its net is none.
        InvalidSettings: the figure cannot show it.
    """
    asked = read_json(body)
    if not isinstance(asked, dict):
        raise InvalidSettings("not_settings")
    values = cast("dict[str, Any]", asked)
    return values, read_state(values)


DECIMALS = 4  # a product of two multiples of 0.01 has no more
AFTER = {"conv": "after_conv", "relu": "after_relu", "pool": "after_pool", "score": "scores"}


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _row(values: Sequence[float]) -> str:
    return f"[{', '.join(map(_number, values))}]"


def _kernel_lines(state: State) -> list[str]:
    kernels = state.weights.conv_weight[:, 0].tolist() if state.is_trained else state.kernels
    rows = [[_row(row) for row in kernel] for kernel in kernels]
    lines = [
        line
        for each in rows
        for line in (f"        [{', '.join(each[:3])},", f"         {', '.join(each[3:])}],")
    ]
    return ["    conv.weight[:, 0] = torch.tensor([", *lines, "    ], dtype=torch.float64)"]


def _linear_lines(state: State, language: Language) -> list[str]:
    weights = state.weights
    return [
        carried(weights.linear_weight, target="    linear.weight[:]", language=language),
        f"    linear.bias[:] = torch.tensor({_row(weights.linear_bias.tolist())}, dtype=torch.float64)",
    ]


def _layer_lines(state: State) -> list[str]:
    pooling = "nn.MaxPool2d(2)" if state.pool == "max" else "nn.AvgPool2d(2)"
    if state.is_note:
        return ["    out = conv(x)", f"    out2 = {pooling}(out)"]
    relu = ["    after_relu = nn.ReLU()(after_conv)"] if state.relu else []
    before = "after_relu" if state.relu else "after_conv"
    lines = ["    after_conv = conv(x)", *relu, f"    after_pool = {pooling}({before})"]
    return [*lines, "    scores = linear(nn.Flatten()(after_pool))"] if state.scores else lines


def _cell(state: State) -> tuple[str, str]:
    """Return the pinned cell as code, and what its comment says."""
    if state.layer == "score":
        return f"scores[0, {state.digit}]", ""
    names = {"conv": "out", "pool": "out2"} if state.is_note else AFTER
    place = f"0, {state.map - 1}, {state.row - 1}, {state.column - 1}"
    return f"{names[state.layer]}[{place}]", "torch.pinned"


def _print_lines(state: State, language: Language) -> list[str]:
    if state.is_note:
        lines = ['print("out1 : ", out.size())', 'print("out2 : ", out2.size())']
    else:
        names = ["after_conv", "after_pool", *(["scores"] if state.scores else [])]
        lines = [f"print({', '.join(f'tuple({name}.shape)' for name in names)})"]
    cell, comment = _cell(state)
    said = label(comment, language, m=state.map, r=state.row, c=state.column) if comment else ""
    return [*lines, f"print(round({cell}.item(), {DECIMALS}))" + (f"  # {said}" if said else "")]


def run(state: State, pixels: torch.Tensor) -> dict[str, torch.Tensor]:
    """Return what every layer gives for one picture, by the layer's name in the address."""
    trained = state.weights if state.is_trained else None
    kernels = (
        torch.tensor(state.kernels, dtype=torch.float64)[:, None]
        if trained is None
        else torch.tensor(trained.conv_weight)
    )
    x = nn.functional.pad(pixels[None, None], (state.right, -state.right, state.down, -state.down))
    conv = nn.functional.conv2d(x, kernels.double(), torch.tensor(state.bias, dtype=torch.float64))
    maps = {"conv": conv} | ({"relu": conv.relu()} if state.relu else {})
    pool2d = nn.functional.max_pool2d if state.pool == "max" else nn.functional.avg_pool2d
    maps["pool"] = pool2d(maps.get("relu", conv), 2)
    if state.scores and trained is not None:
        weight, bias = torch.tensor(trained.linear_weight), torch.tensor(trained.linear_bias)
        maps["score"] = nn.functional.linear(maps["pool"].flatten(1), weight, bias)
    return maps


def printed(state: State) -> list[str]:
    """Return the lines that the code of a state prints, computed by torch."""
    maps = run(state, torch.tensor(state.pixels))
    if state.is_note:
        lines = [f"out1 :  {maps['conv'].size()}", f"out2 :  {maps['pool'].size()}"]
    else:
        lines = [" ".join(str(tuple(maps[name].shape)) for name in ("conv", "pool", "score") if name in maps)]
    cell = (state.map - 1, state.row - 1, state.column - 1)
    place = (state.digit,) if state.layer == "score" else cell
    return [*lines, str(round(maps[state.layer][0][place].item(), DECIMALS))]


def code_of(state: State, language: Language) -> list[str]:
    """Return code that builds the network of the figure, runs it on its picture and prints shapes and a cell.

    It carries picture and weights itself and needs nothing but torch.

    Args:
        state: what the figure shows.
        language: of the comments.
    """
    axes, move = label("torch.axes", language), label("torch.moved", language)
    moved = f"x = nn.functional.pad(x, ({state.right}, {-state.right}, {state.down}, {-state.down}))"
    classes = len(state.weights.labels) if state.scores else 0
    linear = f"linear = nn.Linear(720, {classes}).double()"
    lines = [*head(language), carried(state.pixels, target="pixels", language=language)]
    lines += [f"x = pixels[None, None]  # {axes}"]
    lines += [f"{moved}  # {move}"] if state.down or state.right else []
    lines += ["conv = nn.Conv2d(1, 5, 5).double()", *([linear] if state.scores else [])]
    lines += ["with torch.no_grad():", *_kernel_lines(state)]
    lines += [f"    conv.bias[:] = torch.tensor({_row(state.bias)}, dtype=torch.float64)"]
    lines += _linear_lines(state, language) if state.scores else []
    lines += [*_layer_lines(state), *_print_lines(state, language)]
    return lines


def answer(asked: tuple[dict[str, Any], State], language: Language) -> Answer:
    """Return the code of a state, what it prints, and which state that is."""
    values, state = asked
    return {"state": values, "code": code_of(state, language), "printed": printed(state)}


# The network is small and its size does not change: an answer is 0.4 million products.
COST = Cost(numbers=10_000, multiplications=400_000)
QUESTIONS = (
    Question("code", read_asked, lambda _: COST, answer, most_bytes=MOST_BYTES_WITH_NET),
    *PICTURE_QUESTIONS,
)
