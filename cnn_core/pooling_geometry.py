"""Sizes of pooling: the stride is the kernel's size by default, and ceil_mode keeps a remainder."""

from cnn_core.geometry import Pair, as_pair, checked_settings, effective_kernel_size, on_both_axes
from cnn_core.refusals import GeometryError


def pooled_size(
    input_size: int,
    kernel_size: int,
    stride: int | None = None,
    padding: int = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> int:
    """Return the size of one axis after pooling.

    Formula: floor((i + 2p - d (k - 1) - 1 + c) / s) + 1, where c is s - 1 with ceil_mode and else 0; with
    ceil_mode a last window that would start in the far padding is dropped.

    Args:
        input_size: pixels on this axis, 1 or more.
        kernel_size: cells of the window on this axis, 1 or more.
        stride: pixels the window moves a step, 1 or more; None means kernel_size.
        padding: cells added on each side, at most half of kernel_size, whatever the dilation.
        dilation: distance between neighbouring cells of the window, 1 or more; average pooling has none.
        ceil_mode: whether a remainder that fills no window gets one all the same.

    Raises:
        GeometryError: no output exists: `padding_over_half_kernel`, `pooling_larger_than_input` ...

    Source: torch.nn.MaxPool2d, "Shape".

    >>> pooled_size(24, 2), pooled_size(7, 2), pooled_size(7, 2, ceil_mode=True)
    (12, 3, 4)
    """
    step = kernel_size if stride is None else stride
    values = checked_settings(input_size, kernel_size, step, padding, dilation)
    if padding > kernel_size // 2:
        raise GeometryError("padding_over_half_kernel", {**values, "largest_padding": kernel_size // 2})
    effective = effective_kernel_size(kernel_size, dilation)
    room = input_size + 2 * padding - effective + (step - 1 if ceil_mode else 0)
    if room < 0:
        found = {
            "padded_size": input_size + 2 * padding,
            "effective_kernel_size": effective,
            "largest_kernel_size": (input_size - 1) // dilation + 1,
        }
        raise GeometryError("pooling_larger_than_input", {**values, **found})
    size = room // step + 1
    return size - 1 if ceil_mode and (size - 1) * step >= input_size + padding else size


def pooled_shape(
    input_shape: tuple[int, int],
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Pair = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
) -> tuple[int, int]:
    """Return the height and width after pooling: `pooled_size` on each axis.

    Args:
        input_shape: (height, width) in pixels.
        kernel_size: cells of the window, one number or (height, width).
        stride: pixels the window moves a step, one number or (down, across); None means kernel_size.
        padding: cells added on each side, one number or (above and below, left and right).
        dilation: distance between the window's cells, one number or (down, across).
        ceil_mode: whether a remainder that fills no window gets one all the same.

    Shape: (height, width), in this order.

    Raises:
        GeometryError: no output exists on one axis, which `values["axis"]` names.

    Source: torch.nn.MaxPool2d, "Shape".

    >>> pooled_shape((24, 24), 2), pooled_shape((7, 8), (2, 3), ceil_mode=True)
    ((12, 12), (4, 3))
    """
    sizes, kernels = as_pair(input_shape, "input_shape"), as_pair(kernel_size, "kernel_size")
    strides = kernels if stride is None else as_pair(stride, "stride")
    paddings, dilations = as_pair(padding, "padding"), as_pair(dilation, "dilation")
    axes = list(zip(sizes, kernels, strides, paddings, dilations, strict=True))
    return on_both_axes(lambda axis: pooled_size(*axes[axis], ceil_mode))


def adaptive_window(input_size: int, output_size: int, index: int) -> range:
    """Return the pixels of one axis that one cell of an adaptive pooling reads; windows may overlap.

    Formula: from floor(index * i / o) up to, not including, ceil((index + 1) * i / o)

    Args:
        input_size: pixels on this axis, 1 or more.
        output_size: cells asked for, 1 or more.
        index: which of them, 0 to output_size - 1; it is not checked.

    Source: torch.nn.AdaptiveAvgPool2d (aten/src/ATen/native/AdaptivePooling.h).

    >>> [adaptive_window(5, 3, index) for index in range(3)], adaptive_window(28, 1, 0)
    ([range(0, 2), range(1, 4), range(3, 5)], range(0, 28))
    """
    return range(index * input_size // output_size, -(-(index + 1) * input_size // output_size))
