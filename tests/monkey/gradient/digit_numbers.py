"""What stands as numbers of the digit beside torch: softmax, kernel, loss, and their gradients."""

from collections.abc import Iterator

import torch
import torch.nn.functional as F

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import load_weights
from lessons.gradient import data
from tests.browser.figures import Place
from tests.monkey.comparing import Comparison
from tests.monkey.scene import Scene

HUNDRED = 100
LEAST = "<0.01"
NOTHING = 1e-14  # what is larger must not read as 0


def _parameters() -> list[torch.Tensor]:
    shipped = load_weights("digits")
    numbers = [shipped.conv_weight, shipped.conv_bias, shipped.linear_weight, shipped.linear_bias]
    return [torch.tensor(each, dtype=torch.float64).requires_grad_() for each in numbers]


def _beside(grid: str, shown: dict[Place, str], right: torch.Tensor, digits: int) -> Iterator[Comparison]:
    """Give each shown number beside torch's, which it is rounded to so many digits."""
    for (row, column), text in shown.items():
        said = float(right[row - 1, column - 1])
        if text == LEAST:
            yield Comparison(grid, (row, column), "0", 0 if 0 < said < 1 / HUNDRED else said * HUNDRED)
            continue
        number = float(text.replace("−", "-"))
        is_near = abs(number - said) <= 0.5 * 10**-digits + 1e-9 and (number != 0 or abs(said) < NOTHING)
        # One of the two neighbours at a half: which of them is no question of the gradient.
        yield Comparison(
            grid,
            (row, column),
            f"{number:.2f}".replace("-", "−"),
            round(number * HUNDRED) if is_near else said * HUNDRED,
        )


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give every number of the digit as it is shipped; a changed one is compared by the oracle."""
    query, grids = scene.now.query, dict(scene.now.grids)
    if query["digit"] != "unsure" or query["change"] != "none":
        return
    pixels = to_pixels(load_dataset("digits").x_test)[data.chosen()]
    x = torch.from_numpy(pixels)[None, None]
    kernel, bias, weight, last = _parameters()
    assert last is not None
    scores = F.linear(F.max_pool2d(F.relu(F.conv2d(x, kernel, bias)), 2).flatten(1), weight, last)
    loss = F.cross_entropy(scores, torch.tensor([int(query["target"])]))
    found = torch.autograd.grad(loss, [kernel, bias, scores])
    at = int(query["filter"]) - 1
    of = {
        name: scene.label("grad.gradient_of", grid=scene.label(name))
        for name in ("grad.kernel", "grad.bias", "glive.scores")
    }
    expected = {
        scene.label("glive.shares"): (scores.softmax(1).T, 2),
        scene.label("grad.kernel"): (kernel[at, 0], 2),
        scene.label("grad.loss"): (loss.reshape(1, 1), 2),
        of["grad.kernel"]: (found[0][at, 0], 1),
        of["grad.bias"]: (found[1][at].reshape(1, 1), 1),
        of["glive.scores"]: (found[2].T, 2),
    }
    for name, (right, digits) in expected.items():
        shown = {place: text for place, text in grids.get(name, {}).items() if text}
        yield from _beside(name, shown, right.detach(), digits)
