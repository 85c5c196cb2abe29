"""Sizes: how long an axis is after a convolution, and why some settings have no answer."""

import operator
from collections.abc import Callable
from typing import Literal, SupportsIndex, TypeVar, get_args

from cnn_core.refusals import Axis, GeometryError

PaddingMode = Literal["zeros", "reflect", "replicate", "circular"]
PADDING_MODES: tuple[str, ...] = get_args(PaddingMode)


def check_padding_mode(input_size: int, padding: int, padding_mode: str) -> None:
    """Refuse a padding that this mode cannot fill from an axis of this length.

    Args:
        input_size: pixels on this axis, 1 or more.
        padding: the larger one of the two sides, 0 or more.
        padding_mode: "zeros", "reflect", "replicate" or "circular".

    Raises:
        GeometryError: a mirror would reach beyond the far edge (p >= i), a circle would wrap more than once
            (p > i), or the mode has no such name.

    >>> check_padding_mode(3, 2, "reflect")
    >>> check_padding_mode(3, 3, "reflect")
    Traceback (most recent call last):
    cnn_core.refusals.GeometryError: padding_mode='reflect' cannot fill padding=3 from an input of 3: \
use at most 2
    """
    if padding_mode not in PADDING_MODES:
        raise GeometryError("padding_mode_unknown", {"padding_mode": padding_mode})
    largest = {"reflect": input_size - 1, "circular": input_size}.get(padding_mode, padding)
    if padding > largest:
        values = {"input_size": input_size, "padding": padding, "largest_padding": largest}
        raise GeometryError(f"{padding_mode}_padding_too_large", values)


def source_index(index: int, input_size: int, padding_mode: str = "zeros") -> int:
    """Return which pixel of an axis stands at `index`, or -1 for a plain zero.

    Args:
        index: a place on the padded axis, counted from the first pixel: negative before it.
        input_size: pixels on this axis, 1 or more.
        padding_mode: "zeros", "reflect", "replicate" or "circular".

    Source: torch.nn.functional.pad.

    >>> [source_index(index, 4, "reflect") for index in range(-2, 6)]
    [2, 1, 0, 1, 2, 3, 2, 1]
    >>> [source_index(-1, 4, mode) for mode in ("zeros", "replicate", "circular")]
    [-1, 0, 3]
    """
    if 0 <= index < input_size:
        return index
    if padding_mode == "reflect":
        return -index if index < 0 else 2 * (input_size - 1) - index
    if padding_mode == "replicate":
        return 0 if index < 0 else input_size - 1
    return index % input_size if padding_mode == "circular" else -1


Item = TypeVar("Item", int, int | str)
Pair = int | tuple[int, int]
Padding = int | str | tuple[int, int]
AXES: tuple[Axis, Axis] = ("height", "width")


def as_pair(value: Item | tuple[Item, Item] | list[Item], name: str) -> tuple[Item, Item]:
    """Return a setting as (height, width); one number stands for both axes, as in PyTorch.

    Args:
        value: one number or word, or a pair of them.
        name: what the setting is called, for the refusal.

    Raises:
        GeometryError: `not_a_pair`, when there are not two of them.

    >>> as_pair(3, "kernel_size"), as_pair((1, 2), "padding")
    ((3, 3), (1, 2))
    """
    if not isinstance(value, tuple | list):
        return value, value
    items = list(value)
    if len(items) != 2:
        raise GeometryError("not_a_pair", {"name": name, "value": str(tuple(items))})
    return items[0], items[1]


def whole(value: SupportsIndex, name: str) -> int:
    """Return `value` as an int; True and False are no numbers here, because a bool in this place has slipped.

    Args:
        value: a whole number, also one of numpy's.
        name: what the setting is called, for the refusal.

    Raises:
        GeometryError: `not_an_integer`, as in `Conv2d(1, 1, 3, 1, 0, False)`, where False became dilation.

    >>> whole(3, "stride")
    3
    """
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise GeometryError("not_an_integer", {"name": name, "value": str(value)})
    return operator.index(value)


def checked_settings(
    input_size: int, kernel_size: int, stride: int, padding: int | str, dilation: int
) -> dict[str, int | str]:
    """Return the settings by name, refusing those that neither a convolution nor a pooling takes.

    Raises:
        GeometryError: `not_an_integer`, `..._not_positive` or `padding_negative`.
    """
    numbers = {
        "input_size": whole(input_size, "input_size"),
        "kernel_size": whole(kernel_size, "kernel_size"),
        "stride": whole(stride, "stride"),
        "dilation": whole(dilation, "dilation"),
    }
    values = {**numbers, "padding": padding if isinstance(padding, str) else whole(padding, "padding")}
    for name, number in numbers.items():
        if number < 1:
            raise GeometryError(f"{name}_not_positive", values)
    if isinstance(padding, int) and padding < 0:
        raise GeometryError("padding_negative", values)
    return values


def effective_kernel_size(kernel_size: int, dilation: int = 1) -> int:
    """Return how many cells a kernel spans once dilation has spread it.

    Formula: d (k - 1) + 1

    Args:
        kernel_size: cells of the kernel on this axis, 1 or more.
        dilation: distance between neighbouring cells of the kernel, 1 = touching.

    Source: torch.nn.Conv2d, "dilation"; Yu and Koltun 2016 (arXiv 1511.07122), section 2.

    >>> effective_kernel_size(3), effective_kernel_size(3, dilation=3)
    (3, 7)
    """
    return dilation * (kernel_size - 1) + 1


