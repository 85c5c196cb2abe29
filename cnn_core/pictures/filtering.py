"""The few image filters the preparation needs, on float arrays."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.float64]
Mask = NDArray[np.bool_]

STEP = 10  # pixels; one of 255 in a window of 21 x 21 is not yet rounded to 0


def gaussian_blur(grey: Grey, sigma: float) -> Grey:
    """Return the picture blurred by a Gaussian, its edge pixels repeated outwards.

    Args:
        grey: any numbers.
        sigma: standard deviation in pixels; 0 leaves the picture as it is.

    Shape:
        (height, width) -> (height, width).

    >>> gaussian_blur(np.full((4, 6), 7.0), 1.0).round(9).max()
    np.float64(7.0)
    """
    if sigma <= 0:
        return grey.copy()
    import torch
    from torch.nn.functional import conv2d, pad

    radius = int(np.ceil(3 * sigma))
    kernel = torch.from_numpy(np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2))
    kernel /= kernel.sum()
    blurred = pad(torch.from_numpy(grey)[None, None], [radius] * 4, mode="replicate")
    blurred = conv2d(conv2d(blurred, kernel[None, None, None]), kernel[None, None, :, None])
    return blurred[0, 0].numpy()


def maximum(grey: Grey, radius: int, axes: tuple[int, ...] = (0, 1)) -> Grey:
    """Return the largest number in the square window around each pixel.

    Args:
        grey: any numbers.
        radius: half the window; its side is 2 radius + 1.
        axes: (0, 1) for a square, (1,) for a row only.

    Shape:
        (height, width) -> (height, width).

    Source: torch.nn.functional.max_pool2d.

    >>> maximum(np.array([[0.0, 0, 0, 5]]), 1).tolist()
    [[0.0, 0.0, 5.0, 5.0]]
    """
    import torch
    from torch.nn.functional import max_pool2d

    largest = torch.from_numpy(np.ascontiguousarray(grey))[None, None]
    for axis in axes:
        window = [1, 1]
        window[axis] = 2 * radius + 1
        largest = max_pool2d(largest, window, stride=1, padding=[side // 2 for side in window])
    return largest[0, 0].numpy()


def widened(mask: Mask, radius: int) -> Mask:
    """Return where the mask is, and up to `radius` pixels around it.

    Shape:
        (height, width) -> (height, width).

    >>> widened(np.array([[False, False, False, True]]), 1).tolist()
    [[False, False, True, True]]
    """
    spread = Image.fromarray(mask.astype(np.uint8) * 255)
    for step in [STEP] * (radius // STEP) + [radius % STEP]:
        spread = spread.filter(ImageFilter.BoxBlur(step))  # fast at any radius
        spread = spread.point(lambda grey: 255 if grey else 0)
    return np.asarray(spread) > 0


def closing(grey: Grey, radius: int) -> Grey:
    """Return the picture with everything dark that is narrower than the window filled in.

        closing = minimum(maximum(grey))

    Args:
        grey: any numbers.
        radius: half the window.

    Shape:
        (height, width) -> (height, width).

    Source: Serra, Image Analysis and Mathematical Morphology (1982).

    >>> closing(np.array([[9.0, 9, 1, 9, 9]]), 1).tolist()
    [[9.0, 9.0, 9.0, 9.0, 9.0]]
    """
    around = np.pad(grey, 2 * radius, mode="edge")  # once and wide: a slope at the edge must stay a slope
    closed = -maximum(-maximum(around, radius), radius)
    return closed[2 * radius : -2 * radius or None, 2 * radius : -2 * radius or None]


def otsu_threshold(values: Grey) -> float:
    """Return the threshold that parts the values into two groups as unlike each other as possible.

    Args:
        values: numbers of any range; not all equal.

    Shape:
        any.

    Source: Otsu, A threshold selection method from gray-level histograms, IEEE Trans. SMC 9 (1979).

    >>> 1.0 < otsu_threshold(np.array([0.0, 1, 1, 8, 9])) < 8.0
    True
    """
    counts, edges = np.histogram(values, bins=256)
    centres = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    sums = np.cumsum(counts * centres)
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    best = np.nan_to_num(between[:-1], nan=-1.0)
    plateau = np.flatnonzero(best == best.max())  # empty bins between the groups are all equally good
    return float((edges[plateau[0] + 1] + edges[plateau[-1] + 1]) / 2)


def resized(grey: Grey, size: tuple[int, int], resample: Image.Resampling) -> Grey:
    """Return the picture resized by Pillow without rounding to whole grey steps.

    Args:
        grey: any numbers.
        size: (width, height), as Pillow has it.
        resample: Pillow's filter; BOX averages.

    Shape:
        (height, width) -> (size[1], size[0]).

    >>> resized(np.array([[0.0, 1.0]]), (1, 1), Image.Resampling.BOX).tolist()
    [[0.5]]
    """
    return np.asarray(Image.fromarray(grey.astype(np.float32)).resize(size, resample), np.float64)


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
