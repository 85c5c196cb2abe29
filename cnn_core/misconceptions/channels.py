"""Wrong rules for how many maps a convolution gives."""


def right(in_channels: int, out_channels: int) -> float:
    """Return one map a filter: every filter sums over all channels."""
    return out_channels


def outputs_multiply(in_channels: int, out_channels: int) -> float:
    """Every filter is taken to give one map a channel: 3 channels, 6 filters give 18."""
    return in_channels * out_channels


def rgb_in_rgb_out(in_channels: int, out_channels: int) -> float:
    """As many maps as channels: 3 channels, 6 filters give 3."""
    return in_channels


def filters_make_one_map(in_channels: int, out_channels: int) -> float:
    """All filters together are taken to make one map."""
    return 1


WRONG = (outputs_multiply, rgb_in_rgb_out, filters_make_one_map)