def padding_sides(padding: int | str, kernel_size: int, dilation: int = 1) -> tuple[int, int]:
    """Return the padding before and after one axis.

    Formula for "same": d (k - 1) in all, half of it (rounded down) before, the rest after.

    Args:
        padding: cells on each side, or "same" (as much as keeps the size), or "valid" (none).
        kernel_size: cells of the kernel on this axis, 1 or more.
        dilation: distance between neighbouring cells of the kernel, 1 or more.

    Raises:
        KeyError: padding is another word.

    Source: torch.nn.Conv2d, "padding".

    >>> padding_sides(1, 3), padding_sides("same", 4), padding_sides("valid", 4)
    ((1, 1), (1, 2), (0, 0))
    """
    if not isinstance(padding, str):
        return padding, padding
    total = {"same": dilation * (kernel_size - 1), "valid": 0}[padding]
    return total // 2, total - total // 2


def output_size(
    input_size: int, kernel_size: int, stride: int = 1, padding: int | str = 0, dilation: int = 1
) -> int:
    """Return the size of one axis after a convolution.

    Formula: floor((i + 2p - d (k - 1) - 1) / s) + 1

    Args:
        input_size: pixels on this axis, 1 or more.
        kernel_size: cells of the kernel on this axis, 1 or more.
        stride: pixels the window moves a step, 1 or more.
        padding: cells added on each side, 0 or more; or "same" (with stride 1) or "valid".
        dilation: distance between neighbouring cells of the kernel, 1 or more (1 = touching).

    Raises:
        GeometryError: no output exists, above all `kernel_larger_than_input`: i + 2p < d (k - 1) + 1.

    Source: torch.nn.Conv2d, "Shape".

    >>> output_size(227, 11, stride=4), output_size(28, 5), output_size(28, 5, padding="same")
    (55, 24, 28)
    >>> output_size(5, 3, dilation=3)
    Traceback (most recent call last):
    cnn_core.refusals.GeometryError: a kernel that spans 7 does not fit into 5 (input 5, padding 0): \
use padding=1 or more, or a smaller kernel_size or dilation
    """
    values = checked_settings(input_size, kernel_size, stride, padding, dilation)
    if isinstance(padding, str) and padding not in ("same", "valid"):
        raise GeometryError("padding_unknown", values)
    if padding == "same" and stride != 1:
        raise GeometryError("same_padding_with_stride", values)
    padded_size = input_size + sum(padding_sides(padding, kernel_size, dilation))
    effective = effective_kernel_size(kernel_size, dilation)
    if effective > padded_size:
        found = _ways_to_fit(input_size, padded_size, effective, dilation)
        raise GeometryError("kernel_larger_than_input", {**values, **found})
    return (padded_size - effective) // stride + 1


def _ways_to_fit(input_size: int, padded_size: int, effective: int, dilation: int) -> dict[str, int]:
    """Return the numbers a learner needs to make a kernel fit."""
    return {
        "padded_size": padded_size,
        "effective_kernel_size": effective,
        "smallest_padding": -((input_size - effective) // 2),
        "largest_kernel_size": (padded_size - 1) // dilation + 1,
    }


def on_both_axes(along: Callable[[int], int]) -> tuple[int, int]:
    """Return what `along` gives for axis 0 and 1; a refusal says which of them it is about.

    Raises:
        GeometryError: as `along` does.
    """
    shape: list[int] = []
    for number, axis in enumerate(AXES):
        try:
            shape.append(along(number))
        except GeometryError as refused:
            raise refused.on_axis(axis) from None
    return shape[0], shape[1]


def output_shape(
    input_shape: tuple[int, int],
    kernel_size: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    padding_mode: str = "zeros",
) -> tuple[int, int]:
    """Return the height and width after a convolution: `output_size` on each axis.

    Args:
        input_shape: (height, width) in pixels.
        kernel_size: cells of the kernel, one number or (height, width).
        stride: pixels the window moves a step, one number or (down, across).
        padding: cells added, one number, (above and below, left and right), "same" or "valid".
        dilation: distance between the kernel's cells, one number or (down, across).
        padding_mode: "zeros", "reflect", "replicate" or "circular"; changes no size, but refuses some.

    Shape: (height, width), in this order.

    Raises:
        GeometryError: no output exists on one axis, which `values["axis"]` names.

    Source: torch.nn.Conv2d, "Shape".

    >>> output_shape((28, 60), (1, 3), padding=(0, 1)), output_shape((32, 64), 3, (1, 2), 1)
    ((28, 60), (32, 32))
    """
    sizes, kernels = as_pair(input_shape, "input_shape"), as_pair(kernel_size, "kernel_size")
    strides, paddings = as_pair(stride, "stride"), as_pair(padding, "padding")
    dilations = as_pair(dilation, "dilation")

    def along(axis: int) -> int:
        """Return the size of one axis, 0 downwards and 1 across."""
        kernel, pad, apart = kernels[axis], paddings[axis], dilations[axis]
        size = output_size(sizes[axis], kernel, strides[axis], pad, apart)
        check_padding_mode(sizes[axis], padding_sides(pad, kernel, apart)[1], padding_mode)
        return size

    return on_both_axes(along)
