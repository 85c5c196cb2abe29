"""Bytes that are no picture: each refused with its reason, and nothing but a refusal ever escapes."""

import pickle
import struct
import tracemalloc
import warnings
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnn_core.pictures import MESSAGES, PictureError, prepare
from cnn_core.pictures.decoding import MAX_BYTES, MAX_PIXELS, decode
from cnn_core.pictures.floods import has_all_tags
from tests.bench.simulated_paper import saved
from tests.cnn_core.test_pictures_files import MOST_MEGABYTES, MOST_SECONDS, chunk, refusal, spent
from tests.sample import IS_SAMPLE


def sign(kind: str, mode: str = "RGB", **options: Any) -> bytes:
    image = Image.new("L", (20, 16), 230)
    ImageDraw.Draw(image).line((6, 3, 13, 3, 9, 13), fill=30, width=2)
    return saved(image.convert(mode), kind, **options)


def png(width: int, height: int, chunks: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunks + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    file = bytearray(sign("JPEG"))
    at = file.index(b"\xff\xc0") + 5
    file[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(file)


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("not_a_picture", lambda: b""),
    "one byte": ("not_a_picture", lambda: b"\xff"),
    "text": ("not_a_picture", lambda: b"hello, this is my picture"),
    "web page": ("not_a_picture", lambda: b"<!doctype html><html><body><svg></svg></body></html>"),
    "zip archive": ("not_a_picture", lambda: b"PK\x03\x04" + bytes(100)),
    "program": ("not_a_picture", lambda: b"\x7fELF" + bytes(100)),
    "zeros": ("not_a_picture", lambda: bytes(10_000)),
    "spaces": ("not_a_picture", lambda: b" " * 1_000_000),
    "HEIC": ("unsupported_kind", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99)),
    "HEIC of another brand": ("unsupported_kind", lambda: b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(99)),
    "HEIC of 9 MB": ("unsupported_kind", lambda: b"\0\0\0\x18ftypheic" + bytes(9_000_000)),
    "SVG": ("unsupported_kind", lambda: b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg width="3"></svg>'),
    "SVG alone": ("unsupported_kind", lambda: b"  <svg xmlns='http://www.w3.org/2000/svg'/>"),
    "PDF": ("unsupported_kind", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3" + bytes(99)),
    "Photoshop": ("unsupported_kind", lambda: b"8BPS\0\1" + bytes(99)),
    "PostScript": ("unsupported_kind", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "JPEG XL": ("unsupported_kind", lambda: b"\xff\x0a\xfa\x7f\x01" + bytes(99)),
    "JPEG 2000": ("unsupported_kind", lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(99)),
    "PPM": ("unsupported_kind", lambda: b"P6\n# made by hand\n2 2\n255\n" + bytes(12)),
    "ICO": ("unsupported_kind", lambda: b"\0\0\1\0\1\0\x10\x10" + bytes(99)),
    "MP4": ("unsupported_kind", lambda: b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(99)),
    "PNG, only its signature": ("truncated", lambda: b"\x89PNG\r\n\x1a\n"),
    "PNG, half": ("truncated", lambda: sign("PNG")[: len(sign("PNG")) // 2]),
    "JPEG, half": ("truncated", lambda: sign("JPEG")[: len(sign("JPEG")) // 2]),
    "PNG with a wrong checksum": ("truncated", lambda: sign("PNG").replace(b"IDAT", b"IDAT\1", 1)),
    "PNG without pixels": ("truncated", lambda: png(9, 9, b"")),
    "PNG of no size": ("truncated", lambda: png(0, 9, chunk(b"IDAT", zlib.compress(b"")))),
    "PNG of 25 million pixels": ("too_many_pixels", lambda: png(5_000, 5_000, chunk(b"IDAT", b""))),
    "PNG of 4 trillion pixels": ("too_many_pixels", lambda: png(2**31 - 1, 2**31 - 1, chunk(b"IDAT", b""))),
    "JPEG of 4 billion pixels": ("too_many_pixels", lambda: jpeg_of(65_500, 65_500)),
    "GIF of 4 billion pixels": (
        "too_many_pixels",
        lambda: b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\1\0\0;",
    ),
    "PNG of a long side": ("too_long_side", lambda: png(20_001, 9, chunk(b"IDAT", b""))),
    "GIF of endless comments": ("too_many_pieces", lambda: sign("GIF")[:13] + b"!\xfe\1x\0" * 100_000),
    "GIF of endless frames": (
        "too_many_pieces",
        lambda: sign("GIF")[:13] + (b"," + bytes(4) + b"\1\0\1\0\0\2\0") * 200_001,
    ),
    "TIFF of endless tags": (
        "too_many_pieces",
        lambda: b"II*\0\x08\0\0\0" + struct.pack("<H", 2_000) + struct.pack("<HHII", 269, 3, 1, 0) * 2_000,
    ),
    "TIFF of endless strips": (
        "too_many_pieces",
        lambda: b"II*\0\x08\0\0\0\1\0" + struct.pack("<HHII", 273, 4, 200_000, 0) + bytes(2_000_000),
    ),
    "TIFF of endless numbers": (
        "too_many_pieces",
        lambda: b"II*\0\x08\0\0\0\1\0" + struct.pack("<HHII", 50_000, 5, 200_000, 0) + bytes(2_000_000),
    ),
    "26 MB": ("file_too_large", lambda: sign("PNG") + bytes(MAX_BYTES)),
    "PNG of endless chunks": ("too_many_pieces", lambda: png(9, 9, chunk(b"prVt", b"") * 100_000)),
    "JPEG of endless segments": ("too_many_pieces", lambda: b"\xff\xd8" + b"\xff\xe5\0\2" * 100_000),
    "JPEG of endless fill bytes": ("too_many_pieces", lambda: b"\xff\xd8" + b"\xff" * 1_000_000),
    "JPEG of endless scans": (
        "too_many_pieces",
        lambda: sign("JPEG")[:-2] + sign("JPEG").partition(b"\xff\xda")[2][:-2].join([b"\xff\xda"] * 200),
    ),
    "BMP of endless runs": (
        "too_many_pieces",
        lambda: b"BM" + bytes(12) + b"(" + bytes(15) + b"\1" + bytes(5_000_000),
    ),
    "PNG with a bomb for a text": (
        "truncated",
        lambda: png(9, 9, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000))) * 90),
    ),
    "one colour": ("no_drawing_one_colour", lambda: png(9, 9, chunk(b"IDAT", zlib.compress(bytes(90))))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_is_refused_with_its_reason(name: str) -> None:
    reason, make = REFUSED[name]
    refused = refusal(make())
    assert refused.reason == reason
    assert str(refused) == MESSAGES[reason].format(**refused.values)
    assert reason != "unsupported_kind" or name.startswith(str(refused.values["kind"]))


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("tags", [0, 1, 300])
def test_a_table_of_tags_that_is_cut_is_known(order: str, tags: int) -> None:
    """What is not decoded though its table is whole is of a kind that is not supported; else it is cut."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order]
    table = struct.pack(order + "LH", 8, tags) + bytes(12 * tags + 4)
    assert has_all_tags(head + table)
    assert not has_all_tags(head + table[:-1])
    assert not has_all_tags(head.replace(b"*", b"+") + table)  # a BigTIFF has another one


def test_every_reason_is_met() -> None:
    met = {reason for reason, _ in REFUSED.values()}
    assert met >= {reason for reason in MESSAGES if not reason.startswith("no_drawing")}


def test_the_size_that_is_too_large_is_named() -> None:
    said = str(refusal(REFUSED["PNG of 25 million pixels"][1]()))
    assert "5000 x 5000 are 25.0 million pixels, the limit is 24" in said


def test_as_many_pixels_as_the_limit_are_read() -> None:
    rows = zlib.compress(bytes(6_001 * 4_000), 1)
    assert refusal(png(6_000, 4_000, chunk(b"IDAT", rows))).reason == "no_drawing_one_colour"
    assert MAX_PIXELS == 6_000 * 4_000


def test_pixels_are_counted_before_they_are_decoded() -> None:
    tracemalloc.start()
    try:
        for name in ("PNG of 4 trillion pixels", "JPEG of 4 billion pixels", "GIF of 4 billion pixels"):
            refusal(REFUSED[name][1]())
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_pillows_own_limit_is_as_before() -> None:
    before = Image.MAX_IMAGE_PIXELS
    for name in ("PNG of 4 trillion pixels", "PNG, half", "one colour"):
        refusal(REFUSED[name][1]())
    assert before == Image.MAX_IMAGE_PIXELS


def test_a_refusal_survives_pickling() -> None:
    error = PictureError("unsupported_kind", kind="PDF")
    again = pickle.loads(pickle.dumps(error))
    assert (again.reason, again.values, str(again)) == (error.reason, error.values, str(error))


def test_warnings_of_pillow_do_not_leak_and_filters_stay() -> None:
    exif = struct.pack("<4sHIHHHII", b"II*\0", 8, 0, 1, 0x0112, 3, 70_000, 1)
    file = sign("JPEG")
    odd = file[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif + file[2:]
    before = list(warnings.filters)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        prepare(odd)
    assert caught == []
    assert warnings.filters == before


@pytest.mark.slow
def test_visitors_at_the_same_time_get_their_own_answers() -> None:
    files = [sign("PNG"), sign("JPEG")[:200], sign("WEBP"), b"%PDF-1.7", sign("GIF", "L")] * 8
    before = list(warnings.filters)
    with ThreadPoolExecutor(8) as visitors:
        together = list(visitors.map(reason_of, files, [prepare] * len(files)))
    assert together == ["read", "truncated", "read", "unsupported_kind", "read"] * 8
    assert warnings.filters == before


FUZZED: dict[str, Callable[[], bytes]] = {
    "PNG": lambda: sign("PNG"),
    "PNG with palette": lambda: sign("PNG", "P"),
    "PNG animated": lambda: sign("PNG", save_all=True, append_images=[Image.new("RGB", (20, 16))]),
    "JPEG": lambda: sign("JPEG"),
    "JPEG progressive": lambda: sign("JPEG", "L", progressive=True),
    "JPEG CMYK": lambda: sign("JPEG", "CMYK"),
    "GIF animated": lambda: sign("GIF", "L", save_all=True, append_images=[Image.new("L", (20, 16))]),
    "WebP": lambda: sign("WEBP"),
    "WebP lossless": lambda: sign("WEBP", "RGBA", lossless=True),
    "BMP": lambda: sign("BMP", "L"),
    "TIFF": lambda: sign("TIFF", "L"),
    "TIFF LZW": lambda: sign("TIFF", compression="tiff_lzw"),
    "TIFF 1 bit": lambda: sign("TIFF", "1", compression="group4"),
    "AVIF": lambda: sign("AVIF"),
}
REASONS = set(MESSAGES)


def reason_of(file_bytes: bytes, run: Callable[[bytes], object]) -> str:
    """Return "read" or the reason of the refusal; anything else that is raised fails the test."""
    try:
        run(file_bytes)
    except PictureError as refused:
        return refused.reason
    return "read"


@pytest.mark.slow
@pytest.mark.parametrize("name", FUZZED)
def test_a_file_cut_anywhere_is_read_or_refused(name: str) -> None:
    whole = FUZZED[name]()
    reasons = [reason_of(whole[:length], decode) for length in range(len(whole))]
    assert set(reasons) <= REASONS | {"read"}
    cut_early = reasons[: len(reasons) // 3]  # what is still read has lost no pixel of its first picture
    assert set(cut_early) <= {"not_a_picture", "truncated"}
    assert reason_of(whole, decode) == "read"


@pytest.mark.slow
@pytest.mark.parametrize("name", FUZZED)
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    rng = np.random.default_rng(sorted(FUZZED).index(name))
    whole = FUZZED[name]()
    met: set[str] = set()
    spendings: list[list[float]] = []
    for turn in range(36 if IS_SAMPLE else 720):  # of 14 kinds: 10,000 files in `make long`, else 500
        damaged = bytearray(whole)
        for _ in range(int(rng.integers(1, 5))):
            at = int(rng.integers(min(len(whole), 160) if turn % 2 else len(whole)))
            damaged[at] = int(rng.integers(256)) if turn % 3 else damaged[at] ^ 1 << int(rng.integers(8))
        run = prepare if turn % 4 == 0 else decode
        reason, *spending = spent(partial(reason_of, bytes(damaged), run))
        met.add(reason)
        spendings.append(spending)
    assert met <= REASONS | {"read"}
    assert len(met) > 1
    seconds, peak = (max(each) for each in zip(*spendings, strict=True))
    print(f"{len(spendings)} files: at most {seconds:.2f} s, {peak:.0f} MB")
    assert seconds < MOST_SECONDS
    assert not peak > MOST_MEGABYTES


def test_random_bytes_are_refused_behind_any_signature_too() -> None:
    rng = np.random.default_rng(0)
    for _ in range(2000):
        assert reason_of(rng.bytes(int(rng.integers(0, 400))), prepare) in REASONS
    for make in FUZZED.values():
        for _ in range(40):
            assert reason_of(make()[:24] + rng.bytes(300), prepare) in REASONS | {"read"}
