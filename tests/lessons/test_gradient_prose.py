"""What the text of /gradient says in numbers is what torch gives for the figure it links to."""

import json

import pytest
import torch

from lessons.gradient.code import TABLE, Network
from tests.settings_states import LESSONS, state_with


def test_the_numbers_of_the_text_are_those_of_the_figure() -> None:
    """What en.md and ko.md say of the heart: gradients, the promise, and one step of SGD."""
    heart = json.loads((LESSONS / "gradient" / "settings.json").read_text("utf-8"))["settings"]["target"][
        "default"
    ]
    picture = [
        *([0, 2, 0, 0, 3, 0], [1, 2, 3, 1, 1, 1], [2, 2, 3, 2, 2, 3]),
        *([0, 1, 3, 1, 1, 0], [0, 0, 2, 2, 0, 0], [0] * 6),
    ]
    given = {"input": picture, "kernel": [[1, 0, -1]] * 3, "target": heart}
    state = state_with(TABLE, **given)
    network = Network.of(state)
    kernel, bias, _ = network.parameters
    gradients = torch.autograd.grad(network.layers()[-1], [kernel, bias, network.x])
    assert gradients[0][0, 0].tolist() == [[-8, -6, -6], [-8, 0, -4], [-6, 0, 2]]
    assert (gradients[1].item(), gradients[2][0, 0, 2, 2].item()) == (-2, -4)
    for nudge, loss in (("0.01", 1.9208), ("1", 2.0)):
        moved = state_with(TABLE, **given, layer="conv", view="nudge", nudge=nudge)
        nudged = Network.of(moved)
        nudged.nudge(moved)
        assert nudged.layers()[-1].item() == pytest.approx(loss)
    for rate, loss in ((0.01, 0.23), (0.02, 7.12)):
        stepped = Network.of(state)
        stepped.update(rate)
        assert round(stepped.layers()[-1].item(), 2) == loss
