"""The live network: the lecture note's convolution and pooling, and the same with a reader behind it."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import nn

from cnn_core.datasets import DATA_FOLDER, LABELS

Array = NDArray[np.float64]

IN_CHANNELS = 1
OUT_CHANNELS = 5
KERNEL_SIZE = 5
POOL_SIZE = 2
IN_FEATURES = 720  # 5 maps of 12 x 12, flattened

# By name, the set whose classes they name: to be readable, plainly, the last layer alone, from equal starts.
SHIPPED_WEIGHTS = {
    "digits": "digits",
    "digits_plain": "digits",
    "digits_random": "digits",
    "digits_equal": "digits",
    "cats_dogs": "cats_dogs",
}
TRAINED = DATA_FOLDER / "weights" / "trained.npz"
ARRAYS = ("conv_weight", "conv_bias", "linear_weight", "linear_bias")
HUNDREDTHS = 100  # shipped numbers are kept as whole hundredths, so that they are exact on the screen


@dataclass(frozen=True)
class Weights:
    """The learned numbers of the live network; without the linear part it is the note's network."""

    conv_weight: Array
    conv_bias: Array
    linear_weight: Array | None = None
    linear_bias: Array | None = None
    labels: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class FeatureMaps:
    """Every number between the picture and the answer; what the network does not have is None."""

    conv: Array
    relu: Array | None
    pool: Array
    scores: Array | None
    probabilities: Array | None


def note_network() -> nn.Sequential:
    """Return the lecture note's network: a convolution and a pooling, untrained, nothing else.

    Shape:
        (1, 28, 28) -> conv (5, 24, 24) -> pool (5, 12, 12); 130 parameters.

    Source: the lecture note, its last example; torch.nn.Conv2d, torch.nn.MaxPool2d.

    >>> tuple(note_network()(torch.zeros(1, 28, 28)).shape)
    (5, 12, 12)
    """
    return nn.Sequential(
        OrderedDict(
            conv=nn.Conv2d(IN_CHANNELS, OUT_CHANNELS, KERNEL_SIZE),
            pool=nn.MaxPool2d(POOL_SIZE),
        )
    )


def reading_network(classes: int = 10) -> nn.Sequential:
    """Return the network that reads a picture: the note's two layers, ReLU between, a linear layer behind.

    Args:
        classes: how many answers there are, 1 or more.

    Shape:
        (N, 1, 28, 28) -> (N, classes); with 10 classes 130 + 7,210 = 7,340 parameters.

    >>> sum(parameter.numel() for parameter in reading_network().parameters())
    7340
    """
    return nn.Sequential(
        OrderedDict(
            conv=nn.Conv2d(IN_CHANNELS, OUT_CHANNELS, KERNEL_SIZE),
            relu=nn.ReLU(),
            pool=nn.MaxPool2d(POOL_SIZE),
            flatten=nn.Flatten(),
            linear=nn.Linear(IN_FEATURES, classes),
        )
    )


@cache
def load_weights(name: str) -> Weights:
    """Return trained weights that come with the course, every one a multiple of 0.01.

    Args:
        name: of `SHIPPED_WEIGHTS`.

    Shape:
        conv_weight (5, 1, 5, 5), conv_bias (5,), linear_weight (classes, 720), linear_bias (classes,).

    Raises:
        KeyError: there are no weights of that name.

    Source: made by `python -m cnn_core.validation`; what they reach is written beside them.

    >>> load_weights("digits").conv_weight.shape
    (5, 1, 5, 5)
    """
    if name not in SHIPPED_WEIGHTS:
        raise KeyError(f"no weights named {name!r}; there are {', '.join(SHIPPED_WEIGHTS)}")
    with np.load(TRAINED, allow_pickle=False) as arrays:
        hundredths = {key: arrays[f"{name}/{key}"] for key in ARRAYS}
    return from_hundredths(hundredths, LABELS[SHIPPED_WEIGHTS[name]])


