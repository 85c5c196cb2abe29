"""What the live view opens with: the shipped network, and the test digit that it is least sure to misread."""

from functools import cache
from typing import Any

import numpy as np
import torch

from cnn_core.datasets import load_dataset, to_pixels, whole_hundredths
from cnn_core.network import load_weights


@cache
def chosen() -> int:
    """Return which test digit: of those read wrongly the one whose two highest scores lie closest."""
    data = load_dataset("digits")
    with torch.no_grad():
        scores = load_weights("digits").network()(torch.from_numpy(to_pixels(data.x_test))[:, None])
    best, second = scores.topk(2).values.T
    wrong = scores.argmax(1) != torch.from_numpy(data.y_test).long()
    return int((best - second).where(wrong, torch.inf).argmin())


@cache
def as_data() -> dict[str, Any]:
    """Return the 7,340 parameters in PyTorch's order, the picture, and its right class: whole hundredths."""
    data, at = load_dataset("digits"), chosen()
    parameters = load_weights("digits").network().parameters()
    flat = np.concatenate([each.detach().numpy().ravel() for each in parameters])
    return {
        "parameters": whole_hundredths(flat).tolist(),
        "pixels": whole_hundredths(to_pixels(data.x_test[at].ravel())).tolist(),
        "label": int(data.y_test[at]),
        "index": at,
    }
