"""The kind of a file, told by its first bytes and never by its name."""

import re

import numpy as np
from numpy.typing import NDArray
from PIL import Image, features

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
