"""Connected regions of a black and white picture."""

import numpy as np
from numpy.typing import NDArray


def label_regions(mask: NDArray[np.bool_], *, diagonal: bool = True) -> NDArray[np.int64]:
    """Return for each pixel the number of its region, 1 and up, and 0 outside.

    All pixels start as their own region; then regions that touch are merged into the lower number, until
    nothing changes. Each round at least halves the regions that are left, so rounds are few.

    Args:
        mask: True where there is ink.
        diagonal: whether diagonal neighbours touch.

    Shape:
        (height, width) -> (height, width).

    Source: Shiloach and Vishkin, An O(log n) parallel connectivity algorithm, J. Algorithms 3 (1982).

    >>> label_regions(np.array([[1, 0, 0], [0, 1, 0], [0, 0, 0], [1, 0, 1]], dtype=bool)).tolist()
    [[1, 0, 0], [0, 1, 0], [0, 0, 0], [2, 0, 3]]
    """
    index = np.cumsum(mask).reshape(mask.shape) - 1
    first, second = _touching(mask, index, _STRAIGHT + _DIAGONAL if diagonal else _STRAIGHT)
    parent = np.arange(int(mask.sum()))
    while True:
        a, b = parent[first], parent[second]
        apart = a != b
        if not apart.any():
            break
        np.minimum.at(parent, np.maximum(a, b)[apart], np.minimum(a, b)[apart])
        while not np.array_equal(parent, parent[parent]):
            parent = parent[parent]
    labels = np.zeros(mask.shape, dtype=np.int64)
    labels[mask] = np.unique(parent, return_inverse=True)[1] + 1
    return labels


_STRAIGHT = ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1, :], np.s_[1:, :]))  # right and below
_DIAGONAL = ((np.s_[:-1, :-1], np.s_[1:, 1:]), (np.s_[:-1, 1:], np.s_[1:, :-1]))
_Ends = tuple[tuple[tuple[slice, slice], tuple[slice, slice]], ...]


def _touching(
    mask: NDArray[np.bool_], index: NDArray[np.int64], ends: _Ends
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of ink pixels that touch."""
    both = [mask[one] & mask[other] for one, other in ends]
    firsts = [index[one][ink] for (one, _), ink in zip(ends, both, strict=True)]
    seconds = [index[other][ink] for (_, other), ink in zip(ends, both, strict=True)]
    return np.concatenate(firsts), np.concatenate(seconds)
