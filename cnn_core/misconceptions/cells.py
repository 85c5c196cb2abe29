"""Wrong rules for one number of a convolution's output. The window and the kernel are rows of equal size."""

from collections.abc import Sequence

Rows = Sequence[Sequence[float]]


def _numbers(rows: Rows) -> list[float]:
    return [number for row in rows for number in row]


def _dot(window: Rows, kernel: Rows) -> float:
    return sum(a * b for a, b in zip(_numbers(window), _numbers(kernel), strict=True))


def right(window: Rows, kernel: Rows, bias: float = 0) -> float:
    """Return the sum of the products plus the bias; the kernel is not flipped."""
    return _dot(window, kernel) + bias


def kernel_flipped(window: Rows, kernel: Rows, bias: float = 0) -> float:
    """The kernel is turned round first, as in the mathematicians' convolution."""
    return _dot(window, [row[::-1] for row in kernel[::-1]]) + bias


def kernel_transposed(window: Rows, kernel: Rows, bias: float = 0) -> float:
    """Rows of the window meet columns of the kernel."""
    columns = list(zip(*kernel, strict=True))
    numbers = [number for column in columns for number in column]
    return sum(a * b for a, b in zip(_numbers(window), numbers, strict=True)) + bias


def bias_forgotten(window: Rows, kernel: Rows, bias: float = 0) -> float:
    """The sum of the products is taken for the output."""
    return _dot(window, kernel)


def bias_per_product(window: Rows, kernel: Rows, bias: float = 0) -> float:
    """The bias is added to every product: nine products of sum 8, bias -3 give -19."""
    return _dot(window, kernel) + bias * len(_numbers(kernel))


def window_sum_only(window: Rows, kernel: Rows, bias: float = 0) -> float:
    """The pixels are added, and the weights forgotten."""
    return sum(_numbers(window)) + bias


def kernel_sum_only(window: Rows, kernel: Rows, bias: float = 0) -> float:
    """The weights are added, and the pixels forgotten."""
    return sum(_numbers(kernel)) + bias


def products_are_output(window: Rows, kernel: Rows, bias: float = 0) -> float:
    """The first product is taken for the output: products are not added up."""
    return window[0][0] * kernel[0][0]


WRONG = (
    kernel_flipped,
    kernel_transposed,
    bias_forgotten,
    bias_per_product,
    window_sum_only,
    kernel_sum_only,
    products_are_output,
)
