"""From the bytes of a file to a small upright picture, within bounded memory and time."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.depth import from_unknown_range, lay_on_ground, to_eight_bit
from cnn_core.pictures.floods import is_flood
from cnn_core.pictures.kinds import PILLOW_FORMAT, recognise
from cnn_core.pictures.refusals import PictureError

MAX_BYTES = 25_000_000
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 320
CLOSE_SIDE = 2048  # pixels: a sign of a fiftieth of the sheet still has 40

# EXIF orientation -> what turns the stored picture upright (EXIF 2.32, tag 0x0112).
ORIENTATION_TAG = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# One decoding at a time: 50 million pixels take 200 MB, and Python's warning filters are not thread-safe.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Decoded:
    """A small upright picture without transparency, and what was noticed on the way."""

    colour: NDArray[np.uint8]
    grey: NDArray[np.uint8]
    close: NDArray[np.uint8]
    remarks: tuple[str, ...]


def decode(file_bytes: bytes) -> Decoded:
    """Return the picture in a file: upright, opaque, 8 bits, its longest side at most 320 pixels.

    Args:
        file_bytes: the file as it was uploaded, at most 25 MB and 50 million pixels.

    Shape:
        colour (height, width, 3), grey (height, width).

    Raises:
        PictureError: not_a_picture, unsupported_kind, truncated, too_many_pixels or file_too_large.

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
        raise PictureError("truncated", kind=kind)
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata; the pixels are judged here
        try:
            return _decode(file_bytes, PILLOW_FORMAT[kind])
        except PictureError:
            raise
        except Exception as error:  # Pillow's decoders raise any kind of exception on damaged files
            raise PictureError("truncated", kind=kind) from error


def _decode(file_bytes: bytes, pillow_format: str) -> Decoded:
    with _opened(file_bytes, pillow_format) as image:
        _refuse_too_many_pixels(*image.size)
        image.draft(None, (CLOSE_SIDE, CLOSE_SIDE))  # JPEG decodes at an eighth; others ignore it
        image.load()
        close = lay_on_ground(_shrunk(image))
        if pillow_format != "TIFF":  # Pillow turns TIFF itself while loading
            orientation = image.getexif().get(ORIENTATION_TAG)
            close = close.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else close
        remarks = _remarks(image, pillow_format)
    small = _at_most(close, LONGEST_SIDE)
    return Decoded(np.array(small), np.array(small.convert("L")), np.array(close), remarks)


def _opened(file_bytes: bytes, pillow_format: str) -> Image.Image:
    """The header only. Pillow's own limit is lifted for this moment: ours is lower, and names the size."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        return Image.open(BytesIO(file_bytes), formats=(pillow_format,))
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _refuse_too_many_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PictureError(
            "too_many_pixels",
            width=width,
            height=height,
            megapixels=round(width * height / 1_000_000, 1),
            limit_megapixels=MAX_PIXELS // 1_000_000,
        )


def _shrunk(image: Image.Image) -> Image.Image:
    """Eight bits, and at most 2048 pixels long."""
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


def _remarks(image: Image.Image, pillow_format: str) -> tuple[str, ...]:
    """Whether more pictures follow; looks only one ahead, for counting them all can take minutes."""
    if pillow_format == "JPEG":  # a phone's second picture is a map of depth or brightness
        return ()
    try:
        image.seek(1)
    except Exception:  # noqa: BLE001 - no second picture, or a damaged one: the first is what counts
        return ()
    return ("first_page_of_several",) if pillow_format == "TIFF" else ("first_frame_of_animation",)
