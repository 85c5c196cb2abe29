"""The few image filters the preparation needs, on float arrays; they tell ink from paper in any light."""

from dataclasses import dataclass

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


SHRINK = 4  # the paper is estimated on a copy of a quarter of the size
LEAST_CONTRAST = 12.0  # grey steps; less is taken for blank paper
EVEN = 8  # grey steps within which the border counts as evenly lit
REAL_SHARE = 0.12  # of the ink must show in the small copy; the edge of a shadow, smeared there, has none
CROWDED = 0.7  # of the picture lies near strokes: it was cropped tightly
BLACK = 20.0  # added before a logarithm, so that noise in black does not count


@dataclass(frozen=True)
class Ink:
    """How dark the ink is at each pixel, 0 (paper) to 255 (black), and what is to be known about it.

    bright_on_dark: whether it was brighter than its ground; contrast: the most by which paper and picture
    differ; noise: the spread of the picture around its blurred copy, both in grey steps.
    """

    ink: Grey
    bright_on_dark: bool
    contrast: float
    noise: float


def find_ink(grey: NDArray[np.uint8], *, bright_on_dark: bool | None = None) -> Ink:
    """Return how much darker than the paper each pixel is, whatever the light.

        ink = 255 * (1 - picture / paper), where paper = blurred closing of the picture

    A quotient and not a difference, for a shadow dims ink and paper alike.

    Args:
        grey: 0 (black) to 255 (white).
        bright_on_dark: whether the ink is brighter than its ground, where that is known.

    Shape:
        (height, width) -> (height, width).

    >>> paper = np.full((112, 112), 200, dtype=np.uint8)
    >>> paper[40:70, 50:56] = 20
    >>> found = find_ink(paper)
    >>> found.bright_on_dark, bool(found.ink[55, 53] > 150), bool(found.ink[10, 10] < 1)
    (False, True, True)
    """
    picture = gaussian_blur(grey.astype(np.float64), 1.0)
    noise = 1.4826 * float(np.median(np.abs(grey - picture)))
    small = _small(picture)
    border = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    even = bool(np.ptp(np.percentile(border, (5, 95))) < EVEN)
    level = float(np.median(border)) if even else None
    if bright_on_dark is None:
        bright_on_dark = _is_bright_on_dark(picture, small, level)
    if bright_on_dark:
        picture, small, level = 255 - picture, 255 - small, None if level is None else 255 - level
    small_paper = _paper(small, level)
    paper, nearby = (
        resized(each, (picture.shape[1], picture.shape[0]), Image.Resampling.BILINEAR)
        for each in (small_paper, maximum(small_paper - small, 1))
    )
    darker = (paper - picture).clip(0)
    darker[nearby < REAL_SHARE * darker] = 0
    return Ink(
        ink=255 * darker / np.maximum(paper, 1),
        bright_on_dark=bright_on_dark,
        contrast=float(darker.max()),
        noise=noise,
    )


def _small(picture: Grey) -> Grey:
    height, width = picture.shape
    return resized(picture, (max(1, width // SHRINK), max(1, height // SHRINK)), Image.Resampling.BOX)


def _is_bright_on_dark(picture: Grey, small: Grey, level: float | None) -> bool:
    """Whether the ground is dark: an even border tells; else the larger part of the surroundings of strokes.

    A shadow's edge has as much on its bright as on its dark side, so it does not sway the vote. Where strokes
    crowd the whole picture they outvote their ground, and the ground is what the border shows.
    """
    if level is not None:
        return float(picture.max()) - level > level - float(picture.min())
    brightness = np.log(small + BLACK)
    radius = _window_radius(small)
    top, bottom = maximum(brightness, radius), -maximum(-brightness, radius)
    telling = top - bottom > (top - bottom).max() / 2
    rim = np.zeros_like(telling)
    rim[[0, -1]] = rim[:, [0, -1]] = True
    if telling.mean() > CROWDED and telling[rim].mean() > 0.5:
        telling &= rim
    return bool(np.mean((brightness < (top + bottom) / 2)[telling]) > 0.5)


def _paper(small: Grey, level: float | None) -> Grey:
    """The paper without ink: strokes are narrower than the window, large shapes have an even border."""
    paper = closing(small, _window_radius(small))
    return paper if level is None else np.maximum(paper, level)


def _window_radius(small: Grey) -> int:
    """Half a third of the short side."""
    return max(1, min(small.shape) // 6)
