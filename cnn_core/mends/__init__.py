"""Why a layer fails on an input, found by structure, and the changes that may mend it, the smallest first.

Nothing here reads torch's messages: their words may change, a missing axis stays a missing axis.
"""

from collections.abc import Callable

from cnn_core.mends.calls import (
    cannot_be_made,
    divisor_zero,
    no_such_layer,
    not_numbers,
    not_positive,
    other_arguments,
    other_words,
    pooling_padding_word,
    probability_over_1,
    slipped_argument,
)
from cnn_core.mends.inputs import (
    Change,
    Found,
    Place,
    Stack,
    channels_last,
    no_output,
    not_a_tensor,
    other_axes,
    other_channels,
    other_features,
    other_num_features,
    other_type,
    other_type_before_all,
    returns_a_pair,
)

__all__ = ["Change", "Place", "Stack", "cause_of"]

# In the order in which torch stumbles over them.
CAUSES: tuple[Callable[[Place], Found], ...] = (
    no_such_layer,
    other_arguments,
    slipped_argument,
    other_words,
    pooling_padding_word,
    divisor_zero,
    probability_over_1,
    not_numbers,
    not_positive,
    cannot_be_made,
    returns_a_pair,
    not_a_tensor,
    other_type_before_all,
    other_axes,
    channels_last,
    other_channels,
    other_num_features,
    no_output,
    other_type,
    other_features,
)


def cause_of(place: Place) -> tuple[str | None, list[Change]]:
    """Return why a layer fails and what may mend it; None and nothing when no cause is known."""
    for cause in CAUSES:
        found = cause(place)
        if found is not None:
            return found
    return None, []
