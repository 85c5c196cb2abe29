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