def from_hundredths(hundredths: Mapping[str, NDArray[np.int16]], labels: tuple[str, ...] = ()) -> Weights:
    """Return weights kept as whole hundredths as the numbers they stand for; the arrays cannot be written to.

    Args:
        hundredths: the four arrays by the names of `Weights`.
        labels: the names of the classes.

    Shape:
        as in `load_weights`.

    >>> hundredths = {"conv_weight": np.full((5, 1, 5, 5), 7), "conv_bias": np.zeros(5)}
    >>> hundredths |= {"linear_weight": np.zeros((10, 720)), "linear_bias": np.zeros(10)}
    >>> float(from_hundredths(hundredths).conv_weight[0, 0, 0, 0])
    0.07
    """
    arrays = {key: array / HUNDREDTHS for key, array in hundredths.items()}
    for array in arrays.values():
        array.flags.writeable = False  # one copy serves every visitor
    return Weights(
        conv_weight=arrays["conv_weight"],
        conv_bias=arrays["conv_bias"],
        linear_weight=arrays["linear_weight"],
        linear_bias=arrays["linear_bias"],
        labels=labels,
    )


@dataclass(frozen=True)
class Reached:
    """How many test pictures of a set shipped weights name rightly, and the same recipe from every seed.

    The shipped seed was chosen by a validation part of the training pictures, never by these.
    """

    pictures: int
    right: int
    right_by_seed: tuple[int, ...]


@cache
def measured_accuracy(name: str) -> Mapping[str, Reached]:
    """Return what shipped weights reach on pictures held out, by the name of the set.

    Args:
        name: of `SHIPPED_WEIGHTS`.

    Source: measured by `python -m cnn_core.validation` when it made the weights.

    >>> measured_accuracy("digits")["digits"].right > 960
    True
    """
    record = json.loads(TRAINED.with_suffix(".json").read_text(encoding="utf-8"))[name]
    return {
        dataset: Reached(reached["test_pictures"], reached["right"], tuple(reached["right_by_seed"]))
        for dataset, reached in record["reached"].items()
    }


def feature_maps(
    pixels: ArrayLike, weights: Weights, activation: bool = False, pooling: str = "max"
) -> FeatureMaps:
    """Return the maps after every layer of the live network, computed by torch in float64.

        conv = Conv2d(1, 5, 5); with activation: relu = max(0, conv); pool = MaxPool2d(2) of the last;
        with activation and a linear part: scores = Linear(flatten(pool)), probabilities = softmax(scores)

    Args:
        pixels: one grey picture, 0 (background) to 1.
        weights: the filters and, if the network reads, its linear layer.
        activation: False is the note's network (no ReLU, no scores), True the reading one.
        pooling: "max" as in the note, or "average" (the shipped linear layers were trained with max).

    Shape:
        pixels (28, 28); conv and relu (5, 24, 24), pool (5, 12, 12), scores and probabilities (classes,).

    Raises:
        ValueError: the picture is not 28 x 28, or there is no pooling of that name.

    Source: torch.nn.functional.conv2d, max_pool2d, avg_pool2d, linear.

    >>> maps = feature_maps(np.zeros((28, 28)), load_weights("digits"))
    >>> maps.conv.shape, maps.pool.shape, maps.scores
    ((5, 24, 24), (5, 12, 12), None)
    """
    picture = np.array(pixels, dtype=np.float64)
    if picture.shape != (28, 28):
        raise ValueError(f"the live network reads a picture of shape (28, 28), not {picture.shape}")
    if pooling not in ("max", "average"):
        raise ValueError(f'pooling is "max" or "average", not {pooling!r}')
    pool2d = nn.functional.max_pool2d if pooling == "max" else nn.functional.avg_pool2d
    with torch.inference_mode():
        x = torch.from_numpy(picture)[None]
        conv = nn.functional.conv2d(x, _tensor(weights.conv_weight), _tensor(weights.conv_bias))
        relu = nn.functional.relu(conv) if activation else None
        pool = pool2d(conv if relu is None else relu, POOL_SIZE)
        scores = _scores(pool, weights) if activation else None
        probabilities = None if scores is None else scores.softmax(0)
    return FeatureMaps(conv.numpy(), _array(relu), pool.numpy(), _array(scores), _array(probabilities))


def _scores(pool: torch.Tensor, weights: Weights) -> torch.Tensor | None:
    if weights.linear_weight is None or weights.linear_bias is None:
        return None
    return nn.functional.linear(pool.flatten(), _tensor(weights.linear_weight), _tensor(weights.linear_bias))


def _array(tensor: torch.Tensor | None) -> Array | None:
    return None if tensor is None else tensor.numpy()


def _tensor(array: Array) -> torch.Tensor:
    return torch.from_numpy(np.array(array, dtype=np.float64))  # a copy: torch takes no read-only array
