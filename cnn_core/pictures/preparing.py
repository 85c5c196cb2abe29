"""The preparation as a whole: named steps from the bytes of a file to 28 x 28 numbers."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.pictures.decoding import Decoded, decode
from cnn_core.pictures.drawing import crop_and_widen
from cnn_core.pictures.framed import is_framed
from cnn_core.pictures.framing import frame_ink
from cnn_core.pictures.looking import Look, closer, look_for_drawing
from cnn_core.pictures.photo import FLAT, centre_square, grey_range, is_blank, shrink_square
from cnn_core.pictures.refusals import PictureError
from cnn_core.pictures.seeing import Seen
from cnn_core.pictures.views import Box

WAYS = ("drawing", "photo")
STEPS = ("original", "grey", "ink", "cleaned", "inverted", "cropped", "resized")
REMARKS = ("inverted", "already_framed", "flat", "first_frame_of_animation", "first_page_of_several")

RESTLESS = 128  # grey steps; a ground whose noise asks for more contrast than that is no paper


@dataclass(frozen=True)
class Step:
    """A picture on the way, and what was done to reach it: one of `STEPS`."""

    name: str
    picture: NDArray[np.uint8]


@dataclass(frozen=True)
class Prepared:
    """A picture as the live network reads it, and how it came about.

    steps: pictures (height, width) or (height, width, 3), longest side at most 320; pixels: (28, 28),
    hundredths from 0 (background) to 1; way: "drawing" or "photo"; remarks: of `REMARKS`; seen: what spoke
    for the way.
    """

    steps: tuple[Step, ...]
    pixels: NDArray[np.float64]
    way: str
    remarks: tuple[str, ...]
    seen: Seen
    signs: tuple[Box, ...] = ()
    sign: int = 0


def prepare(file_bytes: bytes, way: str | None = None, *, sign: int | None = None, without: Collection[str] = ()) -> Prepared:
    """Return the picture in a file as 28 x 28 numbers, with every step that led there; nothing is kept.

    The way "drawing" looks for ink on paper (or chalk on a board), whatever the light, and frames it as the
    digits of MNIST are framed: bright on dark, 20 pixels long, centred. The way "photo" makes the middle
    square small and leaves bright bright. A picture framed like MNIST's already passes unchanged.

    Args:
        file_bytes: PNG, JPEG, GIF, WebP, BMP, TIFF or AVIF; at most 25 MB and 50 million pixels.
        way: "drawing" or "photo"; None takes the one that what is seen speaks for.

    Shape:
        pixels (28, 28), multiples of 0.01.

    Raises:
        PictureError: the file cannot be read, or nothing is on it; it says why and what to do.
        ValueError: there is no way of that name.

    Source: framing after LeCun, Cortes, Burges, The MNIST database of handwritten digits.

    >>> from cnn_core.datasets import sample_pictures
    >>> prepared = prepare(sample_pictures()[0].data)
    >>> prepared.way, prepared.remarks, prepared.pixels.shape
    ('drawing', ('inverted',), (28, 28))
    """
    if way is not None and way not in WAYS:
        raise ValueError(f"way is one of {WAYS} or None, not {way!r}")
    decoded = decode(file_bytes)
    look = look_for_drawing(decoded.close, without)
    seen = look.seen
    if way != "photo" and (is_framed(decoded.grey) or is_framed(255 - decoded.grey)):
        return _finished(decoded, _already_framed(decoded.grey), "drawing", seen)
    if way is None:
        if not seen.ink_stands_out and is_blank(decoded.grey):
            raise _nothing_found(seen)
        way = seen.way
    if way == "photo":
        return _finished(decoded, _by_photo(decoded.grey), way, seen)
    if not seen.ink_stands_out:
        raise _nothing_found(seen)
    return _finished(decoded, _by_drawing(look, sign), way, seen)


@dataclass(frozen=True)
class _Result:
    """What a way adds: its own steps, the 28 x 28 numbers before rounding, its own remarks."""

    steps: tuple[Step, ...]
    pixels: NDArray[np.float64]
    remarks: tuple[str, ...] = ()
    signs: tuple[Box, ...] = ()
    sign: int = 0


def _by_drawing(look: Look, sign: int | None) -> _Result:
    signs = look.signs.signs
    number = look.signs.main if sign is None else min(max(sign, 0), len(signs) - 1)
    ink, mask = closer(look, signs[number])
    cropped = crop_and_widen(ink, mask)
    strength = look.found.ink / look.found.ink.max()
    steps = (
        Step("ink", _to_grey(strength)),
        Step("cleaned", _to_grey(np.where(signs[number].mask, strength, 0))),
        Step("cropped", _to_grey(cropped)),
    )
    return _Result(
        steps,
        frame_ink(cropped),
        () if look.found.bright_on_dark else ("inverted",),
        signs=tuple(look.view.in_picture(each.box) for each in signs), sign=number,
    )


def _by_photo(grey: NDArray[np.uint8]) -> _Result:
    square = centre_square(grey)
    remarks = ("flat",) if grey_range(square) < FLAT else ()
    return _Result((Step("cropped", square),), shrink_square(square), remarks)


def _already_framed(grey: NDArray[np.uint8]) -> _Result:
    if is_framed(grey):
        return _Result((), grey / 255, ("already_framed",))
    return _Result((Step("inverted", 255 - grey),), (255 - grey) / 255, ("inverted", "already_framed"))


def _finished(decoded: Decoded, result: _Result, way: str, seen: Seen) -> Prepared:
    pixels = np.rint(result.pixels.clip(0, 1) * 100) / 100
    first = (Step("original", decoded.colour), Step("grey", decoded.grey))
    steps = (*first, *result.steps, Step("resized", _to_grey(pixels)))
    return Prepared(steps, pixels, way, (*decoded.remarks, *result.remarks), seen, result.signs, result.sign)


def _nothing_found(seen: Seen) -> PictureError:
    if seen.least_contrast > RESTLESS:
        return PictureError("restless_ground")
    contrast, least = round(seen.contrast, 1), round(seen.least_contrast, 1)
    return PictureError("nothing_found", contrast=contrast, least=least)


def _to_grey(strength: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.rint(strength.clip(0, 1) * 255).astype(np.uint8)
