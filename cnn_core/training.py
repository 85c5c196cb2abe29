"""Training the live network so that a learner can read its filters; as a script it makes the shipped weights.

    python -m cnn_core.training

Plain training leaves PyTorch's random start visible in the filters: they read as noise. Five habits make
them readable and cost no accuracy: a small start, zero mean after every step, no bias, a penalty on
differences between neighbouring weights, and pictures that jump by a pixel.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core.datasets import DATA_FOLDER, load_dataset, to_pixels
from cnn_core.network import HUNDREDTHS, Weights, from_hundredths, reading_network
from cnn_core.seeding import seeded


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: everything that changes the result."""

    datasets: tuple[str, ...]
    seed: int
    epochs: int
    learning_rate: float = 5e-3
    batch_size: int = 64
    start_scale: float = 0.3
    roughness_penalty: float = 0.02
    jitter: int = 1


RECIPES = {
    "digits": Recipe(("digits",), seed=0, epochs=10),
    # In both framings, for `prepare` frames what a visitor draws as cats_dogs_fit20 is framed.
    "cats_dogs": Recipe(("cats_dogs", "cats_dogs_fit20"), seed=0, epochs=25),
}


def train(recipe: Recipe) -> nn.Sequential:
    """Return the reading network trained by a recipe; the same recipe gives the same network.

        loss = cross_entropy + roughness_penalty * sum of (w - neighbouring w)^2

    Args:
        recipe: the sets whose training parts are used, seed, epochs, rates, penalties.

    Source: torch.optim.Adam; the habits are this course's own, measured in `cnn_core/data/weights`.

    >>> untrained = train(Recipe(("digits",), seed=0, epochs=0))
    >>> float(untrained.get_parameter("conv.weight").detach().sum().abs()) < 1e-5
    True
    """
    parts = [load_dataset(name) for name in recipe.datasets]
    x = torch.from_numpy(to_pixels(np.concatenate([part.x_train for part in parts]))).float()[:, None]
    y = torch.from_numpy(np.concatenate([part.y_train for part in parts])).long()
    with seeded(recipe.seed):
        network = reading_network(len(parts[0].labels))
        weight, bias = network.get_parameter("conv.weight"), network.get_parameter("conv.bias")
        with torch.no_grad():
            weight *= recipe.start_scale
            bias.zero_()
        bias.requires_grad_(False)  # with zero-mean filters, flat areas then give exactly 0
        _project_to_zero_mean(weight)
        trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
        optimizer = torch.optim.Adam(trained, lr=recipe.learning_rate)
        for chosen in _batches(len(x), recipe):
            loss = nn.functional.cross_entropy(network(_jittered(x[chosen], recipe.jitter)), y[chosen])
            loss = loss + recipe.roughness_penalty * _roughness(weight)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            _project_to_zero_mean(weight)
    return network


def _batches(pictures: int, recipe: Recipe) -> Iterator[torch.Tensor]:
    for _ in range(recipe.epochs):
        yield from torch.randperm(pictures).split(recipe.batch_size)


def _jittered(x: torch.Tensor, jitter: int) -> torch.Tensor:
    """Each picture of a batch moved by at most `jitter` pixels, zeros coming in at the edge."""
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


def to_hundredths(network: nn.Sequential) -> dict[str, NDArray[np.int16]]:
    """Return the weights of a trained network as whole hundredths, each filter summing to exactly 0.

    Args:
        network: of `cnn_core.network.reading_network`, its filters of zero mean.

    Shape:
        as in `cnn_core.network.load_weights`, int16.

    >>> to_hundredths(train(Recipe(("digits",), seed=0, epochs=0)))["conv_weight"].sum((1, 2, 3)).tolist()
    [0, 0, 0, 0, 0]
    """
    arrays = {
        name.replace(".", "_"): np.rint(tensor.double().numpy() * HUNDREDTHS).astype(np.int16)
        for name, tensor in network.state_dict().items()
    }
    exact = network.state_dict()["conv.weight"].double().numpy() * HUNDREDTHS
    arrays["conv_weight"] = np.stack([round_to_zero_sum(kernel) for kernel in exact])
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


def accuracy(weights: Weights, x: NDArray[np.uint8], y: NDArray[np.uint8]) -> float:
    """Return the share of pictures that the reading network names rightly, computed by torch in float64.

    Args:
        weights: with a linear part.
        x: grey pictures, 0 to 255.
        y: their classes.

    Shape:
        x (N, 28, 28), y (N,).

    Raises:
        ValueError: the weights have no linear part, so there is no answer to judge.

    >>> from cnn_core.network import load_weights
    >>> digits = load_dataset("digits")
    >>> accuracy(load_weights("digits"), digits.x_test, digits.y_test) > 0.9
    True
    """
    return float((predictions(weights, to_pixels(x)) == y).mean())


def predictions(weights: Weights, pixels: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the class with the highest score for each picture.

    Args:
        weights: with a linear part.
        pixels: 0 (background) to 1.

    Shape:
        pixels (N, 28, 28) -> (N,).

    Raises:
        ValueError: the weights have no linear part.

    Source: torch.argmax: of equal scores the first.

    >>> from cnn_core.network import load_weights
    >>> predictions(load_weights("digits"), np.zeros((2, 28, 28))).shape
    (2,)
    """
    if weights.linear_weight is None or weights.linear_bias is None:
        raise ValueError("weights without a linear part give maps, not answers")
    network = reading_network(len(weights.linear_weight)).double()
    network.load_state_dict(
        {
            "conv.weight": torch.tensor(weights.conv_weight),
            "conv.bias": torch.tensor(weights.conv_bias),
            "linear.weight": torch.tensor(weights.linear_weight),
            "linear.bias": torch.tensor(weights.linear_bias),
        }
    )
    with torch.inference_mode():
        return network(torch.tensor(pixels)[:, None]).argmax(1).numpy()


def write_weights(name: str, folder: Path) -> dict[str, Any]:
    """Train by the recipe of that name, write the weights and beside them what they reach; return the latter.

    Args:
        name: of `RECIPES`.
        folder: where `name`.npz (whole hundredths) and `name`.json (recipe, accuracy) are written.

    >>> sorted(RECIPES)
    ['cats_dogs', 'digits']
    """
    recipe = RECIPES[name]
    hundredths = to_hundredths(train(recipe))
    weights = from_hundredths(hundredths)
    reached: dict[str, Any] = {}
    for dataset_name in recipe.datasets:
        dataset = load_dataset(dataset_name)
        share = accuracy(weights, dataset.x_test, dataset.y_test)
        reached[dataset_name] = {"test_pictures": len(dataset.y_test), "accuracy": round(share, 4)}
    record = {"recipe": asdict(recipe), "reached": reached}
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / f"{name}.npz", allow_pickle=False, **hundredths)
    (folder / f"{name}.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return record


def main() -> None:
    """Write all shipped weights anew."""
    torch.set_num_threads(1)  # so small a network trains several times faster so, and repeatably
    for name in RECIPES:
        record = write_weights(name, DATA_FOLDER / "weights")
        for dataset_name, reached in record["reached"].items():
            held_out = f"{reached['test_pictures']} held-out pictures of {dataset_name}"
            print(f"{name}: accuracy {reached['accuracy']:.3f} on {held_out}")


if __name__ == "__main__":
    main()
