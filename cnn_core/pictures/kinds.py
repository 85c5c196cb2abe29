"""The kind of a file, told by its first bytes and never by its name; what else it holds never decides."""

import re
import struct
import zlib
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, features

from cnn_core.pictures.floods import END_OF_IMAGE, is_tag_flood, jpeg_markers, png_chunks, takes_long_again

# Kinds that open, each with the one decoder of Pillow that may run. Pillow has forty: some start other
# programs (EPS), some take any bytes (TGA), some count pixels in Python and need minutes (PPM).
PILLOW_FORMAT = {
    kind: kind.upper()
    for kind in ("PNG", "JPEG", "GIF", "WebP", "BMP", "TIFF", "AVIF")
    if kind != "AVIF" or features.check("avif")
}

_SIGNATURES = tuple(
    (kind, re.compile(pattern, re.DOTALL))
    for kind, pattern in (
        ("PNG", rb"\x89PNG\r\n\x1a\n"),
        ("JPEG", rb"\xff\xd8\xff"),
        ("GIF", rb"GIF8[79]a"),
        ("WebP", rb"RIFF....WEBP"),
        ("BMP", rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00"),
        ("TIFF", rb"II[*+]\x00|MM\x00[*+]"),
        ("JPEG XL", rb"\xff\x0a|\x00\x00\x00\x0cJXL \r\n\x87\n"),
        ("JPEG 2000", rb"\x00\x00\x00\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51"),
        ("PDF", rb"%PDF-"),
        ("PostScript", rb"%!PS|\xc5\xd0\xd3\xc6"),
        ("Photoshop", rb"8BP[SB]"),
        ("PPM", rb"P[1-7]\s+(?:#[^\n]*\n\s*)*(?:\d|WIDTH)"),
        ("ICO", rb"\x00\x00[\x01\x02]\x00[\x01-\xff]\x00"),
        ("WebM", rb"\x1aE\xdf\xa3"),
        ("AVI", rb"RIFF....AVI "),
    )
)

# Brands of the container that HEIC, AVIF and MP4 share (ISO/IEC 14496-12, 23008-12; AV1 image format 1.1).
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}


def recognise(file_bytes: bytes) -> str | None:
    """Return the kind of file its first bytes tell, or None when it is no kind of picture that is known.

    Args:
        file_bytes: the whole file; only its beginning is looked at.

    Source: the signatures in each format's specification.

    >>> recognise(b"%PDF-1.7"), recognise(b"<svg xmlns='http://www.w3.org/2000/svg'>"), recognise(b"hello")
    ('PDF', 'SVG', None)
    """
    beginning = file_bytes[:4096]
    if beginning[4:8] == b"ftyp" and len(beginning) >= 12:
        return _container_kind(beginning)
    for kind, pattern in _SIGNATURES:
        if pattern.match(beginning):
            return kind
    markup = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    is_svg = markup.startswith(b"<") and b"<svg" in markup and b"<html" not in markup
    return "SVG" if is_svg else None


def _container_kind(beginning: bytes) -> str:
    """HEIC, AVIF or a video (MP4 and its like), by the brands that the container's first box lists."""
    length = min(int.from_bytes(beginning[:4], "big"), len(beginning))
    brands = {beginning[at : at + 4] for at in (8, *range(16, length - 3, 4))}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIC" if brands & _HEIC_BRANDS else "MP4"


WHITE_OF_16_BITS = 65535


def to_eight_bit(image: Image.Image) -> Image.Image:
    """Return the picture in one of the modes L, LA, RGB and RGBA, no value clipped.

    Args:
        image: a loaded picture of any mode of Pillow but I and F (see `from_unknown_range`).

    >>> deep = Image.fromarray(np.array([[0, 32896, 65535]], dtype=np.uint16))
    >>> np.asarray(to_eight_bit(deep)).tolist()
    [[0, 128, 255]]
    """
    if image.mode.startswith("I;16"):  # Pillow's own conversion would clip at 255
        return Image.fromarray((np.asarray(image) // np.uint16(257)).astype(np.uint8))
    if "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        return image
    if image.mode == "LAB":  # Pillow has no conversion; the first channel is the lightness
        return image.getchannel(0)
    return image.convert("L" if image.mode == "1" else "RGB")


def from_unknown_range(image: Image.Image) -> Image.Image:
    """Return 32 bit whole or floating numbers as grey, white the smallest customary one that holds them.

        white = 1 (floating numbers only), 255, 65535, or the largest number

    Where numbers are below 0 there is no customary black either: the smallest is black, the largest white.

    Args:
        image: of mode I or F.

    >>> scan = Image.fromarray(np.array([[0.0, 0.5, 1.0]], dtype=np.float32))
    >>> np.asarray(from_unknown_range(scan)).tolist()
    [[0, 128, 255]]
    """
    numbers: NDArray[np.float64] = np.nan_to_num(np.asarray(image, np.float64), nan=0, posinf=0, neginf=0)
    customary = (255, WHITE_OF_16_BITS) if image.mode == "I" else (1, 255, WHITE_OF_16_BITS)
    if float(numbers.min()) < 0:
        numbers = (numbers - numbers.min()) / max(float(np.ptp(numbers)), 1e-9) * 255
    largest = float(numbers.max())
    white = next((white for white in customary if largest <= white), largest)
    return Image.fromarray(np.rint(numbers.clip(0) * (255 / white)).astype(np.uint8))


def lay_on_ground(image: Image.Image) -> Image.Image:
    """Return the picture opaque: laid on black or white, whichever is further from the ink that can be seen.

    Args:
        image: of mode L, LA, RGB or RGBA.

    >>> lay_on_ground(Image.new("RGBA", (1, 1), (0, 0, 0, 0))).getpixel((0, 0))
    (255, 255, 255)
    """
    if image.mode in ("L", "RGB"):
        return image.convert("RGB")
    image = image.convert("RGBA")
    alpha = np.asarray(image.getchannel("A"), np.float64)
    grey = np.asarray(image.convert("RGB").convert("L"), np.float64)
    ink = float((grey * alpha).sum() / max(float(alpha.sum()), 1.0))
    ground = Image.new("RGBA", image.size, "white" if ink < 128 else "black")
    return Image.alpha_composite(ground, image).convert("RGB")


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
        is_critical = name[:1].isupper()
        if name in OF_PIXELS and (is_critical or _is_whole(file_bytes, start, end)):
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
