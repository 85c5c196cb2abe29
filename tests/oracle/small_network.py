"""The small network of /gradient once more, in torch alone: of the lesson it takes nothing but a state."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from lessons.kit.settings.table import Settings

POOL = 2
# By the side of the picture: what stands in the network beside picture and kernel.
BIAS = {6: 0.0, 5: -2.0}
WEIGHTS = {6: [-1.0, 1, 2, 1], 5: [-2.0, -1, -1, 1]}
PARAMETERS = ("kernel", "bias", "weights")


@dataclass(frozen=True)
class Way:
    """One way forward: every number by the name of its grid, the last one the loss."""

    numbers: dict[str, Tensor]

    def back(self, names: tuple[str, ...]) -> dict[str, Tensor]:
        """Return the gradient of the loss for each of these numbers."""
        found = torch.autograd.grad(self.numbers["loss"], [self.numbers[name] for name in names])
        return dict(zip(names, found, strict=True))


def _leaf(values: object) -> Tensor:
    return torch.tensor(values, dtype=torch.float64).requires_grad_()


def _leaves(state: Settings) -> dict[str, Tensor]:
    rows = state.rows("input")
    given = {"bias": BIAS[len(rows)], "weights": WEIGHTS[len(rows)]}
    return {
        name: _leaf(each) for name, each in ({"input": rows, "kernel": state.rows("kernel")} | given).items()
    }


def _forward(leaves: dict[str, Tensor], state: Settings) -> Way:
    x, kernel = leaves["input"][None, None], leaves["kernel"][None, None]
    conv = F.conv2d(x, kernel, leaves["bias"][None])[0, 0]
    active = F.relu(conv)
    pooled = (F.max_pool2d if state["pool"] == "max" else F.avg_pool2d)(active[None], POOL)[0]
    score = (pooled.flatten() * leaves["weights"]).sum()
    loss = 0.5 * (score - state.number("target")) ** 2
    return Way({**leaves, "conv": conv, "active": active, "pool": pooled, "score": score, "loss": loss})


def _moved(leaves: dict[str, Tensor], changes: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: (each + changes.get(name, 0)).detach().requires_grad_() for name, each in leaves.items()}


def _nudge(leaves: dict[str, Tensor], state: Settings) -> dict[str, Tensor]:
    """Return the one change that a state makes, none where it makes none."""
    layer, by = state.text("layer"), float(state.text("nudge"))
    names = {
        "linear": "weights",
        "pixel": "input",
        "conv": "kernel" if state["parameter"] == "weight" else "bias",
    }
    if state["view"] != "nudge" or layer not in names:
        return {}
    change = torch.zeros_like(leaves[names[layer]])
    row, column = state.number("row") - 1, state.number("column") - 1
    if change.ndim == 0:
        change += by
    elif change.ndim == 1:
        change[POOL * row + column] = by
    else:
        change[row, column] = by
    return {names[layer]: change}


def ways(state: Settings) -> tuple[Way, Way]:
    """Return the way forward after a state's steps of SGD, and the same after its nudge."""
    leaves = _leaves(state)
    for _ in range(state.number("updates")):
        found = _forward(leaves, state).back(PARAMETERS)
        leaves = _moved(leaves, {name: -state.number("rate") / 1000 * each for name, each in found.items()})
    return _forward(leaves, state), _forward(_moved(leaves, _nudge(leaves, state)), state)


def is_nudged(state: Settings) -> bool:
    """Return whether one number is moved."""
    return any(bool(each.abs().sum() > 0) for each in _nudge(_leaves(state), state).values())
