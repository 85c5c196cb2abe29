"""What a file holds besides its pixels never decides whether these are read."""

import contextlib
import struct
import time
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from cnn_core.pictures import PictureError, prepare
from cnn_core.pictures.decoding import decode
from tests.cnn_core.test_pictures_files import drawing, rgb, saved


def chunk(name: bytes, data: bytes, *, is_whole: bool = True) -> bytes:
    checksum = zlib.crc32(name + data) ^ (0 if is_whole else 1)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def png_with(extra: bytes) -> bytes:
    plain = saved(drawing(), "PNG")
    return plain[:33] + extra + plain[33:]


def large(mark: bytes) -> bytes:
    return mark + zlib.compress(bytes(2_000_000))


def jpeg() -> bytes:
    return saved(rgb(), "JPEG", quality=92)


READ: dict[str, Callable[[], bytes]] = {
    "PNG, wrong checksum of a date": lambda: png_with(chunk(b"tIME", bytes(7), is_whole=False)),
    "PNG, text of 2 MB": lambda: png_with(chunk(b"zTXt", large(b"Comment\0\0"))),
    "PNG, international text of 2 MB": lambda: png_with(chunk(b"iTXt", large(b"XML\0\1\0\0\0"))),
    "PNG, colour profile of 2 MB": lambda: png_with(chunk(b"iCCP", large(b"profile\0\0"))),
    "PNG, unreadable EXIF": lambda: png_with(chunk(b"eXIf", b"no EXIF at all")),
    "PNG, unreadable profile": lambda: png_with(chunk(b"tEXt", b"Raw profile type exif\0\nexif\n 9\nzz")),
    "PNG, zeros behind it": lambda: saved(drawing(), "PNG") + bytes(300_000),
    "PNG, text behind it": lambda: saved(drawing(), "PNG") + b"hello" * 1000,
    "JPEG without its end": lambda: jpeg()[:-2],
    "JPEG without half of its end": lambda: jpeg()[:-1],
    "JPEG with a film behind it": lambda: jpeg() + np.random.default_rng(0).bytes(16_000_000),
    "WebP, unreadable EXIF": lambda: saved(rgb(), "WEBP", quality=92, exif=b"Exif\0\0II*\0\xff\xff\xff\xff"),
}


@pytest.mark.parametrize("name", READ)
def test_pixels_that_are_whole_are_read(name: str) -> None:
    expected = prepare(saved(drawing(), "PNG")).pixels
    assert np.abs(prepare(READ[name]()).pixels - expected).mean() < 0.025


@pytest.mark.parametrize("missing", [20, 400])
def test_a_jpeg_that_lacks_more_than_its_end_is_refused(missing: int) -> None:
    with pytest.raises(PictureError) as refused:
        prepare(jpeg()[:-missing])
    assert refused.value.reason == "truncated"


@pytest.mark.slow
@pytest.mark.parametrize(("progressive", "megapixels"), [(False, 50), (True, 24), (True, 50)])
def test_a_jpeg_without_its_end_takes_no_longer_than_promised(progressive: bool, megapixels: int) -> None:
    large = rgb().resize((2_500, megapixels * 400), Image.Resampling.BILINEAR)
    file = saved(large, "JPEG", quality=90, progressive=progressive)[:-2]
    start = time.process_time()
    with contextlib.suppress(PictureError):  # ten scans of 50 million pixels are not compared
        decode(file)
    assert time.process_time() - start < 2


def test_a_scan_of_ten_megabytes_is_read() -> None:
    scan = saved(drawing().resize((3600, 2700), Image.Resampling.NEAREST), "TIFF")
    assert len(scan) > 8_000_000
    expected = prepare(saved(drawing(), "PNG")).pixels
    assert np.abs(prepare(scan).pixels - expected).mean() < 0.025


def test_a_large_heic_is_named() -> None:
    with pytest.raises(PictureError) as refused:
        prepare(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(9_000_000))
    assert (refused.value.reason, refused.value.values) == ("unsupported_kind", {"kind": "HEIC"})


def test_negative_numbers_of_a_scientific_tiff_are_stretched() -> None:
    numbers = np.array(drawing(), np.float32)
    standard = (numbers - numbers.mean()) / numbers.std()
    expected = prepare(saved(drawing(), "PNG")).pixels
    assert np.abs(prepare(saved(Image.fromarray(standard), "TIFF")).pixels - expected).mean() < 0.025
