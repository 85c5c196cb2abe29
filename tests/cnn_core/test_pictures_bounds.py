"""Decoding stays bounded: 2 CPU seconds and 600 MB for any bytes, and two pictures at once."""

import struct
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import numpy as np
import pytest
from PIL import Image

from cnn_core.pictures import prepare
from cnn_core.pictures.decoding import MAX_JPEG_PIXELS, MAX_SIDE, two_at_a_time
from tests.bench.simulated_paper import saved
from tests.cnn_core.test_pictures_files import MOST_MEGABYTES, MOST_SECONDS, chunk, refusal, spent
from tests.cnn_core.test_pictures_refusals import jpeg_of, reason_of
from tests.sample import part_of


def png(width: int, height: int, depth: int, colour: int, row: int) -> bytes:
    """A black PNG; depth: bits a channel; colour: as IHDR has it; row: bytes of one."""
    packed = zlib.compressobj(1)
    rows = b"".join(packed.compress(bytes(row + 1) * 100) for _ in range(height // 100)) + packed.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def slope(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return Image.fromarray(np.tile(np.linspace(0, 255, width).astype(np.uint8), (height, 1))).convert(mode)


def packed_tiff(numbers: type[np.generic]) -> bytes:
    return saved(Image.fromarray(np.zeros((4000, 6000), numbers)), "TIFF", compression="tiff_adobe_deflate")


def blank_frames(kind: str, side: int, count: int) -> bytes:
    frames = [Image.new("RGB", (side, side), (200, 200, 200 + each % 5)) for each in range(count)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


# The largest that is allowed, of every kind and depth, and what is made to take long.
LARGEST: dict[str, Callable[[], bytes]] = {
    "PNG of 16 bits and four channels": lambda: png(6000, 4000, 16, 6, 6000 * 8),
    "PNG, 20,000 wide": lambda: png(20_000, 1200, 16, 2, 20_000 * 6),
    "PNG, two empty frames": lambda: blank_frames("PNG", 4890, 2),
    "JPEG": lambda: saved(slope(10_000, 5_000), "JPEG", quality=60),
    "JPEG progressive": lambda: saved(slope(10_000, 5_000, "L"), "JPEG", quality=60, progressive=True),
    "JPEG CMYK": lambda: saved(slope(10_000, 5_000, "CMYK"), "JPEG", quality=50),
    "WebP": lambda: saved(slope(6000, 4000), "WEBP", quality=50, method=0),
    "WebP, empty frames": lambda: blank_frames("WEBP", 1290, 30),
    "AVIF": lambda: saved(slope(6000, 4000), "AVIF", quality=50, speed=10),
    "GIF": lambda: saved(slope(6000, 4000, "L"), "GIF"),
    "GIF, empty frames": lambda: blank_frames("GIF", 1290, 60),
    "BMP": lambda: saved(slope(3200, 2500), "BMP"),
    "TIFF": lambda: saved(slope(6000, 4000, "RGBA"), "TIFF", compression="tiff_lzw"),
    "TIFF floating": lambda: packed_tiff(np.float32),
    "TIFF of 32 bits": lambda: packed_tiff(np.int32),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", part_of(LARGEST, 5))
def test_the_largest_files_take_no_more_than_is_promised(name: str) -> None:
    file = LARGEST[name]()
    reason, seconds, peak = spent(lambda: reason_of(file, prepare))
    print(f"{name}: {reason}, {seconds:.2f} s, {peak:.0f} MB")
    assert seconds < MOST_SECONDS
    assert not peak > MOST_MEGABYTES


def test_spending_is_noticed() -> None:
    _, seconds, peak = spent(lambda: np.ones(10_000_000).sum())
    assert seconds > 0
    assert not peak < 70


def test_a_jpeg_of_as_many_pixels_as_the_limit_is_read_and_of_more_it_is_not() -> None:
    assert reason_of(saved(slope(10_000, 5_000, "L"), "JPEG", quality=20), prepare) == "read"
    refused = refusal(jpeg_of(10_000, 5_001))
    assert refused.reason == "too_many_pixels"
    assert refused.values["limit_megapixels"] == MAX_JPEG_PIXELS // 1_000_000 == 50


def test_a_side_as_long_as_the_limit_is_read() -> None:
    assert reason_of(saved(slope(MAX_SIDE, 40, "L"), "PNG"), prepare) == "read"
    assert reason_of(saved(slope(MAX_SIDE + 1, 40, "L"), "PNG"), prepare) == "too_long_side"


def test_two_pictures_are_decoded_at_once_and_no_third() -> None:
    meeting, lock = Barrier(2, timeout=20), Lock()
    inside: list[int] = []
    most: list[int] = []

    def decode_one(number: int) -> None:
        with two_at_a_time():
            with lock:
                inside.append(number)
                most.append(len(inside))
            meeting.wait()  # breaks unless another one is in as well
            with lock:
                inside.remove(number)

    with ThreadPoolExecutor(6) as visitors:
        list(visitors.map(decode_one, range(6)))
    assert max(most) == 2
