"""PyTorch code for exactly the arguments of the figure; its last lines are what it prints."""

from functools import lru_cache
from typing import cast

import torch
from torch import Tensor, nn

from cnn_core.seeding import seeded
from lessons.conv2d.state import State
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.layer_form.torch_says import torch_says


def _rounded(kernel: Tensor) -> list[list[float]]:
    rows = cast("list[list[float]]", kernel.tolist())
    return [[round(weight, 2) + 0.0 for weight in row] for row in rows]


@lru_cache(maxsize=256)
def printed(state: State) -> tuple[str, ...]:
    """Return what the code of a state prints: torch says it."""
    said = torch_says(state.call, state.input_shape)
    if said.message:
        return tuple(said.message.rstrip().splitlines())
    with torch.no_grad(), seeded(state.seed):
        layer = state.call.build()
        assert isinstance(layer, nn.Conv2d)
        kernel = _rounded(layer.weight[state.filter - 1, 0])
        bias = None if layer.bias is None else tuple(layer.bias.shape)
        return f"{tuple(layer.weight.shape)} {bias}", str(said.count), str(kernel), str(said.shape)


def _run_lines(state: State, language: Language) -> list[str]:
    bias = "tuple(conv.bias.shape)" if state.bias else "conv.bias"
    shapes, parameters, kernel, picture = (
        label(f"conv2d.torch_{name}", language, f=state.filter)
        for name in ("shapes", "parameters", "kernel", "input")
    )
    return [
        f"print(tuple(conv.weight.shape), {bias})  # {shapes}",
        f"print(sum(p.numel() for p in conv.parameters()))  # {parameters}",
        f"rows = conv.weight[{state.filter - 1}, 0].tolist()  # {kernel}",
        "print([[round(weight, 2) + 0.0 for weight in row] for row in rows])",
        f"picture = torch.rand{state.input_shape}  # {picture}",
        "print(tuple(conv(picture).shape))",
    ]


def code_of(state: State, language: Language) -> str:
    """Return code that builds the layer, counts its numbers and runs it; or meets torch's refusal.

    Args:
        state: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    says = printed(state)
    lines = ["import torch", "from torch import nn", "", f"torch.manual_seed({state.seed})"]
    if torch_says(state.call, state.input_shape).message:
        lines += ["try:", f"    conv = {state.call.code}", f"    conv(torch.rand{state.input_shape})"]
        lines += ["except Exception as error:", "    print(error)"]
    else:
        lines += [f"conv = {state.call.code}", *_run_lines(state, language)]
    return "\n".join([*lines, *(f"# {line}" for line in says)])
