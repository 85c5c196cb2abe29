"""Wrong rules for how many pixels wide the receptive field of a stack is.

The rules take (kernel_size, stride) of every layer.
"""

import math
from collections.abc import Sequence

Windows = Sequence[tuple[int, int]]


def right(layers: Windows) -> float:
    """Return 1 + sum of (k - 1) * (product of the strides before)."""
    size, jump = 1, 1
    for kernel_size, stride in layers:
        size += (kernel_size - 1) * jump
        jump *= stride
    return size


def receptive_field_is_kernel_size(layers: Windows) -> float:
    """The last window's own size."""
    return layers[-1][0]


def receptive_field_is_first_kernel(layers: Windows) -> float:
    """The first window's size, as if the layers above saw nothing more."""
    return layers[0][0]


def receptive_fields_multiply(layers: Windows) -> float:
    """The sizes are multiplied: 3 and 3 give 9."""
    return math.prod(kernel_size for kernel_size, _ in layers)


def receptive_fields_add(layers: Windows) -> float:
    """The sizes are added: 3 and 3 give 6."""
    return sum(kernel_size for kernel_size, _ in layers)


def strides_before_ignored(layers: Windows) -> float:
    """Every layer is taken to look at neighbouring pixels."""
    return 1 + sum(kernel_size - 1 for kernel_size, _ in layers)


WRONG = (
    receptive_field_is_kernel_size,
    receptive_field_is_first_kernel,
    receptive_fields_multiply,
    receptive_fields_add,
    strides_before_ignored,
)
