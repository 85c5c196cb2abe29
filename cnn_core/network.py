"""The live network: the lecture note's convolution and pooling with ReLU between and a reader behind."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
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
    """The learned numbers of the live network."""

    conv_weight: Array
    conv_bias: Array
    linear_weight: Array
    linear_bias: Array
    labels: tuple[str, ...] = field(default=())

    def network(self) -> nn.Sequential:
        """Return the network with these numbers, in float64.

        >>> tuple(load_weights("digits").network()(torch.zeros(2, 1, 28, 28).double()).shape)
        (2, 10)
        """
        made = reading_network(len(self.linear_weight)).double()
        made.load_state_dict({name.replace("_", "."): torch.tensor(getattr(self, name)) for name in ARRAYS})
        return made


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
    return Weights(**arrays, labels=labels)


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
