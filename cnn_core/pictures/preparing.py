"""The preparation as a whole: named steps from the bytes of a file to 28 x 28 numbers."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.decoding import Decoded, PictureError, decode
from cnn_core.pictures.filtering import LEAST_CONTRAST, Mask, gaussian_blur, label_regions, maximum
from cnn_core.pictures.framing import (
    FLAT,
    SIDE,
    centre_square,
    crop_and_widen,
    frame_ink,
    grey_range,
    is_blank,
    is_framed,
    shrink_square,
    stroke_width,
)
from cnn_core.pictures.looking import NOISE_FACTOR, Look, Seen, best_channel, closer, look_for_drawing
from cnn_core.pictures.signs import Outline, Sign
from cnn_core.pictures.views import box_of, small_copy

RESTLESS = 128  # grey steps; a ground whose noise asks for more contrast than that is no paper
ONE_COLOUR = 3  # grey steps in any channel; a JPEG of one colour has no more
NEARBY = 8  # pixels over which the ground of a fine stroke is averaged
FINE_NOISE_FACTOR = 8.0  # of millions of pixels none reaches that by noise
LEAST_PIXELS = 3  # of a stroke, however fine; a single one is grain
MOST_OF_OTHER_SIGN = 0.5  # of a stroke's pixels; an edge is as bright on one side as it is dark on the other
LEAST_FAINT = 3.0  # grey steps
LEAST_EDGE = 0.5  # of the contrast lies within a stroke's edge; fog has it over half the picture
EDGE = 2  # pixels to either side


def why_no_drawing(decoded: Decoded, look: Look) -> PictureError:
    """Return the refusal that names why in a picture no drawing was found.

    Args:
        decoded: the picture.
        look: what was found in it: no ink that stands out, or no signs.
    """
    if look.seen.ink_stands_out or look.seen.least_contrast > RESTLESS:
        return PictureError("no_drawing_restless")
    return _empty_or_fine(decoded) or _without_contrast(decoded, look)


def _empty_or_fine(decoded: Decoded) -> PictureError | None:
    """Whether there is nothing in any pixel, or something that is gone once the picture is small."""
    if decoded.empty_frames:
        return PictureError("no_drawing_empty_frames", n=decoded.empty_frames)
    if int(np.ptp(decoded.close, axis=(0, 1)).max()) <= ONE_COLOUR:
        return PictureError("no_drawing_one_colour")
    fineness = _fineness(decoded.close)
    return PictureError("no_drawing_too_fine", n=fineness) if fineness else None


def _told_apart(less: float, more: float) -> tuple[float, float]:
    """Both with one decimal, away from each other: what is too little is not written like what is enough."""
    return math.floor(10 * less) / 10, math.ceil(10 * more) / 10


def _without_contrast(decoded: Decoded, look: Look) -> PictureError:
    """What lacks contrast: ink of another colour, faint ink, light, or nothing but grain."""
    contrast, least = _told_apart(look.seen.contrast, look.seen.least_contrast)
    coloured = best_channel(decoded.close, look)
    if coloured.seen.ink_stands_out:
        in_colour = round(coloured.seen.contrast)
        return PictureError("no_drawing_equal_brightness", contrast=contrast, in_colour=in_colour)
    if _is_faint(look):
        return PictureError("no_drawing_faint", contrast=contrast, least=least)
    if _changes_slowly(look.view.grey):
        return PictureError("no_drawing_only_light")
    return PictureError("no_drawing_blank", contrast=contrast, least=least)


def _changes_slowly(grey: NDArray[np.uint8]) -> bool:
    """Whether bright and dark differ once all grain is averaged away."""
    small = Image.fromarray(grey).resize((SIDE, SIDE), Image.Resampling.BOX)
    return grey_range(np.asarray(small)) >= FLAT


def _fineness(close: NDArray[np.uint8]) -> int:
    """How many strokes side by side would fill the picture's longer side; 0 if it has no fine stroke.

    What differs from its surroundings before the picture is made small, and no longer after, is too fine.
    """
    height, width = close.shape[:2]
    image = Image.fromarray(close)
    size = (max(1, width // NEARBY), max(1, height // NEARBY))
    ground = image.resize(size, Image.Resampling.BOX).resize(image.size, Image.Resampling.BILINEAR)
    darker = np.asarray(ground, np.int16) - np.asarray(image, np.int16)
    darker = np.take_along_axis(darker, np.abs(darker).argmax(axis=2)[..., None], axis=2)[..., 0]
    noise = 1.4826 * (float(np.median(np.abs(darker))) + 0.5)  # of whole steps: known to half of one
    least = max(LEAST_CONTRAST, FINE_NOISE_FACTOR * noise)
    less, more = sorted((darker > least, darker < -least), key=np.count_nonzero)
    if np.count_nonzero(less) >= MOST_OF_OTHER_SIGN * np.count_nonzero(more):
        return 0
    largest = _largest(more)
    is_stroke = np.count_nonzero(largest) >= LEAST_PIXELS
    return round(max(height, width) / max(1.0, stroke_width(largest))) if is_stroke else 0


def _largest(mask: Mask) -> Mask:
    labels = label_regions(mask)
    largest = labels == 1 + int(np.bincount(labels.ravel())[1:].argmax())
    box = box_of(largest)
    return largest[box.top : box.bottom, box.left : box.right]


def _is_faint(look: Look) -> bool:
    """Whether there is something with an outline, and stronger than the grain, if too weak for ink."""
    if look.found.contrast < max(LEAST_FAINT, NOISE_FACTOR * look.found.noise):
        return False
    smooth = gaussian_blur(look.view.grey.astype(np.float64), 1.0)
    edge = (maximum(smooth, EDGE) + maximum(-smooth, EDGE))[look.view.paper].max()
    return float(edge) >= LEAST_EDGE * look.found.contrast


WAYS = ("drawing", "photo")
STEPS = (
    *("original", "grey", "channel", "sheet", "ink", "box", "cleaned", "sign", "inverted", "cropped"),
    "resized",
)
CHOICES = ("frame", "channel", "sheet", "box", "sign")
REMARKS = (
    *("inverted", "already_framed", "flat"),
    *("first_frame_of_animation", "later_frame_of_animation", "first_page_of_several", "several_signs"),
)


@dataclass(frozen=True)
class Step:
    """A picture on the way, and what was done to reach it: one of `STEPS`.

    choice: the one of `CHOICES` that was made here, "" for none; values: what its sentence names.
    """

    name: str
    picture: NDArray[np.uint8]
    choice: str = ""
    values: Mapping[str, int | str] = field(default_factory=dict[str, int | str])


@dataclass(frozen=True)
class Prepared:
    """A picture as the live network reads it, and how it came about.

    steps: pictures (height, width) or (height, width, 3), longest side at most 320; pixels: (28, 28),
    hundredths from 0 (background) to 1; way: "drawing" or "photo"; remarks: of `REMARKS`; seen: what spoke
    for the way; signs: where there are signs, in reading order; sign: which of them was read, from 0.
    """

    steps: tuple[Step, ...]
    pixels: NDArray[np.float64]
    way: str
    remarks: tuple[str, ...]
    seen: Seen
    signs: tuple[Outline, ...] = ()
    sign: int = 0

    @property
    def choices(self) -> tuple[str, ...]:
        """Those of `CHOICES` that were made, and can be taken back by `prepare(..., without=...)`."""
        return tuple(step.choice for step in self.steps if step.choice)


def prepare(
    file_bytes: bytes, way: str | None = None, *, sign: int | None = None, without: Collection[str] = ()
) -> Prepared:
    """Return the picture in a file as 28 x 28 numbers, with every step that led there; nothing is kept.

    The way "drawing" looks for ink on paper (or chalk on a board), whatever the light, and frames it as the
    digits of MNIST are framed: bright on dark, 20 pixels long, centred. The way "photo" makes the middle
    square small and leaves bright bright. A picture framed like MNIST's already passes unchanged.

    On its way to the ink it may choose: of an animation the first *frame* that shows something; for ink as
    bright as its paper the colour *channel* that tells them apart; a *sheet* that lies on a table; to leave
    out a printed *box*; of several signs one *sign*.

    Args:
        file_bytes: PNG, JPEG, GIF, WebP, BMP, TIFF or AVIF; see `cnn_core.pictures.decoding.decode`.
        way: "drawing" or "photo"; None takes the one that what is seen speaks for.
        sign: which sign is read, from 0 in reading order; None takes the largest.
        without: choices that are not made, of `CHOICES`; without "sign" all signs are read as one.

    Shape:
        pixels (28, 28), multiples of 0.01.

    Raises:
        PictureError: the file cannot be read, or nothing is on it; it says why and what to do.
        ValueError: there is no way, no choice or no sign of that name or number.

    Source: framing after LeCun, Cortes, Burges, The MNIST database of handwritten digits.

    >>> from cnn_core.datasets import sample_pictures
    >>> prepared = prepare(sample_pictures()[0].data)
    >>> prepared.way, prepared.remarks, prepared.pixels.shape
    ('drawing', ('inverted',), (28, 28))
    """
    _refuse_unknown(way, without)
    decoded = decode(file_bytes, first_frame="frame" in without)
    look = look_for_drawing(decoded.close, without)
    seen = look.seen
    if way != "photo" and (is_framed(decoded.grey) or is_framed(255 - decoded.grey)):
        return _finished(decoded, _already_framed(decoded.grey), "drawing", seen)
    if _shows_nothing(decoded, look, way):
        raise why_no_drawing(decoded, look)
    way = way or seen.way
    if way == "photo":
        return _finished(decoded, _by_photo(decoded.grey), way, seen)
    return _finished(decoded, _by_drawing(look, sign, as_one="sign" in without), way, seen)


def _refuse_unknown(way: str | None, without: Collection[str]) -> None:
    if way is not None and way not in WAYS:
        raise ValueError(f"way is one of {WAYS} or None, not {way!r}")
    if not set(without) <= set(CHOICES):
        raise ValueError(f"choices are {CHOICES}, not {without!r}")


def _shows_nothing(decoded: Decoded, look: Look, way: str | None) -> bool:
    """Whether there is no drawing to read, or nothing that as a photo would be more than a surface."""
    seen = look.seen
    if (way or seen.way) == "drawing":
        return not seen.ink_stands_out or not look.signs.signs
    return way is None and not seen.ink_stands_out and is_blank(decoded.grey)


@dataclass(frozen=True)
class _Result:
    """What a way adds: its own steps, the 28 x 28 numbers before rounding, its own remarks, its signs."""

    steps: tuple[Step, ...]
    pixels: NDArray[np.float64]
    remarks: tuple[str, ...] = ()
    signs: tuple[Outline, ...] = ()
    sign: int = 0


def _by_drawing(look: Look, asked: int | None, *, as_one: bool) -> _Result:
    signs = look.signs.signs
    number = look.signs.main if asked is None else asked
    if not 0 <= number < len(signs):
        raise ValueError(f"there are {len(signs)} signs, counted from 0; there is no {number}")
    sign = look.signs.all_as_one if as_one else signs[number]
    ink, mask = closer(look, sign)
    cropped = crop_and_widen(ink, mask)
    remarks = () if look.found.bright_on_dark else ("inverted",)
    return _Result(
        (*_steps_to_signs(look), *_step_of_sign(look, sign, number), Step("cropped", _to_grey(cropped))),
        frame_ink(cropped),
        (*remarks, "several_signs") if len(signs) > 1 and not as_one else remarks,
        tuple(_outline(look, each) for each in signs),
        number,
    )


def _outline(look: Look, sign: Sign) -> Outline:
    height, width = look.picture.shape
    box = look.view.in_picture(sign.box).within(height, width)
    return Outline(box.top / height, box.left / width, box.bottom / height, box.right / width)


def _steps_to_signs(look: Look) -> list[Step]:
    """How the ink was found: in which channel, on which sheet, in which box."""
    steps: list[Step] = []
    if look.channel:
        steps.append(Step("channel", small_copy(look.picture), "channel", {"channel": look.channel}))
    if look.on_sheet:
        steps.append(Step("sheet", look.view.grey, "sheet"))
    strength = look.found.ink / look.found.ink.max()
    steps.append(Step("ink", _to_grey(strength)))
    if look.signs.printed_box is not None:
        steps.append(Step("box", _to_grey(np.where(look.signs.printed_box, 0, strength)), "box"))
    every = look.signs.all_as_one.mask
    return [*steps, Step("cleaned", _to_grey(np.where(every, strength, 0)))]


def _step_of_sign(look: Look, sign: Sign, number: int) -> list[Step]:
    """Which sign was chosen, where there are several."""
    count = len(look.signs.signs)
    if count == 1 or sign is not look.signs.signs[number]:
        return []
    alone = np.where(sign.mask, look.found.ink / look.found.ink.max(), 0)
    return [Step("sign", _to_grey(alone), "sign", {"n": count, "k": number + 1})]


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
    original = Step("original", decoded.colour)
    if decoded.frame:
        original = Step("original", decoded.colour, "frame", {"k": decoded.frame + 1})
    first = (original, Step("grey", decoded.grey))
    steps = (*first, *result.steps, Step("resized", _to_grey(pixels)))
    remarks = (*decoded.remarks, *result.remarks)
    return Prepared(steps, pixels, way, remarks, seen, result.signs, result.sign)


def _to_grey(strength: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.rint(strength.clip(0, 1) * 255).astype(np.uint8)
