"""From the bytes of a file to an upright picture of moderate size, within bounded memory and time."""

import warnings
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore, Lock

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin, UnidentifiedImageError

from cnn_core.pictures.floods import has_all_tags, is_flood
from cnn_core.pictures.kinds import (
    PILLOW_FORMAT,
    from_unknown_range,
    lay_on_ground,
    only_pixels,
    orientation_of,
    recognise,
    to_eight_bit,
    with_its_end,
)

Value = int | float | str

MESSAGES: Mapping[str, str] = {
    "not_a_picture": "this file is not a picture: choose a photo or a drawing, as PNG or JPEG",
    "unsupported_kind": "a file of kind {kind} cannot be read here: save it as PNG or JPEG",
    "truncated": "this {kind} file is damaged or was cut off: save or send it again",
    "too_many_pieces": "this {kind} file has more pieces than can be read in time: save it as PNG or JPEG",
    "too_long_side": "{width} x {height} pixels: the limit of a side is {limit_side}: save it smaller",
    "too_many_pixels": (
        "{width} x {height} are {megapixels} million pixels, the limit is {limit_megapixels}: save it smaller"
    ),
    "file_too_large": "the file has {megabytes} MB, the limit is {limit_megabytes}: save it smaller",
    "no_drawing_one_colour": "the picture is of one colour all over: there is nothing to read",
    "no_drawing_empty_frames": "up to frame {n} the animation shows nothing",
    "no_drawing_too_fine": (
        "strokes are about 1/{n} of the picture's longer side, too fine: come closer or use a broader pen"
    ),
    "no_drawing_equal_brightness": (
        "ink and paper are equally bright: they differ by {in_colour} of 255 steps in colour, "
        "by {contrast} in grey"
    ),
    "no_drawing_faint": (
        "the ink is faint: it differs from its ground by {contrast} grey steps of 255, {least} are needed: "
        "draw it more strongly"
    ),
    "no_drawing_only_light": "bright passes slowly into dark, as light does: there is no line",
    "no_drawing_blank": (
        "the picture looks blank: dark and bright differ by {contrast} grey steps of 255, "
        "no more than grain; ink differs by {least}"
    ),
    "no_drawing_restless": (
        "ink cannot be told from its ground, which varies too much by itself: read the picture as a photo"
    ),
}


class PictureError(ValueError):
    """A file that cannot be read as a picture.

    Args:
        reason: one of the keys of `MESSAGES`; lessons have their own sentence for each, in both languages.
        values: what the sentence names, such as width and height.

    >>> error = PictureError("unsupported_kind", kind="PDF")
    >>> error.reason, error.values["kind"]
    ('unsupported_kind', 'PDF')
    >>> str(error)
    'a file of kind PDF cannot be read here: save it as PNG or JPEG'
    """

    def __init__(self, reason: str, **values: Value) -> None:
        self.reason = reason
        self.values = values
        super().__init__(MESSAGES[reason].format_map(values))

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.reason, self.values)


def _restored(reason: str, values: Mapping[str, Value]) -> PictureError:
    """The same refusal after pickling, which cannot pass keywords."""
    return PictureError(reason, **values)


AT_A_TIME = 2  # 24 million pixels take up to 300 MB while they are decoded

_places = BoundedSemaphore(AT_A_TIME)
_lock = Lock()
_switches = ExitStack()  # how they were before the first came
_inside: list[int] = []  # one for each that is in


@contextmanager
def two_at_a_time() -> Generator[None]:
    """Let at most two in, without warnings of odd metadata and without Pillow's own limit of pixels.

    Both switches belong to the whole process, so the first that comes turns them and the last that goes turns
    them back: two that each kept what they found would leave behind what the other had set.

    >>> with two_at_a_time():
    ...     Image.MAX_IMAGE_PIXELS is None
    True
    """
    with _places:
        with _lock:
            if not _inside:
                _turn_switches()
            _inside.append(1)
        try:
            yield
        finally:
            with _lock:
                _inside.pop()
                if not _inside:
                    _switches.close()


