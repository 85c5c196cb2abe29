"""Training the live network so that a learner can read its filters; as a script it makes the shipped weights.

    python -m cnn_core.training

Plain training leaves PyTorch's random start visible in the filters: they read as noise. Four habits make
them readable and cost no accuracy: a small start, zero mean after every step, a penalty on differences
between neighbouring weights, and pictures that jump by a pixel. Beside them stand a net trained plainly and
one whose random filters were frozen. Which seed is shipped is chosen by `cnn_core.validation`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import HUNDREDTHS, Weights, reading_network
from cnn_core.seeding import seeded


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: everything that changes the result.

    zero_mean: filters are set back to a sum of 0 after every step; their biases are held at 0 in any case.
    frozen: filters stay as they started, in hundredths; only the linear layer learns.
    equal: all filters start as the first does, and the linear layer reads their maps alike.
    """

    datasets: tuple[str, ...]
    epochs: int
    seed: int = 0
    learning_rate: float = 5e-3
    batch_size: int = 64
    start_scale: float = 0.3
    roughness_penalty: float = 0.02
    jitter: int = 1
    zero_mean: bool = True
    frozen: bool = False
    equal: bool = False


def _plain(epochs: int, *, frozen: bool = False, equal: bool = False) -> Recipe:
    """PyTorch's own start, and nothing imposed but biases of 0."""
    plain = Recipe(("digits",), epochs, start_scale=1, roughness_penalty=0, jitter=0, zero_mean=False)
    return replace(plain, frozen=frozen, equal=equal)


RECIPES = {
    "digits": Recipe(("digits",), epochs=10),
    "digits_plain": _plain(10),
    "digits_random": _plain(10, frozen=True),
    "digits_equal": _plain(3, equal=True),
    # In both framings, for `prepare` frames what a visitor draws as cats_dogs_fit20 is framed.
    "cats_dogs": Recipe(("cats_dogs", "cats_dogs_fit20"), epochs=25),
}


def train(recipe: Recipe, pictures: int | None = None) -> nn.Sequential:
    """Return the reading network trained by a recipe; the same recipe gives the same network.

        loss = cross_entropy + roughness_penalty * sum of (w - neighbouring w)^2

    Args:
        recipe: the sets whose training parts are used, seed, epochs, rates, penalties.
        pictures: how many of each training part, the first ones; None is all.

    Source: torch.optim.Adam; the habits are this course's own, measured in `cnn_core/data/weights`.

    >>> untrained = train(Recipe(("digits",), epochs=0))
    >>> float(untrained.get_parameter("conv.weight").detach().sum().abs()) < 1e-5
    True
    """
    parts = [load_dataset(name) for name in recipe.datasets]
    x = np.concatenate([part.x_train[:pictures] for part in parts])
    y = np.concatenate([part.y_train[:pictures] for part in parts])
    pixels, answers = torch.from_numpy(to_pixels(x)).float()[:, None], torch.from_numpy(y).long()
    with seeded(recipe.seed):
        network = reading_network(len(parts[0].labels))
        weight = network.get_parameter("conv.weight")
        _start(network, recipe)
        trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
        optimizer = torch.optim.Adam(trained, lr=recipe.learning_rate)
        for chosen in _batches(len(pixels), recipe):
            scores = network(_jittered(pixels[chosen], recipe.jitter))
            loss = nn.functional.cross_entropy(scores, answers[chosen])
            loss = loss + recipe.roughness_penalty * _roughness(weight)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            if recipe.zero_mean:
                _project_to_zero_mean(weight)
    return network


def _start(network: nn.Sequential, recipe: Recipe) -> None:
    """Give the filters the start that the recipe asks for, and freeze what it freezes."""
    weight, bias = network.get_parameter("conv.weight"), network.get_parameter("conv.bias")
    with torch.no_grad():
        weight *= recipe.start_scale
        bias.zero_()
        if recipe.equal:
            weight.copy_(weight[:1].expand_as(weight))
            linear = network.get_parameter("linear.weight")
            blocks = linear.view(len(linear), len(weight), -1)
            blocks.copy_(blocks[:, :1].clone().expand_as(blocks))
        if recipe.frozen:
            weight.copy_((weight * HUNDREDTHS).round() / HUNDREDTHS)
    bias.requires_grad_(False)  # of every net: with zero-mean filters, flat areas then give exactly 0
    weight.requires_grad_(not recipe.frozen)
    if recipe.zero_mean:
        _project_to_zero_mean(weight)


