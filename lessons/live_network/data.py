"""What the figure draws from whatever is shown, and what its folds do: nets, samples, weights, pieces."""

from functools import cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core.datasets import whole_hundredths
from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import SIDE
from cnn_core.receptive_field import Field, receptive_fields
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.kit.silhouettes.packing import SHOWN_SEED, packed, packed_samples, packed_weights
from lessons.live_network import shipped
from lessons.live_network.picture import thumbnails

BEST = 6
UNITS = 8
# nn.ZeroPad2d(4) stands before the first convolution: the same as its padding.
STACK = (nn.Conv2d(1, 8, 5, padding=4), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 32, 5), nn.ReLU())
LAYERS = {"conv": 3, "deep": 6}  # how many modules of the net, padding counted, end in that map


def pieces_of(maps: NDArray[np.float64], field: Field) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each channel the pieces of six pictures that its largest responses see, and those responses.

    Args:
        maps: of all held-out pictures.
        field: the receptive field of a cell of those maps.

    Shape:
        maps (N, C, H, W) -> (C, 6, size, size) and (C, 6).
    """
    pictures, channels, _, width = maps.shape
    cells = maps.reshape(pictures, channels, -1)
    best = cells.max(2)
    order = np.argsort(-best, axis=0, kind="stable")[:BEST].T
    size, margin = field.size[0], SIDE
    framed = np.pad(held_out()[0], ((0, 0), (margin, margin), (margin, margin)))
    pieces = np.zeros((channels, BEST, size, size))
    for channel, chosen in enumerate(order):
        for place, picture in enumerate(chosen):
            row, column = divmod(int(cells[picture, channel].argmax()), width)
            top, left = (field.start[0] + index * field.jump[0] + margin for index in (row, column))
            pieces[channel, place] = framed[picture, top : top + size, left : left + size]
    return pieces, np.take_along_axis(best.T, order, axis=1)


@cache
def best_pieces() -> dict[str, tuple[NDArray[np.int16], list[list[float]]]]:
    """Return for the maps "conv" and "deep" the pieces in hundredths, and the responses they call forth."""
    net = with_weights("global", load_hundredths("global", 0))
    x = torch.tensor(held_out()[0])[:, None]
    fields = receptive_fields(STACK)
    found: dict[str, tuple[NDArray[np.int16], list[list[float]]]] = {}
    for name, end in LAYERS.items():  # STACK has the padding inside its first layer
        with torch.inference_mode():
            maps = net[:end](x)
        pieces, responses = pieces_of(maps.numpy(), fields[end - 2])
        found[name] = (whole_hundredths(pieces), np.round(responses, 4).tolist())
    return found


def _patches() -> dict[str, Any]:
    return {
        name: {"pieces": packed(pieces), "responses": values, "size": pieces.shape[-1]}
        for name, (pieces, values) in best_pieces().items()
    }


def strongest_units() -> NDArray[np.int16]:
    """Return the first weights of the dense net's units on which its answer leans most, the strongest first.

    They are in hundredths, above 0 where ink speaks for cat.

    Shape:
        (8, 784).
    """
    weights = load_hundredths("dense", SHOWN_SEED)
    cat, dog = weights["3.weight"].astype(int)
    pull = cat - dog
    strongest = np.argsort(-np.abs(pull), kind="stable")[:UNITS]
    return (weights["1.weight"][strongest] * np.sign(pull[strongest])[:, None]).astype(np.int16)


@cache
def as_data() -> dict[str, Any]:
    """Return the networks by name, the samples to choose from, and what the folds draw from."""
    return {
        "nets": shipped.as_data(),
        "thumbnails": thumbnails(),
        "weights": packed_weights([("centred", "flatten"), ("centred", "global")]),
        "samples": packed_samples(),
        "units": packed(strongest_units()),
        "patches": _patches(),
    }
