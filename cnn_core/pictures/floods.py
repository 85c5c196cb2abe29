"""Files made of endless tiny pieces, each of which costs time: refused before any decoder sees them.

The limits leave honest files a hundredfold of what they need.
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

MOST_CHUNKS = 20_000  # of a PNG; 25 MB in the usual chunks of 8 KB are 3,000
MOST_SEGMENTS = 2_000  # of a JPEG before its picture; a camera writes about ten
MOST_SCANS = 100  # of a JPEG, each a walk over all pixels; a progressive one has about ten
MOST_SCANNED = 1_000_000_000  # pixels of all scans together
MOST_SCANNED_AGAIN = 250_000_000  # the same, where a file is decoded more than once
MOST_BLOCKS = 200_000  # of a GIF; 25 MB in the usual blocks of 255 bytes are 100,000
MOST_EXTENSIONS = 20_000  # of a GIF, which Pillow reads one by one
MOST_RUN_LENGTH_BYTES = 1_000_000  # of a run-length coded BMP, which Pillow decodes in Python
MOST_TAGS = 1_000  # of a TIFF's page or a picture's EXIF; a camera writes about fifty
MOST_VALUES = 100_000  # numbers in all tags together; a scan of 24 million pixels has 6,000 strips at most
LEAST_HELD = 1_000_000  # bytes in tags that are no harm, though a file that was cut off has fewer
MOST_PAGES = 2  # of a TIFF that are looked at: the first, and whether there is a second

START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
RUN_LENGTH_CODED = (1, 2)  # BI_RLE8 and BI_RLE4 in a BMP's compression field
TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8}
NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)  # what is not part of a scan's data


def is_flood(kind: str, file_bytes: bytes) -> bool:
    r"""Return whether a file has so many pieces that reading it would take longer than a visitor waits.

    Args:
        kind: as `cnn_core.pictures.kinds.recognise` names it.
        file_bytes: the whole file.

    Source: PNG (ISO/IEC 15948) 5.3, JPEG (ITU-T T.81) B.1.1, GIF89a, TIFF 6.0, BITMAPINFOHEADER.

    >>> is_flood("JPEG", b"\xff\xd8" + b"\xff\xe5\x00\x02" * 100_000)
    True
    """
    if kind == "PNG":
        return sum(1 for _ in png_chunks(file_bytes)) >= MOST_CHUNKS
    if kind == "JPEG":
        return _is_jpeg_flood(file_bytes)
    if kind == "GIF":
        return _is_gif_flood(file_bytes)
    if kind == "TIFF":
        return is_tag_flood(file_bytes)
    if kind == "BMP":
        compression = int.from_bytes(file_bytes[30:34], "little")
        return compression in RUN_LENGTH_CODED and len(file_bytes) > MOST_RUN_LENGTH_BYTES
    return False


def png_chunks(file_bytes: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk's name, and where it starts and ends, up to IEND and at most 20,000.

    What follows IEND is no part of the picture, whatever it is.

    >>> list(png_chunks(bytes(8) + bytes(4) + b"IEND" + bytes(4) + b"anything"))
    [(b'IEND', 8, 20)]
    """
    at = 8
    for _ in range(MOST_CHUNKS):
        if at >= len(file_bytes):
            return
        name, end = file_bytes[at + 4 : at + 8], at + 12 + int.from_bytes(file_bytes[at : at + 4], "big")
        yield name, at, end
        if name == b"IEND":
            return
        at = end


def jpeg_markers(file_bytes: bytes) -> Iterator[tuple[int, int]]:
    r"""Yield each marker of a JPEG and where it stands, up to the end of its first picture.

    >>> [hex(marker) for marker, _ in jpeg_markers(b"\xff\xd8\xff\xda\x00\x02data\xff\x00\xff\xd9")]
    ['0xda', '0xd9']
    """
    at = 2
    for _ in range(MOST_SEGMENTS + MOST_SCANS):
        if at + 1 >= len(file_bytes):
            return
        if file_bytes[at] != 0xFF or file_bytes[at + 1] in (0x00, 0xFF):
            at += 1  # a fill byte
            yield 0, at
            continue
        marker = file_bytes[at + 1]
        yield marker, at
        if marker == END_OF_IMAGE:
            return
        has_length = marker != 0x01 and not 0xD0 <= marker <= 0xD8
        at += 2 + (int.from_bytes(file_bytes[at + 2 : at + 4], "big") if has_length else 0)
        if marker == START_OF_SCAN:
            following = NEXT_MARKER.search(file_bytes, at)
            if following is None:
                return
            at = following.start(1) - 1