def _turn_switches() -> None:
    _switches.enter_context(warnings.catch_warnings())
    warnings.simplefilter("ignore")
    _switches.callback(setattr, Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    Image.MAX_IMAGE_PIXELS = None  # ours is lower, and names the size


MAX_BYTES = 25_000_000
MAX_PIXELS = 24_000_000
MAX_JPEG_PIXELS = 50_000_000  # a JPEG is decoded at a fraction of its size
MAX_SIDE = 20_000
LONGEST_SIDE = 320
CLOSE_SIDE = 2048  # pixels: a sign of a fiftieth of the sheet still has 40
MOST_FRAMES = 30  # of an animation, looked at until one shows something
FAINT = 12  # grey steps; a frame with less than that between bright and dark shows nothing

# EXIF orientation -> what turns the stored picture upright (EXIF 2.32, tag 0x0112).
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ANIMATED = ("GIF", "WEBP", "PNG", "AVIF")


@dataclass(frozen=True)
class Decoded:
    """An upright picture without transparency, and what was noticed on the way.

    colour and grey have at most 320 pixels a side, close, in colour, at most 2048; frame: which one of an
    animation it is, from 0; empty_frames: up to which one it shows nothing, if all that was looked at do so.
    """

    colour: NDArray[np.uint8]
    grey: NDArray[np.uint8]
    close: NDArray[np.uint8]
    remarks: tuple[str, ...]
    frame: int = 0
    empty_frames: int = 0


def decode(file_bytes: bytes, *, first_frame: bool = False) -> Decoded:
    """Return the picture in a file: upright, opaque, 8 bits, small and close; at most two at a time.

    Args:
        file_bytes: the file as it was uploaded: at most 25 MB, 24 million pixels (JPEG: 50), 20,000 a side.
        first_frame: whether of an animation the first frame is taken, even if it shows nothing.

    Shape:
        colour (height, width, 3), grey (height, width), close (height, width, 3).

    Raises:
        PictureError: not_a_picture, unsupported_kind, truncated, too_many_pieces, too_many_pixels,
            too_long_side or file_too_large.

    Source: PIL.Image; grey is (19595 R + 38470 G + 7471 B + 32768) >> 16, ITU-R BT.601.

    >>> from cnn_core.datasets import sample_pictures
    >>> decoded = decode(sample_pictures()[0].data)
    >>> decoded.colour.shape, decoded.grey.shape
    ((171, 256, 3), (171, 256))
    """
    if len(file_bytes) > MAX_BYTES:
        raise PictureError(
            "file_too_large",
            megabytes=round(len(file_bytes) / 1_000_000, 1),
            limit_megabytes=MAX_BYTES // 1_000_000,
        )
    kind = recognise(file_bytes)
    if kind is None:
        raise PictureError("not_a_picture")
    if kind not in PILLOW_FORMAT:
        raise PictureError("unsupported_kind", kind=kind)
    if is_flood(kind, file_bytes):
        raise PictureError("too_many_pieces", kind=kind)
    with two_at_a_time():
        try:
            return _decode(file_bytes, PILLOW_FORMAT[kind], first_frame=first_frame)
        except PictureError:
            raise
        except Exception as error:  # Pillow's decoders raise any kind of exception on damaged files
            if _is_of_unknown_mode(kind, file_bytes, error):
                raise PictureError("unsupported_kind", kind=kind) from error
            raise PictureError("truncated", kind=kind) from error


def _decode(file_bytes: bytes, pillow_format: str, *, first_frame: bool) -> Decoded:
    pixels = only_pixels(file_bytes) if pillow_format == "PNG" else file_bytes
    with Image.open(BytesIO(pixels), formats=(pillow_format,)) as image:
        _refuse_too_many_pixels(*image.size, MAX_JPEG_PIXELS if pillow_format == "JPEG" else MAX_PIXELS)
    if pillow_format == "JPEG":
        pixels = with_its_end(pixels, (LONGEST_SIDE, LONGEST_SIDE))
    with Image.open(BytesIO(pixels), formats=(pillow_format,)) as image:
        image.draft(None, (CLOSE_SIDE, CLOSE_SIDE))  # JPEG decodes at a fraction; others ignore it
        most = 1 if first_frame or pillow_format not in ANIMATED else MOST_FRAMES
        frame, empty, close = _shown_frame(image, most)
        if pillow_format != "TIFF":  # Pillow turns TIFF itself while loading
            turn = UPRIGHT.get(orientation_of(image, file_bytes))
            close = close if turn is None else close.transpose(turn)
        remarks = _remarks(image, pillow_format, frame)
    small = _at_most(close, LONGEST_SIDE)
    empty = empty if "first_frame_of_animation" in remarks else 0
    return Decoded(np.array(small), np.array(small.convert("L")), np.array(close), remarks, frame, empty)


def _is_of_unknown_mode(kind: str, file_bytes: bytes, error: Exception) -> bool:
    """Whether a TIFF is whole, but codes its pixels in a way that Pillow has no name for."""
    if kind != "TIFF" or not isinstance(error, UnidentifiedImageError) or not has_all_tags(file_bytes):
        return False
    try:
        TiffImagePlugin.TiffImageFile(BytesIO(file_bytes))
    except SyntaxError as refusal:
        return "unknown" in str(refusal)
    except Exception:  # noqa: BLE001 - Pillow raises any kind of exception on damaged files
        return False
    return False


def _refuse_too_many_pixels(width: int, height: int, most: int) -> None:
    if width * height > most:
        raise PictureError(
            "too_many_pixels",
            width=width,
            height=height,
            megapixels=round(width * height / 1_000_000, 1),
            limit_megapixels=most // 1_000_000,
        )
    if max(width, height) > MAX_SIDE:
        raise PictureError("too_long_side", width=width, height=height, limit_side=MAX_SIDE)


def _shown_frame(image: Image.Image, most: int) -> tuple[int, int, Image.Image]:
    """The first frame of at most so many that shows something, else the first of all.

    Its number, how many were looked at in vain if none shows anything, and the frame.
    """
    first = lay_on_ground(_shrunk(image))
    shown, number = first, 0
    while np.ptp(np.asarray(_at_most(shown, LONGEST_SIDE)), axis=(0, 1)).max() < FAINT:
        number += 1
        if number >= most or (number + 1) * image.width * image.height > MAX_JPEG_PIXELS:
            return 0, number, first
        try:
            image.seek(number)
            shown = lay_on_ground(_shrunk(image))
        except Exception:  # noqa: BLE001 - no further frame, or a damaged one
            return 0, number, first
    return number, 0, shown


def _shrunk(image: Image.Image) -> Image.Image:
    """Eight bits, and at most 2048 pixels long."""
    image.load()
    if image.mode in ("I", "F"):
        return from_unknown_range(_at_most(image, CLOSE_SIDE))
    return _at_most(to_eight_bit(image), CLOSE_SIDE)


def _at_most(image: Image.Image, longest_side: int) -> Image.Image:
    """Averaged over the pixels that become one, if it is longer than that."""
    scale = longest_side / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BOX)


def _remarks(image: Image.Image, pillow_format: str, frame: int) -> tuple[str, ...]:
    """Whether there are more pictures; looks only one ahead, for counting them all can take minutes."""
    if frame > 0:
        return ("later_frame_of_animation",)
    if pillow_format == "JPEG":  # a phone's second picture is a map of depth or brightness
        return ()
    try:
        image.seek(1)
    except Exception:  # noqa: BLE001 - no second picture, or a damaged one: the first is what counts
        return ()
    return ("first_page_of_several",) if pillow_format == "TIFF" else ("first_frame_of_animation",)
