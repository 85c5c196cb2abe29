"""`eval()`, `train()`, `double()` and `to(…)`: how a model is trained, and the type of its weights."""

from __future__ import annotations

import ast

import torch
from torch import nn

from cnn_core.doctor.state import Kwargs, State
from cnn_core.doctor.values import Bound, Instance, Layer, Traced, parts_of

Mode = bool | torch.dtype
MODES: dict[str, Mode] = {
    "eval": False,
    "train": True,
    "double": torch.float64,
    "float": torch.float32,
    "half": torch.float16,
}


def put_in_mode(state: State, method: Bound, args: list[object], kwargs: Kwargs, node: ast.AST) -> None:
    """Do what such a method does to all that is in a model by now; where a model lies changes no shape.

    Raises:
        Broken: weights cannot be of this type.
    """
    mode = MODES.get(method.name)
    if method.name in ("to", "train"):
        mode = next((each for each in [*args, *kwargs.values()] if isinstance(each, Mode)), mode)
    if mode is None:
        return
    try:
        nn.Identity().to(mode if isinstance(mode, torch.dtype) else None)
    except TypeError as error:
        raise state.broken("TypeError", str(error), node, "python_error") from error
    for part in parts_of(method.owner):
        state.spend(node)
        if isinstance(part, Layer) and isinstance(mode, bool):
            part.is_training = mode
        elif isinstance(part, Layer) and isinstance(mode, torch.dtype):
            part.dtype = mode
        elif isinstance(part, Instance) and isinstance(mode, bool):
            part.attributes["training"] = mode
        elif isinstance(part, Traced) and part.is_parameter and isinstance(mode, torch.dtype):
            part.tensor = part.tensor.to(mode)