def _batches(pictures: int, recipe: Recipe) -> Iterator[torch.Tensor]:
    for _ in range(recipe.epochs):
        yield from torch.randperm(pictures).split(recipe.batch_size)


def _jittered(x: torch.Tensor, jitter: int) -> torch.Tensor:
    """Each picture of a batch moved by at most `jitter` pixels, zeros coming in at the edge."""
    if jitter == 0:
        return x
    count, _, height, width = x.shape
    padded = nn.functional.pad(x, (jitter,) * 4)
    tops, lefts = torch.randint(0, 2 * jitter + 1, (2, count, 1))
    pictures = torch.arange(count)[:, None, None]
    rows, columns = (tops + torch.arange(height))[:, :, None], (lefts + torch.arange(width))[:, None, :]
    return padded[pictures, 0, rows, columns][:, None]


def _roughness(weight: torch.Tensor) -> torch.Tensor:
    return weight.diff(dim=-1).square().sum() + weight.diff(dim=-2).square().sum()


def _project_to_zero_mean(weight: torch.Tensor) -> None:
    with torch.no_grad():
        weight -= weight.mean((1, 2, 3), keepdim=True)


def to_hundredths(network: nn.Sequential, *, zero_mean: bool = True) -> dict[str, NDArray[np.int16]]:
    """Return the weights of a trained network as whole hundredths.

    Args:
        network: of `cnn_core.network.reading_network`.
        zero_mean: whether its filters have zero mean; then each sums to exactly 0 when rounded, too.

    Shape:
        as in `cnn_core.network.load_weights`, int16.

    >>> to_hundredths(train(Recipe(("digits",), epochs=0)))["conv_weight"].sum((1, 2, 3)).tolist()
    [0, 0, 0, 0, 0]
    """
    exact = {
        name.replace(".", "_"): tensor.double().numpy() * HUNDREDTHS
        for name, tensor in network.state_dict().items()
    }
    arrays = {name: np.rint(array).astype(np.int16) for name, array in exact.items()}
    if zero_mean:
        arrays["conv_weight"] = np.stack([round_to_zero_sum(kernel) for kernel in exact["conv_weight"]])
    return arrays


def round_to_zero_sum(kernel: NDArray[np.float64]) -> NDArray[np.int16]:
    """Return a zero-mean kernel in whole numbers that sum to exactly 0, each less than 1 from its own value.

    All are rounded down; then the missing units go to the numbers that lost most (largest remainders).

    Args:
        kernel: numbers whose sum is 0 up to rounding.

    Shape:
        any; the answer has the same.

    >>> round_to_zero_sum(np.array([0.4, 0.4, 0.4, -1.2])).tolist()
    [1, 0, 0, -1]
    """
    down = np.floor(kernel)
    missing = -int(down.sum())
    losers = np.argsort(down - kernel, axis=None, kind="stable")[:missing]
    down.ravel()[losers] += 1
    return down.astype(np.int16)


def right(weights: Weights, x: NDArray[np.uint8], y: NDArray[np.uint8]) -> int:
    """Return how many pictures the reading network names rightly, computed by torch in float64.

    Args:
        weights: of the live network.
        x: grey pictures, 0 to 255.
        y: their classes.

    Shape:
        x (N, 28, 28), y (N,).

    >>> from cnn_core.network import load_weights
    >>> digits = load_dataset("digits")
    >>> right(load_weights("digits"), digits.x_test, digits.y_test) > 900
    True
    """
    return int((predictions(weights, to_pixels(x)) == y).sum())


def predictions(weights: Weights, pixels: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the class with the highest score for each picture.

    Args:
        weights: of the live network.
        pixels: 0 (background) to 1.

    Shape:
        pixels (N, 28, 28) -> (N,).

    Source: torch.argmax: of equal scores the first.

    >>> from cnn_core.network import load_weights
    >>> predictions(load_weights("digits"), np.zeros((2, 28, 28))).shape
    (2,)
    """
    with torch.inference_mode():
        return weights.network()(torch.tensor(pixels)[:, None]).argmax(1).numpy()
