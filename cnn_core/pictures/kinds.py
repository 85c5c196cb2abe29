"""The kind of a file, told by its first bytes and never by its name."""

import re

from PIL import features

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
