"""Wrong rules for how many numbers a Conv2d with a square kernel learns.

They take in_channels, out_channels, kernel_size, input_size and groups, by their first letters.
"""

from cnn_core.geometry import output_size


def right(in_channels: int, out_channels: int, kernel_size: int, input_size: int, groups: int = 1) -> float:
    """Return out * (in / groups) * k * k weights and one bias a filter, whatever the picture's size."""
    return out_channels * (in_channels // groups) * kernel_size**2 + out_channels


def bias_forgotten(c: int, o: int, k: int, i: int, groups: int = 1) -> float:
    """Only the weights are counted: Conv2d(1, 5, 5) has 125."""
    return right(c, o, k, i, groups) - o


def bias_per_input_channel(c: int, o: int, k: int, i: int, groups: int = 1) -> float:
    """One bias for every kernel of a filter: Conv2d(3, 8, 5) has 24 biases."""
    return bias_forgotten(c, o, k, i, groups) + o * (c // groups)


def bias_per_weight(c: int, o: int, k: int, i: int, groups: int = 1) -> float:
    """One bias for every weight."""
    return 2 * bias_forgotten(c, o, k, i, groups)


def bias_per_pixel(c: int, o: int, k: int, i: int, groups: int = 1) -> float:
    """One bias for every cell of every map."""
    return bias_forgotten(c, o, k, i, groups) + o * output_size(i, k) ** 2


def one_kernel_per_filter(c: int, o: int, k: int, i: int, groups: int = 1) -> float:
    """A filter is taken to have one kernel for all channels: Conv2d(3, 8, 5) has 208."""
    return o * k**2 + o


def groups_ignored(c: int, o: int, k: int, i: int, groups: int = 1) -> float:
    """Every filter is taken to read all channels: Conv2d(8, 8, 3, groups=8) has 584."""
    return right(c, o, k, i)


def weights_not_shared(c: int, o: int, k: int, i: int, groups: int = 1) -> float:
    """Every cell of a map is taken to have weights and a bias of its own."""
    return right(c, o, k, i, groups) * output_size(i, k) ** 2


def params_depend_on_image_size(c: int, o: int, k: int, i: int, groups: int = 1) -> float:
    """Every cell of a map is taken to be joined to every pixel, as in a dense layer."""
    outputs = o * output_size(i, k) ** 2
    return outputs * c * i**2 + outputs


WRONG = (
    bias_forgotten,
    bias_per_input_channel,
    bias_per_weight,
    bias_per_pixel,
    one_kernel_per_filter,
    groups_ignored,
    weights_not_shared,
    params_depend_on_image_size,
)
