"""The preparation as a whole: named steps from the bytes of a file to 28 x 28 numbers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cnn_core.pictures.causes import why_no_drawing
from cnn_core.pictures.decoding import Decoded, decode
from cnn_core.pictures.drawing import crop_and_widen, frame_ink, is_framed
from cnn_core.pictures.looking import Look, closer, look_for_drawing
from cnn_core.pictures.photo import FLAT, centre_square, grey_range, is_blank, shrink_square
from cnn_core.pictures.seeing import Seen
from cnn_core.pictures.signs import Sign
from cnn_core.pictures.views import small_copy

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
class Outline:
    """The box around a sign on the upright original, in shares of its height and width, 0 to 1."""

    top: float
    left: float
    bottom: float
    right: float


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
