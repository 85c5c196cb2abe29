"""What a figure of a signature says of argument sets, and what torch says of the very code it shows."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from tests.oracle.twin import ROOT, driven

DRIVER = Path(__file__).with_name("signature.js")
LESSONS = ROOT / "lessons"
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Torch:
    """What came of a line of code: the layer's count and weight, the shape of the output, or the message."""

    count: int | None
    weight: Shape | None
    output: Shape | None
    message: str


def figure_says(lesson: str, wanted: list[dict[str, Any]], folder: Path = LESSONS) -> list[dict[str, Any]]:
    """Return what the lesson's modules say of each argument set, kept within what the figure can show."""
    return driven(DRIVER, wanted, folder, lesson)


def torch_of(code: str, input_shape: Shape) -> Torch:
    """Return what torch makes of the code of a figure; the code comes from our own modules."""
    count, weight = None, None
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            layer: Any = eval(code, {"nn": nn})
            count = sum(parameter.numel() for parameter in layer.parameters())
            weight = tuple(layer.weight.shape) if count else None
            given: Any = layer(torch.zeros(input_shape))
        except (RuntimeError, ValueError, TypeError, AttributeError) as error:
            return Torch(count, weight, None, str(error))
    made = cast("tuple[Tensor, ...]", given)[0] if isinstance(given, tuple) else cast(Tensor, given)
    return Torch(count, weight, tuple(made.shape), "")
