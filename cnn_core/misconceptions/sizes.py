"""Wrong rules for the size of an axis after a convolution.

They take input_size, kernel_size, stride, padding and dilation, by the letters of the formula.
"""

import math

from cnn_core.geometry import effective_kernel_size, output_size

right = output_size


def _size(room: float, stride: int) -> int:
    """Return how many windows fit into a room, as the right rule counts them."""
    return math.floor(room / stride) + 1


def padding_once(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """Padding is added on both sides, but counted once: 32, kernel 5, padding 2 gives 30."""
    return _size(i + p - effective_kernel_size(k, d), s)


def padding_ignored(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """Padding is not counted at all: 32, kernel 5, padding 2 gives 28."""
    return _size(i - effective_kernel_size(k, d), s)


def forgot_plus_one(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """The first place of the window is forgotten: steps are counted, not places. 28, kernel 5 gives 23."""
    return _size(i + 2 * p - effective_kernel_size(k, d), s) - 1


def ceil_not_floor(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """A remainder that fills no window gets one: 64, kernel 7, stride 2 gives 30."""
    return math.ceil((i + 2 * p - effective_kernel_size(k, d)) / s) + 1


def keeps_fraction(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """The remainder is kept: 64, kernel 7, stride 2 gives 29.5."""
    return (i + 2 * p - effective_kernel_size(k, d)) / s + 1


def bracket_precedence(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """Only the kernel is divided by the stride: 227, kernel 11, stride 4 gives 225."""
    return math.floor(i + 2 * p - effective_kernel_size(k, d) / s + 1)


def dilation_ignored(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """The kernel is taken to span its own size: 28, kernel 3, dilation 2 gives 26."""
    return _size(i + 2 * p - effective_kernel_size(k), s)


def dilation_times_kernel(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """The kernel is taken to span d k instead of d (k - 1) + 1: 28, kernel 3, dilation 2 gives 23."""
    return _size(i + 2 * p - d * k, s)


def stride_ignored(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """The window is taken to move one pixel a step: 64, kernel 7, stride 2 gives 58."""
    return _size(i + 2 * p - effective_kernel_size(k, d), 1)


def stride_as_kernel(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """The window is taken to move by its own size, as in pooling: 28, kernel 5 gives 5."""
    return _size(i + 2 * p - effective_kernel_size(k, d), k)


def size_kept_by_default(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """The output is taken to be as large as the input."""
    return i


def truncated_to_zero(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> float:
    """The fraction is cut off towards zero: 2, kernel 3, stride 2 gives 1, where nothing fits."""
    return int((i + 2 * p - effective_kernel_size(k, d)) / s) + 1


WRONG = (
    padding_once,
    padding_ignored,
    forgot_plus_one,
    ceil_not_floor,
    keeps_fraction,
    bracket_precedence,
    dilation_ignored,
    dilation_times_kernel,
    stride_ignored,
    stride_as_kernel,
    size_kept_by_default,
    truncated_to_zero,
)