def takes_long_again(file_bytes: bytes) -> bool:
    r"""Return whether a JPEG has so many scans that only one decoding is affordable.

    >>> takes_long_again(b"\xff\xd8\xff\xc2\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xda\x00\x02")
    True
    """
    return _jpeg_pieces(file_bytes).scanned > MOST_SCANNED_AGAIN


class _Pieces(NamedTuple):
    """What a JPEG is made of; scanned: pixels of all scans together."""

    segments: int
    scans: int
    scanned: int


def _jpeg_pieces(file_bytes: bytes) -> _Pieces:
    markers = scans = size = 0
    for marker, at in jpeg_markers(file_bytes):
        markers += 1
        scans += marker == START_OF_SCAN
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", file_bytes[at + 5 : at + 9].ljust(4, b"\0"))
            size = height * width
    return _Pieces(markers - scans, scans, scans * size)


def _is_jpeg_flood(file_bytes: bytes) -> bool:
    segments, scans, scanned = _jpeg_pieces(file_bytes)
    is_scanned_often = scans > 1 and scanned > MOST_SCANNED
    return scans > MOST_SCANS or segments >= MOST_SEGMENTS or is_scanned_often


def _is_gif_flood(file_bytes: bytes) -> bool:
    def table(flags: int) -> int:
        """Return how many bytes the colour table takes that these flags announce."""
        return 3 * 2 ** (flags % 8 + 1) if flags & 0x80 else 0

    file = file_bytes + bytes(13)
    at, extensions, is_extension = 13 + table(file[10]), 0, False
    for _ in range(MOST_BLOCKS):
        if at >= len(file_bytes) or file[at] == 0x3B:
            return False
        if file[at] in (0x21, 0x2C):
            is_extension = file[at] == 0x21
            at += 2 if is_extension else 11 + table(file[at + 9])
        else:
            at += 1
        while at < len(file_bytes) and (length := file[at]):
            at += length + 1
            extensions += 1 if is_extension else 0
            if extensions > MOST_EXTENSIONS:
                return True
        at += 1
    return True


def is_tag_flood(tagged: bytes) -> bool:
    r"""Return whether a TIFF, or a picture's EXIF, has more tags or numbers in them than anyone writes.

    Args:
        tagged: from the mark of the order of bytes on.

    Source: TIFF 6.0, section 2; BigTIFF.

    >>> is_tag_flood(b"II*\0\x08\0\0\0" + bytes(6))
    False
    """
    order = "<" if tagged[:2] == b"II" else ">"
    is_big = tagged[2:4] in (b"+\0", b"\0+")
    count_form, offset_form, entry_form = ("Q", "Q", "HHQ8x") if is_big else ("H", "L", "HHL4x")
    entry = struct.Struct(order + entry_form)
    try:
        (at,) = struct.unpack_from(order + offset_form, tagged, 8 if is_big else 4)
        for _ in range(MOST_PAGES):
            (tags,) = struct.unpack_from(order + count_form, tagged, at)
            if tags > MOST_TAGS:
                return True
            at += struct.calcsize(order + count_form)
            entries = [entry.unpack_from(tagged, at + number * entry.size) for number in range(tags)]
            if _holds_too_much(entries, len(tagged)):
                return True
            (at,) = struct.unpack_from(order + offset_form, tagged, at + tags * entry.size)
            if at == 0:
                break
    except struct.error:
        return False  # cut off: no flood, and whoever reads it will say so
    return False


def has_all_tags(tagged: bytes) -> bool:
    r"""Return whether the table of tags of a TIFF's first page is there to its end; not so of a BigTIFF.

    >>> has_all_tags(b"II*" + bytes(1) + b"\x08" + bytes(3) + bytes(6))
    True
    """
    order = "little" if tagged[:2] == b"II" else "big"
    at = int.from_bytes(tagged[4:8], order)
    tags = int.from_bytes(tagged[at : at + 2], order)
    return tagged[2:4] in (b"*\0", b"\0*") and at + 2 + 12 * tags + 4 <= len(tagged)


def _holds_too_much(entries: list[tuple[int, int, int]], size: int) -> bool:
    """Whether tags hold more numbers than is usual, or together more bytes than the file has."""
    values = sum(count for _, kind, count in entries if TYPE_SIZES.get(kind, 1) > 1)
    held = sum(TYPE_SIZES.get(kind, 1) * count for _, kind, count in entries)
    return values > MOST_VALUES or held > max(size, LEAST_HELD)
