"""PyTorch code for exactly what the figure shows, and the lecture note's own, with what it prints."""

from functools import lru_cache
from typing import Any

import torch
from torch import nn

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.output_size.state import Pair, State

WHAT_TORCH_RAISES = (RuntimeError, ValueError)
NOTE_SHAPE = (1, 1, 227, 227)


def _short(pair: Pair) -> int | Pair:
    """Return (2, 2) as 2, which PyTorch takes for both axes."""
    return pair[0] if pair[0] == pair[1] else pair


def arguments(state: State) -> dict[str, Any]:
    """Return what the layer is given besides its channels: the kernel's size, and no mere default."""
    kernel_size, is_pooling = _short(state.kernel_size), state.layer == "MaxPool2d"
    chosen = {
        "kernel_size": kernel_size,
        "stride": _short(state.stride),
        "padding": state.padding if isinstance(state.padding, str) else _short(state.padding),
        "dilation": state.dilation,
        "ceil_mode": state.ceil_mode,
    }
    defaults = {"stride": kernel_size if is_pooling else 1, "padding": 0, "dilation": 1, "ceil_mode": False}
    return {name: value for name, value in chosen.items() if defaults.get(name) != value}


@lru_cache(maxsize=256)
def printed(state: State) -> tuple[str, bool]:
    """Return what torch says to a state, a shape or an error, and whether it is a shape."""
    try:
        layer = (
            nn.Conv2d(1, 1, **arguments(state))
            if state.layer == "Conv2d"
            else nn.MaxPool2d(**arguments(state))
        )
        with torch.no_grad():
            return str(tuple(layer(torch.zeros(1, 1, state.height, state.width)).shape)), True
    except WHAT_TORCH_RAISES as error:
        return str(error), False


def code_of(state: State, language: Language) -> str:
    """Return code that builds the layer of the figure, runs it and prints the shape, or torch's refusal."""
    call = ", ".join(f"{name}={value!r}" for name, value in arguments(state).items())
    channels = "1, 1, " if state.layer == "Conv2d" else ""
    axes = label("size.axes", language)
    said, runs = printed(state)
    lines = [
        f"layer = nn.{state.layer}({channels}{call})",
        "print(tuple(layer(image).shape))",
    ]
    if not runs:
        lines = ["try:", *(f"    {line}" for line in lines)]
        lines += ["except (RuntimeError, ValueError) as refused:", "    print(refused)"]
    return "\n".join(
        [
            "import torch",
            "from torch import nn",
            "",
            f"image = torch.zeros(1, 1, {state.height}, {state.width})  # {axes}",
            *lines,
            f"# {said}",
        ]
    )


@lru_cache(maxsize=1)
def note_prints() -> tuple[str, str]:
    """Return what the note's code prints with memory full of NaN and with zeros: torch runs it here.

    `torch.full` with NaN stands for what `torch.Tensor` gives once deterministic algorithms are on: that
    switch is global, and other visitors are served meanwhile. A test runs the code as it is shown.
    """
    conv = nn.Conv2d(1, 1, kernel_size=(11, 11), stride=(4, 4))
    said: list[str] = []
    with torch.no_grad():
        for inputs in (torch.full(NOTE_SHAPE, float("nan")), torch.zeros(NOTE_SHAPE)):
            out = conv(inputs)
            said.append(f"{tuple(out.shape)} {int(out.isnan().sum())}")
    return said[0], said[1]


def note_code(language: Language) -> str:
    """Return the lecture note's example, and what `torch.Tensor` hides in it."""
    trap, zeros = note_prints()
    fills, line = label("size.fills_nan", language), label("size.note_line", language)
    count, filled = label("size.count_nan", language), label("size.filled", language)
    return "\n".join(
        [
            "import torch",
            "import torch.nn as nn",
            "",
            f"torch.use_deterministic_algorithms(True)  # {fills}",
            f"inputs = torch.Tensor(1, 1, 227, 227)  # {line}",
            "conv = nn.Conv2d(1, 1, kernel_size=(11, 11), stride=(4, 4))",
            "out = conv(inputs)",
            f"print(tuple(out.shape), int(out.isnan().sum()))  # {count}",
            "",
            f"inputs = torch.zeros(1, 1, 227, 227)  # {filled}",
            "out = conv(inputs)",
            "print(tuple(out.shape), int(out.isnan().sum()))",
            f"# {trap}",
            f"# {zeros}",
        ]
    )
