"""Telling ink from paper in any light: which of the two is bright, and how the paper alone would look."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.filtering import closing, gaussian_blur, maximum, resized

Grey = NDArray[np.float64]

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
