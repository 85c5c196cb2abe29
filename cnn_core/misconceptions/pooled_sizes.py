"""Wrong rules for the size of an axis after pooling.

They take input_size, kernel_size, stride, padding and ceil_mode, by the letters of the formula.
"""

from cnn_core.pooling_geometry import pooled_size


def right(i: int, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False) -> float:
    """Return the right size, `pooled_size` without dilation."""
    return pooled_size(i, k, s, p, 1, ceil_mode)


def pool_stride_is_one(i: int, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False) -> float:
    """The stride is taken to be 1, as in a convolution: MaxPool2d(2) on 24 gives 23."""
    return right(i, k, s or 1, p, ceil_mode)


def pool_stride_is_two(i: int, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False) -> float:
    """The stride is taken to be 2 whatever the kernel: MaxPool2d(3) on 24 gives 11."""
    return right(i, k, s or 2, p, ceil_mode)


def pooling_always_halves(i: int, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False) -> float:
    """Pooling is taken to halve: MaxPool2d(2, stride=1) on 24 gives 12."""
    return i // 2


def ceil_mode_ignored(i: int, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False) -> float:
    """A remainder is dropped although ceil_mode keeps it: MaxPool2d(2, ceil_mode=True) on 7 gives 3."""
    return right(i, k, s, p)


def subtract_kernel_only(i: int, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False) -> float:
    """The kernel is taken off once: MaxPool2d(2) on 10 gives 8."""
    return i - k


WRONG = (
    pool_stride_is_one,
    pool_stride_is_two,
    pooling_always_halves,
    ceil_mode_ignored,
    subtract_kernel_only,
)
