"""The models that the doctor is judged by, as people write them, and torch's truth about them.

`doctor_corpus.json` is a copy of what lies beside the repository, without its mends' texts.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HERE = Path(__file__).with_name("doctor_corpus.json")
BESIDE = Path(__file__).parents[3] / "shared" / "doctor" / "corpus.json"


@cache
def items() -> tuple[dict[str, Any], ...]:
    """Return the models, each with its source, its input and its truth."""
    return tuple(json.loads(HERE.read_text(encoding="utf-8")))


def shape_of(item: dict[str, Any]) -> tuple[int, ...]:
    """Return the input of a model; what has none gets a picture."""
    return tuple(item["input"] or (1, 1, 28, 28))


def run_by_torch(source: str, shape: tuple[int, ...]) -> tuple[object, int]:
    """Return what leaves a model and its parameters, by running a text of ours: never a visitor's.

    Raises:
        whatever torch or Python raise.
    """
    names: dict[str, Any] = {"__name__": "corpus", "torch": torch, "nn": nn, "F": F}
    before = set(names)
    if source.lstrip().startswith("nn."):
        source = f"last = {source.lstrip()}"
    exec(compile(source, "corpus", "exec"), names)
    made = [value for name, value in names.items() if name not in before and isinstance(value, nn.Module)]
    classes = [value for value in names.values() if isinstance(value, type) and issubclass(value, nn.Module)]
    model = made[-1] if made else classes[-1]()
    with torch.no_grad():
        output: object = model(torch.zeros(shape))
    parameters = sum(parameter.numel() for parameter in model.parameters())
    return (tuple(output.shape) if isinstance(output, Tensor) else output), parameters
