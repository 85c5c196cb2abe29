"""What stands in the padding: a zero, or a pixel of the input, by PyTorch's `padding_mode`."""

from typing import Literal, get_args

from cnn_core.refusals import GeometryError

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
