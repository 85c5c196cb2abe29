"""Files made of endless tiny pieces, each of which costs time: refused before any decoder sees them.

The limits leave honest files a hundredfold of what they need.
"""

MOST_CHUNKS = 20_000  # of a PNG; 25 MB in the usual chunks of 8 KB are 3,000
MOST_SEGMENTS = 2_000  # of a JPEG before its picture; a camera writes about ten
MOST_SCANS = 100  # of a JPEG, each a walk over all pixels; a progressive one has about ten
MOST_RUN_LENGTH_BYTES = 4_000_000  # of a run-length coded BMP, which Pillow decodes in Python

START_OF_SCAN = b"\xff\xda"
RUN_LENGTH_CODED = (1, 2)  # BI_RLE8 and BI_RLE4 in a BMP's compression field


def is_flood(kind: str, file_bytes: bytes) -> bool:
    r"""Return whether a file has so many pieces that reading it would take longer than a visitor waits.

    Args:
        kind: as `cnn_core.pictures.kinds.recognise` names it.
        file_bytes: the whole file.

    Source: PNG (ISO/IEC 15948) 5.3, JPEG (ITU-T T.81) B.1.1, BITMAPINFOHEADER.

    >>> is_flood("JPEG", b"\xff\xd8" + b"\xff\xe5\x00\x02" * 100_000)
    True
    """
    if kind == "PNG":
        return _has_many_chunks(file_bytes)
    if kind == "JPEG":
        return file_bytes.count(START_OF_SCAN) > MOST_SCANS or _has_many_segments(file_bytes)
    if kind == "BMP":
        compression = int.from_bytes(file_bytes[30:34], "little")
        return compression in RUN_LENGTH_CODED and len(file_bytes) > MOST_RUN_LENGTH_BYTES
    return False


def _has_many_chunks(file_bytes: bytes) -> bool:
    at = 8
    for _ in range(MOST_CHUNKS):
        if at >= len(file_bytes):
            return False
        at += 12 + int.from_bytes(file_bytes[at : at + 4], "big")
    return True


def _has_many_segments(file_bytes: bytes) -> bool:
    at = 2
    for _ in range(MOST_SEGMENTS):
        if at >= len(file_bytes) or file_bytes[at : at + 2] == START_OF_SCAN:
            return False
        marker = int.from_bytes(file_bytes[at : at + 2], "big")
        length = int.from_bytes(file_bytes[at + 2 : at + 4], "big")
        at += 2 + length if 0xFFC0 <= marker < 0xFFFF else 1  # else a fill byte, skipped one at a time
    return True
