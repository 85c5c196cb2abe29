"""The pieces of held-out pictures that excite each channel of the CNN most, for the browser."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import SIDE
from cnn_core.receptive_field import Field, receptive_fields
from cnn_core.three_nets import HUNDREDTHS, load_hundredths, with_weights

BEST = 6
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
        hundredths = np.rint(pieces * HUNDREDTHS).astype(np.int16)
        found[name] = (hundredths, np.round(responses, 4).tolist())
    return found


def as_data(pack: Callable[[NDArray[np.int16]], str]) -> dict[str, Any]:
    """Return the pieces packed by `pack`, and the responses, as JSON values."""
    return {
        name: {"pieces": pack(pieces), "responses": values, "size": pieces.shape[-1]}
        for name, (pieces, values) in best_pieces().items()
    }
