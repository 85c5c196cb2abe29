"""Settings that have no answer: the one error of the mathematics, with a reason and the numbers behind it."""

from collections.abc import Mapping
from typing import Literal

Axis = Literal["height", "width"]
Value = int | float | str | bool | None

REFUSAL_MESSAGES: Mapping[str, str] = {
    "not_an_integer": (
        "{name} must be a whole number, but it is {value}: round it, or pass arguments by name if one slipped"
    ),
    "not_a_pair": "{name} must be one number or a pair (height, width), but it is {value}: pass two numbers",
    "input_size_not_positive": "the input is {input_size} long: it needs at least 1 pixel",
    "kernel_size_not_positive": "kernel_size={kernel_size} reads nothing: use at least 1",
    "stride_not_positive": "stride={stride} does not move the window on: use at least 1",
    "dilation_not_positive": (
        "dilation={dilation} does not set the kernel's cells apart: use at least 1 (1 = touching)"
    ),
    "padding_negative": "padding={padding} would cut pixels off: use 0 or more",
    "padding_unknown": "padding={padding!r} is not known: use a number, 'same' or 'valid'",
    "padding_mode_unknown": (
        "padding_mode={padding_mode!r} is not known: use 'zeros', 'reflect', 'replicate' or 'circular'"
    ),
    "same_padding_with_stride": (
        "padding='same' needs stride=1, but stride={stride}: for a larger stride, "
        "give the padding as a number"
    ),
    "kernel_larger_than_input": (
        "a kernel that spans {effective_kernel_size} does not fit into {padded_size} (input {input_size}, "
        "padding {padding}): use padding={smallest_padding} or more, or a smaller kernel_size or dilation"
    ),
    "reflect_padding_too_large": (
        "padding_mode='reflect' cannot fill padding={padding} from an input of {input_size}: "
        "use at most {largest_padding}"
    ),
    "circular_padding_too_large": (
        "padding_mode='circular' cannot fill padding={padding} from an input of {input_size}: "
        "use at most {largest_padding}"
    ),
    "padding_over_half_kernel": (
        "padding={padding} is more than half of kernel_size={kernel_size}, too much for pooling: use at most "
        "{largest_padding}"
    ),
    "pooling_larger_than_input": (
        "a pooling window that spans {effective_kernel_size} does not fit into {padded_size} (input "
        "{input_size}, padding {padding}): drop this pooling, or use a smaller kernel_size"
    ),
    "groups_do_not_divide": (
        "groups={groups} must divide in_channels={in_channels} and out_channels={out_channels}: use a number "
        "that divides both"
    ),
    "in_channels_differ": (
        "the layer reads {in_channels} channels, but the input has {channels}: use in_channels={channels}"
    ),
    "not_three_axes": "the picture has shape {shape}: give (channels, height, width), without a batch",
    "not_two_axes": "the map has shape {shape}: give one channel, (height, width)",
    "divisor_zero": "divisor_override={divisor_override} would divide by zero: use another number, or None",
}


class GeometryError(ValueError):
    """Settings for which no output exists.

    Args:
        reason: one of the keys of `REFUSAL_MESSAGES`; a lesson says each in both languages.
        values: the numbers the sentence names, by PyTorch's names.

    >>> error = GeometryError("stride_not_positive", {"stride": 0})
    >>> error.reason, error.values["stride"]
    ('stride_not_positive', 0)
    >>> str(error)
    'stride=0 does not move the window on: use at least 1'
    """

    def __init__(self, reason: str, values: Mapping[str, Value]) -> None:
        self.reason = reason
        self.values = dict(values)
        super().__init__(REFUSAL_MESSAGES[reason].format_map(self.values))

    def __reduce__(self) -> tuple[type["GeometryError"], tuple[str, dict[str, Value]]]:
        return type(self), (self.reason, self.values)

    def on_axis(self, axis: Axis) -> "GeometryError":
        """Return the same refusal, saying which axis of the input it is about."""
        return GeometryError(self.reason, {**self.values, "axis": axis})
