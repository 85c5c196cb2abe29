"""What a file holds besides its pixels never decides whether these are read."""

import struct
import zlib
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.pictures.floods import END_OF_IMAGE, is_tag_flood, jpeg_markers, png_chunks, takes_long_again

# Chunks without which the pixels are others: the critical ones, transparency, and the frames of an animation.
OF_PIXELS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"}
OF_ORIENTATION = {b"eXIf", b"tEXt", b"zTXt", b"iTXt"}
MOST_BYTES = 65_536  # of a chunk that may tell which way is up
ORIENTATION_TAG = 0x0112  # EXIF 2.32
EXIF_MARK = b"Exif\0\0"

SIGNATURE_LENGTH = 8
ENDS = (b"", b"\x55" * 64)  # two ways in which the data of a scan might go on


def only_pixels(file_bytes: bytes) -> bytes:
    """Return a PNG without what it says besides its pixels, broken or not.

    Args:
        file_bytes: a PNG.

    Source: PNG (ISO/IEC 15948) 4.7: a decoder may ignore ancillary chunks.
    """
    kept = [file_bytes[:SIGNATURE_LENGTH]]
    for name, start, end in png_chunks(file_bytes):
        if name in OF_PIXELS and (_is_critical(name) or _is_whole(file_bytes, start, end)):
            kept.append(file_bytes[start:end])
    return b"".join(kept)


def orientation_of(image: Image.Image, file_bytes: bytes) -> int:
    """Return which way is up, 1 to 8 as EXIF counts them; 1 where nothing readable tells.

    Args:
        image: the picture as Pillow has opened it.
        file_bytes: its file.
    """
    try:
        if image.format == "PNG":
            with Image.open(BytesIO(_only_orientation(file_bytes)), formats=("PNG",)) as image:
                image.load()
                return _orientation(image)
        return _orientation(image)
    except Exception:  # noqa: BLE001 - Pillow raises any kind of exception on damaged metadata
        return 1


def _orientation(image: Image.Image) -> int:
    exif = image.info.get("exif") or b""
    if is_tag_flood(exif.removeprefix(EXIF_MARK)):
        return 1
    return image.getexif().get(ORIENTATION_TAG, 1)


def _is_critical(name: bytes) -> bool:
    return name[:1].isupper()


def _is_whole(file_bytes: bytes, start: int, end: int) -> bool:
    (stored,) = struct.unpack(">I", file_bytes[end - 4 : end].ljust(4, b"\0"))
    return end <= len(file_bytes) and stored == zlib.crc32(file_bytes[start + 4 : end - 4])


def _only_orientation(file_bytes: bytes) -> bytes:
    """A PNG of one pixel that says of itself what another says."""
    pixel = BytesIO()
    Image.new("L", (1, 1)).save(pixel, "PNG")
    plain = pixel.getvalue()
    told = [
        file_bytes[start:end]
        for name, start, end in png_chunks(file_bytes)
        if name in OF_ORIENTATION and end - start <= MOST_BYTES and _is_whole(file_bytes, start, end)
    ]
    (header_end,) = (end for name, _, end in png_chunks(plain) if name == b"IHDR")
    return plain[:header_end] + b"".join(told[:10]) + plain[header_end:]


def with_its_end(file_bytes: bytes, size: tuple[int, int]) -> bytes:
    """Return a JPEG with the mark of its end, if nothing but that is missing; else as it is.

    A decoder fills in what is missing at the end. So the picture is whole if it is the same whatever the data
    would have gone on with. Where comparing would take too long, it stays as it is.

    Args:
        file_bytes: a JPEG.
        size: (width, height) at least which it is decoded at, for comparing.

    Source: JPEG (ITU-T T.81) B.2.1.
    """
    if any(marker == END_OF_IMAGE for marker, _ in jpeg_markers(file_bytes)) or takes_long_again(file_bytes):
        return file_bytes
    stem = file_bytes.removesuffix(b"\xff")
    pictures: list[NDArray[np.uint8]] = []
    for end in ENDS:
        with Image.open(BytesIO(stem + end + bytes((0xFF, END_OF_IMAGE))), formats=("JPEG",)) as image:
            image.draft(None, size)
            pictures.append(np.array(image))
    return stem + bytes((0xFF, END_OF_IMAGE)) if np.array_equal(pictures[0], pictures[1]) else file_bytes
