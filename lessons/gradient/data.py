"""What the live view opens with: the shipped network, and the test digit that it is least sure to misread."""

from functools import cache
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import HUNDREDTHS, load_weights, reading_network


def network() -> torch.nn.Sequential:
    """Return the network as it is shipped, in float64."""
    made, shipped = reading_network().double(), load_weights("digits")
    numbers = [shipped.conv_weight, shipped.conv_bias, shipped.linear_weight, shipped.linear_bias]
    for parameter, array in zip(made.parameters(), numbers, strict=True):
        assert array is not None
        parameter.data = torch.tensor(array, dtype=torch.float64).reshape(parameter.shape)
    return made


@cache
def chosen() -> int:
    """Return which test digit: of those read wrongly the one whose two highest scores lie closest."""
    data = load_dataset("digits")
    with torch.no_grad():
        scores = cast(Tensor, network()(torch.from_numpy(to_pixels(data.x_test))[:, None]))
    best, second = scores.topk(2).values.T
    wrong = scores.argmax(1) != torch.from_numpy(data.y_test).long()
    return int((best - second).where(wrong, torch.inf).argmin())


@cache
def as_data() -> dict[str, Any]:
    """Return the 7,340 parameters in PyTorch's order, the picture, and its right class: whole hundredths."""
    data, at = load_dataset("digits"), chosen()
    flat = np.concatenate([each.detach().numpy().ravel() for each in network().parameters()])
    return {
        "parameters": np.rint(flat * HUNDREDTHS).astype(int).tolist(),
        "pixels": np.rint(to_pixels(data.x_test[at : at + 1]).ravel() * HUNDREDTHS).astype(int).tolist(),
        "label": int(data.y_test[at]),
        "index": at,
    }
