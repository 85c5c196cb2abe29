"""A part of the picture, looked at as closely as its pixels allow."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.filtering import Grey, Mask, resized

LONGEST_SIDE = 320
SHORTEST_SIDE = 112
SPREAD = 4  # what surrounds a sheet is filled in on a copy of a quarter of the size


@dataclass(frozen=True)
class Box:
    """A box in whole pixels, the last row and column not included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def longest(self) -> int:
        """The longer of height and width."""
        return max(self.height, self.width)

    def scaled(self, down: float, right: float) -> "Box":
        """Return the box in pixels of another size, rounded outwards."""
        return Box(
            int(np.floor(self.top * down)),
            int(np.floor(self.left * right)),
            int(np.ceil(self.bottom * down)),
            int(np.ceil(self.right * right)),
        )

    def moved(self, down: int, right: int) -> "Box":
        """Return the box further down and to the right."""
        return Box(self.top + down, self.left + right, self.bottom + down, self.right + right)

    def within(self, height: int, width: int) -> "Box":
        """Return the part of the box that lies in a picture of this size; at least one pixel of it."""
        top, left = (min(max(each, 0), side - 1) for each, side in ((self.top, height), (self.left, width)))
        return Box(top, left, min(max(self.bottom, top + 1), height), min(max(self.right, left + 1), width))


def box_of(mask: Mask) -> Box:
    """Return the box around what is True.

    >>> box_of(np.array([[False, True], [False, True]]))
    Box(top=0, left=1, bottom=2, right=2)
    """
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    return Box(int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1)


@dataclass(frozen=True)
class View:
    """A part of the picture at a size to work with: `box` of it, in the picture's pixels.

    grey: (height, width), 0 (black) to 255 (white), longest side at most 320, shortest 112 if it can be;
    paper: where in it there is something to read, (height, width).
    """

    grey: NDArray[np.uint8]
    box: Box
    paper: Mask

    @property
    def scales(self) -> tuple[float, float]:
        """Pixels of the picture in one of the view, down and across."""
        return self.box.height / self.grey.shape[0], self.box.width / self.grey.shape[1]

    def in_picture(self, box: Box) -> Box:
        """Return a box of the view in pixels of the picture."""
        return box.scaled(*self.scales).moved(self.box.top, self.box.left)


def small_copy(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture averaged until its longest side has at most 320 pixels.

    >>> small_copy(np.zeros((900, 1200), dtype=np.uint8)).shape
    (240, 320)
    """
    scale = min(1.0, LONGEST_SIDE / max(picture.shape))
    height, width = (max(1, round(side * scale)) for side in picture.shape)
    return np.array(Image.fromarray(picture).resize((width, height), Image.Resampling.BOX))


def view_of(picture: NDArray[np.uint8], box: Box) -> View:
    """Return a part of a picture, averaged to at most 320 pixels or enlarged until strokes have an inside.

    Args:
        picture: (height, width), 0 (black) to 255 (white).
        box: which part.

    >>> view_of(np.zeros((28, 56), dtype=np.uint8), Box(0, 0, 28, 56)).grey.shape
    (112, 224)
    >>> view_of(np.zeros((900, 1200), dtype=np.uint8), Box(0, 0, 900, 1200)).grey.shape
    (240, 320)
    """
    part = picture[box.top : box.bottom, box.left : box.right]
    scale = min(LONGEST_SIDE / box.longest, max(1.0, SHORTEST_SIDE / min(part.shape)))
    if scale != 1:
        size = (max(1, round(box.width * scale)), max(1, round(box.height * scale)))
        resample = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
        part = np.array(Image.fromarray(part).resize(size, resample))
    return View(part, box, np.ones(part.shape, dtype=np.bool_))


def view_within(picture: NDArray[np.uint8], view: View, paper: Mask) -> View:
    """Return the view of what lies in a sheet: what is around the sheet goes on as the sheet ends.

    Args:
        picture: the whole picture, as for `view_of`.
        view: in which the sheet was found.
        paper: where in it the sheet is.
    """
    inner = box_of(paper)
    close = view_of(picture, view.in_picture(inner).within(*picture.shape))
    size = (close.grey.shape[1], close.grey.shape[0])
    cut = paper[inner.top : inner.bottom, inner.left : inner.right].astype(np.float64)
    there = resized(cut, size, Image.Resampling.BILINEAR) > 0.5
    filled = np.where(there, close.grey, _spread(close.grey.astype(np.float64), there))
    return View(np.rint(filled).astype(np.uint8), close.box, there)


def _spread(grey: Grey, known: Mask) -> Grey:
    """What is known, spread over what is not: averages of ever larger squares, the smallest that has any."""
    height, width = grey.shape
    size = (max(1, width // SPREAD), max(1, height // SPREAD))
    weight = resized(known.astype(np.float64), size, Image.Resampling.BOX)
    total = resized(grey * known, size, Image.Resampling.BOX)
    spread, missing = np.zeros_like(weight), np.ones_like(weight, dtype=np.bool_)
    while missing.any():
        share = resized(weight, size, Image.Resampling.BILINEAR)
        new = missing & (share > (0.1 if weight.size > 1 else 0))
        spread[new] = resized(total, size, Image.Resampling.BILINEAR)[new] / share[new]
        missing &= ~new
        half = (max(1, weight.shape[1] // 2), max(1, weight.shape[0] // 2))
        weight, total = (resized(each, half, Image.Resampling.BOX) for each in (weight, total))
    return resized(spread, (width, height), Image.Resampling.BILINEAR)
