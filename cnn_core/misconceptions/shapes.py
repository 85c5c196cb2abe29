"""Wrong rules for the height and width after a convolution."""

from cnn_core.geometry import Pair, as_pair, output_shape

Shape = tuple[int, int]

right = output_shape


def axes_swapped(input_shape: Shape, kernel_size: Pair, stride: Pair = 1, padding: Pair = 0) -> Shape:
    """The result is read as (width, height): 32 x 64 with kernel 3 gives (62, 30)."""
    height, width = output_shape(input_shape, kernel_size, stride, padding)
    return width, height


def pairs_swapped(input_shape: Shape, kernel_size: Pair, stride: Pair = 1, padding: Pair = 0) -> Shape:
    """Pairs are read as (width, height): stride (1, 2) on 32 x 64 is taken to halve the height."""

    def swapped(pair: Pair, name: str) -> Shape:
        """Return a pair as the mistake reads it: across for down."""
        down, across = as_pair(pair, name)
        return across, down

    kernels, strides = swapped(kernel_size, "kernel_size"), swapped(stride, "stride")
    return output_shape(input_shape, kernels, strides, swapped(padding, "padding"))


WRONG = (axes_swapped, pairs_swapped)
