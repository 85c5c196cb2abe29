"""A net that a visitor has trained in the browser, as a figure sends it beside its question."""

import numpy as np
from numpy.typing import NDArray

from lessons.kit.ask.question import AskError, read_base64

PARTS = {"conv_weight": (5, 1, 5, 5), "conv_bias": (5,), "linear_weight": (10, 720), "linear_bias": (10,)}
"""of the note's network, in PyTorch's order"""
SIZES = {name: int(np.prod(shape)) for name, shape in PARTS.items()}
BYTES = 2 * sum(SIZES.values())
MOST_BYTES = 32 * 1024
"""of a question with a net beside it"""


def read_net(sent: object) -> bytes:
    """Return a net's parameters in hundredths, 16 bits each, the low byte first; b"" where none was sent.

    Args:
        sent: the same in base64, or None.

    Raises:
        AskError: it is no such net.
    """
    if sent is None:
        return b""
    net = read_base64(sent, "not_this_net")
    if len(net) != BYTES:
        raise AskError("not_this_net")
    return net


def hundredths_of(net: bytes) -> dict[str, NDArray[np.int16]]:
    """Return the arrays of a net by the names of `cnn_core.network.Weights`.

    Args:
        net: of `read_net`, not empty.
    """
    ends = np.cumsum(list(SIZES.values()))[:-1]
    arrays = np.split(np.frombuffer(net, "<i2"), ends)
    return {name: array.reshape(PARTS[name]) for name, array in zip(PARTS, arrays, strict=True)}
