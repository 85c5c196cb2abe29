"""PyTorch code for exactly the pooling of the figure; its last lines are what it prints."""

from functools import lru_cache
from typing import Any, cast

import torch
from torch import Tensor

from cnn_core.shapes import undisturbed
from lessons.kit.signature.torch_says import torch_says
from lessons.kit.words.labels import label
from lessons.kit.words.language import Language
from lessons.maxpool2d.state import State

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
DECIMALS = 4


def map_of(state: State) -> Tensor:
    """Return the map of the figure, (1, 1, height, width)."""
    if state.input == "map":
        rows = [row[: state.width] for row in SIGNED[: state.height]]
        return torch.tensor(rows, dtype=torch.float32)[None, None]
    return torch.full(state.input_shape, 1.0 if state.input == "ones" else -1.0)


def _input_lines(state: State) -> list[str]:
    if state.input != "map":
        value = "1.0" if state.input == "ones" else "-1.0"
        return [f"x = torch.full({state.input_shape}, {value})"]
    rows = [f"    [{', '.join(f'{each:2}' for each in row[: state.width])}]," for row in SIGNED]
    return ["x = torch.tensor([", *rows[: state.height], "])[None, None].float()"]


def _rounded(values: Tensor) -> str:
    rows = cast("list[list[float]]", values[0, 0].tolist())
    return str([[round(value, DECIMALS) for value in row] for row in rows])


@lru_cache(maxsize=256)
def printed(state: State) -> tuple[str, ...]:
    """Return what the code of a state prints: torch says it."""
    said = torch_says(state.call, state.input_shape)
    if said.message:
        return tuple(said.message.splitlines())
    with undisturbed():
        made: Any = state.call.build()(map_of(state))
    if not isinstance(made, tuple):
        return str(said.shape), _rounded(made)
    values, indices = cast("tuple[Tensor, Tensor]", made)
    return str(said.shape), _rounded(values), str(cast("list[list[int]]", indices[0, 0].tolist()))


def code_of(state: State, language: Language) -> str:
    """Return code that pools the map of the figure and prints what comes out; or meets torch's refusal.

    Args:
        state: what the figure shows, by PyTorch's names.
        language: of the comments.
    """
    head = ["import torch", "from torch import nn", "", *_input_lines(state), f"pool = {state.call.code}"]
    rows = f"[[round(value, {DECIMALS}) for value in row] for row in output[0, 0].tolist()]"
    if torch_says(state.call, state.input_shape).message:
        lines = [*head, "try:", "    pool(x)", "except Exception as error:", "    print(error)"]
    elif state.layer == "MaxPool2d" and state.return_indices:
        lines = [*head, "output, indices = pool(x)", "print(tuple(output.shape))", f"print({rows})"]
        lines += [f"print(indices[0, 0].tolist())  # {label('maxpool2d.torch_indices', language)}"]
    else:
        lines = [*head, "output = pool(x)", "print(tuple(output.shape))", f"print({rows})"]
    return "\n".join([*lines, *(f"# {line}" for line in printed(state))])
