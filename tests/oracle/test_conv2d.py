"""The weights that the figure of nn.Conv2d begins with against torch."""

import pytest
import torch
from torch import nn

from tests.oracle.signatures import LESSONS
from tests.oracle.twin import run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "shape", "bias"),
    [(0, (4, 3, 3, 3), True), (7, (8, 8, 7, 7), True), (99, (64, 8, 3, 5), False), (1, (5, 1, 5, 5), True)],
)
def test_new_weights_are_those_of_torch(seed: int, shape: tuple[int, int, int, int], bias: bool) -> None:
    answer = run([("newLayer", [seed, shape, bias])], LESSONS / "conv2d" / "model")[0]["answer"]
    torch.manual_seed(seed)
    layer = nn.Conv2d(shape[1], shape[0], shape[2:], bias=bias)
    weights = [kernel["values"] for filters in answer["weights"] for kernel in filters]
    assert torch.allclose(torch.tensor(answer["exact"]), layer.weight.flatten(), atol=1e-7)
    rounded = (100 * layer.weight.detach()).round() / 100
    assert torch.equal(torch.tensor(weights).flatten(), rounded.flatten())
    biases = torch.zeros(shape[0]) if layer.bias is None else (100 * layer.bias.detach()).round() / 100
    assert torch.equal(torch.tensor(answer["biases"]), biases)
